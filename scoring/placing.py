"""Where an initiative stands among comparable ones: computed from published figures alone, and refused for a few."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scipy.special import ndtri

from scoring.benchmark import Limits, funnel_limits, modified_t, percentile_interval, random_effects
from scoring.findings import Direction, Interval
from scoring.placement import Placement, Span
from scoring.published import Cell
from scoring.rounding import steps
from scoring.thresholds import thresholds

_TENTH = 0.1
_TENTHS = 10
_DIGITS = 9


class _Figure(NamedTuple):
    """A published figure as a number with a variance."""

    value: float
    variance: float


def place(own: Mapping[str, Cell], others: Sequence[Mapping[str, Cell]], *, seed: int) -> tuple[Placement, ...]:
    """Place an initiative among others on each of its scales.

    All that goes in is published already: a figure, and a variance from its range, for half steps with that of
    rounding. The others are pooled with random effects; the percentile of the own true value among theirs comes from
    4,000 draws, and for fewer than eight others from Crawford and Howell's t. The limits of the funnel hold what chance
    and the differences among the others make of one more initiative.

    Parameters
    ----------
    own : mapping of str to Cell
        The published figure of each scale.
    others : sequence of mapping of str to Cell
        The same of comparable initiatives: asked with the same questionnaire, and counted by the same unit.
    seed : int
        For the draws.

    Returns
    -------
    tuple of Placement
        In the order of the own scales. Refused for fewer than four others, so that five stand behind every comparison.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in Medicine 24,
    1185–1202. 10.1002/sim.1970.
    Crawford, J. R. and Howell, D. C. (1998). The Clinical Neuropsychologist 12, 482–486. 10.1076/clin.12.4.482.7241.
    """
    placed = []
    for scale, cell in own.items():
        figures = [_figure(other[scale]) for other in others if scale in other]
        placed.append(_placed(scale, _figure(cell), [one for one in figures if one is not None], seed))
    return tuple(placed)


def _placed(scale: str, own: _Figure | None, others: Sequence[_Figure], seed: int) -> Placement:
    if own is None:
        return Placement(id=scale, others=len(others), refused="withheld")
    if len(others) < thresholds().pool_from.value - 1:
        return Placement(id=scale, others=len(others), refused="too_few")
    level = thresholds().interval_level.value
    ordered = sorted(others)
    values, variances = [one.value for one in ordered], [one.variance for one in ordered]
    pooled = random_effects(values, variances, level=level)
    limits = funnel_limits(pooled.value, math.sqrt(own.variance + pooled.tau2))
    position = limits.position(own.value)
    side: Direction = "higher" if own.value > pooled.value else "lower"
    return Placement(
        id=scale,
        others=len(others),
        middle=Interval(
            value=steps(pooled.value, _TENTH),
            low=steps(pooled.low, _TENTH),
            high=steps(pooled.high, _TENTH),
            n=len(others),
        ),
        differ=steps(math.sqrt(pooled.tau2), _TENTH) > 0,
        percentile=_percentile(own, ordered, level, seed),
        near=_span(limits.near),
        far=_span(limits.far),
        position=position,
        direction=None if position == "inside" else side,
    )


def _span(limits: Limits) -> Span:
    """Round limits inwards: no figure to 0.1 then changes its side."""
    return Span(
        low=math.ceil(round(limits.low * _TENTHS, _DIGITS)) / _TENTHS,
        high=math.floor(round(limits.high * _TENTHS, _DIGITS)) / _TENTHS,
    )


def _percentile(own: _Figure, others: Sequence[_Figure], level: float, seed: int) -> Interval | None:
    values = [one.value for one in others]
    if len(others) >= thresholds().drawn_from.value:
        variances = [own.variance, *(one.variance for one in others)]
        found = percentile_interval([own.value, *values], variances, place=0, seed=seed, level=level)
    elif len(set(values)) == 1:
        return None
    else:
        found = modified_t(own.value, values, level=level).percentile
    return Interval(value=steps(found.value, 1), low=steps(found.low, 1), high=steps(found.high, 1), n=len(others))


def _figure(cell: Cell) -> _Figure | None:
    """Return a figure with its variance; a clipped end is read as the middle of its range."""
    if cell.value is None or cell.low is None or cell.high is None:
        return None
    halves = thresholds().halves_step.value
    rounding = halves if cell.form == "halves" else _TENTH
    reach = float(ndtri(0.5 + thresholds().interval_level.value / 2))
    variance = ((cell.high - cell.low) / (2 * reach)) ** 2 + rounding**2 / 12
    return _Figure((cell.low + cell.high) / 2 if cell.end else cell.value, variance)
