"""Some hundred broken or odd files of answers to the Kurzcheck, and what is to become of each."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile import cells, encodings, shapes
from tests.hostile.building import Case, Expectation, Refused, Sound, kurzcheck

__all__ = ["Case", "Expectation", "Refused", "Sound", "cases", "kurzcheck"]


def cases() -> Iterator[Case]:
    """Yield every case, always the same; large files are made only when their bytes are asked for."""
    yield from cells.cases()
    yield from shapes.cases()
    yield from encodings.cases()
