"""Which part of all differences between people lies between their groups, and which within."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
import pandas as pd
from scipy.special import fdtrc, fdtri

from scoring.complete import Values, floats

Labels = Sequence[object] | np.ndarray | pd.Series

_LEAST = 2


class IntraclassCorrelation(msgspec.Struct, frozen=True, kw_only=True):
    """What part of all differences lies between groups.

    Parameters
    ----------
    icc1 : float
        ICC(1): share of the variance that lies between groups, which is how much the group tells of one person's value.
        At most 1, below 0 where members differ more than chance would have it.
    low, high : float
        Ends of the interval of `icc1`.
    icc2 : float
        ICC(2): reliability of a group's mean. At most 1, without a bound below: minus infinity where all groups have
        the same mean.
    p : float
        Probability of differences between groups as large as these where groups tell nothing (F test).
    n : int
        Persons with a value.
    groups : int
        Groups with at least one of them.
    size : float
        k, persons of a group on average.
    """

    icc1: float
    low: float
    high: float
    icc2: float
    p: float
    n: int
    groups: int
    size: float


def icc(values: Values, groups: Labels, *, level: float = 0.95) -> IntraclassCorrelation:
    """Divide all differences into those between groups and those within, by a one-way analysis of variance.

    With the mean squares B between and W within, and k = N/G persons a group: ICC(1) = (B − W)/(B + (k − 1) W),
    ICC(2) = (B − W)/B. A group of one counts between, not within. The interval of ICC(1) follows from that of F = B/W;
    it is exact for normal values and groups of equal size, and simulations with groups of one to eight found the truth
    in 92 to 96 % of 95 % intervals.

    Parameters
    ----------
    values : array of float, shape (N,)
        One value a person; those without (NaN) are left out.
    groups : array, shape (N,)
        The group of each person: numbers or names, none missing.
    level : float
        Probability inside the interval, between 0 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two groups, none has two persons, nobody differs, a group is missing, the lengths
        differ, or the level is not between 0 and 1.

    References
    ----------
    Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In Klein and Kozlowski (eds),
    Multilevel theory, research, and methods in organizations, 349–381. Jossey-Bass.
    Shrout, P. E. and Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater reliability. Psychological
    Bulletin 86, 420–428. 10.1037/0033-2909.86.2.420. Checked against pingouin and R's psych.
    """
    if not 0 < level < 1:
        message = f"the level must lie between 0 and 1, not {level}"
        raise ValueError(message)
    known, of = _grouped(values, groups)
    n, count = known.size, int(of.max(initial=-1)) + 1
    size = n / count if count else 0.0
    if count < _LEAST or n == count:
        message = f"at least two groups are needed, and one with two persons; there are {count} groups of {n} persons"
        raise ValueError(message)
    between, within = _mean_squares(known, of)
    if between == within == 0:
        message = "everybody has the same value: there are no differences to divide"
        raise ValueError(message)
    degrees = (count - 1, n - count)
    tails = (float(fdtri(*degrees, share)) for share in ((1 + level) / 2, (1 - level) / 2))
    low, high = (_icc1(between, within * tail, size) for tail in tails)
    return IntraclassCorrelation(
        icc1=_icc1(between, within, size),
        low=low,
        high=high,
        icc2=(between - within) / between if between else -math.inf,
        p=float(fdtrc(*degrees, between / within)) if within else 0.0,
        n=n,
        groups=count,
        size=size,
    )


def _grouped(values: Values, groups: Labels) -> tuple[np.ndarray, np.ndarray]:
    """Return the known values, and the group of each as a number from 0 on, in an order of their own."""
    if len(values) != len(groups):
        message = f"there are {len(values)} values and {len(groups)} groups: each value has its group"
        raise ValueError(message)
    codes = pd.factorize(pd.Series(groups).array)[0]
    if (codes < 0).any():
        message = "a person has no group; leave out persons whose group is not known"
        raise ValueError(message)
    numbers = floats(values)
    answered = ~np.isnan(numbers)
    known, of = numbers[answered], pd.factorize(codes[answered])[0]
    order = np.lexsort((known, of))
    return known[order], of[order]


def _mean_squares(values: np.ndarray, of: np.ndarray) -> tuple[float, float]:
    """Return the mean squares between and within groups; values are in rising order within each."""
    sizes = np.bincount(of)
    means = np.bincount(of, weights=values) / sizes
    mean = math.fsum(values) / values.size
    between = math.fsum(sizes * (means - mean) ** 2) / (sizes.size - 1)
    return between, math.fsum((values - means[of]) ** 2) / (values.size - sizes.size)


def _icc1(between: float, within: float, size: float) -> float:
    return (between - within) / (between + (size - 1) * within)
