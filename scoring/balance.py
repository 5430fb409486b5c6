"""Named benefits against named costs: whether the collaboration pays for those who take part."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from questionnaires.columns import option_columns
from questionnaires.model import Questionnaire
from scoring.disclosure import form_for
from scoring.findings import Interval
from scoring.purposes import Balance, Named, Verdict
from scoring.rounding import coarseness, share_step, steps
from scoring.scored import People, Scored
from scoring.thresholds import thresholds
from scoring.totals import rests_on_answers

BENEFITS, COSTS = "benefits", "costs"
"""Ids of the two questions, of several answers each, in which a questionnaire asks for them."""

_DRAWS = 2000
_TENTH = 0.1


def balance(responses: pd.DataFrame, questionnaire: Questionnaire, scored: Scored, *, seed: int) -> Balance | None:
    """Release named benefits against named costs.

    The balance is the average number of benefits a contributor's people name, divided by that of the costs; favourable
    from 1.6 on. From 12 contributors on it is told as a word, from 25 on with its interval (resampled contributors).

    Parameters
    ----------
    responses : DataFrame, shape (persons, columns)
        Answer frame as documented in `scoring.answers.Answers`.
    seed : int
        For resampling.

    Returns
    -------
    Balance or None
        None where it was not asked, too few answered, or figures may only follow from the cells of groups.

    References
    ----------
    El Ansari, W. & Phillips, C. J. (2004). The costs and benefits to participants in community partnerships. Health
    Promotion Practice 5, 35–48: 1.6 benefits for each cost. The other bounds are our own.
    """
    benefits = _side(BENEFITS, responses, questionnaire, scored.people)
    costs = _side(COSTS, responses, questionnaire, scored.people)
    if benefits is None or costs is None:
        return None
    counts = pd.DataFrame({BENEFITS: benefits.sum(axis=1), COSTS: costs.sum(axis=1)}).dropna()
    form = form_for(len(counts), scored.rules)
    step = None if form is None else coarseness(form).share_step
    if step is None or not rests_on_answers(counts.index, scored):
        return None
    return Balance(
        n=len(counts),
        population=scored.invited(len(counts)),
        verdict=_verdict(counts),
        ratio=_ratio(counts, seed) if form == "full" else None,
        benefits=_shares(benefits.loc[counts.index], step),
        costs=_shares(costs.loc[counts.index], step),
        step=step,
    )


def _side(question: str, responses: pd.DataFrame, questionnaire: Questionnaire, people: People) -> pd.DataFrame | None:
    """Return which options each contributor's people named on average; None where the question was not asked."""
    asked = next((one for one in questionnaire.questions if one.id == question and one.kind == "multiple"), None)
    if asked is None or asked.choices is None:
        return None
    choices = questionnaire.choices[asked.choices]
    columns = dict(zip(option_columns(question, choices), choices.codes, strict=True))
    if not set(columns) <= set(responses.columns):
        return None
    named = responses[list(columns)].astype(float)
    named = named.where(named.isin((0.0, 1.0))).rename(columns=columns)
    return people.averaged(named[named.notna().all(axis=1)].reindex(responses.index)).dropna()


def _verdict(counts: pd.DataFrame) -> Verdict:
    """Compare sums and not their quotient: nobody may have named a cost."""
    limits = thresholds()
    benefits, costs = math.fsum(counts[BENEFITS]), math.fsum(counts[COSTS])
    if benefits >= limits.balance_favourable_from.value * costs:
        return "favourable"
    return "even" if benefits >= limits.balance_even_from.value * costs else "costly"


def _ratio(counts: pd.DataFrame, seed: int) -> Interval | None:
    """Return benefits for each cost; None where so few named a cost that resampling may find none."""
    sides = counts.to_numpy()
    rng = np.random.default_rng(seed)
    number = len(sides)
    sums = np.array(
        [np.bincount(rng.integers(0, number, size=number), minlength=number) @ sides for _ in range(_DRAWS)]
    )
    if not sums[:, 1].all():
        return None
    tail = 0.5 - thresholds().interval_level.value / 2
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [tail, 1 - tail])
    value = steps(math.fsum(sides[:, 0]) / math.fsum(sides[:, 1]), _TENTH)
    return Interval(
        value=value,
        low=min(value, steps(float(low), _TENTH)),
        high=max(value, steps(float(high), _TENTH)),
        n=len(counts),
    )


def _shares(named: pd.DataFrame, step: int) -> tuple[Named, ...]:
    """Return in how many contributors at least half of the people named each option, the most named first."""
    half = thresholds().named_by.value
    told = [Named(option=str(code), share=share_step(float((named[code] >= half).mean()), step)) for code in named]
    return tuple(sorted(told, key=lambda one: -one.share))
