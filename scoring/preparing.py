"""Answers before they are scored: on the health scale, missing ones kept apart, and signs of careless answering."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd
from scipy.linalg import solve_triangular
from scipy.special import chdtrc

from questionnaires.model import DONT_KNOW, NO_ANSWER, NOT_SHOWN, Choices, Questionnaire
from scoring.rounding import HIGHEST, LOWEST
from scoring.thresholds import thresholds

_MISSING = (DONT_KNOW, NO_ANSWER, NOT_SHOWN)
_SILENT = (NO_ANSWER, NOT_SHOWN)

Numbers = TypeVar("Numbers", pd.Series, np.ndarray)


def reverse(values: Numbers) -> Numbers:
    """Turn answers round, so that 5 is healthy and 1 a barrier: h = 6 − x. Turning twice gives the answers back."""
    return LOWEST + HIGHEST - values


def code_range(choices: Choices) -> tuple[int, int]:
    """Return the lowest and the highest code of a statement's choices."""
    codes = [int(code) for code in choices.codes]
    return min(codes), max(codes)


def health(responses: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Put every statement on the health scale, on which 5 is healthy and 1 is a barrier.

    Other code ranges are mapped to 1–5 linearly; statements marked reversed are turned round.

    Parameters
    ----------
    responses : DataFrame, shape (persons, columns)
        Answer frame as documented in `scoring.answers.Answers`.

    Returns
    -------
    DataFrame, shape (persons, statements)
        Floats from 1 to 5; NaN for *don't know*, no answer, not shown and not reached.
    """
    asked = questionnaire.statements
    raw = responses[[statement.id for statement in asked]].to_numpy(float)
    ends = np.array([code_range(questionnaire.choices[statement.choices]) for statement in asked], dtype=float)
    low, high = ends.reshape(-1, 2).T
    answered = np.where(np.isin(raw, _MISSING), np.nan, raw)
    mapped = LOWEST + (answered - low) * (HIGHEST - LOWEST) / (high - low)
    turned = np.array([statement.reversed for statement in asked], dtype=bool)
    mapped[:, turned] = reverse(mapped[:, turned])
    return pd.DataFrame(mapped, index=responses.index, columns=[statement.id for statement in asked])


def shown(responses: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return which statements a person had before them: all but those coded −1."""
    columns = [statement.id for statement in questionnaire.statements]
    return responses[columns] != NOT_SHOWN


def any_answer(responses: pd.DataFrame, questionnaire: Questionnaire) -> np.ndarray:
    """Return which persons answered at least one statement, *don't know* included."""
    columns = [statement.id for statement in questionnaire.statements]
    raw = responses[columns]
    return np.asarray((raw.notna() & ~raw.isin(_SILENT)).any(axis=1))


def longstring(raw: pd.DataFrame) -> pd.Series:
    """Count the longest run of identical answers of each person: a sign of answering without reading.

    Where no answer was given (empty, 99, −1) a run goes on: there was nothing to click, or nobody clicked. *Don't know*
    (98) ends it, since it stands apart from the answers, and is itself no run: it says something, and no score comes
    of it.

    Parameters
    ----------
    raw : DataFrame, shape (persons, statements)
        Codes as in the answer frame, not reversed, in the order shown. A run means something only within one format of
        answers.

    Returns
    -------
    Series of int, shape (persons,)
        From 0 (no answer) to the number of statements. Same index as `raw`.

    References
    ----------
    Meade, A. W. and Craig, S. B. (2012). Identifying careless responses in survey data. Psychological Methods 17,
    437–455. 10.1037/a0028085.
    """
    longest = np.zeros(len(raw), dtype=int)
    run, last = longest.copy(), np.full(len(raw), np.nan)
    for answers in raw.to_numpy(float).T:
        given = ~np.isnan(answers) & ~np.isin(answers, _SILENT)
        run = np.where(given, np.where(answers == last, run, 0) + (answers != DONT_KNOW), run)
        last = np.where(given, answers, last)
        longest = np.maximum(longest, run)
    return pd.Series(longest, index=raw.index)


def irv(raw: pd.DataFrame) -> pd.Series:
    """Measure how much the answers of each person vary (intra-individual response variability): their SD.

    Near 0 for who ticks the same everywhere; statements of both directions make an attentive person vary.

    Parameters
    ----------
    raw : DataFrame, shape (persons, statements)
        Codes as in the answer frame, not reversed, all of one format. Missing answers and *don't know* are left out.

    Returns
    -------
    Series of float, shape (persons,)
        In codes, n − 1 in the denominator, at least 0; NaN for fewer than two answers. Same index as `raw`.

    References
    ----------
    Dunn, A. M., Heggestad, E. D., Shanock, L. R. and Theilgard, N. (2018). Intra-individual response variability as an
    indicator of insufficient effort responding. Journal of Business and Psychology 33, 105–121.
    10.1007/s10869-016-9479-0.
    """
    codes = raw.to_numpy(float)
    answered = ~np.isnan(codes) & ~np.isin(codes, _MISSING)
    count, kept = answered.sum(axis=1), np.where(answered, codes, 0.0)
    # Sums of whole numbers are exact, so the same answers give the same last digit.
    squares = (kept**2).sum(axis=1) - kept.sum(axis=1) ** 2 / np.maximum(count, 1)
    variance = np.where(count > 1, np.maximum(squares, 0.0), np.nan) / np.maximum(count - 1, 1)
    return pd.Series(np.sqrt(variance), index=raw.index)


def mahalanobis(scores: pd.DataFrame) -> pd.DataFrame:
    """Measure how far each person's scores lie from everybody's, allowing for how the scales vary together.

    Parameters
    ----------
    scores : DataFrame, shape (persons, scales)
        From `scoring.scales.person_scores`. Means and covariances come from the persons who have every score.

    Returns
    -------
    DataFrame, shape (persons, 2)
        ``d2``, the squared distance, at least 0; ``p``, the probability of one as large under χ² with as many degrees
        as scales. NaN for persons who lack a score. Same index as `scores`.

    Raises
    ------
    ValueError
        If there is no scale, fewer persons than five a scale have every score, or a scale follows from the others.

    References
    ----------
    Meade, A. W. and Craig, S. B. (2012). Identifying careless responses in survey data. Psychological Methods 17,
    437–455. 10.1037/a0028085.
    """
    values = scores.to_numpy(float)
    whole = ~np.isnan(values).any(axis=1)
    needed = int(thresholds().careless_persons_per_scale.value) * values.shape[1]
    if not needed:
        message = "there is no scale to measure a distance on"
        raise ValueError(message)
    if whole.sum() < needed:
        message = f"{whole.sum()} persons have a score on every scale, and {needed} are needed: take fewer scales"
        raise ValueError(message)
    # Each different row once, in rising order: the order of persons leaves no trace in the last digits.
    rows, place, counts = np.unique(values[whole], axis=0, return_inverse=True, return_counts=True)
    centred = rows - np.average(rows, axis=0, weights=counts)
    covariance = (centred.T * counts) @ centred / (whole.sum() - 1)
    if np.linalg.matrix_rank(covariance, hermitian=True) < len(covariance):
        message = "one of the scales follows from the others, or all have the same score on it: leave it out"
        raise ValueError(message)
    root = np.linalg.cholesky(covariance)
    d2 = np.full(len(scores), np.nan)
    d2[whole] = (solve_triangular(root, centred.T, lower=True) ** 2).sum(axis=0)[place]
    return pd.DataFrame({"d2": d2, "p": chdtrc(values.shape[1], d2)}, index=scores.index)
