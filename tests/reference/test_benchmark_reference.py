"""Random effects against published figures and second computations, and how often their intervals hold the truth."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import multivariate_normal, norm
from statsmodels.stats.meta_analysis import combine_effects

from scoring.benchmark import percentile_interval, random_effects

# Thirteen trials of BCG against tuberculosis (Colditz et al. 1994, JAMA 271, 698-702): ill and well of the vaccinated,
# ill and well of the others. Their logarithmic risk ratios are the first example of R's metafor.
BCG = np.array(
    [
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    dtype=float,
)
POOLS = [(5, 0.0), (5, 0.4), (8, 0.2), (15, 0.1), (30, 0.4)]


def bcg() -> tuple[np.ndarray, np.ndarray]:
    """Return logarithmic risk ratios and their variances."""
    ill, well, others_ill, others_well = BCG.T
    treated, control = ill + well, others_ill + others_well
    ratios = np.log(ill / treated) - np.log(others_ill / control)
    return ratios, 1 / ill - 1 / treated + 1 / others_ill - 1 / control


def pool(groups: int, tau: float, *, seed: int | list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return true values, published values and variances such as those of 10 to 60 organisations."""
    rng = np.random.default_rng(seed)
    variances = rng.uniform(0.015, 0.1, size=groups)
    true = rng.normal(3.3, tau, size=groups)
    return true, rng.normal(true, np.sqrt(variances)), variances


def test_the_published_analysis_of_the_bcg_trials() -> None:
    # metafor: rma(yi, vi) gives tau^2 0.3132, estimate -0.7145, se 0.1798.
    found = random_effects(*bcg())

    assert [round(figure, 4) for figure in (found.tau2, found.value, found.se)] == [0.3132, -0.7145, 0.1798]


def test_paule_mandel_is_that_of_statsmodels() -> None:
    for values, variances in [bcg(), *(pool(*shape, seed=place)[1:] for place, shape in enumerate(POOLS))]:
        # With a finer tolerance statsmodels takes a last step that rounding leaves below 0 for "no variance".
        peer = combine_effects(values, variances, method_re="iterated", atol=1e-5)
        found = random_effects(values, variances, method="pm")

        assert [found.tau2, found.value, found.se] == pytest.approx(
            [peer.tau2, peer.mean_effect_re, peer.sd_eff_w_re], abs=1e-5
        )


def restricted(values: np.ndarray, variances: np.ndarray, tau2: float) -> float:
    """Return the logarithm of the restricted likelihood: that of the contrasts, which know nothing of the mean."""
    k = len(values)
    contrasts = np.linalg.svd(np.ones((1, k)))[2][1:]
    covariance = contrasts @ np.diag(variances + tau2) @ contrasts.T
    return float(multivariate_normal.logpdf(contrasts @ values, np.zeros(k - 1), covariance))


@pytest.mark.parametrize("seed", range(6))
def test_reml_has_the_highest_likelihood_of_all_contrasts(seed: int) -> None:
    groups, tau = [*POOLS, (4, 0.3)][seed]
    _, values, variances = pool(groups, tau, seed=40 + seed)

    best = minimize_scalar(
        lambda tau2: -restricted(values, variances, tau2), bounds=(0, 4), method="bounded", options={"xatol": 1e-10}
    )

    found = random_effects(values, variances)
    assert found.tau2 == pytest.approx(best.x, abs=1e-5)
    assert restricted(values, variances, found.tau2) >= -best.fun - 1e-12


def test_of_two_peaks_of_the_likelihood_the_higher_one_is_taken() -> None:
    # Three sure values close together and two unsure ones far off: a peak at each scale.
    values, variances = np.array([0.0, 0.02, -0.02, 30.0, -30.0]), np.array([1e-5, 1e-5, 1e-5, 40.0, 40.0])
    grid = np.geomspace(1e-6, 2000, 500)
    likelihood = [restricted(values, variances, tau2) for tau2 in grid]

    found = random_effects(values, variances).tau2

    assert restricted(values, variances, found) >= max(likelihood) - 1e-6


def below(values: np.ndarray, variances: np.ndarray, group: int, line: float) -> float:
    """Return P(true value of a group < line), integrating over τ and with a prior for the mean that says nothing."""
    k, vague = len(values), 1e6
    centre = values.mean()

    def given(tau: float) -> tuple[float, float]:
        between = tau**2 * np.eye(k) + vague
        whole = between + np.diag(variances)
        slopes = np.linalg.solve(whole, between[group])
        mean = centre + slopes @ (values - centre)
        spread = math.sqrt(between[group, group] - slopes @ between[group])
        weight = multivariate_normal.pdf(values - centre, np.zeros(k), whole) * 1e3
        return weight, weight * norm.cdf(line, mean, spread)

    tops = [0.0, 0.2, 0.5, 1.0, 3.0, 30.0]
    parts = [
        [quad(lambda tau, place=place: given(tau)[place], *ends)[0] for ends in pairwise(tops)] for place in (0, 1)
    ]
    return sum(parts[1]) / sum(parts[0])


@pytest.mark.parametrize(("groups", "tau", "seed"), [(5, 0.0, 1), (6, 0.4, 2), (8, 0.2, 3)])
def test_intervals_of_shrunken_values_are_those_of_the_posterior(groups: int, tau: float, seed: int) -> None:
    _, values, variances = pool(groups, tau, seed=seed)
    shrunken = random_effects(values, variances).shrunken

    for group in (0, groups - 1):
        ends = (shrunken[group].low, shrunken[group].high)
        assert [below(values, variances, group, end) for end in ends] == pytest.approx([0.05, 0.95], abs=2e-3)


def held(groups: int, tau: float, *, pools: int) -> dict[str, float]:
    """Return how often nominal 90 % intervals hold the truth; percentiles are looked at where groups differ."""
    shrunken: list[bool] = []
    pooled, percentile = [], []
    for number in range(pools):
        true, values, variances = pool(groups, tau, seed=[groups, round(100 * tau), number])
        found = random_effects(values, variances)
        shrunken += [one.low <= truth <= one.high for one, truth in zip(found.shrunken, true, strict=True)]
        pooled.append(found.low <= 3.3 <= found.high)
        if tau:
            place = percentile_interval(values, variances, place=0, seed=number)
            percentile.append(place.low <= 100 * float((true[1:] < true[0]).mean()) <= place.high)
    shares = {"shrunken": shrunken, "pooled": pooled, "percentile": percentile}
    return {name: float(np.mean(inside)) for name, inside in shares.items() if inside}


@pytest.mark.parametrize(("groups", "tau"), [(5, 0.2), (8, 0.4), (15, 0.0)])
def test_intervals_hold_the_truth(groups: int, tau: float) -> None:
    assert min(held(groups, tau, pools=60).values()) >= 0.80


@pytest.mark.soak
@pytest.mark.parametrize("groups", [5, 8, 15, 30, 60])
@pytest.mark.parametrize("tau", [0.0, 0.1, 0.2, 0.4])
def test_intervals_hold_the_truth_in_many_pools(groups: int, tau: float) -> None:
    found = held(groups, tau, pools=600)

    assert min(found.values()) >= 0.85
