"""How far two groups lie apart, by order and by means: effect sizes, each with its interval."""

from __future__ import annotations

import math
from fractions import Fraction

import msgspec
import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri, gammaln, nctdtr, ndtri, stdtrit

from scoring.chance import Scores, as_group, benjamini_hochberg, mean, permutation_test

__all__ = ["Effect", "benjamini_hochberg", "cliffs_delta", "hedges_g", "permutation_test"]

_LEAST = 2
_FAR = 1e4


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """How far two groups lie apart.

    Parameters
    ----------
    value : float
        Positive where the first group lies higher.
    low, high : float
        Ends of its interval.
    n : int
        Scores in both groups together.
    """

    value: float
    low: float
    high: float
    n: int


def cliffs_delta(a: Scores, b: Scores, *, level: float = 0.95) -> Effect:
    """Compare two groups by order alone: P(a score of `a` is higher) − P(it is lower).

    The interval is asymmetric and rests on the unbiased variance. Where every score of one group lies above every score
    of the other, d(1 − 1/(n₁n₂)) stands for d in it and the outer end is ±1. Where all scores are equal, the variance
    would be 0, and the least one that Cliff allows, (1 − d²)/(n₁n₂ − 1), takes its place. So it is never of width zero.
    For groups of twelve from normal populations a 90 % interval holds the truth in 90 to 93 % up to a delta of 0.5, and
    in about 83 % at 0.84.

    Parameters
    ----------
    a, b : array of float, shapes (n₁,) and (n₂,)
        Scores of the groups, at least two each, none missing. Scores are tied only if they are equal to the last digit.
    level : float
        Probability inside the interval, between 0 and 1.

    Returns
    -------
    Effect
        From −1 (all of `a` below all of `b`) through 0 to 1.

    Raises
    ------
    ValueError
        If a group has fewer than two scores, a score is missing or not finite, or the level is not between 0 and 1.

    References
    ----------
    Cliff, N. (1993). Dominance statistics. Psychological Bulletin 114, 494–509. 10.1037/0033-2909.114.3.494.
    Feng, D. and Cliff, N. (2004). Monte Carlo evaluation of ordinal d with improved confidence interval. Journal of
    Modern Applied Statistical Methods 3, 322–332. 10.22237/jmasm/1099267560.
    """
    one, other = as_group(a, least=_LEAST), as_group(b, least=_LEAST)
    _refuse_level(level)
    n1, n2 = one.size, other.size
    pairs = n1 * n2
    delta = Fraction(int(_wins(one, other).sum()), pairs)
    centre = delta * (1 - Fraction(1, pairs)) if abs(delta) == 1 else delta
    variance = _delta_variance(one, other, centre) or (1 - centre**2) / (pairs - 1)
    spread = float(stdtrit(n1 + n2 - 2, 0.5 + level / 2)) * math.sqrt(variance)
    middle, rest = float(centre), float(1 - centre**2)
    reach = spread * math.hypot(rest, spread)
    low, high = ((middle * rest + side * reach) / (rest + spread**2) for side in (-1, 1))
    return Effect(
        value=float(delta), low=-1.0 if delta == -1 else low, high=1.0 if delta == 1 else high, n=one.size + other.size
    )


def hedges_g(a: Scores, b: Scores, *, level: float = 0.95) -> Effect:
    """Compare two groups by their means, in standard deviations within the groups.

    Cohen's d with the exact correction J = Γ(m/2) / (√(m/2) Γ((m − 1)/2)), m = n₁ + n₂ − 2, which takes away its
    bias. The interval is that of the standardised difference itself, from the two noncentral t distributions of which
    the observed t is a quantile; it needs no correction, and holds exactly for normal groups with the same spread.

    Parameters
    ----------
    a, b : array of float, shapes (n₁,) and (n₂,)
        Scores of the groups, at least two each, none missing.
    level : float
        Probability inside the interval, between 0 and 1.

    Returns
    -------
    Effect
        In standard deviations; 0 means equal means, and there is no bound.

    Raises
    ------
    ValueError
        If a group has fewer than two scores, a score is missing or not finite, the level is not between 0 and 1, or
        no score differs from the others of its group.

    References
    ----------
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related estimators. Journal of
    Educational Statistics 6, 107–128. 10.3102/10769986006002107.
    Steiger, J. H. and Fouladi, R. T. (1997). Noncentrality interval estimation and the evaluation of statistical
    models. In Harlow, Mulaik and Steiger (eds), What if there were no significance tests?, 221–257.
    """
    one, other = as_group(a, least=_LEAST), as_group(b, least=_LEAST)
    _refuse_level(level)
    if np.ptp(one) == 0 and np.ptp(other) == 0:
        message = (
            "no score differs from the others of its group: there is no spread to measure in, so compare the means"
        )
        raise ValueError(message)
    df = one.size + other.size - 2
    deviation = math.sqrt((_squares(one) + _squares(other)) / df)
    d = (mean(one) - mean(other)) / deviation
    root = math.sqrt(1 / one.size + 1 / other.size)
    tail = (1 - level) / 2
    ends = [root * _noncentrality(abs(d) / root, df=df, share=share, tail=tail) for share in (1 - tail, tail)]
    low, high = ends if d >= 0 else (-ends[1], -ends[0])
    correction = math.exp(float(gammaln(df / 2) - gammaln((df - 1) / 2))) / math.sqrt(df / 2)
    return Effect(value=correction * d, low=low, high=high, n=one.size + other.size)


def _refuse_level(level: float) -> None:
    if not 0 < level < 1:
        message = f"the level must lie between 0 and 1, not {level}"
        raise ValueError(message)


def _squares(scores: np.ndarray) -> float:
    return math.fsum((scores - mean(scores)) ** 2)


def _wins(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return for each score of one group how many of the other it exceeds, less how many exceed it."""
    below, not_above = (np.searchsorted(other, one, side=side) for side in ("left", "right"))
    return below + not_above - other.size


def _delta_variance(one: np.ndarray, other: np.ndarray, centre: Fraction) -> Fraction:
    """Return the unbiased variance of delta about a centre, without rounding."""
    n1, n2 = one.size, other.size
    pairs, wins, losses = n1 * n2, _wins(one, other), _wins(other, one)
    ties = int((np.searchsorted(other, one, side="right") - np.searchsorted(other, one, side="left")).sum())
    squares = int((wins**2).sum()) + int((losses**2).sum()) - (pairs - ties)
    shift = (n1 + n2 - 1) * (pairs * centre**2 - 2 * centre * int(wins.sum()))
    return (squares + shift) / (pairs * (n1 - 1) * (n2 - 1))


def _noncentrality(t: float, *, df: int, share: float, tail: float) -> float:
    """Return the noncentrality of the t distribution that has the given share below t, for t from 0 on.

    It is a quantile of tY − Z, Y a chi over its degrees and Z normal, and so lies between those of both parts.
    """
    low, high = (math.sqrt(float(chdtri(df, part)) / df) for part in (1 - tail / 2, tail / 2))
    if t > _FAR:
        return t * math.sqrt(float(chdtri(df, share)) / df)  # beside such a t, Z is nothing
    normal = -float(ndtri(tail / 2))
    return float(brentq(lambda centre: nctdtr(df, centre, t) - share, t * low - normal, t * high + normal))
