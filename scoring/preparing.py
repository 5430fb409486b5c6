"""Statements on the health scale: reversed, mapped to 1–5, and every kind of missing answer kept apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from questionnaires.model import DONT_KNOW, NO_ANSWER, NOT_SHOWN, Choices, Questionnaire
from scoring.rounding import HIGHEST, LOWEST

_MISSING = (DONT_KNOW, NO_ANSWER, NOT_SHOWN)


def reverse(values: pd.Series) -> pd.Series:
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
    columns = {}
    for statement in questionnaire.statements:
        raw = responses[statement.id].astype(float)
        low, high = code_range(questionnaire.choices[statement.choices])
        mapped = LOWEST + (raw.mask(raw.isin(_MISSING)) - low) * (HIGHEST - LOWEST) / (high - low)
        columns[statement.id] = reverse(mapped) if statement.reversed else mapped
    return pd.DataFrame(columns, index=responses.index)


def shown(responses: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return which statements a person had before them: all but those coded −1."""
    columns = [statement.id for statement in questionnaire.statements]
    return responses[columns] != NOT_SHOWN


def any_answer(responses: pd.DataFrame, questionnaire: Questionnaire) -> np.ndarray:
    """Return which persons answered at least one statement, *don't know* included."""
    columns = [statement.id for statement in questionnaire.statements]
    raw = responses[columns]
    return np.asarray((raw.notna() & ~raw.isin((NO_ANSWER, NOT_SHOWN))).any(axis=1))
