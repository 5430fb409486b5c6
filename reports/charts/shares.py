"""Shares of organisations: five strokes where a share is known in fifths, else the parts of a stacked bar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

BAR = 138
"""Pixels of a whole stacked bar."""

_FIFTH = 20


def strokes(percent: int) -> tuple[bool, ...]:
    """Return which of five strokes are filled: one for each fifth up to the step."""
    return tuple(fifth * _FIFTH < percent for fifth in range(5))


def stacked(percents: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return start and width of each part of a stacked bar; rounded shares are stretched to fill it."""
    widths = [round(BAR * percent / sum(percents), 1) for percent in percents]
    starts = [0.0, *accumulate(widths)]
    return tuple((round(start, 1), width) for start, width in zip(starts, widths, strict=False))
