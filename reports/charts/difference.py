"""A change in points on a line with no change in its middle: two points to each side."""

from __future__ import annotations

from collections.abc import Callable

from reports.charts.strip import place, plot
from reports.figures import Label, Plot, ScaleHead
from scoring.findings import Interval
from scoring.published import Cell
from scoring.rounding import HIGHEST, LOWEST

_REACH = 2
_MIDDLE = (LOWEST + HIGHEST) / 2


def difference_plot(points: Interval | None, text: str) -> Plot:
    """Place a change on the line; what lies further out stands at its end, and without a figure there is no mark."""
    if points is None:
        return plot(Cell(), "plain", text)
    low, value, high = (_within(point) for point in (points.low, points.value, points.high))
    return plot(Cell(value=value, low=low, high=high), "plain", text)


def difference_head(worse: str, better: str, written: Callable[[float], str]) -> ScaleHead:
    """Return the head of the line: what its two halves mean, and its points.

    Parameters
    ----------
    written : callable
        How a language writes a change.
    """
    places = {point: place(_within(point)) for point in range(-_REACH, _REACH + 1)}
    return ScaleHead(
        bands=(Label(place=places[-1], word=worse), Label(place=places[1], word=better)),
        ticks=tuple(Label(place=left, word=written(point)) for point, left in places.items()),
        text=f"{written(-_REACH)} – {written(_REACH)}: {worse}, {better}",
    )


def _within(point: float) -> float:
    return min(max(point + _MIDDLE, LOWEST), HIGHEST)
