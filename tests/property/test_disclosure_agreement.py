"""Whether contributors agree is told beside their mean, and tells nobody on which side of it another one answered.

Proved by going through every multiset of answers, as in `test_disclosure_homogeneity`.
"""

from __future__ import annotations

from functools import cache

import pytest

from scoring.disclosure import cell, rules_with
from scoring.spread import agreement
from scoring.uncertainty import WEAK
from tests.disclosure.multisets import Lesson, lessons, members, multisets, numbered

ANSWERS = (1.0, 2.0, 3.0, 4.0, 5.0)
SIZES = range(12, 21)

# n: outputs of mean and agreement from which an outsider learns that nobody answered above 3, or nobody below
HALF_KNOWN = {12: 6, 13: 8, 14: 6, 15: 6, 16: 5, 17: 4, 18: 4, 19: 6, 20: 5}


@cache
def learned(n: int) -> list[Lesson]:
    """Return what everybody learns from the cell of one scale and the word beside it, for n of n invited."""
    counts = multisets(n, len(ANSWERS))
    told = []
    for row in counts:
        scores = members(row, ANSWERS)
        released = cell(scores, population=n, rules=rules_with(), prior=WEAK)
        told.append((released.cell, agreement(scores, released)))
    return lessons(counts, numbered(told)[0], ANSWERS)


@pytest.mark.parametrize("n", SIZES)
def test_agreement_beside_a_mean_tells_no_side(n: int) -> None:
    assert [lesson for lesson in learned(n) if lesson.side_known] == []


@pytest.mark.parametrize("n", SIZES)
def test_agreement_beside_a_mean_tells_an_outsider_a_half_in_few_outputs(n: int) -> None:
    """Known limit: all agree, and their mean lies between two answers: these two are what most gave."""
    known = [lesson for lesson in learned(n) if lesson.half_known and lesson.own is None]

    assert len(known) == HALF_KNOWN[n]
