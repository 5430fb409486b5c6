"""One value against a target or a few others: figures computed by hand, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scoring.benchmark import FunnelLimits, Limits, Percentile, funnel_limits, modified_t


def test_funnel_limits_by_hand() -> None:
    found = funnel_limits(3.2, 0.25)

    assert [found.near.low, found.near.high] == pytest.approx([3.2 - 0.25 * 1.959964, 3.2 + 0.25 * 1.959964], abs=1e-6)
    assert [found.far.low, found.far.high] == pytest.approx([3.2 - 0.25 * 3.090232, 3.2 + 0.25 * 3.090232], abs=1e-6)


def test_a_value_lies_inside_between_or_outside_the_limits() -> None:
    limits = FunnelLimits(near=Limits(low=2, high=4), far=Limits(low=1, high=5))

    assert [limits.position(value) for value in (2, 3, 4)] == ["inside"] * 3
    assert [limits.position(value) for value in (1, 1.99, 4.01, 5)] == ["between"] * 4
    assert [limits.position(value) for value in (0.99, 5.01)] == ["outside"] * 2


@pytest.mark.parametrize(
    ("target", "error", "message"),
    [
        (math.nan, 0.2, "the target must be a number, not nan"),
        (3, 0.0, "the standard error must lie above 0, not 0.0"),
        (3, math.nan, "the standard error must lie above 0, not nan"),
        (3, math.inf, "the standard error must lie above 0, not inf"),
    ],
)
def test_a_funnel_without_target_or_error_is_refused(target: float, error: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        funnel_limits(target, error)


def test_one_against_three_others_by_hand() -> None:
    # Mean 3, s = 1: t = 2 / √(4/3) = √3; with two degrees of freedom P(T < t) = 1/2 + t / (2 √(2 + t²)).
    found = modified_t(5, [2, 3, 4])

    below = 0.5 + math.sqrt(3) / (2 * math.sqrt(5))
    assert [found.t, found.p, found.n] == pytest.approx([math.sqrt(3), 2 * (1 - below), 3], abs=1e-12)
    assert [found.percentile.value, found.percentile.n] == pytest.approx([100 * below, 3], abs=1e-9)
    assert found.percentile.low < found.percentile.value < found.percentile.high


def test_a_value_at_the_mean_of_the_others_is_in_the_middle() -> None:
    found = modified_t(3, [2, 3, 4, 2.5, 3.5])

    assert [found.t, found.p, found.percentile.value] == pytest.approx([0, 1, 50], abs=1e-12)
    assert found.percentile.low + found.percentile.high == pytest.approx(100, abs=1e-6)


def test_what_lies_as_far_below_mirrors_what_lies_above() -> None:
    low, high = (modified_t(value, [2.2, 3, 3.8, 2.6, 3.4]) for value in (2.0, 4.0))

    assert [low.t, low.p] == pytest.approx([-high.t, high.p], abs=1e-12)
    assert [low.percentile.low, low.percentile.value] == pytest.approx(
        [100 - high.percentile.high, 100 - high.percentile.value], abs=1e-6
    )


def test_more_others_and_a_lower_level_narrow_the_percentile() -> None:
    few, many = (modified_t(3.6, [2.2, 3, 3.8, 2.6, 3.4] * times).percentile for times in (1, 4))
    sure = modified_t(3.6, [2.2, 3, 3.8, 2.6, 3.4], level=0.5).percentile

    assert few.high - few.low > many.high - many.low
    assert few.low < sure.low < sure.high < few.high


def test_a_value_beyond_all_measure_has_everybody_below() -> None:
    assert modified_t(1e9, [2, 3, 4]).percentile == Percentile(value=100, low=100, high=100, n=3)


def test_missing_others_are_left_out_and_their_order_does_not_count() -> None:
    others = [2.2, 3.0, 3.8, 2.6, 3.4]

    assert modified_t(3.6, [math.nan, *others]) == modified_t(3.6, others) == modified_t(3.6, others[::-1])
    assert modified_t(3.6, np.array(others)) == modified_t(3.6, others)


@pytest.mark.parametrize(
    ("value", "others", "level", "message"),
    [
        (
            3,
            [2.0],
            0.9,
            r"others that do not differ \(there are 1\) tell no spread; at least two that differ are needed",
        ),
        (3, [2.0, math.nan], 0.9, r"others that do not differ \(there are 1\)"),
        (3, [], 0.9, r"others that do not differ \(there are 0\)"),
        (3, [2.0] * 6, 0.9, r"others that do not differ \(there are 6\)"),
        (math.nan, [2.0, 3.0], 0.9, "the value must be a number, not nan"),
        (3, [2.0, 3.0], 1.0, "the level must lie between 0 and 1, not 1.0"),
    ],
)
def test_others_that_tell_no_spread_are_refused(value: float, others: list[float], level: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        modified_t(value, others, level=level)
