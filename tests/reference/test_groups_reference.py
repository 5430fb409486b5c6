"""Two groups compared, held against figures of R packages and against scipy and pingouin."""

from __future__ import annotations

import math

import numpy as np
import pingouin
import pytest
from scipy import stats

from scoring.groups import benjamini_hochberg, cliffs_delta, hedges_g, permutation_test

PAIRS = [
    ([5.0, 4.0, 5.0], [2.0, 3.0, 3.0, 1.0]),
    ([3.5, 2.25, 4.0, 3.0, 3.75, 2.5, 4.25], [2.0, 3.0, 2.75, 3.25, 1.5]),
    ([3.0, 3.5, 3.0, 4.0, 2.0, 3.5, 3.0], [3.0, 2.5, 3.5, 2.0, 3.0, 4.0, 3.0, 1.0]),
    ([1.0, 2.0, 2.0, 5.0], [4.0, 3.0, 4.5, 5.0, 2.0]),
]
LARGE = [
    ([1 + place * 7 % 17 / 4 for place in range(30)], [1 + place * 5 % 13 / 4 for place in range(21)]),
    ([3 + place % 9 / 8 for place in range(12)], [3 + place % 7 / 5 for place in range(14)]),
]


def exact_correction(df: int) -> float:
    """Return J as the reciprocal of the mean of √(m/χ²), integrated numerically."""
    return 1 / float(stats.chi2(df).expect(lambda chi2: np.sqrt(df / chi2), limit=200))


def test_delta_and_its_interval_are_those_of_the_r_package_effsize() -> None:
    # The test data of effsize by M. Torchiano (github.com/mtorchiano/effsize). With its defaults, the unbiased variance
    # and Student's t, cliff.delta prints "delta estimate: -0.25 (small)" and the interval "-0.7265846 0.3890062".
    effect = cliffs_delta([10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50])

    assert [effect.value, effect.low, effect.high] == pytest.approx([-0.25, -0.7265846, 0.3890062], abs=5e-8)


def test_delta_of_groups_that_do_not_overlap_has_the_interval_of_the_method() -> None:
    # The method gives 0.43 to 1 for these groups; the formula with d(1 − 1/(n₁n₂)) = 11/12 gives S = 1/144.
    effect = cliffs_delta([5, 4, 5], [2, 3, 3, 1])
    d, s, t = 11 / 12, 1 / 144, float(stats.t.ppf(0.975, 5))
    low = (d - d**3 - t * math.sqrt(s) * math.sqrt((1 - d**2) ** 2 + t**2 * s)) / (1 - d**2 + t**2 * s)

    assert [effect.value, effect.low, effect.high] == pytest.approx([1, low, 1], abs=1e-12)
    assert round(effect.low, 2) == 0.43


@pytest.mark.parametrize(("a", "b"), [*PAIRS, *LARGE])
def test_delta_is_the_mann_whitney_statistic_on_another_scale(a: list[float], b: list[float]) -> None:
    u = stats.mannwhitneyu(a, b).statistic

    assert cliffs_delta(a, b).value == pytest.approx(2 * u / (len(a) * len(b)) - 1, abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [*PAIRS[1:], *LARGE])
def test_the_interval_of_delta_is_that_of_the_matrix_of_dominance(a: list[float], b: list[float]) -> None:
    n1, n2 = len(a), len(b)
    dominance = np.sign(np.subtract.outer(a, b))
    d = dominance.mean()
    s = (
        n2**2 * ((dominance.mean(axis=1) - d) ** 2).sum()
        + n1**2 * ((dominance.mean(axis=0) - d) ** 2).sum()
        - ((dominance - d) ** 2).sum()
    ) / (n1 * n2 * (n1 - 1) * (n2 - 1))
    t = stats.t.ppf(0.95, n1 + n2 - 2)
    ends = [
        (d - d**3 + side * t * np.sqrt(s) * np.sqrt((1 - d**2) ** 2 + t**2 * s)) / (1 - d**2 + t**2 * s)
        for side in (-1, 1)
    ]
    effect = cliffs_delta(a, b, level=0.9)

    assert [effect.value, effect.low, effect.high] == pytest.approx([d, *ends], abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [*PAIRS, *LARGE])
def test_g_is_that_of_pingouin_but_for_its_approximate_correction(a: list[float], b: list[float]) -> None:
    # pingouin takes Hedges' approximation 1 − 3 / (4N − 9) for J; the exact one differs by less than 0.003 here.
    approximate = 1 - 3 / (4 * (len(a) + len(b)) - 9)
    d = pingouin.compute_effsize(a, b, eftype="cohen")

    assert pingouin.compute_effsize(a, b, eftype="hedges") == pytest.approx(d * approximate)
    assert hedges_g(a, b).value == pytest.approx(d * approximate, rel=0.003)
    assert hedges_g(a, b).value == pytest.approx(d * exact_correction(len(a) + len(b) - 2), rel=1e-12)


def test_the_interval_of_g_is_that_of_the_r_package_mbess() -> None:
    # Two groups of 64 whose t is 2.83. The first example in the help of conf.limits.nct of MBESS (K. Kelley),
    # ncp = 2.83 and df = 126 at 0.95, gives 0.8337502600219154 and 4.815359140493508.
    base = np.arange(64.0)
    base = (base - base.mean()) / base.std(ddof=1)
    root = math.sqrt(2 / 64)
    effect = hedges_g(base + 2.83 * root, base)

    assert [effect.low / root, effect.high / root] == pytest.approx([0.8337502600219154, 4.815359140493508], abs=1e-7)


@pytest.mark.parametrize(("a", "b"), [*PAIRS, *LARGE])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.999])
def test_the_observed_t_is_a_quantile_of_both_ends_of_the_interval_of_g(
    a: list[float], b: list[float], level: float
) -> None:
    t, df, root = stats.ttest_ind(a, b).statistic, len(a) + len(b) - 2, math.sqrt(1 / len(a) + 1 / len(b))
    effect = hedges_g(a, b, level=level)
    tails = [stats.nct.cdf(t, df, end / root) for end in (effect.low, effect.high)]

    assert tails == pytest.approx([0.5 + level / 2, 0.5 - level / 2], abs=1e-9)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_p_of_all_permutations_is_that_of_scipy(a: list[float], b: list[float]) -> None:
    # "two-sided" of scipy is twice the smaller tail too, and with so many resamples it counts them all.
    reference = stats.permutation_test((a, b), lambda x, y: np.mean(x) - np.mean(y), n_resamples=30_000)
    ours = permutation_test(a, b, seed=1)

    assert (ours.value, ours.p) == pytest.approx((reference.statistic, reference.pvalue), abs=1e-12)
    assert (ours.permutations, ours.every) == (len(reference.null_distribution), True)


@pytest.mark.parametrize(("a", "b"), LARGE)
def test_p_of_drawn_permutations_is_near_that_of_scipy(a: list[float], b: list[float]) -> None:
    reference = stats.permutation_test(
        (a, b),
        lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis),
        n_resamples=9_999,
        rng=7,
        vectorized=True,
    )
    ours = permutation_test(a, b, seed=1)

    # Both are drawn: five errors of the difference of two shares.
    error = 2 * math.sqrt(2 * (ours.p / 2) * (1 - ours.p / 2) / 9_999)
    assert ours.p == pytest.approx(reference.pvalue, abs=5 * error)
    assert (ours.permutations, ours.every) == (9_999, False)


@pytest.mark.parametrize("count", [1, 2, 17, 240])
def test_q_values_are_those_of_scipy(count: int) -> None:
    p = np.random.default_rng(count).beta(0.5, 2, size=count).round(3)

    assert benjamini_hochberg(p).tolist() == pytest.approx(stats.false_discovery_control(p, method="bh").tolist())


def test_q_values_are_those_of_the_example_of_benjamini_and_hochberg() -> None:
    # Benjamini and Hochberg (1995), section 4: 15 p-values, of which four are told at 0.05, and no fifth.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    q = benjamini_hochberg(p)

    assert int((q <= 0.05).sum()) == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4)
