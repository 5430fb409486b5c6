"""One initiative among others: cases with a known answer, what cannot change it, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from scoring.benchmark import RandomEffects, percentile_interval, random_effects

VALUES = [2.4, 3.1, 3.6, 2.9, 4.0, 3.3]
VARIANCES = [0.02, 0.05, 0.03, 0.08, 0.04, 0.06]


def widths(found: RandomEffects) -> list[float]:
    """Return how wide the intervals of the shrunken values are."""
    return [one.high - one.low for one in found.shrunken]


def test_with_equal_variances_the_variance_between_is_what_theirs_leave() -> None:
    # REML and Paule–Mandel alike: the sample variance of 1, 2, 3, 4, 5 is 2.5; 2.5 − 0.5 = 2. λ = 2 / 2.5 = 0.8.
    for method in ("reml", "pm"):
        found = random_effects([1, 2, 3, 4, 5], [0.5] * 5, method=method)

        assert [found.tau2, found.value, found.se, found.n] == pytest.approx([2.0, 3.0, math.sqrt(0.5), 5], abs=1e-9)
        assert [one.value for one in found.shrunken] == pytest.approx([1.4, 2.2, 3.0, 3.8, 4.6], abs=1e-9)


def test_without_more_than_chance_all_are_shrunken_to_the_weighted_mean() -> None:
    found = random_effects([3.0, 3.1, 3.2, 3.1], [0.1, 0.1, 0.1, 0.3])

    pooled = (3.0 + 3.1 + 3.2 + 3.1 / 3) / (10 / 3)
    assert found.tau2 == 0
    assert [found.value, found.se] == pytest.approx([pooled, math.sqrt(0.03)], abs=1e-12)
    assert [one.value for one in found.shrunken] == pytest.approx([pooled] * 4, abs=1e-12)


def test_no_variance_found_is_not_taken_as_all_alike() -> None:
    found = random_effects([3.0, 3.1, 3.2, 3.1], [0.1, 0.1, 0.1, 0.3])

    # With τ² = 0 for certain, all four intervals would be that of the pooled mean, 1.645 · √0.03 to each side.
    assert min(widths(found)) > 2 * 1.645 * math.sqrt(0.03) * 1.3
    assert found.shrunken[0].high - found.value < found.value - found.shrunken[0].low


def test_equal_values_have_one_answer() -> None:
    for method in ("reml", "pm"):
        found = random_effects([3.3] * 4, [0.05, 0.1, 0.02, 0.2], method=method)

        assert found.tau2 == 0
        assert [found.value, *(one.value for one in found.shrunken)] == pytest.approx([3.3] * 5, abs=1e-12)
        assert found.low < 3.3 < found.high


def test_values_that_are_certain_are_hardly_shrunken() -> None:
    found = random_effects(VALUES, [1e-6] * 6)

    assert found.tau2 == pytest.approx(np.var(VALUES, ddof=1), rel=1e-4)
    assert [one.value for one in found.shrunken] == pytest.approx(VALUES, abs=1e-4)
    assert widths(found) == pytest.approx([2 * 1.645 * 1e-3] * 6, rel=1e-2)


def test_the_less_sure_value_moves_further() -> None:
    found = random_effects([2.0, 2.0, 3.0, 4.0, 3.5], [0.02, 0.3, 0.1, 0.1, 0.1])

    assert 2.0 < found.shrunken[0].value < found.shrunken[1].value < found.value
    assert widths(found)[0] < widths(found)[1]


@pytest.mark.parametrize("method", ["reml", "pm"])
def test_the_order_of_groups_orders_the_shrunken_values_and_nothing_else(method: Any) -> None:
    straight = random_effects(VALUES, VARIANCES, method=method)
    order = [3, 0, 5, 1, 4, 2]
    mixed = random_effects([VALUES[place] for place in order], [VARIANCES[place] for place in order], method=method)

    assert [straight.shrunken[place] for place in order] == list(mixed.shrunken)
    assert (straight.tau2, straight.value, straight.se) == (mixed.tau2, mixed.value, mixed.se)
    assert (straight.low, straight.high) == (mixed.low, mixed.high)


def test_the_level_widens_every_interval() -> None:
    narrow, broad = (random_effects(VALUES, VARIANCES, level=level) for level in (0.5, 0.95))

    assert broad.low < narrow.low < narrow.value < narrow.high < broad.high
    assert all(wide > slim for wide, slim in zip(widths(broad), widths(narrow), strict=True))


def test_the_lowest_of_groups_far_apart_has_nobody_below() -> None:
    values, variances = [1.0, 2.0, 3.0, 4.0, 5.0], [0.001] * 5
    found = [percentile_interval(values, variances, place=place) for place in range(5)]

    assert [(one.value, one.low, one.high, one.n) for one in found] == [
        (percentage, percentage, percentage, 4) for percentage in (0, 25, 50, 75, 100)
    ]


def test_the_percentile_of_one_among_equals_is_open() -> None:
    found = percentile_interval([3.0] * 9, [0.1] * 9, place=4)

    assert (found.low, found.high) == (0, 100)
    assert 25 <= found.value <= 75


def test_a_percentile_does_not_depend_on_the_order_of_the_others() -> None:
    # So many that a step is a third of a per cent: other draws would move an end.
    values, variances = np.linspace(2.5, 3.8, 300), np.linspace(0.02, 0.1, 300)
    found = [
        percentile_interval(values[order], variances[order], place=int(np.flatnonzero(order == 13)[0]))
        for order in (np.random.default_rng(seed).permutation(300) for seed in range(6))
    ]

    assert found == [percentile_interval(values, variances, place=13)] * 6


def test_an_interval_holds_its_value_where_two_estimates_of_the_variance_differ() -> None:
    # Six sure values close together and two unsure ones: Paule and Mandel find τ² = 0.22 where REML finds hardly any.
    values = [4.683, 3.002, 2.979, 3.046, 4.555, 3.009, 2.963, 2.991]
    variances = [0.57, 0.0002, 0.0001, 0.0044, 0.3666, 0.0211, 0.006, 0.0001]
    found = random_effects(values, variances, method="pm")

    assert random_effects(values, variances).high < found.value == found.high
    assert found.shrunken[0].value == found.shrunken[0].high


def test_the_seed_decides_the_draws() -> None:
    values = np.linspace(2.5, 3.8, 40)
    found = [percentile_interval(values, [0.05] * 40, place=13, seed=seed) for seed in (0, 0, 1)]

    assert found[0] == found[1]
    assert found[0] != found[2]
    assert found[0].value == pytest.approx(found[2].value, abs=5)


@pytest.mark.parametrize(
    ("values", "variances", "options", "message"),
    [
        ([3.0, 4.0], [0.1, 0.1], {}, "2 groups do not tell how far groups differ; at least 3 are needed"),
        (
            [3.0, 4.0, 5.0],
            [0.1, 0.1],
            {},
            "there are 3 known values and 2 known variances; each group needs one of both",
        ),
        ([3.0, math.nan, 5.0], [0.1] * 3, {}, "there are 2 known values and 3 known variances"),
        ([3.0, 4.0, 5.0], [0.1, math.nan, 0.1], {}, "there are 3 known values and 2 known variances"),
        ([3.0, 4.0, 5.0], [0.1, 0.0, 0.1], {}, "a variance must lie above 0, and one is 0: even a census"),
        ([3.0, 4.0, 5.0], [0.1] * 3, {"level": 90}, "the level must lie between 0 and 1, not 90"),
    ],
)
def test_groups_that_tell_too_little_are_refused(
    values: list[float], variances: list[float], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        random_effects(values, variances, **options)
    with pytest.raises(ValueError, match=message):
        percentile_interval(values, variances, place=0, **options)


def test_an_unknown_method_and_an_unknown_place_are_refused() -> None:
    unknown: Any = "dl"

    with pytest.raises(ValueError, match="the method is one of reml, pm, not dl"):
        random_effects(VALUES, VARIANCES, method=unknown)
    for place in (-1, 6):
        with pytest.raises(ValueError, match=f"there is no group {place}; the places go from 0 to 5"):
            percentile_interval(VALUES, VARIANCES, place=place)
