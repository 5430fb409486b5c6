"""From coded answers to scores: of a person, and of an organisation."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from questionnaires.model import DONT_KNOW, Questionnaire
from scoring.preparing import health, shown
from scoring.thresholds import thresholds

_DIGITS = 9
_BALANCED = 2

SCORED_KINDS = frozenset({"barrier", "condition", "outcome"})


def scored_scales(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the ids of the scales that get a score, in the order of the questionnaire."""
    return tuple(scale.id for scale in questionnaire.scale if scale.kind in SCORED_KINDS)


def person_scores(responses: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Score each person on each scale: the mean of the answered statements on the health scale.

    A person has a score if at least half of the statements shown to them (rounded up; −1 does not count as shown) were
    answered; a scale of two statements needs both, so that one direction never stands alone. *Don't know* counts as
    unanswered. Nothing is imputed.

    Parameters
    ----------
    responses : DataFrame, shape (persons, columns)
        Answer frame as documented in `scoring.answers.Answers`.

    Returns
    -------
    DataFrame, shape (persons, scales)
        Scores from 1 (barrier) to 5 (healthy); NaN where there are too few answers. Same index as `responses`.

    References
    ----------
    Newman, D. A. (2014). Missing data. Organizational Research Methods 17, 372–411. 10.1177/1094428114548590.
    Parent, M. C. (2013). Handling item-level missing data. The Counseling Psychologist 41, 568–600.
    10.1177/0011000012445176.
    """
    healthy, seen = health(responses, questionnaire), shown(responses, questionnaire)
    scores = {}
    for scale in scored_scales(questionnaire):
        columns = [statement.id for statement in questionnaire.statements_of(scale)]
        values = healthy[columns].to_numpy(float)
        answered = (~np.isnan(values)).sum(axis=1)
        needed = np.maximum(1, np.ceil(seen[columns].to_numpy().sum(axis=1) * thresholds().answered_share.value))
        if len(columns) == _BALANCED:
            needed = np.full(len(values), _BALANCED)
        total = np.nansum(values, axis=1)
        scores[scale] = np.where(answered >= needed, total / np.maximum(answered, 1), np.nan)
    return pd.DataFrame(scores, index=responses.index)


def organisation_scores(scores: pd.DataFrame, organisation: pd.Series) -> pd.DataFrame:
    """Average persons within their organisation, so that an organisation counts once however many answer for it.

    Parameters
    ----------
    scores : DataFrame, shape (persons, columns)
        Any figures of persons; NaN where a person has none.
    organisation : Series, shape (persons,)
        The organisation each person answers for.

    Returns
    -------
    DataFrame, shape (organisations, columns)
        Indexed by organisation; NaN where none of its persons has a figure. Rounded to nine digits, so that the order
        of rows leaves no trace.
    """
    return scores.groupby(organisation.array, sort=True).mean().round(_DIGITS)


def response_scores(scores: pd.DataFrame, respondent: pd.Series) -> pd.DataFrame:
    """Let each response count by itself, where no organisation is known.

    Parameters
    ----------
    scores : DataFrame, shape (persons, columns)
        Any figures of persons; NaN where a person has none.
    respondent : Series, shape (persons,)
        The identifier of each person, each only once.

    Returns
    -------
    DataFrame, shape (persons, columns)
        The same figures indexed by respondent and in their order, rounded to nine digits, so that the order of rows
        leaves no trace.
    """
    return scores.set_axis(pd.Index(respondent.to_numpy()), axis=0).sort_index().round(_DIGITS)


def unweighted_mean(values: pd.Series | np.ndarray) -> float:
    """Return the mean, the same to the last digit in whatever order the values come."""
    return round(math.fsum(values) / len(values), _DIGITS)


def dont_know_shares(responses: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return each person's share of *kann ich nicht beurteilen* among the answers given to a scale.

    Returns
    -------
    DataFrame, shape (persons, scales)
        From 0 to 1; NaN where a person gave the scale no answer at all. An empty cell, 99 and −1 are no answers.
    """
    healthy = health(responses, questionnaire)
    shares = {}
    for scale in scored_scales(questionnaire):
        columns = [statement.id for statement in questionnaire.statements_of(scale)]
        unknown = (responses[columns] == DONT_KNOW).to_numpy().sum(axis=1)
        given = unknown + healthy[columns].notna().to_numpy().sum(axis=1)
        shares[scale] = np.where(given > 0, unknown / np.maximum(given, 1), np.nan)
    return pd.DataFrame(shares, index=responses.index)
