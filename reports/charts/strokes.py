"""Five strokes for a share that is known only in fifths."""

from __future__ import annotations

_FIFTH = 20


def strokes(percent: int) -> tuple[bool, ...]:
    """Return which of five strokes are filled: one for each fifth up to the step."""
    return tuple(fifth * _FIFTH < percent for fifth in range(5))
