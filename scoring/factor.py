"""One factor behind several statements, by maximum likelihood, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scoring.thresholds import thresholds

_LEAST_SHARING = 3
_START = 0.5
_FLAT = 1e-6  # slope at which the likelihood counts as highest, and loading that counts as none
_LEVEL = 1e-9  # slope from which on no step is worth its while
_SHORTEST = 1e-6
_RIDGE = 1e-6  # keeps a step finite where one statement takes the whole factor


class Factor(NamedTuple):
    """One factor of a correlation matrix: how much it shows in each statement, and the variance that it leaves."""

    loadings: np.ndarray
    uniquenesses: np.ndarray


class _Point(NamedTuple):
    """Logarithms of uniquenesses, what the likelihood falls short of there, its slope, and about its curvature."""

    place: np.ndarray
    value: float
    slope: np.ndarray
    curvature: np.ndarray


def one_factor(correlations: np.ndarray, *, names: Sequence[str], iterations: int) -> Factor:
    """Fit one factor by maximum likelihood.

    The best loadings follow from the uniquenesses, so only these are searched for, from one half each, by steps of
    Newton's kind. The likelihood is written without the determinant of the correlations, which is zero for few persons.

    Parameters
    ----------
    correlations : array of float, shape (k, k)
        Of statements of which none is the same for everybody.
    names : sequence of str
        What messages call the statements.
    iterations : int
        Steps after which the search is given up.

    Raises
    ------
    ValueError
        If the search does not converge, next to nothing is left of a statement's variance (a Heywood case), or fewer
        than three statements share anything.

    References
    ----------
    Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. Psychometrika 32, 443–482.
    10.1007/BF02289658.
    """
    point = _point(np.full(len(correlations), math.log(_START)), correlations)
    for _ in range(iterations):
        following = _lower(point, correlations)
        if following is None:
            break
        point = following
    if _steepest(point) > _FLAT:
        message = f"the search for one factor did not converge in {iterations} steps"
        raise ValueError(message)
    return _possible(np.exp(point.place), correlations, names)


def _lower(point: _Point, correlations: np.ndarray) -> _Point | None:
    """Step down, half as far until it does go down; None where there is no way down."""
    if _steepest(point) <= _LEVEL:
        return None
    free = _free(point)
    step = np.zeros(len(free))
    curvature = point.curvature[np.ix_(free, free)] + _RIDGE * np.eye(int(free.sum()))
    step[free] = np.linalg.solve(curvature, point.slope[free])
    part = 1.0
    while part > _SHORTEST:
        following = _point(np.clip(point.place - part * step, *_bounds()), correlations)
        if following.value < point.value:
            return following
        part /= 2
    return None


def _point(place: np.ndarray, correlations: np.ndarray) -> _Point:
    uniquenesses = np.exp(place)
    loadings, root, vector = _best_loadings(uniquenesses, correlations)
    value = place.sum() + math.log(root) - root + (1 / uniquenesses).sum()
    slope = (loadings**2 + uniquenesses - 1) / uniquenesses
    return _Point(place, float(value), slope, (np.eye(len(place)) - np.outer(vector, vector)) ** 2)


def _best_loadings(uniquenesses: np.ndarray, correlations: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    scale = 1 / np.sqrt(uniquenesses)
    roots, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    root, vector = max(float(roots[-1]), 1.0), vectors[:, -1]
    return vector / scale * math.sqrt(root - 1), root, vector


def _bounds() -> tuple[float, float]:
    return math.log(thresholds().heywood_below.value), 0.0


def _free(point: _Point) -> np.ndarray:
    """Tell which uniquenesses may move: at a bound, only those whose slope leads back inside."""
    low, high = _bounds()
    outwards = ((point.place <= low) & (point.slope > 0)) | ((point.place >= high) & (point.slope < 0))
    return np.asarray(~outwards)


def _steepest(point: _Point) -> float:
    return float(np.abs(point.slope[_free(point)]).max(initial=0))


def _possible(uniquenesses: np.ndarray, correlations: np.ndarray, names: Sequence[str]) -> Factor:
    """Return the factor, its sign so that loadings add up to more than zero, if it is one that can be."""
    least = thresholds().heywood_below.value * (1 + _FLAT)
    whole = [name for name, left in zip(names, uniquenesses, strict=True) if left <= least]
    if whole:
        message = f"a Heywood case: one factor would leave nothing of {', '.join(whole)} to itself"
        raise ValueError(message)
    loadings, _, _ = _best_loadings(uniquenesses, correlations)
    if int((np.abs(loadings) > _FLAT).sum()) < _LEAST_SHARING:
        message = f"fewer than {_LEAST_SHARING} statements share anything: they do not determine a factor"
        raise ValueError(message)
    return Factor(-loadings if loadings.sum() < 0 else loadings, uniquenesses)
