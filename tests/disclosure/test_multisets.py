"""The multisets are all there, and what follows from an output is read off rightly."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from tests.disclosure.multisets import Lesson, extremes, lessons, members, multisets, numbered

ANSWERS = (1.0, 2.0, 3.0, 4.0, 5.0)


@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_every_multiset_is_there_once(n: int) -> None:
    counts = multisets(n, 5)

    assert len(np.unique(counts, axis=0)) == len(counts) == comb(n + 4, 4)
    assert set(counts.sum(axis=1).tolist()) == {n}
    assert counts.min() == 0


def test_the_members_of_a_multiset_are_its_answers() -> None:
    assert members([2, 0, 1, 0, 0], ANSWERS).tolist() == [1, 1, 3]


@pytest.mark.parametrize(
    ("total", "even", "uneven"),
    [(5, [1] * 5, [1] * 5), (12, [3, 3, 2, 2, 2], [5, 4, 1, 1, 1]), (25, [5] * 5, [5] * 5)],
)
def test_the_extremes_have_the_same_sum(total: int, even: list[int], uneven: list[int]) -> None:
    assert [each.tolist() for each in extremes(5, total, ANSWERS)] == [even, uneven]


def test_extremes_on_a_finer_lattice() -> None:
    assert [each.tolist() for each in extremes(3, 4.5, (1, 1.5, 2, 2.5))] == [[1.5, 1.5, 1.5], [2.5, 1, 1]]


def test_an_exact_sum_tells_two_what_the_other_said() -> None:
    counts = multisets(2, 5)
    labels, sums = numbered((counts @ np.array(ANSWERS)).tolist())

    learned = [each for each in lessons(counts, labels, ANSWERS) if sums[each.label] == 7]

    assert learned == [
        Lesson(sums.index(7), None, (2, 3, 4, 5)),
        Lesson(sums.index(7), 2, (5,)),
        Lesson(sums.index(7), 3, (4,)),
        Lesson(sums.index(7), 4, (3,)),
        Lesson(sums.index(7), 5, (2,)),
    ]


@pytest.mark.parametrize(
    ("possible", "side", "half"),
    [
        ((1.0, 2.0), True, True),
        ((3.0,), True, True),
        ((1.0, 3.0), False, True),
        ((3.0, 5.0), False, True),
        ((2.0, 4.0), False, False),
    ],
)
def test_a_side_is_known_if_all_others_lie_on_it(possible: tuple[float, ...], *, side: bool, half: bool) -> None:
    lesson = Lesson(0, None, possible)

    assert (lesson.side_known, lesson.half_known) == (side, half)
