"""LMG against relaimpo, pingouin, every order of entry, and how often its intervals hold the truth."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pingouin as pg
import pytest

from scoring.drivers import Importance, relative_importance

# Correlations of R's data set `swiss` (47 provinces in 1888; Mosteller and Tukey 1977, 549-551), which are all that LMG
# depends on: Agriculture, Examination, Education, Catholic, Infant.Mortality, and Fertility as criterion.
SWISS = [
    [1.0, -0.6865422086, -0.6395225189, 0.401095053, -0.0608586084, 0.3530791836],
    [-0.6865422086, 1.0, 0.6984152963, -0.5727418061, -0.1140215965, -0.6458827065],
    [-0.6395225189, 0.6984152963, 1.0, -0.1538589171, -0.0993218458, -0.663788857],
    [0.401095053, -0.5727418061, -0.1538589171, 1.0, 0.1754959076, 0.4636847007],
    [-0.0608586084, -0.1140215965, -0.0993218458, 0.1754959076, 1.0, 0.4165560314],
    [0.3530791836, -0.6458827065, -0.663788857, 0.4636847007, 0.4165560314, 1.0],
]
# R package relaimpo, calc.relimp(lm(Fertility ~ ., swiss), type = "lmg"); R² = 0.706735001593.
RELAIMPO = [0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265]


def cases_with(correlations: np.ndarray, n: int) -> np.ndarray:
    """Return n cases whose correlations are exactly these."""
    drawn = np.random.default_rng(4).normal(size=(n, len(correlations)))
    white = np.linalg.qr(drawn - drawn.mean(axis=0))[0]
    return np.asarray(white @ np.linalg.cholesky(correlations).T)


def values(importance: Importance) -> list[float]:
    """Return the shares in the order of the predictors."""
    return [share.value for share in importance.shares.values()]


def by_every_order(correlations: np.ndarray) -> np.ndarray:
    """Return the mean rise of R² when a predictor enters, over every order of entry.

    Parameters
    ----------
    correlations : array, shape (data sets, p + 1, p + 1)
        The criterion last.
    """
    p = correlations.shape[-1] - 1
    known: dict[frozenset[int], np.ndarray] = {frozenset(): np.zeros(len(correlations))}
    rises = np.zeros((len(correlations), p))
    orders = list(permutations(range(p)))
    for order in orders:
        for place, entering in enumerate(order):
            held = frozenset(order[: place + 1])
            if held not in known:
                known[held] = _r2(correlations, sorted(held))
            rises[:, entering] += known[held] - known[held - {entering}]
    return rises / len(orders)


def _r2(correlations: np.ndarray, held: list[int]) -> np.ndarray:
    among, with_y = correlations[:, held][:, :, held], correlations[:, held, -1]
    inverse = np.linalg.pinv(among, rcond=1e-10, hermitian=True)
    return np.asarray(np.einsum("bi,bij,bj->b", with_y, inverse, with_y))


def of_orders(x: np.ndarray, y: np.ndarray) -> list[float]:
    """Return the shares of one data set by every order of entry."""
    return [float(share) for share in by_every_order(np.corrcoef(np.column_stack([x, y]).T)[None])[0]]


def correlated(n: int, p: int, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return answers rounded to quarters, as organisation means are, with one common factor; and a criterion."""
    rng = np.random.default_rng(seed)
    x = np.rint(4 * (3 + 0.6 * rng.normal(size=(n, 1)) + 0.7 * rng.normal(size=(n, p)))) / 4
    return x, x @ np.linspace(0.5, 0, p) + rng.normal(size=n)


def test_the_published_shares_of_the_swiss_data() -> None:
    cases = cases_with(np.array(SWISS), 47)
    found = relative_importance(cases[:, :5], cases[:, 5])

    assert values(found) == pytest.approx(RELAIMPO, abs=1e-9)
    assert [found.r2.value, found.r2.n] == pytest.approx([0.706735001593, 47], abs=1e-9)


@pytest.mark.parametrize(("n", "p"), [(30, 1), (30, 2), (33, 5), (60, 7)])
def test_shares_are_the_mean_over_every_order_of_entry(n: int, p: int) -> None:
    x, y = correlated(n, p, seed=n + p)

    assert values(relative_importance(x, y)) == pytest.approx(of_orders(x, y), abs=1e-10)


@pytest.mark.parametrize(("n", "p"), [(40, 4), (66, 8)])
def test_shares_are_those_of_pingouin(n: int, p: int) -> None:
    x, y = correlated(n, p, seed=n)
    peer = pg.linear_regression(pd.DataFrame(x), y, relimp=True)

    assert values(relative_importance(x, y)) == pytest.approx(peer["relimp"].to_numpy()[1:].tolist(), abs=1e-10)
    assert relative_importance(x, y).r2.value == pytest.approx(float(peer["r2"].iloc[0]), abs=1e-10)


def test_a_predictor_that_others_hold_already_adds_nothing_in_any_order() -> None:
    x, y = correlated(50, 4, seed=5)
    x[:, 3] = x[:, 0] - 2 * x[:, 1]

    assert values(relative_importance(x, y)) == pytest.approx(of_orders(x, y), abs=1e-9)


def test_intervals_are_those_of_cases_redrawn_one_by_one() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(33, 6))
    y = 1.2 * x[:, 0] + rng.normal(size=33)
    cases = np.column_stack([x, y])
    chosen = [rng.integers(33, size=33) for _ in range(2000)]
    redrawn = by_every_order(np.array([np.corrcoef(cases[rows].T) for rows in chosen]))
    drift = 2 * (redrawn.mean(axis=0) - of_orders(x, y))
    low = np.maximum(np.quantile(redrawn, 0.05, axis=0) - np.maximum(drift, 0), 0)
    high = np.quantile(redrawn, 0.95, axis=0) - np.minimum(drift, 0)
    first = np.bincount(redrawn.argmax(axis=1), minlength=6) / len(redrawn)

    found = list(relative_importance(x, y).shares.values())

    # Both sides are drawn: an end has a standard error of about 0.004 in each.
    assert min(drift) < -0.06
    assert max(drift) > 0.03
    assert [one.low for one in found] == pytest.approx(low.tolist(), abs=0.02)
    assert [one.high for one in found] == pytest.approx(high.tolist(), abs=0.02)
    assert [one.first for one in found] == pytest.approx(first.tolist(), abs=0.05)


def population(slopes: list[float]) -> tuple[np.ndarray, list[float], float]:
    """Return correlations of predictors that go together at 0.35 and a criterion, the true shares, and the true R²."""
    p = len(slopes)
    between = np.full((p, p), 0.35) + 0.65 * np.eye(p)
    with_y = between @ slopes
    whole = np.block([[between, with_y[:, None]], [with_y, np.array([[slopes @ with_y + 0.6]])]])
    spreads = np.sqrt(np.diag(whole))
    exact = cases_with(whole / np.outer(spreads, spreads), 200)
    shares = of_orders(exact[:, :p], exact[:, p])
    return whole, shares, sum(shares)


def covered(slopes: list[float], *, n: int, runs: int) -> tuple[list[float], float]:
    """Return how often the interval of each share, and that of R², holds what is true of all."""
    whole, shares, explained = population(slopes)
    root, rng, p = np.linalg.cholesky(whole), np.random.default_rng(n), len(slopes)
    held, held_r2 = np.zeros(p), 0
    for run in range(runs):
        cases = rng.normal(size=(n, p + 1)) @ root.T
        found = relative_importance(cases[:, :p], cases[:, p], seed=run)
        held += [one.low <= true <= one.high for one, true in zip(found.shares.values(), shares, strict=True)]
        held_r2 += found.r2.low <= explained <= found.r2.high
    return [float(share) for share in held / runs], held_r2 / runs


def test_intervals_hold_the_true_shares_of_four_predictors() -> None:
    shares, explained = covered([0.5, 0.2, 0.0, 0.0], n=33, runs=150)

    assert min(shares) >= 0.74
    assert np.mean(shares) >= 0.84
    assert explained >= 0.74


@pytest.mark.soak
@pytest.mark.parametrize("n", [33, 60, 150])
@pytest.mark.parametrize("slopes", [[0.0] * 6, [0.6, 0.0, 0.0, 0.0, 0.0, 0.0], [0.3, 0.24, 0.18, 0.12, 0.06, 0.0]])
def test_intervals_hold_the_true_shares(slopes: list[float], n: int) -> None:
    shares, explained = covered(slopes, n=n, runs=1000)

    assert min(shares) >= 0.78
    assert np.mean(shares) >= 0.86
    assert explained >= 0.78
