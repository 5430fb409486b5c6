"""Many simulated waves at once: how often a scale is flagged, and how often its interval holds the truth."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import pandas as pd

from questionnaires.model import Questionnaire
from scoring.disclosure import cell, rules_with
from scoring.flags import decide
from scoring.scales import organisation_scores, person_scores
from scoring.simulating import Behaviour, simulate
from scoring.uncertainty import weak_prior

ALL_ANSWER = Behaviour(response=1.0)


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many statements a scale has, and how reliable an organisation's score is."""

    statements: int
    reliability: float


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the operating table: how many organisations answer, and what comes of it."""

    questionnaire: str
    population: int
    answering: int
    flagged: tuple[float, ...]
    covered: tuple[float, float]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The operating table; what its figures mean stands in the file."""

    means: tuple[float, ...]
    expected: tuple[float, ...]
    questionnaires: dict[str, Shape]
    row: tuple[Row, ...]


def operating_table() -> Table:
    """Return the operating table."""
    text = (Path(__file__).parent / "operating_table.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Table)


def operate(
    questionnaire: Questionnaire,
    means: Mapping[str, float],
    *,
    population: int,
    answering: int,
    waves: int,
    seed: int,
) -> pd.DataFrame:
    """Simulate waves and decide on each scale of each of them.

    Returns
    -------
    DataFrame, shape (waves × scales, 4)
        ``scale``; ``flagged``; ``truth``: the mean of what the persons of all invited organisations are expected to
        answer; ``covered``: the interval holds it, false where the figure is withheld.
    """
    rules, prior = rules_with(), weak_prior(questionnaire.reliability)
    scores, truths = _waves(questionnaire, means, population=population, answering=answering, waves=waves, seed=seed)
    told = []
    for wave in range(waves):
        of_wave = scores.loc[[wave]]
        for scale in means:
            values, true = of_wave[scale].dropna().to_numpy(), float(truths[scale].iloc[wave])
            released = cell(values, population=population, rules=rules, prior=prior)
            estimate = released.estimate
            covered = estimate is not None and estimate.low <= true <= estimate.high
            told.append((scale, decide(released, prior=prior).state == "flagged", covered, true))
    return pd.DataFrame(told, columns=["scale", "flagged", "covered", "truth"])


def _waves(
    questionnaire: Questionnaire,
    means: Mapping[str, float],
    *,
    population: int,
    answering: int,
    waves: int,
    seed: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the scores of the organisations that answer, by wave and organisation, and each wave's true means."""
    answers, truths = [], []
    for wave in range(waves):
        made = simulate(questionnaire, organisations=population, means=means, behaviour=ALL_ANSWER, seed=seed + wave)
        drawn = np.random.default_rng([seed, wave]).permutation(made.organisations["organisation"])[:answering]
        answers.append(made.responses[made.responses["organisation"].isin(drawn)].assign(wave=wave))
        truths.append(made.expected.mean())
    # All waves are scored at once: most of the work is done for a column, however many rows it has.
    frame = pd.concat(answers, ignore_index=True)
    of = frame["wave"].astype(str).str.zfill(6) + "/" + frame["organisation"]
    scores = organisation_scores(person_scores(frame, questionnaire), of)
    scores.index = pd.Index(scores.index.str.slice(0, 6).astype(int), name="wave")
    return scores, pd.DataFrame(truths)
