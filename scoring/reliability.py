"""How well the statements of a scale hang together: alpha, omega, and each statement against the rest."""

from __future__ import annotations

import msgspec
import numpy as np
import pandas as pd
from scipy.special import fdtri

from scoring.complete import Items, complete_cases
from scoring.factor import one_factor

_LEAST_PERSONS = 3
_LEAST_OF_ALPHA = 2
_LEAST_OF_OMEGA = 3
_DUST = 1e-12  # what rounding leaves of a variance that is zero, as a share of all variances


class Alpha(msgspec.Struct, frozen=True, kw_only=True):
    """Cronbach's alpha with its interval.

    Parameters
    ----------
    value : float
        At most 1; below 0 where statements contradict each other.
    low, high : float
        Ends of its interval.
    n : int
        Persons who answered every statement.
    """

    value: float
    low: float
    high: float
    n: int


class Omega(msgspec.Struct, frozen=True, kw_only=True):
    """McDonald's omega total of one factor. No interval is given.

    Parameters
    ----------
    value : float
        From 0 to 1.
    n : int
        Persons who answered every statement.
    loadings : tuple of float
        λ of each statement, in points of the scale.
    uniquenesses : tuple of float
        θ of each statement: the variance that the factor does not explain, in squared points.
    """

    value: float
    n: int
    loadings: tuple[float, ...]
    uniquenesses: tuple[float, ...]


class ItemStatistics(msgspec.Struct, frozen=True, kw_only=True):
    """One statement against the rest of its scale.

    Parameters
    ----------
    item : str
        Name of the column, or its place from 0 on.
    rest_correlation : float, optional
        With the sum of the others, from −1 to 1; None where the statement, or that sum, is the same for everybody.
    alpha_without : float, optional
        Alpha of the others; None where they are fewer than two, or their sum is the same for everybody.
    n : int
        Persons who answered every statement.
    """

    item: str
    rest_correlation: float | None
    alpha_without: float | None
    n: int


def cronbach_alpha(items: Items, *, level: float = 0.95) -> Alpha:
    """Estimate how reliable the sum of statements is, if all measure one thing equally well.

    α = k/(k − 1) · (1 − Σ variances of the statements / variance of their sum), with Feldt's interval: with F of
    (n − 1, (n − 1)(k − 1)) degrees, 1 − (1 − α) F at both tails. The interval holds for normal and equally good
    statements, and has no width at α = 1.

    Parameters
    ----------
    items : DataFrame or array, shape (n, k)
        Answers on the health scale, so that all statements point the same way; persons with a missing one (NaN) are
        left out. At least three persons and two statements.
    level : float
        Probability inside the interval, between 0 and 1.

    Returns
    -------
    Alpha
        A low value says that statements ask about different things, or that people hardly differ.

    Raises
    ------
    ValueError
        If there are too few persons or statements, everybody has the same sum, or the level is not between 0 and 1.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, 297–334.
    10.1007/BF02310555.
    Feldt, L. S., Woodruff, D. J. and Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied
    Psychological Measurement 11, 93–103. 10.1177/014662168701100107. Checked against pingouin and R's psych.
    """
    if not 0 < level < 1:
        message = f"the level must lie between 0 and 1, not {level}"
        raise ValueError(message)
    answers = _answers(items, least=_LEAST_OF_ALPHA, of="alpha")
    n, k = answers.shape
    value = _alpha(_covariance(answers))
    if value is None:
        message = "everybody has the same sum of answers: alpha is not defined where nobody differs"
        raise ValueError(message)
    tails = ((1 + level) / 2, (1 - level) / 2)
    low, high = (1 - (1 - value) * float(fdtri(n - 1, (n - 1) * (k - 1), tail)) for tail in tails)
    return Alpha(value=value, low=low, high=high, n=n)


def omega_total(items: Items, *, iterations: int = 500) -> Omega:
    """Estimate how reliable the sum of statements is, if one factor stands behind all, in some more than in others.

    One factor by maximum likelihood on the covariance matrix: ω = (Σλ)² / ((Σλ)² + Σθ), with the model-implied
    variance of the sum below the line. No interval is given: in simulations one in ten samples of 30 persons and four
    statements has no solution, and a bootstrap would pass over these.

    Parameters
    ----------
    items : DataFrame or array, shape (n, k)
        As for `cronbach_alpha`, but at least three statements: two do not determine a factor.
    iterations : int
        Steps after which the search for the highest likelihood is given up.

    Raises
    ------
    ValueError
        If there are too few persons or statements, everybody answered a statement alike, the factor explains all of
        a statement (a Heywood case: less than half a per cent of its variance is left), fewer than three
        statements share anything, or the search did not converge.

    References
    ----------
    McDonald, R. P. (1999). Test theory: a unified treatment. Erlbaum.
    Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. Psychometrika 32, 443–482.
    10.1007/BF02289658.
    Flora, D. B. (2020). Your coefficient alpha is probably wrong, but which coefficient omega is right? Advances in
    Methods and Practices in Psychological Science 3, 484–501. 10.1177/2515245920951747. Checked against statsmodels,
    scikit-learn and R's MBESS.
    """
    answers = _answers(items, least=_LEAST_OF_OMEGA, of="omega")
    covariance, names = _covariance(answers), _names(items)
    variances = np.diag(covariance)
    alike = [name for name, variance in zip(names, variances, strict=True) if variance <= _DUST * variances.sum()]
    if alike:
        message = f"everybody answered {', '.join(alike)} alike; leave out what does not differ"
        raise ValueError(message)
    spreads = np.sqrt(variances)
    fit = one_factor(covariance / np.outer(spreads, spreads), names=names, iterations=iterations)
    loadings, uniquenesses = fit.loadings * spreads, fit.uniquenesses * variances
    common = float(loadings.sum()) ** 2
    return Omega(
        value=common / (common + float(uniquenesses.sum())),
        n=len(answers),
        loadings=tuple(loadings.tolist()),
        uniquenesses=tuple(uniquenesses.tolist()),
    )


def item_statistics(items: Items) -> tuple[ItemStatistics, ...]:
    """Compare each statement with the rest of its scale.

    Parameters
    ----------
    items : DataFrame or array, shape (n, k)
        As for `cronbach_alpha`.

    Returns
    -------
    tuple of ItemStatistics
        In the order of the statements. A negative correlation hints at a statement that was not turned round.

    Raises
    ------
    ValueError
        If there are too few persons or statements.

    References
    ----------
    As for `cronbach_alpha`.
    """
    answers = _answers(items, least=_LEAST_OF_ALPHA, of="a comparison with the rest")
    covariance = _covariance(answers)
    return tuple(
        ItemStatistics(
            item=name,
            rest_correlation=_rest_correlation(covariance, place),
            alpha_without=_alpha(_without(covariance, place)),
            n=len(answers),
        )
        for place, name in enumerate(_names(items))
    )


def _answers(items: Items, *, least: int, of: str) -> np.ndarray:
    answers = complete_cases(items)
    n, k = answers.shape
    if k < least:
        message = f"{of} needs at least {least} statements, and there {'is' if k == 1 else 'are'} {k}"
        raise ValueError(message)
    if n < _LEAST_PERSONS:
        message = f"{of} needs at least {_LEAST_PERSONS} persons who answered every statement, and there are {n}"
        raise ValueError(message)
    return answers


def _names(items: Items) -> tuple[str, ...]:
    columns = items.columns if isinstance(items, pd.DataFrame) else range(np.shape(items)[1])
    return tuple(str(column) for column in columns)


def _covariance(answers: np.ndarray) -> np.ndarray:
    """Return the covariance matrix, the same to the last digit in whatever order the persons come."""
    if not np.array_equal(answers, np.rint(answers)):  # sums of whole numbers are exact in any order
        answers = answers[np.lexsort(answers.T)]
    near = answers - np.rint(answers.mean(axis=0))
    sums = near.sum(axis=0)
    n = len(answers)
    return np.asarray((near.T @ near - np.outer(sums, sums) / n) / (n - 1))


def _without(covariance: np.ndarray, place: int) -> np.ndarray:
    return np.delete(np.delete(covariance, place, axis=0), place, axis=1)


def _alpha(covariance: np.ndarray) -> float | None:
    k, own, whole = len(covariance), float(np.trace(covariance)), float(covariance.sum())
    return None if k < _LEAST_OF_ALPHA or whole <= _DUST * own else k / (k - 1) * (1 - own / whole)


def _rest_correlation(covariance: np.ndarray, place: int) -> float | None:
    own, rest = float(covariance[place, place]), float(_without(covariance, place).sum())
    if min(own, rest) <= _DUST * float(np.trace(covariance)):
        return None
    return (float(covariance[place].sum()) - own) / float(np.sqrt(own * rest))
