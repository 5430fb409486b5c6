"""What moves together with perceived synergy, as far as it may be told."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.model import Questionnaire
from scoring.drivers import Explained, Share, relative_importance
from scoring.findings import Interval
from scoring.patterns import Driver, DriversResult
from scoring.rounding import steps
from scoring.scored import Scored
from scoring.thresholds import thresholds
from scoring.totals import rests_on_answers

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


def _shown(figure: Explained | Share) -> Interval:
    return Interval(
        value=steps(figure.value, _HUNDREDTH),
        low=steps(figure.low, _HUNDREDTH),
        high=steps(figure.high, _HUNDREDTH),
        n=figure.n,
    )
