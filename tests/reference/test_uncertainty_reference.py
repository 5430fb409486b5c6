"""The intervals against second computations: a grid over the posterior, the formula typed anew, a brute mixture."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import invgamma, norm, t

from scoring.uncertainty import WEAK, MeanInterval, Prior, cell_interval, mean_interval, weak_prior

LEVEL = 0.9
LINE = 3.0
PRIORS = [WEAK, weak_prior(0.55), Prior(mean=0.0, weight=2.0, df=3.0, spread=1.2, reliability=0.9)]

SAMPLES = [
    ([2.0, 3.0, 4.0], 3),
    ([2.0, 3.0, 4.0], 5),
    ([1.0, 1.0, 1.25, 2.5, 4.0, 1.75], 8),
    ([3.0] * 12, 12),
    ([4.5, 4.0, 3.25, 5.0, 2.0, 4.75, 3.5, 4.0, 4.25, 3.0, 2.5, 5.0], 15),
    ([1 + place % 5 for place in range(30)], 60),
    ([2.2, 2.9, 3.4, 2.4, 2.6] * 5, 25),
]  # fmt: skip


def probabilities_by_grid(scores: list[float], population: int, prior: Prior, lines: tuple[float, ...]) -> list[float]:
    """Return P(mean of all organisations < line) by summing over a grid of mean and variance; no conjugate formula.

    The prior times the likelihood gives the weight of each point. Given mean and variance, those unseen are normal
    around the mean, and an error of the variance times (1 − ρ) / N comes on top.
    """
    y = np.array(scores)
    n, unseen = len(y), population - len(y)
    variance = np.exp(np.linspace(np.log(0.02), np.log(60), 400))[:, None]
    centre = np.linspace(-8, 12, 1601)[None, :]
    log_weight = (
        invgamma.logpdf(variance, prior.df / 2, scale=prior.df * prior.spread**2 / 2)
        + np.log(variance)  # the grid is even in its logarithm
        + norm.logpdf(centre, prior.mean, np.sqrt(variance / prior.weight))
        - n / 2 * np.log(variance)
        - ((y @ y) - 2 * centre * y.sum() + n * centre**2) / (2 * variance)
    )
    weight = np.exp(log_weight - log_weight.max())
    finite_mean = (y.sum() + unseen * centre) / population
    finite_spread = np.sqrt(variance * (unseen / population**2 + (1 - prior.reliability) / population))
    return [float(np.average(ndtr((line - finite_mean) / finite_spread), weights=weight)) for line in lines]


def by_formula(scores: list[float], population: int, prior: Prior) -> MeanInterval:
    """Return the interval by the formula of the method, with the t distribution of scipy.stats."""
    y, n, big_n = np.array(scores), len(scores), population
    kappa, nu = prior.weight + n, prior.df + n
    mu = (prior.weight * prior.mean + n * y.mean()) / kappa
    s2 = (
        prior.df * prior.spread**2
        + ((y - y.mean()) ** 2).sum()
        + prior.weight * n * (y.mean() - prior.mean) ** 2 / kappa
    ) / nu
    location = (n * y.mean() + (big_n - n) * mu) / big_n
    first = ((big_n - n) / big_n) ** 2 * s2 * (1 / kappa + 1 / (big_n - n)) if big_n > n else 0.0
    posterior = t(nu, loc=location, scale=np.sqrt(first + (1 - prior.reliability) * s2 / big_n))
    low, high = (float(end) for end in posterior.interval(LEVEL))
    return MeanInterval(
        value=float(location),
        low=low,
        high=high,
        n=n,
        below=float(posterior.cdf(LINE)),
        variance=float(posterior.var()),
    )


def figures(interval: MeanInterval) -> list[float]:
    """Return all figures of an interval, to be compared as one."""
    assert interval.below is not None
    return [interval.value, interval.low, interval.high, interval.n, interval.below, interval.variance]


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize(("scores", "population"), SAMPLES)
def test_the_interval_of_a_mean_is_that_of_the_formula(scores: list[float], population: int, prior: Prior) -> None:
    interval = mean_interval(scores, population=population, level=LEVEL, threshold=LINE, prior=prior)

    assert figures(interval) == pytest.approx(figures(by_formula(scores, population, prior)), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize(("scores", "population"), SAMPLES[1:6])
def test_the_interval_of_a_mean_is_that_of_the_posterior(scores: list[float], population: int, prior: Prior) -> None:
    interval = mean_interval(scores, population=population, level=LEVEL, threshold=LINE, prior=prior)
    lines = (interval.low, interval.value, LINE, interval.high)

    assert probabilities_by_grid(scores, population, prior, lines) == pytest.approx(
        [0.05, 0.5, interval.below, 0.95], abs=2e-4
    )


@pytest.mark.parametrize(("scores", "population"), [SAMPLES[1], SAMPLES[2], SAMPLES[4], SAMPLES[5]])
def test_without_prior_and_error_it_is_the_textbook_interval_of_a_sample(scores: list[float], population: int) -> None:
    flat = Prior(mean=0.0, weight=1e-9, df=1e-9, spread=1.0, reliability=1.0)
    n, fraction = len(scores), len(scores) / population
    error = np.sqrt((1 - fraction) * np.var(scores) / n)  # Cochran 1977, Sampling Techniques, 2.14, with n for n − 1

    interval = mean_interval(scores, population=population, level=LEVEL, prior=flat)

    low, high = t.interval(LEVEL, n, loc=np.mean(scores), scale=error)
    assert [interval.value, interval.low, interval.high] == pytest.approx([np.mean(scores), low, high], abs=1e-6)


def as_printed(mean: str, contributors: int) -> Decimal:
    """Round a mean in decimal arithmetic, halves up, and clip it as a cell over so many organisations does."""
    step, low, high = ("0.1", "1.5", "4.5") if contributors >= 12 else ("0.5", "2.0", "4.0")
    value = (Decimal(mean) / Decimal(step)).quantize(Decimal(1), ROUND_HALF_UP) * Decimal(step)
    return min(max(value, Decimal(low)), Decimal(high))


def means_behind(figure: float, contributors: int) -> np.ndarray:
    """Return all means from 1 to 5, finely and evenly spaced, that are printed as a figure."""
    grid = [f"{place / 2000:.5f}" for place in range(2001, 10000, 2)]
    return np.array([float(mean) for mean in grid if as_printed(mean, contributors) == Decimal(str(figure))])


@pytest.mark.parametrize("reliability", [0.55, 0.75])
@pytest.mark.parametrize(
    ("figure", "contributors", "population"),
    [
        (2.0, 5, 5),
        (2.0, 6, 8),
        (2.5, 6, 8),
        (3.0, 8, 12),
        (3.5, 11, 11),
        (4.0, 11, 90),
        (1.5, 12, 12),
        (1.6, 12, 15),
        (2.7, 12, 15),
        (3.0, 20, 30),
        (4.4, 24, 24),
        (4.5, 24, 60),
    ],
)
def test_the_interval_of_a_cell_is_that_of_all_means_behind_it(
    figure: float, contributors: int, population: int, reliability: float
) -> None:
    n, big_n, sigma = contributors, population, 0.9
    raw = means_behind(figure, n)
    centres = (n * raw + (big_n - n) * (3.0 + n * raw) / (1 + n)) / big_n
    first = ((big_n - n) / big_n) ** 2 * sigma**2 * (1 / (1 + n) + 1 / (big_n - n)) if big_n > n else 0.0
    variance = first + (1 - reliability) * sigma**2 / big_n

    cell = cell_interval(
        figure, contributors=n, population=big_n, level=LEVEL, threshold=LINE, prior=weak_prior(reliability)
    )

    found = [
        cell.value,
        *(np.mean(norm.cdf(line, centres, np.sqrt(variance))) for line in (cell.low, LINE, cell.high)),
        cell.variance,
    ]
    assert found == pytest.approx([centres.mean(), 0.05, cell.below, 0.95, variance + centres.var()], abs=1e-4)
    assert cell.n == contributors


def test_the_means_behind_a_figure_are_found_by_decimal_arithmetic() -> None:
    assert [means_behind(2.5, 8).min(), means_behind(2.5, 8).max()] == pytest.approx([2.25, 2.75], abs=1e-3)
    assert [means_behind(1.5, 12).min(), means_behind(1.5, 12).max()] == pytest.approx([1, 1.55], abs=1e-3)
    assert [means_behind(4.0, 5).min(), means_behind(4.0, 5).max()] == pytest.approx([3.75, 5], abs=1e-3)
