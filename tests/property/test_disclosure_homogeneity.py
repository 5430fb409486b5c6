"""Whatever is published of a scale, nobody learns on which side of the middle another organisation answered.

Proved by going through every multiset of answers: for an outsider, who knows nothing, and for each insider, who knows
the answer of one organisation. Two things are told apart. *A side is known*: every other organisation must lie below 3,
or every other at 3, or every other above 3. *A half is known*: no other lies above 3, or none below, though some may be
at 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cache

import numpy as np
import pytest

from scoring.disclosure import cell, dont_know, form_for, rules_with, shares
from scoring.findings import Flag
from scoring.flags import decide
from scoring.published import Cell, Shares
from scoring.uncertainty import WEAK
from tests.disclosure.multisets import Lesson, extremes, lessons, members, multisets, numbered

ANSWERS = (1.0, 2.0, 3.0, 4.0, 5.0)
HALVES = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)
SIZES = range(5, 25)
OPEN, STRICT = rules_with(), rules_with(strict=True)

# n, figure, own answer: in the smallest group of each form, an insider at the far end of the scale beside a clipped end
HALF_KNOWN = {(5, 2.0, 5.0), (5, 4.0, 1.0), (12, 1.5, 5.0), (12, 4.5, 1.0)}

# n: outputs with shares from which an outsider learns that nobody answered above 3, or nobody below
HALF_KNOWN_BY_SHARES = {12: 22, 13: 14, 14: 22, 15: 12, 16: 22, 17: 10, 18: 20, 19: 8, 20: 39}


class Told:
    """What is told of one scale over n organisations, once for each sum of answers."""

    def __init__(self, n: int, values: Sequence[float], *, strict: bool = False, spare: int = 0) -> None:
        self.n, self.values, self.rules, self.population = n, values, STRICT if strict else OPEN, n + spare
        self.counts = multisets(n, len(values))
        self.sums = np.round(self.counts @ np.array(values), 6)

    def of(self, scores: np.ndarray) -> tuple[Cell, Flag]:
        """Return cell and flag of some scores."""
        released = cell(scores, population=self.population, rules=self.rules, prior=WEAK)
        return released.cell, decide(released, prior=WEAK)

    def by_sum(self) -> dict[float, tuple[Cell, Flag]]:
        """Return the output for each sum, after a look that evenness of the answers does not show."""
        outputs = {}
        for total in np.unique(self.sums).tolist():
            even, uneven = (self.of(scores) for scores in extremes(self.n, total, self.values))
            assert even == uneven
            outputs[total] = even
        return outputs

    def lessons(self) -> list[tuple[Lesson, float]]:
        """Return what everybody learns, each with the printed figure."""
        outputs = self.by_sum()
        labels, told = numbered(outputs[total] for total in self.sums.tolist())
        figures = [output[0].value for output in told if isinstance(output, tuple)]
        return [(lesson, figures[lesson.label]) for lesson in lessons(self.counts, labels, self.values)]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("spare", [0, 7])
@pytest.mark.parametrize("n", SIZES)
def test_no_answer_and_no_side_is_told_by_a_scale(n: int, spare: int, *, strict: bool) -> None:
    learned = Told(n, ANSWERS, strict=strict, spare=spare).lessons()

    assert [lesson for lesson, _ in learned if lesson.side_known] == []


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("n", SIZES)
def test_a_half_is_told_only_to_an_insider_beside_a_clipped_end(n: int, *, strict: bool) -> None:
    learned = Told(n, ANSWERS, strict=strict).lessons()
    known = {(n, figure, lesson.own) for lesson, figure in learned if lesson.half_known}

    assert known == {case for case in HALF_KNOWN if case[0] == n and not (strict and n > 11)}


@pytest.mark.parametrize("n", [5, 6, 7, 8, 11, 12])
def test_scores_in_half_points_tell_no_side_either(n: int) -> None:
    learned = Told(n, HALVES).lessons()

    assert [lesson for lesson, _ in learned if lesson.side_known] == []
    assert {(n, figure, lesson.own) for lesson, figure in learned if lesson.half_known} == {
        case for case in HALF_KNOWN if case[0] == n == 5
    }


@pytest.mark.parametrize("n", [5, 6, 7])
def test_below_25_only_the_sum_decides_what_is_told(n: int) -> None:
    assert_only_the_sum_decides(n)


@pytest.mark.soak
@pytest.mark.parametrize("n", range(8, 21))
def test_below_25_only_the_sum_decides_for_every_multiset(n: int) -> None:
    assert_only_the_sum_decides(n)


def assert_only_the_sum_decides(n: int) -> None:
    told = Told(n, ANSWERS)
    by_sum = told.by_sum()
    different = [
        row.tolist()
        for row, total in zip(told.counts, told.sums.tolist(), strict=True)
        if told.of(members(row, ANSWERS)) != by_sum[total]
    ]

    assert different == []


@pytest.mark.parametrize("n", range(12, 25))
def test_shares_beside_a_mean_tell_no_side(n: int) -> None:
    """Harder than what is shown: mean, interval, P and shares of one and the same statement."""
    assert [lesson for lesson in with_shares(n) if lesson.side_known] == []


@pytest.mark.parametrize("n", HALF_KNOWN_BY_SHARES)
def test_shares_beside_a_mean_tell_a_half_in_few_outputs(n: int) -> None:
    known = [lesson for lesson in with_shares(n) if lesson.half_known]

    assert len([lesson for lesson in known if lesson.own is None]) == HALF_KNOWN_BY_SHARES[n]


@cache
def with_shares(n: int) -> list[Lesson]:
    """Return what everybody learns from cell, flag and shares together."""
    told = Told(n, ANSWERS)
    outputs = told.by_sum()
    form = form_for(n, OPEN)
    assert form is not None
    low, high = told.counts[:, :2].sum(axis=1), told.counts[:, 3:].sum(axis=1)
    split = {
        pair: shares(members([pair[0], 0, n - sum(pair), 0, pair[1]], ANSWERS), form=form)
        for pair in set(zip(low.tolist(), high.tolist(), strict=True))
    }
    both: list[Hashable] = [
        (outputs[total], split[pair])
        for total, pair in zip(told.sums.tolist(), zip(low.tolist(), high.tolist(), strict=True), strict=True)
    ]
    return lessons(told.counts, numbered(both)[0], ANSWERS)


@pytest.mark.parametrize("n", range(5, 12))
def test_below_12_no_shares_are_told(n: int) -> None:
    assert shares(np.full(n, 1.0), form=form_for(n, OPEN) or "full") is None


def test_shares_do_not_tell_a_unanimous_statement() -> None:
    assert shares(np.full(12, 3.0), form="tenths") == Shares(low=20, middle=80, high=20, step=20)


def test_who_did_not_know_is_told_to_nobody_but_that_others_knew_to_one_of_five_to_eight() -> None:
    """An insider who said *don't know* throughout, and reads that it was less than a quarter, was the only one."""
    known = Counter((n, lesson.own, lesson.possible) for n in range(5, 21) for lesson in of_dont_know(n, (0.0, 1.0)))

    assert known == dict.fromkeys([(n, 1.0, (0.0,)) for n in range(5, 9)], 1)


def test_where_half_a_scale_can_be_unknown_only_one_of_five_or_six_learns_that_others_knew() -> None:
    known = {(n, each.own, each.possible) for n in range(5, 21) for each in of_dont_know(n, (0.0, 0.5, 1.0))}

    assert known == {(5, 1.0, (0.0,)), (6, 1.0, (0.0,))}


def of_dont_know(n: int, values: Sequence[float]) -> list[Lesson]:
    """Return what is learned for certain of the share of *don't know* of every other organisation."""
    counts = multisets(n, len(values))
    labels, _ = numbered(dont_know(members(row, values), rules=OPEN) for row in counts)
    return [lesson for lesson in lessons(counts, labels, values) if len(lesson.possible) == 1]


def test_from_25_on_a_narrow_interval_can_tell_a_side() -> None:
    """Known limit: a mean at the end of the scale, or a spread close to none, shows. Counted for 25 of 25 invited."""
    told = Told(25, ANSWERS)
    labels, outputs = numbered(told.of(members(row, ANSWERS))[0] for row in told.counts)
    known = [lesson for lesson in lessons(told.counts, labels, ANSWERS) if lesson.side_known]
    figures = {
        (shown.value, shown.low, shown.high)
        for lesson in known
        if lesson.own is None and isinstance(shown := outputs[lesson.label], Cell)
    }

    assert (len(outputs), len(known)) == (491, 30)
    assert figures == {(1.0, 1.0, 1.1), (1.8, 1.8, 1.9), (4.2, 4.1, 4.2), (5.0, 4.9, 5.0)}
