"""Shares with their ranges on one line: from nothing to a round end beyond the highest of them."""

from __future__ import annotations

from collections.abc import Callable

from reports.charts.strip import place, plot
from reports.figures import Label, Plot, ScaleHead
from scoring.findings import Interval
from scoring.published import Cell
from scoring.rounding import HIGHEST, LOWEST

_ENDS = (0.2, 0.4, 0.6, 0.8, 1.0)
_QUARTERS = 4


def axis_end(highest: float) -> float:
    """Return the first round share that is not below the highest."""
    return next(end for end in _ENDS if highest <= end or end == _ENDS[-1])


def extent_plot(share: Interval, end: float, text: str) -> Plot:
    """Place a share with its range on a line that reaches to `end`."""
    low, value, high = (_along(part, end) for part in (share.low, share.value, share.high))
    return plot(Cell(value=value, low=low, high=high), "plain", text)


def extent_head(end: float, written: Callable[[float], str]) -> ScaleHead:
    """Return the head of the line: a share over each quarter of it.

    Parameters
    ----------
    written : callable
        How a language writes a share.
    """
    quarters = [end * part / _QUARTERS for part in range(_QUARTERS + 1)]
    ticks = tuple(Label(place=place(_along(share, end)), word=written(share)) for share in quarters)
    return ScaleHead(bands=(), ticks=ticks, text=f"{written(0)} – {written(end)}")


def _along(share: float, end: float) -> float:
    return LOWEST + (HIGHEST - LOWEST) * min(max(share, 0.0), end) / end
