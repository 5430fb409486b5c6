"""The attacker finds what there is to find, and no more."""

from __future__ import annotations

import numpy as np
import pytest

from tests.disclosure.attack import (
    Reach,
    System,
    Told,
    alone,
    class_of,
    connected,
    isolated,
    knowing,
    mean_reach,
    reach,
    system,
)


def whole_and(*parts: range) -> np.ndarray:
    """Return the sums of 12 organisations and of some parts of them."""
    masks = np.zeros((1 + len(parts), 12), dtype=bool)
    masks[0] = True
    for row, part in enumerate(parts, start=1):
        masks[row, list(part)] = True
    return masks


def of(masks: np.ndarray) -> System:
    return system(masks, [0.0] * len(masks), [60.0] * len(masks))


def test_organisations_that_are_always_together_are_one_class() -> None:
    masks = whole_and(range(5), range(3))

    assert of(masks).sizes == (7, 2, 3)
    assert class_of(masks).tolist() == [2, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([range(5)], None),
        ([range(5), range(5, 12)], None),
        ([range(8)], (0,)),
        ([range(5), range(6)], (1,)),
        ([range(5), range(3, 12)], (1,)),
    ],
)
def test_a_difference_of_fewer_than_five_is_isolated(parts: list[range], found: tuple[int, ...] | None) -> None:
    assert isolated(of(whole_and(*parts)), fewer_than=5) == found


def test_a_weighted_combination_of_two_organisations_is_isolated() -> None:
    told = (Told((1.0, 1.0, 1.0), 0, 9), Told((1.0, 0.5, 1.0), 0, 9))

    assert isolated(System((6, 1, 1), told), fewer_than=5) == (1,)
    assert isolated(System((6, 6, 1), told), fewer_than=5) is None


def test_overlapping_sums_without_a_small_difference_isolate_nobody() -> None:
    masks = np.zeros((2, 18), dtype=bool)
    masks[0, :12] = True
    masks[1, 6:] = True

    assert isolated(of(masks), fewer_than=5) is None


def test_a_mean_at_the_end_of_the_scale_tells_every_score() -> None:
    assert reach(System((5,), (Told((1.0,), 5.0, 5.5),)), 0) == pytest.approx(Reach(1.0, 1.5))


def test_a_known_score_narrows_the_others() -> None:
    five = System((5,), (Told((1.0,), 5.0, 11.25),))

    assert reach(five, 0) == pytest.approx(Reach(1.0, 5.0))
    assert reach(knowing(five, 0, 5.0), 0) == pytest.approx(Reach(1.0, 3.25))


def test_the_mean_of_two_scores_is_known_better_than_each() -> None:
    pair = System((1, 1), (Told((1.0, 1.0), 5.0, 7.0),))

    assert mean_reach(pair, (0, 1)) == pytest.approx(Reach(2.5, 3.5))
    assert reach(pair, 0) == pytest.approx(Reach(1.0, 5.0))


def test_a_member_taken_out_of_its_class_still_belongs_to_its_sums() -> None:
    assert alone(System((5, 7), (Told((1.0, 0.0), 5, 25),)), 0) == System((4, 7, 1), (Told((1.0, 0.0, 1.0), 5, 25),))


def test_only_sums_that_are_linked_matter() -> None:
    whole = System((5, 6, 7), (Told((1, 0, 0), 5, 9), Told((0, 1, 1), 20, 30), Told((0, 0, 1), 8, 9)))

    assert connected(whole, 0) == System((5,), (Told((1,), 5, 9),))
    assert connected(whole, 2) == System((6, 7), (Told((1, 1), 20, 30), Told((0, 1), 8, 9)))


def test_nothing_told_is_nothing_learned() -> None:
    assert reach(System((5,), ()), 0) == Reach(1.0, 5.0)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="contradicts itself"):
        reach(System((5,), (Told((1.0,), 26.0, 27.0),)), 0)


@pytest.mark.parametrize(
    ("found", "gained"),
    [
        (Reach(1, 5), False),
        (Reach(2.5, 3.5), False),
        (Reach(1, 3), True),
        (Reach(3, 5), True),
        (Reach(2.6, 3.5), True),
    ],
)
def test_a_side_or_less_than_one_step_is_a_gain(found: Reach, *, gained: bool) -> None:
    assert found.gained is gained
