"""Whether contributors agree is told beside their mean, and tells nobody on which side of it another one answered.

Proved by going through every multiset of answers, as in `test_disclosure_homogeneity`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from scoring.agreement import ad_m, agreement_word
from scoring.disclosure import cell, rules_with
from scoring.findings import Agreement
from scoring.published import Cell
from scoring.rounding import printed
from scoring.spread import agreement
from scoring.uncertainty import WEAK
from tests.disclosure.multisets import Lesson, lessons, members, multisets, numbered

ANSWERS = (1.0, 2.0, 3.0, 4.0, 5.0)
SIZES = range(12, 21)

# n: outputs of mean and agreement from which an outsider learns that nobody answered above 3, or nobody below
HALF_KNOWN = {12: 6, 13: 8, 14: 6, 15: 6, 16: 5, 17: 4, 18: 4, 19: 6, 20: 5}
# n: outputs from which somebody who knows one of the answers learns that of all others; and how many outputs there are
HALF_KNOWN_TO_INSIDERS = {12: 21, 13: 16, 14: 10, 15: 10, 16: 8, 17: 10, 18: 8, 19: 10, 20: 10}
OUTPUTS = {12: 63, 13: 65, 14: 63, 15: 65, 16: 63, 17: 65, 18: 63, 19: 65, 20: 65}


class Told(NamedTuple):
    """Every output there is, and what everybody learns from each."""

    outputs: list[tuple[Cell, Agreement | None]]
    lessons: list[Lesson]


@cache
def learned(n: int) -> Told:
    """Return what everybody learns from the cell of one scale and the word beside it, for n of n invited."""
    counts = multisets(n, len(ANSWERS))
    told = []
    for row in counts:
        scores = members(row, ANSWERS)
        released = cell(scores, population=n, rules=rules_with(), prior=WEAK)
        told.append((released.cell, agreement(scores, released)))
    return Told(list(dict.fromkeys(told)), lessons(counts, numbered(told)[0], ANSWERS))


@pytest.mark.parametrize("n", SIZES)
def test_agreement_beside_a_mean_tells_no_side(n: int) -> None:
    assert [lesson for lesson in learned(n).lessons if lesson.side_known] == []


@pytest.mark.parametrize("n", SIZES)
def test_agreement_beside_a_mean_tells_a_half_in_few_outputs(n: int) -> None:
    """Known limit: all agree, and their mean lies between two answers: these two are what most gave."""
    outputs, found = learned(n)
    outside, inside = (
        {lesson.label for lesson in found if lesson.half_known and (lesson.own is None) == outsider}
        for outsider in (True, False)
    )

    assert (len(outputs), len(outside), len(inside)) == (OUTPUTS[n], HALF_KNOWN[n], HALF_KNOWN_TO_INSIDERS[n])
    assert {word.unity for _, word in (outputs[label] for label in outside) if word} == {"agreed"}
    assert {outputs[label][0].value for label in outside} <= {2.4, 2.5, 2.6, 2.7, 3.3, 3.4, 3.5, 3.6}


def test_further_out_a_word_would_tell_the_side_of_all_others() -> None:
    """Why it is not told there: of twelve with a printed 2.1 who agree, one answered 5, and all others lie below 3."""
    agreed = [
        row
        for row in multisets(12, len(ANSWERS))
        if row[-1] and printed(float(members(row, ANSWERS).mean()), "tenths").value == 2.1
        if agreement_word(ad_m(members(row, ANSWERS)).value) == "agreed"
    ]

    assert [row.tolist() for row in agreed] == [[2, 9, 0, 0, 1]]
