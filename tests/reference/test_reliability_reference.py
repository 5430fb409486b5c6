"""Alpha and omega against figures that others printed, and against pingouin, statsmodels, scikit-learn and scipy."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import pytest
from scipy.optimize import minimize
from sklearn.decomposition import FactorAnalysis
from statsmodels.multivariate.factor import Factor as StatsmodelsFactor

from scoring.reliability import Alpha, cronbach_alpha, item_statistics, omega_total

DATA = Path(__file__).parents[1] / "data" / "lq2002.csv"
SCALES = {"lead": ("LEAD", 11), "tsig": ("TSIG", 3), "hostility": ("HOSTIL", 5)}

# The attitude data of Chatterjee and Price (1977), Regression analysis by example, section 3.7, as in R's `datasets`:
# seven questions in 30 departments. One row a question.
ATTITUDE = np.loadtxt(
    StringIO("""
        43 63 71 61 81 43 58 71 72 67 64 67 69 68 77 81 74 65 65 50 50 64 53 40 63 66 78 48 85 82
        51 64 70 63 78 55 67 75 82 61 53 60 62 83 77 90 85 60 70 58 40 61 66 37 54 77 75 57 85 82
        30 51 68 45 56 49 42 50 72 45 53 47 57 83 54 50 64 65 46 68 33 52 52 42 42 66 58 44 71 39
        39 54 69 47 66 44 56 55 67 47 58 39 42 45 72 72 69 75 57 54 34 62 50 58 48 63 74 45 71 59
        61 63 76 54 71 54 66 70 71 62 58 59 55 59 79 60 79 55 75 64 43 66 63 50 66 88 80 51 77 64
        92 73 86 84 83 49 68 66 83 80 67 74 63 77 77 54 79 80 85 78 64 80 80 57 75 76 78 83 74 78
        45 47 48 35 47 34 35 41 31 41 34 41 25 35 46 36 63 60 46 52 33 41 37 49 33 72 49 38 55 39
    """)
).T


@cache
def soldiers(scale: str) -> pd.DataFrame:
    """Return the answers to one scale of the data that nobody here made up."""
    name, several = SCALES[scale]
    return pd.read_csv(DATA)[[f"{name}{place:02}" for place in range(1, several + 1)]]


def of_alpha(alpha: float, *, statements: int, persons: int) -> np.ndarray:
    """Return answers that have exactly this alpha: all variances 1, all covariances r, α = k r / (1 + (k − 1) r)."""
    drawn = np.random.default_rng(1).normal(size=(persons, statements))
    uncorrelated, _ = np.linalg.qr(drawn - drawn.mean(axis=0))
    r = alpha / (statements - alpha * (statements - 1))
    covariance = (1 - r) * np.eye(statements) + r
    return np.asarray(math.sqrt(persons - 1) * uncorrelated @ np.linalg.cholesky(covariance).T)


def figures(alpha: Alpha) -> list[float]:
    """Return all figures of an alpha but n, to be compared as one."""
    return [alpha.value, alpha.low, alpha.high]


def test_the_interval_is_nearly_the_one_that_statpsych_prints() -> None:
    # ci.cronbach(.05, .85, 7, 89) of R's statpsych (D. G. Bonett), as its help page prints it. It takes n (k − 1)
    # degrees in place of (n − 1)(k − 1), which moves the ends by less than 0.0001 here.
    alpha = cronbach_alpha(of_alpha(0.85, statements=7, persons=89))

    assert figures(alpha) == pytest.approx([0.85, 0.7971254, 0.8931436], abs=1e-4)


def test_the_interval_is_as_wide_as_the_method_says_for_twelve_persons() -> None:
    # "At n = 12 a real scale gave 0.34 with −0.52 to 0.78": so it does for five statements at 95 %. The scale is not
    # named there.
    alpha = cronbach_alpha(of_alpha(0.34, statements=5, persons=12))

    assert [round(figure, 2) for figure in figures(alpha)] == [0.34, -0.52, 0.78]


def test_alpha_of_complete_cases_is_the_one_of_psych() -> None:
    # psych::alpha(data, use = "complete.obs"), as the help of pingouin.cronbach_alpha prints it for a data set of its
    # own: 9 of 12 persons. The interval there, 0.581 to 0.933, counts all 12.
    items = pingouin.read_dataset("cronbach_wide_missing")
    _, interval = pingouin.cronbach_alpha(items.dropna())

    alpha = cronbach_alpha(items)

    assert alpha.value == pytest.approx(0.8016949152542373, abs=1e-12)
    assert alpha.n == 9
    assert [alpha.low, alpha.high] == pytest.approx(list(interval), abs=5.01e-4)


@pytest.mark.parametrize("level", [0.9, 0.95])
@pytest.mark.parametrize("persons", [12, 60, 2042])
@pytest.mark.parametrize("scale", SCALES)
def test_alpha_and_its_interval_are_those_of_pingouin(scale: str, persons: int, level: float) -> None:
    items = soldiers(scale).head(persons)
    value, interval = pingouin.cronbach_alpha(items, ci=level)

    alpha = cronbach_alpha(items, level=level)

    assert alpha.value == pytest.approx(value, abs=1e-12)
    assert alpha.n == persons
    assert [alpha.low, alpha.high] == pytest.approx(list(interval), abs=5.01e-4)  # it rounds to three decimals


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_with_answers_missing_is_that_of_pingouin_on_complete_rows(scale: str) -> None:
    items = soldiers(scale).head(300)
    gaps = items.mask(np.random.default_rng(6).random(items.shape) < 0.08)
    value, _ = pingouin.cronbach_alpha(gaps, nan_policy="listwise")

    alpha = cronbach_alpha(gaps)

    assert alpha.value == pytest.approx(value, abs=1e-12)
    assert alpha.n == len(gaps.dropna())


@pytest.mark.parametrize("scale", SCALES)
def test_each_statement_against_the_rest_is_as_computed_with_the_rest_added_up(scale: str) -> None:
    items = soldiers(scale)
    for one in item_statistics(items):
        rest = items.drop(columns=one.item)

        assert one.rest_correlation == pytest.approx(items[one.item].corr(rest.sum(axis=1)), abs=1e-12)
        assert one.alpha_without == pytest.approx(pingouin.cronbach_alpha(rest)[0], abs=1e-12)
        assert one.n == len(items)


def test_omega_is_the_one_of_mbess() -> None:
    # ci.reliability(attitude, type = "omega", interval.type = "mlr") of R's MBESS, which asks lavaan: the estimate
    # 0.8563268 stands in an exercise of a course (S. D. Winter, ESCP 8082).
    assert omega_total(ATTITUDE).value == pytest.approx(0.8563268, abs=1e-7)


def by_statsmodels(items: np.ndarray) -> float:
    """Return omega from statsmodels: one factor of the correlations by maximum likelihood, brought back to points."""
    spreads = items.std(axis=0, ddof=1)
    fitted = StatsmodelsFactor(items, 1, method="ml").fit()
    return ratio(fitted.loadings[:, 0] * spreads, fitted.uniqueness * spreads**2)


def by_scikit_learn(items: np.ndarray) -> float:
    """Return omega from scikit-learn: the expectation-maximisation algorithm, until next to nothing moves."""
    fitted = FactorAnalysis(1, tol=1e-10, max_iter=100_000, svd_method="lapack").fit(items)
    return ratio(fitted.components_[0], fitted.noise_variance_)


def by_scipy(items: np.ndarray) -> float:
    """Return omega from the discrepancy log|Σ| + tr(SΣ⁻¹) over loadings and uniquenesses alike, best of five starts."""
    covariance = np.cov(items.T)
    k, spreads = len(covariance), np.sqrt(np.diag(covariance))
    correlations = covariance / np.outer(spreads, spreads)

    def discrepancy(both: np.ndarray) -> float:
        implied = np.outer(both[:k], both[:k]) + np.diag(np.exp(both[k:]))
        return float(np.linalg.slogdet(implied)[1] + np.trace(np.linalg.solve(implied, correlations)))

    rng = np.random.default_rng(2)
    starts = [np.concatenate([rng.uniform(0.2, 0.9, k), np.log(rng.uniform(0.2, 0.8, k))]) for _ in range(5)]
    best = min((minimize(discrepancy, start, method="BFGS", tol=1e-9) for start in starts), key=lambda found: found.fun)
    return ratio(best.x[:k] * spreads, np.exp(best.x[k:]) * spreads**2)


def ratio(loadings: np.ndarray, uniquenesses: np.ndarray) -> float:
    """Return what loadings and uniquenesses make of omega."""
    return float(loadings.sum() ** 2 / (loadings.sum() ** 2 + uniquenesses.sum()))


@pytest.mark.parametrize("second", [by_statsmodels, by_scikit_learn, by_scipy])
@pytest.mark.parametrize("persons", [100, 2042])
@pytest.mark.parametrize("scale", SCALES)
def test_omega_is_the_one_of_a_second_program(scale: str, persons: int, second: Callable[[np.ndarray], float]) -> None:
    items = soldiers(scale).head(persons).to_numpy(dtype=float)

    assert omega_total(items).value == pytest.approx(second(items), abs=2e-6)


def test_omega_finds_the_reliability_that_was_planted() -> None:
    loadings, errors = np.array([0.9, 0.7, 0.5, 0.3]), np.array([0.5, 0.6, 0.7, 0.9])
    rng = np.random.default_rng(3)
    items = rng.normal(size=(20_000, 1)) * loadings + rng.normal(size=(20_000, 4)) * errors

    found = omega_total(items)

    assert found.value == pytest.approx(ratio(loadings, errors**2), abs=0.01)
    assert found.loadings == pytest.approx(loadings, abs=0.03)


@pytest.mark.parametrize("persons", [12, 30])
def test_the_interval_of_alpha_holds_the_truth_as_often_as_it_says(persons: int) -> None:
    # Equally good statements, r = 0.3: α = 4 × 0.3 / 1.9. With 2,000 runs the standard error of 0.9 is 0.007.
    truth, rng = 1.2 / 1.9, np.random.default_rng(7)
    draws = math.sqrt(0.3) * rng.normal(size=(2000, persons, 1)) + math.sqrt(0.7) * rng.normal(size=(2000, persons, 4))
    held = [alpha.low <= truth <= alpha.high for alpha in (cronbach_alpha(items, level=0.9) for items in draws)]

    assert np.mean(held) == pytest.approx(0.9, abs=0.025)
