"""What moves together with a criterion: its explained variance, divided among the predictors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
import numpy as np
import pandas as pd
from scipy.special import fdtrc, ndtri

from scoring.complete import Items, Values, complete_cases
from scoring.thresholds import thresholds

_AT_ONCE = 50  # redrawn data sets whose subsets are looked at together: they stay in the processor's cache
_DUST = 1e-10  # what rounding leaves of a standardised variance that is zero
_NEAR_ONE = 1 - 1e-12


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the criterion's variance all predictors explain together.

    Parameters
    ----------
    value : float
        R², from 0 to 1. With few cases for each predictor it is too high: 0.34 on average where 33 cases and eleven
        predictors have nothing to do with each other.
    low, high : float
        Ends of the interval of what the predictors would explain in all cases there could be; the value may be its
        upper end.
    n : int
        Cases with a value in every column.
    """

    value: float
    low: float
    high: float
    n: int


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the explained variance that falls to one predictor.

    Parameters
    ----------
    value : float
        In units of R², from 0 to 1; the shares of all predictors add up to R².
    low, high : float
        Ends of its interval.
    n : int
        Cases with a value in every column.
    first : float
        How often it had the largest share in the redrawn data sets, from 0 to 1; these add up to 1.
    """

    value: float
    low: float
    high: float
    n: int
    first: float


class Importance(msgspec.Struct, frozen=True, kw_only=True):
    """R² and what it is made of; the shares by the names of the predictors, in the order given."""

    r2: Explained
    shares: Mapping[str, Share]


def relative_importance(x: Items, y: Values, *, level: float = 0.9, seed: int = 0) -> Importance:
    """Divide what predictors explain of a criterion among them: LMG, the average over all orders of entry.

    A predictor's share is how much it raises R² when it enters, averaged over every order in which all could enter
    (Shapley's value), exactly. Predictors that go together share what they explain. It tells what moves together,
    never what causes what.

    The interval rests on 1,000 redrawn data sets (whole cases, with replacement). Redrawing raises R² once more as
    chance raised it in the data, so the middle part of the redrawn shares is widened by twice the mean distance
    between them and the share, towards where that leads. A plain one would never hold a true share of zero. A 90 %
    interval held the true share in 81 to 100 % of simulated data sets with 33 to 150 cases.

    Parameters
    ----------
    x : DataFrame or array, shape (n, p)
        One column a predictor, one row a case, such as an organisation's scores on the barriers; at most 12. Columns of
        an array are called ``x1``, ``x2`` and so on. Cases with a missing value (NaN) in x or y are left out.
    y : array of float, shape (n,)
        The criterion of the same cases in the same order; with the same index, where both have one.
    level : float
        Probability inside the intervals, between 0 and 1.
    seed : int
        For redrawing. The same seed gives the same result in whatever order the cases come.

    Returns
    -------
    Importance
        Predictors that repeat each other exactly are no error: they share what each would explain alone.

    Raises
    ------
    ValueError
        If there are fewer than 30 complete cases or fewer than three for each predictor, more than 12 predictors or
        none, a column in which all are equal, two columns of one name, or rows that do not belong together.

    References
    ----------
    Lindeman, R. H., Merenda, P. F. and Gold, R. Z. (1980). Introduction to bivariate and multivariate analysis. Scott,
    Foresman.
    Grömping, U. (2006). Relative importance for linear regression in R: the package relaimpo. Journal of Statistical
    Software 17(1). 10.18637/jss.v017.i01. Checked against relaimpo and pingouin.
    Davison, A. C. and Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge, ch. 5.
    """
    if not 0 < level < 1:
        message = f"the level must lie between 0 and 1, not {level}"
        raise ValueError(message)
    names, cases = _cases(x, y)
    _refuse(names, cases)
    moments, weights = _moments(cases), _weights(len(names))
    found = _explained(_correlations(moments.mean(axis=0, keepdims=True)))[0]
    redrawn = np.concatenate([explained @ weights for explained in _redrawn(moments, seed)])
    shares, n = found @ weights, len(cases)
    low, high = _interval(shares, redrawn, level)
    first = _first(redrawn)
    return Importance(
        r2=_whole(float(found[-1]), n=n, predictors=len(names), level=level),
        shares={
            name: Share(value=float(shares[j]), low=float(low[j]), high=float(high[j]), n=n, first=float(first[j]))
            for j, name in enumerate(names)
        },
    )


def _cases(x: Items, y: Values) -> tuple[list[str], np.ndarray]:
    """Return the names of the predictors and the complete cases, the criterion last, in an order of their own."""
    if isinstance(x, pd.DataFrame) and isinstance(y, pd.Series) and not x.index.equals(y.index):
        message = "the rows of x and y are labelled differently; bring both to one index"
        raise ValueError(message)
    predictors = x if isinstance(x, pd.DataFrame) else pd.DataFrame(np.asarray(x))
    criterion = pd.Series(y).array
    if len(predictors) != len(criterion):
        message = f"x has {len(predictors)} rows and y has {len(criterion)}; each row of x needs its value of y"
        raise ValueError(message)
    names = (
        [str(name) for name in x.columns]
        if isinstance(x, pd.DataFrame)
        else [f"x{place}" for place in range(1, predictors.shape[1] + 1)]
    )
    table = predictors.reset_index(drop=True)
    cases = complete_cases(pd.concat([table, pd.Series(criterion)], axis=1))
    return names, cases[np.lexsort(cases.T)]


def _refuse(names: list[str], cases: np.ndarray) -> None:
    limits, predictors, n = thresholds(), len(names), len(cases)
    if not 0 < predictors <= limits.drivers_predictors_to.value:
        message = f"give 1 to {limits.drivers_predictors_to.value:g} predictors, not {predictors}"
        raise ValueError(message)
    if len(set(names)) < predictors:
        message = f"two predictors have one name among {', '.join(names)}; each needs its own"
        raise ValueError(message)
    least = max(limits.drivers_from.value, limits.drivers_per_predictor.value * predictors)
    if n < least:
        message = f"{n} complete cases are too few; {least:g} are needed (predictors: {predictors})"
        raise ValueError(message)
    flat = [name for name, spread in zip([*names, "y"], np.ptp(cases, axis=0), strict=True) if spread == 0]
    if flat:
        message = f"all values of {', '.join(flat)} are equal, so nothing can move with it; leave it out"
        raise ValueError(message)


def _redrawn(moments: np.ndarray, seed: int) -> Iterator[np.ndarray]:
    """Yield R² by every subset in redrawn data sets, some at a time."""
    rng, n, draws = np.random.default_rng(seed), len(moments), int(thresholds().drivers_draws.value)
    for start in range(0, draws, _AT_ONCE):
        number = min(_AT_ONCE, draws - start)
        chosen = rng.integers(n, size=(number, n)) + n * np.arange(number)[:, None]
        counts = np.bincount(chosen.ravel(), minlength=number * n).reshape(number, n)
        yield _explained(_correlations(counts.astype(float) @ moments / n))


def _moments(cases: np.ndarray) -> np.ndarray:
    """Return each case's standardised values and their products, every pair once: means of them give correlations."""
    standard = (cases - cases.mean(axis=0)) / cases.std(axis=0)
    one, other = np.triu_indices(standard.shape[1])
    return np.hstack([standard, standard[:, one] * standard[:, other]])


def _correlations(means: np.ndarray) -> np.ndarray:
    """Return the correlations of data sets from the means of their moments; 0 with what does not vary in one.

    Parameters
    ----------
    means : array, shape (data sets, m + m (m + 1) / 2)

    Returns
    -------
    array, shape (m, m, data sets)
    """
    m = math.isqrt(2 * means.shape[1] + 2) - 1  # means.shape[1] = m (m + 3) / 2
    one, other = np.triu_indices(m)
    covariances = np.empty((m, m, len(means)))
    covariances[one, other] = covariances[other, one] = (means[:, m:] - means[:, one] * means[:, other]).T
    variances = np.einsum("iib->ib", covariances)
    varying = variances > _DUST
    scale = np.where(varying, 1 / np.sqrt(np.where(varying, variances, 1.0)), 0.0)
    return np.asarray(covariances * scale[:, None] * scale)


def _explained(correlations: np.ndarray) -> np.ndarray:
    """Return R² of the last column by every subset of the others.

    One predictor after the other is swept out of the matrix, once for the subsets that hold it and not for the rest:
    what is left of the criterion's variance is 1 − R². One that the others already hold adds nothing. Where the
    criterion itself does not vary, no subset is better than another.

    Parameters
    ----------
    correlations : array, shape (p + 1, p + 1, data sets)

    Returns
    -------
    array, shape (data sets, 2^p)
        A subset stands at the sum of 2^j over the predictors j in it.
    """
    left = correlations[:, :, None]
    for _ in range(len(correlations) - 1):
        own, row, rest = left[0, 0], left[0, 1:], left[1:, 1:]
        new = own > _DUST
        slopes = np.where(new, row / np.where(new, own, 1.0), 0.0)
        left = np.concatenate([rest, rest - slopes[:, None] * row], axis=2)
    return np.asarray(1 - left[0, 0].T)


@cache
def _weights(predictors: int) -> np.ndarray:
    """Return what R² of each subset counts in the share of each predictor: the share of orders in which it is met."""
    p = predictors
    held = (np.arange(2**p)[:, None] >> np.arange(p)) & 1
    size = held.sum(axis=1)
    factorial = np.array([math.factorial(number) for number in range(p + 1)], dtype=float)
    after, before = factorial[size - 1] * factorial[p - size], factorial[size] * factorial[p - size - 1]
    return np.asarray(np.where(held == 1, after[:, None], -before[:, None]) / factorial[p])


def _interval(shares: np.ndarray, redrawn: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the interval of each share; `relative_importance` says why it is widened."""
    low, high = np.quantile(redrawn, [0.5 - level / 2, 0.5 + level / 2], axis=0)
    drift = 2 * (redrawn.mean(axis=0) - shares)
    low = np.minimum(low - np.maximum(drift, 0), shares)
    high = np.maximum(high - np.minimum(drift, 0), shares)
    return np.maximum(low, 0), np.minimum(high, 1)


def _first(redrawn: np.ndarray) -> np.ndarray:
    """Return how often each predictor had the largest share; equal ones divide it among them."""
    largest = redrawn >= redrawn.max(axis=1, keepdims=True) - _DUST
    return np.asarray((largest / largest.sum(axis=1, keepdims=True)).mean(axis=0))


def _whole(r2: float, *, n: int, predictors: int, level: float) -> Explained:
    """Return R² with its interval: Fisher's z of the root of what is left of it after Ezekiel's correction.

    It begins at 0 where the F test does not tell R² from nothing.
    """
    value, free = min(max(r2, 0.0), 1.0), n - predictors - 1
    corrected = min(max(1 - (1 - value) * (n - 1) / free, 0.0), _NEAR_ONE)
    centre, reach = math.atanh(math.sqrt(corrected)), float(ndtri(0.5 + level / 2)) / math.sqrt(free - 1)
    ratio = value / predictors / (max(1 - value, 1 - _NEAR_ONE) / free)
    told = float(fdtrc(predictors, free, ratio)) < 0.5 - level / 2
    low = math.tanh(max(centre - reach, 0.0)) ** 2 if told else 0.0
    return Explained(value=value, low=low, high=max(math.tanh(centre + reach) ** 2, value), n=n)
