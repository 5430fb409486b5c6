"""The attacker: what follows for single organisations from all sums that were told, exact or rounded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

LOWEST = 1.0
HIGHEST = 5.0
MIDDLE = 3.0

_DUST = 1e-9
_NARROW = 1.0


class Told(NamedTuple):
    """A sum that was told: the weight of each class in it, and the bounds between which it lies."""

    weights: tuple[float, ...]
    low: float
    high: float


class System(NamedTuple):
    """Scores from 1 to 5 in classes whose members no sum tells apart, and the sums that were told of them."""

    sizes: tuple[int, ...]
    told: tuple[Told, ...]


class Reach(NamedTuple):
    """The lowest and the highest value that a score can have, for all that was told."""

    low: float
    high: float

    @property
    def one_sided(self) -> bool:
        """The score is known to lie below the middle of the scale, or above it."""
        return self.high <= MIDDLE + _DUST or self.low >= MIDDLE - _DUST

    @property
    def narrow(self) -> bool:
        """The score is known to less than one step of the scale."""
        return self.high - self.low < _NARROW

    @property
    def gained(self) -> bool:
        """The attacker learned an answer or its side."""
        return self.one_sided or self.narrow


def system(masks: np.ndarray, lows: Sequence[float], highs: Sequence[float]) -> System:
    """Gather organisations that no sum tells apart.

    Parameters
    ----------
    masks : array of bool, shape (sums, organisations)
        Who is in each sum.
    """
    columns, sizes = np.unique(masks, axis=1, return_counts=True)
    told = (
        Told(tuple(float(weight) for weight in row), low, high)
        for row, low, high in zip(columns, lows, highs, strict=True)
    )
    return System(tuple(int(size) for size in sizes), tuple(told))


def class_of(masks: np.ndarray) -> np.ndarray:
    """Return the class of each organisation in the `system` of the same sums."""
    return np.unique(masks, axis=1, return_inverse=True)[1].ravel()


def alone(whole: System, place: int) -> System:
    """Take one member out of a class; it becomes the last class."""
    sizes = (*_one_less(whole, place), 1)
    return System(sizes, tuple(Told((*sum_.weights, sum_.weights[place]), *sum_[1:]) for sum_ in whole.told))


def knowing(whole: System, place: int, score: float) -> System:
    """Leave out one member of a class, whose score is known."""
    told = (
        Told(sum_.weights, sum_.low - sum_.weights[place] * score, sum_.high - sum_.weights[place] * score)
        for sum_ in whole.told
    )
    return System(_one_less(whole, place), tuple(told))


def _one_less(whole: System, place: int) -> tuple[int, ...]:
    return tuple(size - (number == place) for number, size in enumerate(whole.sizes))


def reach(whole: System, place: int) -> Reach:
    """Return how far one member of a class is known."""
    single = connected(alone(whole, place), len(whole.sizes))
    return mean_reach(single, (len(single.sizes) - 1,))


def connected(whole: System, place: int) -> System:
    """Leave out the classes that no chain of sums links to a class, and the sums of those."""
    classes = {place}
    while True:
        linked = [sum_ for sum_ in whole.told if any(sum_.weights[each] for each in classes)]
        wider = classes | {each for sum_ in linked for each, weight in enumerate(sum_.weights) if weight}
        if wider == classes:
            break
        classes = wider
    kept = sorted(classes)
    told = (Told(tuple(sum_.weights[each] for each in kept), sum_.low, sum_.high) for sum_ in linked)
    return System(tuple(whole.sizes[each] for each in kept), tuple(told))


@cache
def mean_reach(whole: System, places: tuple[int, ...]) -> Reach:
    """Return how far the mean of some classes of one member each is known, by linear programming."""
    aim = np.zeros(len(whole.sizes))
    aim[list(places)] = 1 / len(places)
    if not whole.told:
        return Reach(LOWEST, HIGHEST)
    weights = np.array([sum_.weights for sum_ in whole.told])
    limits = np.array([sum_.high for sum_ in whole.told] + [-sum_.low for sum_ in whole.told])
    box = [(LOWEST * size, HIGHEST * size) for size in whole.sizes]
    ends = []
    for sign in (1, -1):
        found = linprog(sign * aim, A_ub=np.vstack([weights, -weights]), b_ub=limits + _DUST, bounds=box)
        if not found.success or found.fun is None:
            message = f"what was told contradicts itself: {whole}"
            raise ValueError(message)
        ends.append(sign * float(found.fun))
    return Reach(*ends)


def isolated(whole: System, *, fewer_than: int) -> tuple[int, ...] | None:
    """Return classes with together fewer members than that about which some combination of exact sums speaks alone.

    Every vector of the row space is constant on a class. One that vanishes outside some classes exists where the other
    classes alone have a lower rank than all of them.
    """
    small = [place for place, size in enumerate(whole.sizes) if size < fewer_than]
    rows = np.array([sum_.weights for sum_ in whole.told]).reshape(len(whole.told), len(whole.sizes))
    rank = _rank(rows)
    for count in range(1, min(len(small), fewer_than - 1) + 1):
        for places in combinations(small, count):
            others = np.delete(rows, places, axis=1)
            if sum(whole.sizes[place] for place in places) < fewer_than and _rank(others) < rank:
                return places
    return None


def _rank(rows: np.ndarray) -> int:
    return int(np.linalg.matrix_rank(rows)) if rows.size else 0
