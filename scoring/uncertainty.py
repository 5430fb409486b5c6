"""The mean of a small finite group of organisations, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, stdtr, stdtrit

from scoring.rounding import Bounds, Form, Printed, bounds, printed
from scoring.thresholds import thresholds

_REACH = 12.0


class Prior(msgspec.Struct, frozen=True, kw_only=True):
    """What is assumed of organisations' scores before any is seen.

    Parameters
    ----------
    mean : float
        μ₀, in points of the scale.
    weight : float
        κ₀: how many organisations the assumption is worth.
    df : float
        ν₀, degrees of freedom of the spread.
    spread : float
        σ₀, standard deviation between organisations, in points.
    reliability : float
        ρ of one organisation's score, between 0 and 1: the questionnaire declares it.
    """

    mean: float
    weight: float
    df: float
    spread: float
    reliability: float


class MeanInterval(msgspec.Struct, frozen=True, kw_only=True):
    """A mean with its uncertainty.

    Parameters
    ----------
    value : float
        The location of the finite-population mean.
    low, high : float
        Ends of its equal-tailed interval.
    n : int
        Organisations that contribute.
    below : float, optional
        Probability that the mean lies below the threshold that was asked for.
    variance : float
        Variance of the mean, in squared points.
    """

    value: float
    low: float
    high: float
    n: int
    below: float | None
    variance: float


def weak_prior(reliability: float | None = None) -> Prior:
    """Return the weak prior of ``thresholds.toml``, with a questionnaire's own reliability where one is given."""
    limits = thresholds()
    return Prior(
        mean=limits.prior_mean.value,
        weight=limits.prior_weight.value,
        df=limits.prior_df.value,
        spread=limits.prior_spread.value,
        reliability=limits.prior_reliability.value if reliability is None else reliability,
    )


WEAK = weak_prior()


def mean_interval(
    values: Sequence[float] | np.ndarray,
    *,
    population: int,
    level: float = 0.9,
    threshold: float | None = None,
    prior: Prior = WEAK,
) -> MeanInterval:
    """Estimate the mean of all organisations of a finite group from those that answered.

    Conjugate normal model with a weak prior; the mean of the whole group follows a t distribution with ν₀ + n degrees
    of freedom. The second term of its scale, (1 − ρ) s² / N, stays even in a census: answers are not error-free, and an
    interval of width zero would be a bug.

    Parameters
    ----------
    values : array of float, shape (n,)
        One score an organisation, on the health scale 1 to 5; no missing values.
    population : int
        N, the organisations invited; at least n.
    level : float
        Probability inside the interval, between 0 and 1.
    threshold : float, optional
        The line for ``below``.
    prior : Prior
        What is assumed before any score is seen.

    Returns
    -------
    MeanInterval
        ``value`` is the location, not the raw mean.

    Raises
    ------
    ValueError
        If there are no values, one is missing, or N is smaller than n.

    References
    ----------
    Ericson, W. A. (1969). Subjective Bayesian models in sampling finite populations. JRSS-B 31, 195–233.
    Little, R. J. (2004). To model or not to model? JASA 99, 546–556. 10.1198/016214504000000467.
    Gelman, A. et al. (2013). Bayesian Data Analysis, 3rd ed., ch. 3 and 8.
    """
    scores = np.asarray(values, dtype=float)
    n = scores.size
    _refuse(n, population, level)
    if np.isnan(scores).any():
        message = "a score is missing; leave out organisations without a score"
        raise ValueError(message)
    mean = math.fsum(scores) / n
    squares = math.fsum((scores - mean) ** 2)
    df = prior.df + n
    shrink = prior.weight * n * (mean - prior.mean) ** 2 / (prior.weight + n)
    spread2 = (prior.df * prior.spread**2 + squares + shrink) / df
    value = _location(mean, n, population, prior)
    scale = math.sqrt(_variance(n, population, spread2, prior))
    reach = float(stdtrit(df, 0.5 + level / 2)) * scale
    return MeanInterval(
        value=value,
        low=value - reach,
        high=value + reach,
        n=n,
        below=None if threshold is None else float(stdtr(df, (threshold - value) / scale)),
        variance=scale**2 * df / (df - 2),
    )


def cell_interval(
    mean: float,
    *,
    contributors: int,
    population: int,
    level: float = 0.9,
    threshold: float | None = None,
    prior: Prior = WEAK,
) -> MeanInterval:
    """Estimate the mean of all organisations from nothing but a printed figure, for fewer than 25 organisations.

    Below 25 a spread that is seen would tell unanimity, so it is not looked at: the model of `mean_interval` with the
    stated spread σ₀, normal instead of t, is averaged over all raw means that round to the printed figure.

    Parameters
    ----------
    mean : float
        The raw mean as rounded for print: half steps from 2.0 (*bis 2,0*) to 4.0 (*ab 4,0*) for fewer than twelve
        organisations, else tenths from 1.5 to 4.5.
    contributors : int
        n, the organisations behind the figure.

    Returns
    -------
    MeanInterval
        The same for every set of answers with this figure, n and N.

    Raises
    ------
    ValueError
        If the mean is not a figure of that form, or N is smaller than n.

    See Also
    --------
    mean_interval : the model, its parameters and sources.
    """
    form: Form = "tenths" if contributors >= thresholds().tenths_from.value else "halves"
    within = bounds(Printed(mean, printed(mean, form).end), form)
    return interval_within(
        within, contributors=contributors, population=population, level=level, threshold=threshold, prior=prior
    )


def interval_within(
    within: Bounds,
    *,
    contributors: int,
    population: int,
    level: float = 0.9,
    threshold: float | None = None,
    prior: Prior = WEAK,
) -> MeanInterval:
    """Estimate the mean of all organisations when the raw mean is only known to lie between two bounds.

    The mixture of normals whose centres are spread evenly over the bounds; `cell_interval` explains why.
    """
    n = contributors
    _refuse(n, population, level)
    low, high = (_location(bound, n, population, prior) for bound in within)
    spread = math.sqrt(_variance(n, population, prior.spread**2, prior))

    def probability(line: float) -> float:
        """Return P(mean < line): the average of normal distribution functions over the evenly spread centres."""
        share = spread * (_ramp((line - low) / spread) - _ramp((line - high) / spread)) / (high - low)
        return min(1.0, max(0.0, share))  # the difference of two large ramps leaves dust beyond the ends

    def quantile(share: float) -> float:
        """Return the line below which the given share lies."""
        return float(brentq(lambda line: probability(line) - share, low - _REACH * spread, high + _REACH * spread))

    return MeanInterval(
        value=(low + high) / 2,
        low=quantile(0.5 - level / 2),
        high=quantile(0.5 + level / 2),
        n=n,
        below=None if threshold is None else probability(threshold),
        variance=spread**2 + (high - low) ** 2 / 12,
    )


def _refuse(n: int, population: int, level: float) -> None:
    if n < 1:
        message = "there is no score to take the mean of"
        raise ValueError(message)
    if population < n:
        message = f"{n} organisations answered, more than the {population} invited"
        raise ValueError(message)
    if not 0 < level < 1:
        message = f"the level must lie between 0 and 1, not {level}"
        raise ValueError(message)


def _location(mean: float, n: int, population: int, prior: Prior) -> float:
    expected = (prior.weight * prior.mean + n * mean) / (prior.weight + n)
    return (n * mean + (population - n) * expected) / population


def _variance(n: int, population: int, spread2: float, prior: Prior) -> float:
    unseen = population - n
    sampling = (unseen / population) ** 2 * spread2 * (1 / (prior.weight + n) + 1 / unseen) if unseen else 0.0
    return sampling + (1 - prior.reliability) * spread2 / population


def _ramp(x: float) -> float:
    """Return the antiderivative of the standard normal distribution function."""
    return x * float(ndtr(x)) + math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
