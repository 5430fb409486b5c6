"""How far two groups lie apart: figures worked out by hand, the extreme cases, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from scoring import groups
from scoring.groups import Effect, cliffs_delta, hedges_g

BOTH = pytest.mark.parametrize("compare", [cliffs_delta, hedges_g])
Compare = Callable[..., Effect]


def figures(effect: Effect) -> list[float]:
    """Return all figures of an effect, to be compared as one."""
    return [effect.value, effect.low, effect.high, effect.n]


def test_every_documented_name_can_be_imported_from_one_place() -> None:
    assert sorted(groups.__all__) == ["Effect", "benjamini_hochberg", "cliffs_delta", "hedges_g", "permutation_test"]
    assert all(hasattr(groups, name) for name in groups.__all__)


def test_delta_counts_who_is_higher_less_who_is_lower() -> None:
    # 2 is above 1 and below 3 and 4; 3 above 1 and below 4; 4 above 1 and 3: four higher, three lower, of nine.
    assert cliffs_delta([2, 3, 4], [1, 3, 4]).value == pytest.approx((4 - 3) / 9)


def test_delta_of_groups_that_do_not_overlap_is_1_and_its_interval_is_not() -> None:
    assert figures(cliffs_delta([5, 4, 5], [2, 3, 3, 1])) == pytest.approx([1, 0.4337, 1, 7], abs=5e-5)
    assert figures(cliffs_delta([2, 3, 3, 1], [5, 4, 5])) == pytest.approx([-1, -1, -0.4337, 7], abs=5e-5)


def test_delta_of_groups_that_do_not_overlap_is_surer_the_more_they_are() -> None:
    lows = [cliffs_delta([5.0] * n, [4.0] * n).low for n in (2, 5, 12, 100)]

    assert lows == sorted(lows)
    assert lows[0] < 0
    assert 0.85 < lows[2] < lows[3] < 1


def test_delta_of_equal_scores_is_0_with_an_interval_that_is_no_point() -> None:
    # The least variance that Cliff allows is 1 / (n₁n₂ − 1); with t = 2.0739 of 22 degrees, ± t√S / √(1 + t²S).
    share = 2.0738730679 / math.sqrt(143)
    end = share / math.sqrt(1 + share**2)

    assert figures(cliffs_delta([3.0] * 12, [3.0] * 12)) == pytest.approx([0, -end, end, 24], abs=1e-9)


def test_the_interval_of_delta_leans_towards_the_middle() -> None:
    effect = cliffs_delta([3, 4, 4, 5, 5, 4, 3, 5], [2, 3, 2, 4, 1, 3, 2, 3])

    assert effect.high - effect.value < effect.value - effect.low


def test_g_of_two_small_groups_is_d_times_the_exact_correction() -> None:
    # Means 4 and 2, variances 1 and 1: d = 2; with four degrees J = Γ(2) / (√2 Γ(1.5)) = 0.797885.
    effect = hedges_g([3, 4, 5], [1, 2, 3])

    assert effect.value == pytest.approx(2 * 0.7978845608)
    assert effect.n == 6
    assert effect.low < 0 < effect.value < effect.high


def test_g_of_equal_means_is_0_with_an_interval_around_it() -> None:
    effect = hedges_g([1, 2, 3], [0, 2, 4])

    assert effect.value == 0
    assert effect.low == pytest.approx(-effect.high, abs=1e-9)


def test_g_may_be_as_large_as_it_likes() -> None:
    # Beyond a t of 10,000 the interval is that of the spread alone: t × √(χ²/m), here with 22 degrees.
    near, far = (hedges_g([apart, apart + 1] * 6, [0, 1] * 6) for apart in (2_000, 20_000))

    assert (far.low / far.value, far.high / far.value) == pytest.approx(
        (near.low / near.value, near.high / near.value), rel=1e-4
    )
    assert near.low < near.value < near.high


@BOTH
def test_a_lower_level_gives_a_narrower_interval_about_the_same_value(compare: Compare) -> None:
    wide, narrow = (compare([3, 4, 4, 5, 5], [2, 3, 4, 4, 1, 3], level=level) for level in (0.95, 0.5))

    assert wide.value == narrow.value
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


@BOTH
@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95])
def test_a_level_outside_0_to_1_is_refused(compare: Compare, level: float) -> None:
    with pytest.raises(ValueError, match=f"the level must lie between 0 and 1, not {level}"):
        compare([1, 2, 3], [1, 2, 4], level=level)


@BOTH
@pytest.mark.parametrize("few", [[], [3.0]])
def test_a_group_of_fewer_than_two_is_refused(compare: Compare, few: list[float]) -> None:
    with pytest.raises(ValueError, match="a group needs at least 2 scores"):
        compare(few, [1, 2, 3])
    with pytest.raises(ValueError, match="a group needs at least 2 scores"):
        compare([1, 2, 3], few)


@BOTH
@pytest.mark.parametrize("score", [math.nan, math.inf])
def test_a_missing_score_is_refused(compare: Compare, score: float) -> None:
    with pytest.raises(ValueError, match="a score is missing or not finite; leave out organisations without a score"):
        compare([1, 2, score], [1, 2, 3])


def test_g_without_any_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="no score differs from the others of its group"):
        hedges_g([3.1, 3.1, 3.1], [2.7, 2.7])
    assert hedges_g([3.1, 3.1, 3.1], [2.7, 2.8]).value > 0
