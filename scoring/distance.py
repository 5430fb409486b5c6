"""How far two figures lie apart: from two published cells alone, or from contributors' own differences."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri, stdtr

from scoring.change import change_prior
from scoring.disclosure import Released
from scoring.findings import Interval
from scoring.rounding import steps
from scoring.thresholds import thresholds
from scoring.uncertainty import Prior, mean_interval

_TENTH = 0.1


class Distance(NamedTuple):
    """How far one figure lies above another.

    Parameters
    ----------
    shown : Interval, optional
        As it may be printed, in points to 0.1; None where one of two cells is a clipped end, which leaves open how far
        apart they are.
    value, spread : float
        Centre and spread of its distribution, in points.
    df : float
        Degrees of freedom of its t distribution; infinite where it follows from two cells.
    """

    shown: Interval | None
    value: float
    spread: float
    df: float

    def below(self, line: float) -> float:
        """Return the probability that the distance lies below a line."""
        place = (line - self.value) / self.spread
        return float(ndtr(place) if math.isinf(self.df) else stdtr(self.df, place))

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves out 0 and the distance is large enough to be told."""
        limits = thresholds()
        tail = 0.5 - limits.interval_level.value / 2
        clear = min(self.below(0.0), 1 - self.below(0.0)) < tail
        return clear and steps(abs(self.value), _TENTH) >= limits.change_points.value


def between_cells(lower: Released, higher: Released, *, n: int) -> Distance | None:
    """Return how far one published figure lies above another, computed from the two cells alone.

    The two are taken as independent, which makes the interval too wide rather than too narrow where the same
    contributors stand behind both.

    Parameters
    ----------
    n : int
        How many contributors to name beside it.

    Returns
    -------
    Distance or None
        None where one of the figures is withheld.
    """
    if lower.estimate is None or higher.estimate is None:
        return None
    value = higher.estimate.value - lower.estimate.value
    spread = math.sqrt(lower.estimate.variance + higher.estimate.variance)
    shown = None
    if not (lower.cell.end or higher.cell.end):
        figure = steps((higher.cell.value or 0.0) - (lower.cell.value or 0.0), _TENTH)
        reach = float(ndtri(0.5 + thresholds().interval_level.value / 2)) * spread
        low, high = steps(value - reach, _TENTH), steps(value + reach, _TENTH)
        shown = Interval(value=figure, low=min(low, figure), high=max(high, figure), n=n)
    return Distance(shown, value, spread, math.inf)


def between_answers(differences: np.ndarray, *, population: int, prior: Prior) -> Distance:
    """Return the mean of contributors' own differences: the model of `scoring.change.paired_change`.

    Parameters
    ----------
    differences : array of float, shape (n,)
        One difference a contributor, in points; none missing.
    population : int
        N: of how many contributors the mean is wanted.
    prior : Prior
        Of one of the two scores that are compared.
    """
    around = change_prior(prior)
    level = thresholds().interval_level.value
    found = mean_interval(differences, population=population, level=level, prior=around)
    df = around.df + found.n
    shown = Interval(
        value=steps(found.value, _TENTH), low=steps(found.low, _TENTH), high=steps(found.high, _TENTH), n=found.n
    )
    return Distance(shown, found.value, math.sqrt(found.variance * (df - 2) / df), df)
