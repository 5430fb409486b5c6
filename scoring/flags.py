"""The decision on each scale (flagged, watch, not flagged, strength), what would change it, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scipy.special import ndtr

from scoring.diagnosis import Participation
from scoring.disclosure import Released, estimate_of
from scoring.findings import Flag, ScaleResult
from scoring.published import Cell, State, Sureness
from scoring.rounding import HIGHEST, LOWEST, Printed, coarseness, printed, steps
from scoring.thresholds import thresholds
from scoring.uncertainty import Prior


def decide(released: Released, *, prior: Prior) -> Flag:
    """Decide on a scale from its released cell.

    Flagged where P(mean of all who were invited < 3) is at least 0.80, not flagged where it is at most 0.20, a
    strength where besides the whole interval lies above 3.5, to be watched in between. P is taken as printed, so that
    figure and decision never contradict each other.
    """
    estimate, below = released.estimate, released.cell.below
    if estimate is None or below is None:
        return Flag(state="withheld")
    state = _state(below, steps(estimate.low, 0.1))
    if state != "flagged":
        return Flag(state=state, sureness=_sureness(1 - below))
    figure = switched_off_at(released, prior=prior)
    return Flag(state=state, sureness=_sureness(below), switched_off_at=figure.value, switched_off_end=figure.end)


def switched_off_at(released: Released, *, prior: Prior) -> Printed:
    """Return the printed mean from which on a flagged scale would not be flagged any more.

    Where the estimate follows from a printed figure, the next figures are tried one by one; elsewhere the mean is moved
    and its spread held.
    """
    for figure, below in _higher(released, prior):
        if steps(below, 0.01) < thresholds().flagged_from.value:
            return figure
    return Printed(HIGHEST, None)


def rank(scales: Sequence[ScaleResult]) -> dict[str, int]:
    """Rank the flagged barriers by P × (3.5 − mean), both as printed; equal ones in the order of the questionnaire.

    Of two flagged scales of one barrier, the one with the higher P stands for it.

    Returns
    -------
    dict of str to int
        Scale id to place, 1 first; scales without a place are not in it.
    """
    leading: dict[str, ScaleResult] = {}
    for scale in scales:
        if scale.flag.state != "flagged":
            continue
        subject = scale.barrier or scale.id
        rival = leading.get(subject)
        if rival is None or (scale.cell.below or 0) > (rival.cell.below or 0):
            leading[subject] = scale
    ordered = sorted(leading.values(), key=lambda scale: -_severity(scale.cell))
    return {scale.id: place for place, scale in enumerate(ordered, start=1)}


def ranking_holds(participation: Participation) -> bool:
    """Tell whether enough of the invited answered for an order of the hurdles.

    Where it is not known how many were invited, nothing speaks against it.
    """
    if participation.invited is None:
        return True
    return participation.contributors >= thresholds().ranking_response.value * participation.invited


class _Candidate(NamedTuple):
    figure: Printed
    below: float


def _higher(released: Released, prior: Prior) -> Iterator[_Candidate]:
    figures, estimate = released.cell, released.estimate
    if estimate is None or figures.form is None or figures.value is None:
        return
    if figures.from_groups or figures.form == "full":
        yield from _shifted(released)
        return
    n, population = estimate.n, figures.population or estimate.n
    mean = max(LOWEST, figures.value - coarseness("halves").step)
    while mean < HIGHEST:
        mean = steps(mean + coarseness(figures.form).step, 0.1)
        figure = printed(mean, figures.form)
        moved = estimate_of(figure, figures.form, contributors=n, population=population, prior=prior)
        shown = figure if figures.form == "halves" or figure.end else Printed(steps(moved.value, 0.1), None)
        yield _Candidate(shown, moved.below or 0.0)
        if figure.end == "high":
            return


def _shifted(released: Released) -> Iterator[_Candidate]:
    figures, estimate = released.cell, released.estimate
    if estimate is None or figures.form is None or figures.value is None:
        return
    line, spread = thresholds().barrier_line.value, estimate.variance**0.5
    value = figures.value
    while value < HIGHEST:
        value = steps(value + coarseness(figures.form).step, 0.1)
        below = float(ndtr((line - value) / spread))
        yield _Candidate(printed(value, figures.form), below)


def _state(below: float, low: float) -> State:
    limits = thresholds()
    if below >= limits.flagged_from.value:
        return "flagged"
    if below > limits.not_flagged_to.value:
        return "watch"
    return "strength" if low > limits.strength_above.value else "not_flagged"


def _sureness(probability: float) -> Sureness:
    limits = thresholds()
    if round(probability, 2) >= limits.clearly_from.value:
        return "clearly"
    return "fairly" if round(probability, 2) >= limits.flagged_from.value else "unclear"


def _severity(figures: Cell) -> float:
    return (figures.below or 0.0) * (thresholds().severity_reference.value - (figures.value or 0.0))
