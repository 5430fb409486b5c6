"""What is found across scales, as far as it may be told: what moves together with synergy, and viewpoints."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from questionnaires.model import Questionnaire
from scoring.distinguishing import distinguishing
from scoring.drivers import Explained, Share, relative_importance
from scoring.findings import Interval
from scoring.patterns import Driver, DriversResult, Viewpoint, ViewpointsResult
from scoring.rounding import steps
from scoring.scored import Scored
from scoring.thresholds import thresholds
from scoring.totals import rests_on_answers
from scoring.viewpoints import find_viewpoints

SYNERGY = "synergy"
"""The scale whose movement is explained: perceived added value."""

_HUNDREDTH = 0.01


def drivers_result(scales: Sequence[str], questionnaire: Questionnaire, scored: Scored, *, seed: int) -> DriversResult:
    """Tell which scales move together with perceived synergy, over contributors; not what causes it.

    Parameters
    ----------
    scales : sequence of str
        Ids of the scales that may move with it.
    seed : int
        For redrawing.
    """
    if SYNERGY not in {scale.id for scale in questionnaire.scales_of("outcome")}:
        return DriversResult(refused="not_asked")
    complete = scored.scales[[*scales, SYNERGY]].dropna()
    limits = thresholds()
    if len(complete) < max(limits.drivers_from.value, limits.drivers_per_predictor.value * len(scales)):
        return DriversResult(refused="too_few")
    if not rests_on_answers(complete.index, scored):
        return DriversResult(refused="protected")
    level = limits.interval_level.value
    try:
        found = relative_importance(complete[list(scales)], complete[SYNERGY], level=level, seed=seed)
    except ValueError:  # more scales than can be looked at, or one on which everybody is alike
        return DriversResult(refused="no_structure")
    drivers = [
        Driver(id=name, share=_shown(share), first=steps(share.first, _HUNDREDTH))
        for name, share in found.shares.items()
    ]
    return DriversResult(
        explained=_shown(found.r2),
        drivers=tuple(sorted(drivers, key=lambda driver: -driver.share.value)),
    )


def viewpoints_result(scales: Sequence[str], scored: Scored, *, seed: int) -> ViewpointsResult:
    """Tell whether there are groups of respondents who see things alike, and what distinguishes each; never who.

    It needs twenty persons with a score on every scale, from as many contributors as figures in tenths need. Viewpoints
    one of which too few organisations share are not told at all.

    Parameters
    ----------
    scales : sequence of str
        Ids of the scales by which people may differ.
    seed : int
        For the data sets without groups, and for redrawing.
    """
    if not scales:
        return ViewpointsResult(refused="not_asked")
    complete = scored.people.scales[list(scales)].dropna()
    contributor = scored.people.contributor.loc[complete.index]
    persons, contributors, limits = len(complete), pd.Index(contributor.unique()), thresholds()
    fewest = max(limits.tenths_from.value, limits.viewpoint_organisations.value)
    if len(contributors) < fewest:
        return ViewpointsResult(refused="too_few")  # below, how many left something out is not told
    if persons < limits.viewpoint_persons.value:
        return ViewpointsResult(refused="too_few", persons=persons)
    if not rests_on_answers(contributors, scored):
        return ViewpointsResult(refused="protected")
    found = find_viewpoints(complete, seed=seed, organisations=contributor, minimum=scored.rules.minimum)
    if found.k is None or found.p is None:
        return ViewpointsResult(refused="no_structure")
    viewpoints = tuple(
        Viewpoint(
            organisations=int(steps(one.organisations, limits.viewpoint_step.value)),
            higher=one.higher,
            lower=one.lower,
        )
        for one in distinguishing(complete, found.labels, organisations=contributor)
    )
    return ViewpointsResult(persons=persons, p=steps(found.p, _HUNDREDTH), viewpoints=viewpoints)


def _shown(figure: Explained | Share) -> Interval:
    return Interval(
        value=steps(figure.value, _HUNDREDTH),
        low=steps(figure.low, _HUNDREDTH),
        high=steps(figure.high, _HUNDREDTH),
        n=figure.n,
    )
