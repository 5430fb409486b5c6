"""Small questionnaires made to measure, and the answers of a few persons to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from questionnaires.model import Choices, Page, Questionnaire, Scale, ScaleKind, Statement
from scoring.answers import Answers, check_answers

EMPTY = float("nan")


class Asked(NamedTuple):
    """A scale with a number of statements; those at some places, from 1, are marked as reversed."""

    id: str
    statements: int = 4
    reversed: tuple[int, ...] = ()
    codes: tuple[int, ...] = (1, 2, 3, 4, 5)
    kind: ScaleKind = "barrier"
    barrier: str | None = None


def instrument(*asked: Asked, reliability: float = 0.75) -> Questionnaire:
    """Return a questionnaire that asks these scales, one after the other; *don't know* may always be chosen."""
    return Questionnaire(
        format=1,
        id="made",
        version="2026.1",
        languages=("en",),
        reliability=reliability,
        choices={_codes(scale): Choices(codes=scale.codes, dont_know=98) for scale in asked},
        scale=tuple(Scale(id=scale.id, kind=scale.kind, barrier=scale.barrier) for scale in asked),
        page=(
            Page(
                id="all",
                statement=tuple(
                    Statement(
                        id=f"{scale.id}_{place}",
                        scale=scale.id,
                        choices=_codes(scale),
                        reversed=place in scale.reversed,
                    )
                    for scale in asked
                    for place in range(1, scale.statements + 1)
                ),
            ),
        ),
        texts={},
    )


def responses(questionnaire: Questionnaire, persons: Sequence[tuple[str, Sequence[float]]]) -> pd.DataFrame:
    """Return the answer frame of persons: each an organisation and a code for every statement, in the order asked."""
    names = [statement.id for statement in questionnaire.statements]
    table = pd.DataFrame([codes for _, codes in persons], columns=names, dtype=float)
    table.insert(0, "organisation", pd.Series([organisation for organisation, _ in persons], dtype="str"))
    table.insert(0, "respondent", pd.Series([f"p{place}" for place in range(1, len(persons) + 1)], dtype="str"))
    return table


def wave(
    questionnaire: Questionnaire,
    organisations: Sequence[Sequence[float]],
    *,
    sectors: Sequence[str] | None = None,
    silent: Sequence[str] = (),
    invited: int | None = None,
) -> Answers:
    """Return checked answers of organisations with one person each, the codes in the order asked.

    Parameters
    ----------
    sectors : sequence of str, optional
        The sector of each organisation.
    silent : sequence of str
        The sectors of organisations that were invited and did not answer; with them everybody is on a list.
    invited : int, optional
        How many were invited; without it and without silent ones that is unknown.
    """
    names = [f"o{place:02d}" for place in range(1, len(organisations) + 1 + len(silent))]
    table = responses(questionnaire, list(zip(names, organisations, strict=False)))
    if sectors is not None:
        table["sector"] = list(sectors)
    known = [*(sectors or [""] * len(organisations)), *silent]
    roster = pd.DataFrame({"organisation": names, "sector": known}) if silent else None
    return check_answers(table, questionnaire, organisations=roster, invited=invited)


def _codes(scale: Asked) -> str:
    return f"from_{scale.codes[0]}_to_{scale.codes[-1]}"
