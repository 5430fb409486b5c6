"""Whether people of one organisation see the same initiative."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scoring.agreement import icc
from scoring.patterns import Colleagues
from scoring.scales import unweighted_mean
from scoring.scored import Scored
from scoring.thresholds import thresholds
from scoring.totals import rests_on_answers


def colleagues(scales: Sequence[str], scored: Scored) -> Colleagues | None:
    """Tell whether people of one organisation see the same initiative.

    By the intraclass correlation ICC(1), averaged over the scales: the share of all differences between people that
    lies between organisations. An organisation with a single respondent counts between, not within, and is left out.

    Parameters
    ----------
    scales : sequence of str
        Ids of the scales to look at.

    Returns
    -------
    Colleagues or None
        None for fewer than five organisations with two respondents, where no organisation is known, and where figures
        may not rest on answers.

    References
    ----------
    Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In Klein & Kozlowski (eds.),
    Multilevel theory, research, and methods in organizations, 349–381.
    LeBreton, J. M. & Senter, J. L. (2008). Answers to 20 questions about interrater reliability and interrater
    agreement. Organizational Research Methods 11, 815–852. 10.1177/1094428106296642: 0.10 medium, 0.25 large.
    """
    people, limits = scored.people, thresholds()
    if people.unit != "organisation" or not rests_on_answers(scored.scales.dropna(how="all").index, scored):
        return None
    found = [_within(people.scales[scale], people.contributor) for scale in scales]
    told = [one for one in found if one is not None]
    several = _several(people.scales[list(scales)].dropna(how="all"), people.contributor)
    if not told or several < limits.colleagues_organisations.value:
        return None
    share = unweighted_mean(pd.Series(told))
    if share >= limits.colleagues_alike_from.value:
        return Colleagues(alike="alike", organisations=several)
    partly = share >= limits.colleagues_partly_from.value
    return Colleagues(alike="partly" if partly else "apart", organisations=several)


def _within(scores: pd.Series, organisation: pd.Series) -> float | None:
    """Return ICC(1) of one scale; None where it has too few organisations with several scores, or no spread at all."""
    known = scores.dropna()
    groups = organisation.loc[known.index]
    sizes = groups.map(groups.value_counts())
    known, groups = known[sizes > 1], groups[sizes > 1]
    if groups.nunique() < thresholds().colleagues_organisations.value:
        return None
    order = pd.DataFrame({"group": groups, "score": known}).sort_values(["group", "score"])
    try:
        return float(icc(order["score"], order["group"]).icc1)
    except ValueError:  # everybody gave the same answers
        return None


def _several(answered: pd.DataFrame, organisation: pd.Series) -> int:
    counts = organisation.loc[answered.index].value_counts()
    return int((counts > 1).sum())
