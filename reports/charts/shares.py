"""Shares of organisations: strokes for the steps in which a share is known, or the parts of a stacked bar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

BAR = 138
"""Pixels of a whole stacked bar."""

_FIFTH = 20


def strokes(percent: int) -> tuple[bool, ...]:
    """Return which of five strokes are filled: one for each fifth up to the step."""
    return steps_filled(percent, _FIFTH)


def steps_filled(percent: int, step: int) -> tuple[bool, ...]:
    """Return which strokes are filled where a share is known in steps: one stroke for each step."""
    return tuple(start < percent for start in range(0, 100, step))


def stacked(percents: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return start and width of each part of a stacked bar; rounded shares are stretched to fill it."""
    widths = [round(BAR * percent / sum(percents), 1) for percent in percents]
    starts = [0.0, *accumulate(widths)]
    return tuple((round(start, 1), width) for start, width in zip(starts, widths, strict=False))
