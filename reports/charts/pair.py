"""Two means on one line: how it is, and how it should be or how much it matters."""

from __future__ import annotations

from reports.charts.strip import place
from reports.drawings import PairPlot
from reports.figures import Label, ScaleHead
from scoring.published import Cell
from scoring.rounding import HIGHEST, LOWEST

_INWARDS = 0.5


def pair_plot(current: Cell, wish: Cell, text: str, *, strong: bool) -> PairPlot:
    """Place two cells on one line; a bar joins them where both are shown."""
    dot = None if current.value is None else place(current.value)
    ring = None if wish.value is None else place(wish.value)
    both = dot is not None and ring is not None
    start = min(dot or 0.0, ring or 0.0) if both else 0.0
    width = round(abs((dot or 0.0) - (ring or 0.0)), 1) if both else 0.0
    return PairPlot(current=dot, wish=ring, start=start, width=width, strong=strong, text=text)


def pole_head(low: str, high: str) -> ScaleHead:
    """Return the head of a line between two poles: their names over its first and last part, and its figures."""
    ticks = [Label(place=place(tick), word=str(tick)) for tick in range(int(LOWEST), int(HIGHEST) + 1)]
    return ScaleHead(
        bands=(Label(place=place(LOWEST + _INWARDS), word=low), Label(place=place(HIGHEST - _INWARDS), word=high)),
        ticks=tuple(ticks),
        text=f"{LOWEST:.0f}: {low}, {HIGHEST:.0f}: {high}",
    )
