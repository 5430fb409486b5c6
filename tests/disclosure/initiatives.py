"""Random initiatives of 8 to 40 organisations: their sectors, who answered what, and all kinds of answers."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import numpy as np
import pandas as pd

from questionnaires.model import DONT_KNOW, NO_ANSWER, Questionnaire
from questionnaires.profile import SECTORS
from scoring.answers import Answers

_SCALES = {"trust": 3, "goals": 2, "sharing": 5, "agenda": 1}
_REVERSED = {"trust_02", "goals_02", "sharing_02", "sharing_04"}


@cache
def questionnaire() -> Questionnaire:
    """Return a questionnaire with scales of two, three and five statements and a condition of one."""
    statements = statement_ids()
    pages = [
        {
            "id": "all",
            "statement": [
                {"id": name, "scale": scale, "choices": "agree", "reversed": name in _REVERSED}
                for scale, names in statements.items()
                for name in names
            ],
        }
    ]
    table: dict[str, Any] = {
        "format": 1,
        "id": "disclosure",
        "version": "2026.1",
        "languages": ["en"],
        "reliability": 0.75,
        "choices": {"agree": {"codes": [1, 2, 3, 4, 5], "dont_know": DONT_KNOW}},
        "scale": [{"id": scale, "kind": "condition" if scale == "agenda" else "barrier"} for scale in statements],
        "page": pages,
        "texts": {
            "en": {
                "title": "Sample",
                "frame": "Here",
                "choices": {"agree": {code: code for code in ("1", "2", "3", "4", "5", "98")}},
                "scales": {scale: scale for scale in statements},
                "pages": {"all": {"title": "All"}},
                "statements": {name: name for names in statements.values() for name in names},
            }
        },
    }
    return msgspec.convert(table, Questionnaire)


def statement_ids() -> dict[str, tuple[str, ...]]:
    """Return the statements of each scale."""
    return {scale: tuple(f"{scale}_{number:02d}" for number in range(1, count + 1)) for scale, count in _SCALES.items()}


def all_statements() -> tuple[str, ...]:
    """Return every statement in the order shown."""
    return tuple(name for names in statement_ids().values() for name in names)


def answers(
    codes: np.ndarray, organisation: np.ndarray, sector: np.ndarray, *, silent: int = 0, listed: bool = True
) -> Answers:
    """Return checked answers.

    Parameters
    ----------
    codes : array of float, shape (persons, statements)
        Answers on the health scale, 98 and 99; turned round here where the statement is.
    organisation : array of int, shape (persons,)
        The number of each person's organisation.
    sector : array of str, shape (organisations,)
        The sector of each organisation.
    silent : int
        Invited organisations that did not answer, all of the last sector.
    listed : bool
        A list of those invited was given; without it the number is unknown.
    """
    names = np.array([f"o{number:02d}" for number in range(len(sector) + silent)], dtype=object)
    table = pd.DataFrame(raw(codes), columns=list(all_statements()))
    table.insert(0, "organisation", pd.Series(names[organisation], dtype="str"))
    table.insert(0, "respondent", pd.Series([f"p{number:03d}" for number in range(len(codes))], dtype="str"))
    sectors = [*sector, *[SECTORS[-1]] * silent]
    organisations = pd.DataFrame(
        {"organisation": pd.Series(names, dtype="str"), "sector": pd.Series(sectors, dtype="str")}
    )
    if not listed:
        organisations = organisations.iloc[: len(sector)]
    return Answers(responses=table, organisations=organisations, invited=len(organisations) if listed else None)


def raw(codes: np.ndarray) -> np.ndarray:
    """Turn answers on the health scale into what was ticked."""
    reverse = np.array([name in _REVERSED for name in all_statements()])
    return np.where(reverse[None, :] & (codes <= len("12345")), 6 - codes, codes).astype(float)


def random_wave(rng: np.random.Generator) -> Answers:
    """Draw a wave: sizes, sectors, non-response and answers, from unanimous to far apart."""
    count = int(rng.integers(8, 41))
    sector = rng.choice(np.array(SECTORS, dtype=object), size=count, p=rng.dirichlet(np.full(len(SECTORS), 0.8)))
    organisation = np.repeat(np.arange(count), rng.integers(1, 1 + rng.integers(1, 4), size=count))
    codes = np.empty((len(organisation), len(all_statements())))
    first = 0
    for names in statement_ids().values():
        last = first + len(names)
        codes[:, first:last] = _scale(organisation, len(names), rng)
        first = last
    return answers(codes, organisation, sector, silent=int(rng.integers(0, 9)), listed=bool(rng.random() < 0.7))


def _scale(organisation: np.ndarray, statements: int, rng: np.random.Generator) -> np.ndarray:
    count, people = int(organisation.max()) + 1, len(organisation)
    true = rng.normal(rng.uniform(1, 5), rng.choice([0.0, 0.3, 0.6, 1.2]), size=count)
    noise = rng.normal(0, rng.choice([0.0, 0.5, 0.9]), size=(people, statements))
    codes: np.ndarray = np.rint(np.clip(true[organisation][:, None] + noise, 1, 5))
    codes[rng.random(codes.shape) < rng.choice([0.0, 0.02, 0.08, 0.3])] = DONT_KNOW
    skipped = rng.random(count) < rng.choice([0.0, 0.1, 0.4])
    codes[skipped[organisation]] = NO_ANSWER
    return codes
