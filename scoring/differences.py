"""Differences between the wave's published groups: which are told, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from scoring.distance import between_cells
from scoring.findings import Difference, Effect, Interval
from scoring.groups import benjamini_hochberg, cliffs_delta, hedges_g, permutation_test
from scoring.rounding import steps
from scoring.thresholds import thresholds
from scoring.totals import PublishedGroup

_HUNDREDTH = 0.01


class Differences(NamedTuple):
    """What is told of the groups: the differences on each scale, and how many pairs were compared in all."""

    told: Mapping[str, tuple[Difference, ...]]
    pairs: int


class _Pair(NamedTuple):
    """Two groups on one scale, the higher one first, and how likely chance sets them so far apart, if tested."""

    scale: str
    higher: PublishedGroup
    lower: PublishedGroup
    p: float | None


def differences(groups: Mapping[str, Sequence[PublishedGroup]], *, seed: int) -> Differences:
    """Compare every pair of published groups on every scale.

    Where both groups have at least 12 contributors a permutation test decides, at a false discovery rate of 0.10 over
    all tested pairs (Benjamini and Hochberg 1995). Otherwise only the two cells are compared: told is a distance of 1.0
    if both groups have at least eight contributors, else of 1.5.

    Parameters
    ----------
    groups : mapping of str to sequence of PublishedGroup
        The wave's groups on each scale; none where none are shown.
    seed : int
        For the permutation tests.
    """
    pairs = [
        _pair(scale, first, second, seed=seed)
        for scale, published in groups.items()
        for first, second in combinations(published, 2)
    ]
    tested = [pair.p for pair in pairs if pair.p is not None]
    adjusted = iter(benjamini_hochberg(tested)) if tested else iter(())
    rate = thresholds().difference_rate.value
    told: dict[str, list[Difference]] = {scale: [] for scale in groups}
    for pair in pairs:
        clear = _cells_apart(pair) if pair.p is None else float(next(adjusted)) <= rate
        if clear:
            told[pair.scale].append(_told(pair))
    return Differences({scale: tuple(found) for scale, found in told.items()}, len(pairs))


def _pair(scale: str, first: PublishedGroup, second: PublishedGroup, *, seed: int) -> _Pair:
    higher, lower = (first, second) if _value(first) >= _value(second) else (second, first)
    fine = {"tenths", "full"}
    if not {first.released.cell.form, second.released.cell.form} <= fine:
        return _Pair(scale, higher, lower, None)
    rate = thresholds().difference_rate.value  # q is never below p: what lies above is not told, however far
    p = permutation_test(np.sort(first.scores), np.sort(second.scores), seed=seed, beyond=rate).p
    if first.scores.mean() < second.scores.mean():
        higher, lower = second, first
    return _Pair(scale, higher, lower, p)


def _cells_apart(pair: _Pair) -> bool:
    limits = thresholds()
    smallest = min(pair.higher.group.size, pair.lower.group.size)
    needed = limits.cells_apart if smallest >= limits.cells_apart_from.value else limits.small_cells_apart
    return steps(_value(pair.higher) - _value(pair.lower), _HUNDREDTH) >= needed.value


def _told(pair: _Pair) -> Difference:
    higher, lower = pair.higher, pair.lower
    n = higher.group.size + lower.group.size
    apart = between_cells(lower.released, higher.released, n=n)
    full = higher.released.cell.form == lower.released.cell.form == "full"
    return Difference(
        first=higher.group.categories,
        second=lower.group.categories,
        points=None if apart is None else apart.shown,
        tested=pair.p is not None,
        effect=_effect(higher.scores, lower.scores) if full else None,
    )


def _effect(higher: np.ndarray, lower: np.ndarray) -> Effect | None:
    level = thresholds().interval_level.value
    first, second = np.sort(higher), np.sort(lower)
    try:
        delta, g = cliffs_delta(first, second, level=level), hedges_g(first, second, level=level)
    except ValueError:  # without any spread there is no such size
        return None
    return Effect(
        delta=_shown(delta.value, delta.low, delta.high, len(first) + len(second)),
        g=_shown(g.value, g.low, g.high, len(first) + len(second)),
    )


def _shown(value: float, low: float, high: float, n: int) -> Interval:
    return Interval(value=steps(value, _HUNDREDTH), low=steps(low, _HUNDREDTH), high=steps(high, _HUNDREDTH), n=n)


def _value(group: PublishedGroup) -> float:
    return group.released.cell.value or 0.0
