"""Where one value stands: against a target that chance blurs, and against a few others."""

from __future__ import annotations

import math
from typing import Literal

import msgspec
import numpy as np
from scipy.special import chdtri, ndtr, ndtri, stdtr

from scoring.complete import Values, complete_values
from scoring.mixtures import Mixture, interval_of
from scoring.thresholds import thresholds

_LEAST = 2
_GRID = 1000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Two ends, in the unit of the values."""

    low: float
    high: float


class FunnelLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How far from a target chance alone puts a value.

    Parameters
    ----------
    near : Limits
        Hold 95 % of values whose truth is the target.
    far : Limits
        Hold 99.8 % of them.
    """

    near: Limits
    far: Limits

    def position(self, value: float) -> Literal["inside", "between", "outside"]:
        """Tell whether a value lies inside the near limits, between near and far ones, or outside both."""
        if self.near.low <= value <= self.near.high:
            return "inside"
        return "between" if self.far.low <= value <= self.far.high else "outside"


class Percentile(msgspec.Struct, frozen=True, kw_only=True):
    """Which percentage of others lies below.

    Parameters
    ----------
    value, low, high : float
        From 0 to 100, and the ends of its interval.
    n : int
        How many others stand behind it.
    """

    value: float
    low: float
    high: float
    n: int


class ModifiedT(msgspec.Struct, frozen=True, kw_only=True):
    """One value against a few others, if all come from one normal distribution.

    Parameters
    ----------
    t : float
        Distance from the mean of the others, in standard errors of such a distance; n − 1 degrees of freedom.
    p : float
        Two-sided probability of a distance as large.
    percentile : Percentile
        Which percentage of all such others, seen or not, is expected below the value. Its half on the nearer side is
        the one-sided p.
    n : int
        The others.
    """

    t: float
    p: float
    percentile: Percentile
    n: int


def funnel_limits(target: float, standard_error: float) -> FunnelLimits:
    """Return the limits within which a value lies by chance, if its truth is the target.

    target ± z · standard error, with z = 1.96 and 3.09. Where groups differ by more than chance, the standard error
    has to contain that too: √(variance + τ²), with the τ² of `scoring.benchmark.random_effects`.

    Parameters
    ----------
    target : float
        What is compared with, such as the pooled mean.
    standard_error : float
        Of the value, above 0; more answers make it smaller, which gives the funnel its shape.

    Raises
    ------
    ValueError
        If the target is missing or not finite, or the standard error is not above 0.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in Medicine 24,
    1185–1202. 10.1002/sim.1970.
    """
    if not math.isfinite(target):
        message = f"the target must be a number, not {target}"
        raise ValueError(message)
    if not 0 < standard_error < math.inf:
        message = f"the standard error must lie above 0, not {standard_error}"
        raise ValueError(message)

    def limits(level: float) -> Limits:
        reach = float(ndtri(0.5 + level / 2)) * standard_error
        return Limits(low=target - reach, high=target + reach)

    return FunnelLimits(near=limits(thresholds().funnel_near.value), far=limits(thresholds().funnel_far.value))


def modified_t(value: float, others: Values, *, level: float = 0.9) -> ModifiedT:
    """Compare one value with so few others that their own mean and spread are uncertain.

    t = (value − mean) / (s √((n + 1)/n)), n − 1 degrees of freedom. The interval of the percentile is that of the
    noncentral t distribution.

    Parameters
    ----------
    value : float
        The one.
    others : array of float, shape (n,)
        At least two, not all equal; missing ones (NaN) are left out. The one is not among them.
    level : float
        Probability inside the interval of the percentile, between 0 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two others, they are all equal, the value is missing, or the level is not between 0
        and 1.

    References
    ----------
    Crawford, J. R. and Howell, D. C. (1998). Comparing an individual's test score against norms derived from small
    samples. The Clinical Neuropsychologist 12, 482–486. 10.1076/clin.12.4.482.7241.
    Crawford, J. R. and Garthwaite, P. H. (2002). Investigation of the single case in neuropsychology: confidence limits
    on the abnormality of test scores and test score differences. Neuropsychologia 40, 1196–1208.
    10.1016/S0028-3932(01)00224-X. Checked against R's singcar.
    """
    if not 0 < level < 1:
        message = f"the level must lie between 0 and 1, not {level}"
        raise ValueError(message)
    if not math.isfinite(value):
        message = f"the value must be a number, not {value}"
        raise ValueError(message)
    known = complete_values(others)
    n = known.size
    if n < _LEAST or not np.ptp(known):
        message = f"others that do not differ (there are {n}) tell no spread; at least two that differ are needed"
        raise ValueError(message)
    mean = math.fsum(known) / n
    spread = math.sqrt(math.fsum((known - mean) ** 2) / (n - 1))
    distance = (value - mean) / spread
    t = distance / math.sqrt((n + 1) / n)
    low, high = _percentile_ends(distance, n, level)
    below = 100 * float(stdtr(n - 1, t))
    return ModifiedT(
        t=t,
        p=2 * float(stdtr(n - 1, -abs(t))),
        percentile=Percentile(value=below, low=min(low, below), high=max(high, below), n=n),  # far out it is extreme
        n=n,
    )


def _percentile_ends(distance: float, n: int, level: float) -> tuple[float, float]:
    """Return the ends of the interval of the percentile at so many standard deviations of the others.

    P(noncentral t ≤ √n · distance) = q, solved for the noncentrality, is the 1 − q quantile of
    √n · distance · √(χ²/(n − 1)) + a standard normal.
    """
    chances = (np.arange(_GRID) + 0.5) / _GRID
    scales = np.sqrt(chdtri(n - 1, chances) / (n - 1))
    centres = distance * scales
    equal = np.full(_GRID, 1 / _GRID)
    ends = interval_of(Mixture(equal, centres, np.full(_GRID, 1 / math.sqrt(n))), level)
    low, high = (100 * float(ndtr(end)) for end in ends)
    return low, high
