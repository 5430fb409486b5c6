"""The strip on which a mean stands with its interval: places in pixels on the scale 1 to 5."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reports.figures import Label, Plot, ScaleHead
from scoring.published import Cell, State
from scoring.rounding import HIGHEST, LOWEST

_MARGIN = 4
_UNIT = 50
_HALF_MARK = 6


def place(value: float) -> float:
    """Return where a value of the scale 1 to 5 stands, in pixels from the left."""
    return round(_MARGIN + (value - LOWEST) * _UNIT, 1)


def scale_head(words: Sequence[str], limits: Sequence[float]) -> ScaleHead:
    """Return the head of a strip whose bands are parted at the limits: each word stands over the middle of its band."""
    ends = (LOWEST, *limits, HIGHEST)
    bands = [
        Label(place=place((low + high) / 2), word=word) for word, low, high in zip(words, ends, ends[1:], strict=False)
    ]
    ticks = [Label(place=place(tick), word=str(tick)) for tick in range(int(LOWEST), int(HIGHEST) + 1)]
    return ScaleHead(bands=tuple(bands), ticks=tuple(ticks), text=f"{LOWEST:.0f} – {HIGHEST:.0f}: {', '.join(words)}")


def plot(cell: Cell, state: State | Literal["plain"], text: str) -> Plot:
    """Place a cell on the strip; a withheld cell has no mark, a clipped end of *tenths* no interval."""
    if cell.value is None:
        return Plot(state=state, mark=None, low=None, high=None, ends=False, text=text)
    mark = place(cell.value)
    if cell.low is None or cell.high is None:
        return Plot(state=state, mark=mark, low=None, high=None, ends=False, text=text)
    low, high = place(cell.low), place(cell.high)
    ends = min(mark - low, high - mark) > _HALF_MARK
    return Plot(state=state, mark=mark, low=low, high=high, ends=ends, text=text)
