"""Every multiset of answers that a group can give, and what each published output leaves possible for the others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

MIDDLE = 3.0


class Lesson(NamedTuple):
    """What somebody who reads an output, and knows one answer or none, takes for possible of each other organisation.

    Parameters
    ----------
    label : int
        The number of the output.
    own : float, optional
        The answer of the insider; None for an outsider.
    possible : tuple of float
        Every answer that another organisation gives in some multiset with this output.
    """

    label: int
    own: float | None
    possible: tuple[float, ...]

    @property
    def side_known(self) -> bool:
        """All others lie on one side: all below the middle, all above it or all at it."""
        return len({np.sign(value - MIDDLE) for value in self.possible}) == 1

    @property
    def half_known(self) -> bool:
        """Nobody else lies above the middle, or nobody else below it."""
        return min(self.possible) >= MIDDLE or max(self.possible) <= MIDDLE


def multisets(n: int, kinds: int) -> np.ndarray:
    """Return how often each kind of answer is given, for every way in which n organisations can answer.

    Returns
    -------
    array of int, shape (multisets, kinds)
    """
    bars = np.array(list(combinations(range(n + kinds - 1), kinds - 1)), dtype=int).reshape(-1, kinds - 1)
    first, last = np.full((len(bars), 1), -1), np.full((len(bars), 1), n + kinds - 1)
    return np.diff(np.hstack([first, bars, last]), axis=1) - 1


def members(counts: Sequence[int] | np.ndarray, values: Sequence[float]) -> np.ndarray:
    """Return the answers of a multiset, one an organisation."""
    return np.repeat(np.asarray(values, dtype=float), counts)


def extremes(n: int, total: float, values: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Return the most even and the most uneven answers with a sum; values are evenly spaced."""
    step, low, high = values[1] - values[0], values[0], values[-1]
    units, span = round((total - n * low) / step), round((high - low) / step)
    even = np.full(n, units // n) + (np.arange(n) < units % n)
    uneven = np.clip(units - span * np.arange(n), 0, span)
    return low + step * even, low + step * uneven


def numbered(outputs: Iterable[Hashable]) -> tuple[np.ndarray, list[Hashable]]:
    """Number outputs: equal ones get the same number."""
    numbers: dict[Hashable, int] = {}
    labels = [numbers.setdefault(output, len(numbers)) for output in outputs]
    return np.array(labels), list(numbers)


def lessons(counts: np.ndarray, labels: np.ndarray, values: Sequence[float]) -> list[Lesson]:
    """Return what every output teaches an outsider, and an insider with each answer that can occur."""
    learned = _lessons(counts, labels, values, own=None)
    for place, own in enumerate(values):
        holds = counts[:, place] > 0
        others = counts[holds].copy()
        others[:, place] -= 1
        learned += _lessons(others, labels[holds], values, own=own)
    return learned


def _lessons(counts: np.ndarray, labels: np.ndarray, values: Sequence[float], *, own: float | None) -> list[Lesson]:
    occurs = np.stack([np.bincount(labels, column > 0) for column in counts.T], axis=1) > 0
    return [
        Lesson(label, own, tuple(float(value) for value in np.asarray(values)[row]))
        for label, row in enumerate(occurs)
        if row.any()
    ]
