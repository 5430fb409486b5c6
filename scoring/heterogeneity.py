"""How far the true values of several groups lie apart, beyond what chance does to each."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from scipy.optimize import brentq

Method = Literal["reml", "pm"]

_PLACES = 200
_GRID = 400
_SMALLEST = 1e-9  # share of the largest possible variance that counts as none while searching


class Heterogeneity(NamedTuple):
    """What the values tell of τ², and of the mean of all given each τ².

    Parameters
    ----------
    tau2 : array of float, shape (m,)
        Variances between groups, finely spaced.
    weight : array of float, shape (m,)
        Probability of each; they add up to 1.
    mean, error : array of float, shape (m,)
        Mean of all groups given each, and its standard error.
    """

    tau2: np.ndarray
    weight: np.ndarray
    mean: np.ndarray
    error: np.ndarray


class _Fit(NamedTuple):
    """For each τ²: weights of the groups, their mean, and the logarithm of the restricted likelihood."""

    weights: np.ndarray
    mean: np.ndarray
    likelihood: np.ndarray


def between_variance(values: np.ndarray, variances: np.ndarray, method: Method) -> float:
    """Estimate τ², the variance of the true values, by restricted maximum likelihood or after Paule and Mandel.

    Parameters
    ----------
    values, variances : array of float, shape (k,)
        One a group, at least two; variances above 0.
    """
    return _reml(values, variances) if method == "reml" else _paule_mandel(values, variances)


def heterogeneity(values: np.ndarray, variances: np.ndarray) -> Heterogeneity:
    """Weigh every τ² by the restricted likelihood, with τ as likely anywhere before (Gelman 2006).

    Parameters
    ----------
    values, variances : array of float, shape (k,)
        One a group, at least three: with two, nothing would bound τ.
    """
    typical = 1 / np.mean(1 / variances) + np.var(values, ddof=1)
    # Evenly spaced angles: the tangent reaches any τ, and its steps grow with it.
    angles = (np.arange(_GRID) + 0.5) / _GRID * np.pi / 2
    tau2 = typical * np.tan(angles) ** 2
    fit = _fit(values, variances, tau2)
    weight = np.exp(fit.likelihood - fit.likelihood.max()) / np.cos(angles) ** 2
    return Heterogeneity(tau2, weight / weight.sum(), fit.mean, 1 / np.sqrt(fit.weights.sum(axis=1)))


def _reml(values: np.ndarray, variances: np.ndarray) -> float:
    """Return the τ² with the highest restricted likelihood: 0, or one of the places where its slope falls through 0."""
    squares = _squares(values)
    if squares == 0:
        return 0.0
    # The slope is never positive beyond the sum of squares.
    places = np.concatenate([[0.0], np.geomspace(_SMALLEST * squares, squares, _PLACES)])
    slopes = _slope(values, variances, places)
    falls = np.flatnonzero((slopes[:-1] > 0) & (slopes[1:] <= 0))
    tops = [0.0, *(_top(values, variances, places[place], places[place + 1]) for place in falls)]
    return tops[int(np.argmax(_fit(values, variances, np.array(tops)).likelihood))]


def _top(values: np.ndarray, variances: np.ndarray, low: float, high: float) -> float:
    return float(brentq(lambda tau2: float(_slope(values, variances, np.array([tau2]))[0]), low, high))


def _paule_mandel(values: np.ndarray, variances: np.ndarray) -> float:
    """Return the τ² at which the weighted squares are what they should be: k − 1."""
    expected = len(values) - 1

    def excess(tau2: float) -> float:
        fit = _fit(values, variances, np.array([tau2]))
        return float((fit.weights * (values - fit.mean[:, None]) ** 2).sum()) - expected

    return float(brentq(excess, 0.0, _squares(values) / expected)) if excess(0.0) > 0 else 0.0


def _squares(values: np.ndarray) -> float:
    return float(((values - values.mean()) ** 2).sum())


def _fit(values: np.ndarray, variances: np.ndarray, tau2: np.ndarray) -> _Fit:
    weights = 1 / (variances + tau2[:, None])
    whole = weights.sum(axis=1)
    mean = weights @ values / whole
    squares = (weights * (values - mean[:, None]) ** 2).sum(axis=1)
    return _Fit(weights, mean, (np.log(weights).sum(axis=1) - np.log(whole) - squares) / 2)


def _slope(values: np.ndarray, variances: np.ndarray, tau2: np.ndarray) -> np.ndarray:
    """Return twice the slope of the restricted likelihood at each τ²."""
    fit = _fit(values, variances, tau2)
    squared = fit.weights**2
    known = squared.sum(axis=1) / fit.weights.sum(axis=1) - fit.weights.sum(axis=1)
    return np.asarray((squared * (values - fit.mean[:, None]) ** 2).sum(axis=1) + known)
