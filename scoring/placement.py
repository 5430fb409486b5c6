"""Where an initiative stands on a scale among comparable ones, as it may be told."""

from __future__ import annotations

from typing import Literal

from scoring.findings import Direction, Interval
from scoring.published import Published

Position = Literal["inside", "between", "outside"]
Unplaced = Literal["too_few", "withheld"]


class Span(Published, frozen=True, kw_only=True):
    """Two ends, as printed: a printed figure lies within them where the figure lies within what they stand for."""

    low: float
    high: float


class Placement(Published, frozen=True, kw_only=True):
    """Where an initiative stands on one scale.

    Parameters
    ----------
    others : int
        Comparable initiatives with a figure on the scale, the own one not among them.
    refused : str, optional
        ``withheld``: the own figure is not shown; ``too_few`` others have one. Then the rest is empty.
    middle : Interval, optional
        Pooled mean of the others, to 0.1.
    differ : bool, optional
        Whether the others differ by more than chance.
    percentile : Interval, optional
        Which percentage of the others lies below, in whole numbers; None where the others have one and the same figure.
    near, far : Span, optional
        What chance and the differences among the others make of one more initiative, in 95 and 99.8 of 100 cases.
    position : str, optional
        ``inside`` the limits of 95 %, ``between`` them and those of 99.8 %, or ``outside`` both.
    direction : str, optional
        On which side of the middle, where the position is not inside.
    """

    id: str
    others: int
    refused: Unplaced | None = None
    middle: Interval | None = None
    differ: bool | None = None
    percentile: Interval | None = None
    near: Span | None = None
    far: Span | None = None
    position: Position | None = None
    direction: Direction | None = None
