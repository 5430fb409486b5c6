"""One value against a target or a few others: published figures, scipy, and how often the interval holds the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nct, norm, t

from scoring.standing import funnel_limits, modified_t


def others_with(mean: float, spread: float, n: int) -> np.ndarray:
    """Return others with exactly this mean and standard deviation."""
    drawn = np.random.default_rng(1).normal(size=n)
    return np.asarray(mean + spread * (drawn - drawn.mean()) / drawn.std(ddof=1))


def test_the_published_case_against_28_controls() -> None:
    # R package singcar, size_weight_illusion: case DF at -1.754857 standard deviations of 28 controls. TD: t = -1.7243,
    # df = 27, one-sided p = 0.04804, 4.804003 % below; BTD: 95 % interval of that from 0.96 to 12.44.
    found = modified_t(-1.754857, others_with(0, 1, 28), level=0.95)

    assert (round(found.t, 4), round(found.p / 2, 5)) == (-1.7243, 0.04804)
    assert found.percentile.value == pytest.approx(4.804003, abs=5e-6)
    assert (round(found.percentile.low, 2), round(found.percentile.high, 2)) == (0.96, 12.44)


@pytest.mark.parametrize("n", [2, 4, 7, 15])
@pytest.mark.parametrize("distance", [-2.5, -0.4, 0.0, 1.3])
def test_the_percentile_is_that_of_the_noncentral_t(n: int, distance: float) -> None:
    found = modified_t(3 + 0.6 * distance, others_with(3, 0.6, n))
    place = distance * np.sqrt(n)

    # At the noncentrality of either end, the distance seen is just as improbable as the level allows.
    ends = [norm.ppf(end / 100) * np.sqrt(n) for end in (found.percentile.low, found.percentile.high)]
    assert [nct.cdf(place, n - 1, end) for end in ends] == pytest.approx([0.95, 0.05], abs=1e-4)
    assert found.percentile.value == pytest.approx(100 * t.cdf(found.t, n - 1), abs=1e-9)
    assert found.p == pytest.approx(2 * t.sf(abs(found.t), n - 1), abs=1e-12)


def test_funnel_limits_are_the_ends_of_normal_intervals() -> None:
    limits = funnel_limits(3.1, 0.21)

    assert (limits.near.low, limits.near.high) == pytest.approx(norm.interval(0.95, 3.1, 0.21), abs=1e-12)
    assert (limits.far.low, limits.far.high) == pytest.approx(norm.interval(0.998, 3.1, 0.21), abs=1e-12)


@pytest.mark.parametrize("n", [4, 7])
def test_one_of_the_same_population_is_told_apart_as_often_as_p_says(n: int) -> None:
    drawn = np.random.default_rng(n).normal(3, 0.5, size=(300, n + 1))
    found = [modified_t(one[0], one[1:]) for one in drawn]

    # A share of 0.1 has a standard error of 0.017, and one of 0.9 the same.
    assert np.mean([one.p <= 0.1 for one in found]) == pytest.approx(0.1, abs=0.055)
    true = 100 * norm.cdf(drawn[:, 0], 3, 0.5)
    inside = [one.percentile.low <= truth <= one.percentile.high for one, truth in zip(found, true, strict=True)]
    assert np.mean(inside) == pytest.approx(0.9, abs=0.055)
