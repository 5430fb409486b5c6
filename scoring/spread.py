"""What may be told of the spread of scores: whether contributors agree, and how well statements hang together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scoring.agreement import ad_m, agreement_word
from scoring.disclosure import Released
from scoring.findings import Agreement, Interval, Reliability
from scoring.reliability import cronbach_alpha, omega_total
from scoring.rounding import steps
from scoring.thresholds import thresholds

_TENTH = 0.1
_HUNDREDTH = 0.01


def agreement(scores: np.ndarray, total: Released) -> Agreement | None:
    """Tell whether contributors see a figure alike, as far as its cell allows.

    From 12 contributors on as a word, where the printed mean lies from 2.4 to 3.6; to 2.0 and 4.0 only that a figure is
    contested. Further out, and for agreement already there, the word would tell the one who answered otherwise on which
    side all others are (checked for every way in which 12 to 20 can answer). From 25 on with the mean absolute
    deviation. Never where the figure was computed from the cells of groups, or is told in half steps.

    Parameters
    ----------
    scores : array of float, shape (n,)
        One score a contributor, the ones behind `total`.
    """
    figures, limits = total.cell, thresholds()
    if figures.from_groups or figures.value is None or figures.form not in {"tenths", "full"}:
        return None
    deviation = ad_m(np.sort(scores)).value
    if figures.form == "full":
        return Agreement(unity=agreement_word(deviation), deviation=steps(deviation, _TENTH))
    unity = agreement_word(deviation)
    if limits.agreement_told_from.value <= figures.value <= limits.agreement_told_to.value:
        return Agreement(unity=unity)
    contested = unity == "contested" and limits.dissent_told_from.value <= figures.value <= limits.dissent_told_to.value
    return Agreement(unity=unity) if contested else None


def reliability(statements: pd.DataFrame, total: Released) -> Reliability | None:
    """Tell how well the statements of a scale hang together, where the spread of answers may be seen.

    Parameters
    ----------
    statements : DataFrame, shape (persons, statements)
        Answers to the scale's statements on the health scale.
    total : Released
        The scale's own cell: only from 25 contributors on, where its interval rests on the spread as well, is anything
        told.
    """
    complete = statements.dropna()
    several = statements.shape[1] > 1
    if not several or total.cell.form != "full" or total.cell.from_groups:
        return None
    if len(complete) < thresholds().reliability_persons.value or float(np.ptp(complete.sum(axis=1))) == 0:
        return None
    ordered = complete.sort_values(list(complete.columns))
    level = thresholds().interval_level.value
    alpha = cronbach_alpha(ordered, level=level)
    return Reliability(
        alpha=Interval(
            value=steps(alpha.value, _HUNDREDTH),
            low=steps(alpha.low, _HUNDREDTH),
            high=steps(alpha.high, _HUNDREDTH),
            n=alpha.n,
        ),
        omega=_omega(ordered),
    )


def _omega(ordered: pd.DataFrame) -> float | None:
    try:
        return steps(omega_total(ordered).value, _HUNDREDTH)
    except ValueError:  # one factor does not describe these statements
        return None
