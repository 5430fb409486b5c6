"""Change between two waves: of one organisation, of those who answered twice, and what the whole of it is made of."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pandas as pd

from questionnaires.comparing import compare
from questionnaires.model import Questionnaire
from scoring.complete import complete_values
from scoring.thresholds import thresholds
from scoring.uncertainty import WEAK, MeanInterval, Prior, mean_interval


class ReliableChange(msgspec.Struct, frozen=True, kw_only=True):
    """The change of one score against what error of measurement alone would do.

    Parameters
    ----------
    value : float
        RC, in standard errors of a difference between two scores; above 0 where the score rose.
    reliable : bool
        Whether it is further from 0 than 1.96: error alone would do that in one of 20 cases.
    """

    value: float
    reliable: bool


class Decomposition(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the mean, and what it is made of: exactly `total` = `stayed` + `joined` + `left`.

    Parameters
    ----------
    stayed : float
        In points: change of the mean of those who answered both times.
    joined : float
        In points: how far those who joined move the mean of the second wave away from that of those who stayed.
    left : float
        In points: how far those who left, by being gone, move it away from the mean of the first wave.
    stayed_n, joined_n, left_n : int
        Organisations with a score in both waves, in the second alone, in the first alone.
    """

    stayed: float
    joined: float
    left: float
    stayed_n: int
    joined_n: int
    left_n: int

    @property
    def total(self) -> float:
        """Mean of the second wave minus mean of the first, in points."""
        return self.stayed + self.joined + self.left


def reliable_change(before: float, after: float, *, spread: float, reliability: float) -> ReliableChange:
    """Compare the change of one organisation's score with the error of measurement of two scores.

    RC = (after − before) / (SD √(2 (1 − ρ))).

    Parameters
    ----------
    before, after : float
        The organisation's scores in two waves, in points.
    spread : float
        SD of the scores between organisations, in points, above 0.
    reliability : float
        ρ of one organisation's score, from 0 to below 1: the questionnaire declares it.

    Raises
    ------
    ValueError
        If a score is missing or not finite, or spread or reliability lie outside their range.

    References
    ----------
    Jacobson, N. S. and Truax, P. (1991). Clinical significance: a statistical approach to defining meaningful change in
    psychotherapy research. Journal of Consulting and Clinical Psychology 59, 12–19. 10.1037/0022-006X.59.1.12.
    """
    if not (math.isfinite(before) and math.isfinite(after)):
        message = f"both scores are needed for a change, and they are {before} and {after}"
        raise ValueError(message)
    if not 0 < spread < math.inf:
        message = f"the spread must lie above 0, not {spread}"
        raise ValueError(message)
    if not 0 <= reliability < 1:
        message = f"the reliability must lie between 0 and 1, 1 not included, not {reliability}"
        raise ValueError(message)
    value = (after - before) / _error_of_difference(spread, reliability)
    return ReliableChange(value=value, reliable=abs(value) > thresholds().reliable_change_beyond.value)


def change_prior(prior: Prior = WEAK) -> Prior:
    """Return what is assumed of organisations' changes before any is seen, from what is assumed of their scores.

    Around 0; the spread σ₀ √(2 (1 − ρ)) that error of measurement gives a difference of two scores; and reliability 0,
    since two waves do not tell how much of what the differences vary by is more than error. With the reliability of
    a single score, a nominal 90 % interval held the true change of 60 organisations in 62 % of simulated waves.

    Parameters
    ----------
    prior : Prior
        Of the scores of one wave, as for `scoring.uncertainty.mean_interval`.
    """
    spread = _error_of_difference(prior.spread, prior.reliability)
    return msgspec.structs.replace(prior, mean=0.0, spread=spread, reliability=0.0)


def paired_change(
    before: pd.Series, after: pd.Series, *, population: int, level: float = 0.9, prior: Prior = WEAK
) -> MeanInterval:
    """Estimate the mean change of the organisations of two waves from those that answered both times.

    The model of `scoring.uncertainty.mean_interval` on the differences, around 0 as `change_prior` says.

    Parameters
    ----------
    before, after : Series of float
        Scores indexed by organisation, each only once. Organisations that are in one of them alone, or without a
        score (NaN) in one, are left out.
    population : int
        N, the organisations that were invited to both waves; at least those that answered both.
    level : float
        Probability inside the interval, between 0 and 1.
    prior : Prior
        Of the scores of one wave: the questionnaire's reliability is what counts.

    Returns
    -------
    MeanInterval
        In points, above 0 where scores rose; n organisations answered both times. The 90 % interval held the truth in
        89 to 98 % of simulated pairs of waves with 8 to 60 organisations.

    Raises
    ------
    ValueError
        If nobody answered both times, an organisation is listed twice, N is too small, or the level is not between
        0 and 1.

    References
    ----------
    As for `scoring.uncertainty.mean_interval`.
    """
    first, second = _scores(before, "before"), _scores(after, "after")
    stayed = _stayed(first, second)
    differences = (second.loc[stayed] - first.loc[stayed]).to_numpy()
    return mean_interval(differences, population=population, level=level, prior=change_prior(prior))


def decompose(before: pd.Series, after: pd.Series) -> Decomposition:
    """Divide the change of the mean among those who stayed, joined and left.

    With the means b and a of all in each wave, and b* and a* of those in both: stayed = a* − b*, joined = a − a*,
    left = b* − b.

    Parameters
    ----------
    before, after : Series of float
        As for `paired_change`.

    Returns
    -------
    Decomposition
        Descriptive: without an interval.

    Raises
    ------
    ValueError
        If nobody answered both times, or an organisation is listed twice.
    """
    first, second = _scores(before, "before"), _scores(after, "after")
    stayed = _stayed(first, second)
    old, new = _mean(first.loc[stayed]), _mean(second.loc[stayed])
    return Decomposition(
        stayed=new - old,
        joined=_mean(second) - new,
        left=old - _mean(first),
        stayed_n=len(stayed),
        joined_n=len(second) - len(stayed),
        left_n=len(first) - len(stayed),
    )


def comparable_scales(old: Questionnaire, new: Questionnaire) -> tuple[str, ...]:
    """Return the scales whose figures may be compared between waves that used two versions of a questionnaire.

    A scale may be compared if `questionnaires.comparing.compare`, looking at this scale alone, finds nothing breaking:
    the same statements with the same keys, answers, directions and kind. Other words do not forbid it; a statement
    that is new in the scale or gone does, since the scale then measures something else.

    Returns
    -------
    tuple of str
        Ids in the order of the new version; empty for another questionnaire or another audience.
    """
    known = {scale.id for scale in old.scale}
    return tuple(
        scale.id
        for scale in new.scale
        if scale.id in known and compare(_only(old, scale.id), _only(new, scale.id)).verdict != "breaking"
    )


def _error_of_difference(spread: float, reliability: float) -> float:
    return spread * math.sqrt(2 * (1 - reliability))


def _scores(scores: pd.Series, which: str) -> pd.Series:
    """Return the scores that are there."""
    if not scores.index.is_unique:
        message = f"an organisation is listed twice in {which}; average its persons first"
        raise ValueError(message)
    known = scores[scores.notna()]
    return pd.Series(complete_values(known), index=known.index)


def _stayed(before: pd.Series, after: pd.Series) -> pd.Index:
    stayed = after.index[after.index.isin(before.index)]
    if stayed.empty:
        message = "no organisation has a score in both waves, so there is no change to tell"
        raise ValueError(message)
    return stayed


def _mean(scores: pd.Series) -> float:
    return math.fsum(np.asarray(scores)) / len(scores)


def _only(questionnaire: Questionnaire, scale: str) -> Questionnaire:
    """Return a questionnaire that asks nothing but the statements of one scale."""
    pages = tuple(
        msgspec.structs.replace(
            page, statement=tuple(one for one in page.statement if one.scale == scale), question=(), roster=()
        )
        for page in questionnaire.page
    )
    used = {one.choices for one in questionnaire.statements_of(scale)}
    return msgspec.structs.replace(
        questionnaire,
        choices={name: choices for name, choices in questionnaire.choices.items() if name in used},
        scale=tuple(one for one in questionnaire.scale if one.id == scale),
        page=pages,
    )
