"""Where a share of a mixture of normal distributions lies: what is sure given a guess, over all guesses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

_REACH = 12.0


class Mixture(NamedTuple):
    """A mixture of normal distributions.

    Parameters
    ----------
    weights : array of float, shape (m,)
        What each counts; they add up to 1.
    centres, spreads : array of float, shape (m,)
        Mean and standard deviation of each, above 0.
    """

    weights: np.ndarray
    centres: np.ndarray
    spreads: np.ndarray


def interval_of(mixture: Mixture, level: float) -> tuple[float, float]:
    """Return the ends of the equal-tailed interval of a mixture."""
    return _quantile(mixture, 0.5 - level / 2), _quantile(mixture, 0.5 + level / 2)


def _quantile(mixture: Mixture, share: float) -> float:
    weights, centres, spreads = mixture

    def excess(line: float) -> float:
        return float(weights @ ndtr((line - centres) / spreads)) - share

    low = float((centres - _REACH * spreads).min())
    high = float((centres + _REACH * spreads).max())
    return float(brentq(excess, low, high))
