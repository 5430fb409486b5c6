"""Builds with weaker rules, for the attacker to succeed against: exact means of any group that a filter picks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from tests.disclosure.attack import System, class_of, system

ATTRIBUTES = {"sector": 6, "size": 3, "since": 2}
QUERIES = 12

Rule = Callable[[np.ndarray, Sequence[np.ndarray]], bool]


class Filtered(NamedTuple):
    """What a build with filters told: the exact sums, and the class of each organisation in them."""

    system: System
    place: np.ndarray


def enough(asked: np.ndarray, before: Sequence[np.ndarray]) -> bool:
    """Allow every group of at least five: the threshold-only build."""
    del before
    return int(asked.sum()) >= 5


def enough_and_remainder(asked: np.ndarray, before: Sequence[np.ndarray]) -> bool:
    """Allow a group of at least five that leaves nobody or at least five."""
    return enough(asked, before) and _none_or_enough(~asked)


def every_pair(asked: np.ndarray, before: Sequence[np.ndarray]) -> bool:
    """Allow a group only if it differs from each one shown before by nobody or at least five, either way."""
    return enough_and_remainder(asked, before) and all(
        _none_or_enough(asked & ~other) and _none_or_enough(other & ~asked) for other in before
    )


def filtered(scores: np.ndarray, rule: Rule, rng: np.random.Generator) -> Filtered:
    """Ask twelve ordinary filter queries; each that the rule allows is answered with the exact mean.

    A query picks one value of an attribute, everything but one value, or one value of each of two attributes.
    """
    profile = {name: rng.integers(0, values, size=len(scores)) for name, values in ATTRIBUTES.items()}
    shown = [np.ones(len(scores), dtype=bool)]
    for _ in range(QUERIES):
        asked = _query(profile, rng)
        if rule(asked, shown):
            shown.append(asked)
    masks = np.array(shown)
    sums = [float(scores[mask].sum()) for mask in masks]
    return Filtered(system(masks, sums, sums), class_of(masks))


def _query(profile: dict[str, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    first, second = rng.choice(list(ATTRIBUTES), size=2, replace=False)
    one = profile[first] == rng.integers(0, ATTRIBUTES[first])
    kind = rng.integers(0, 3)
    if kind == 0:
        return np.asarray(one)
    if kind == 1:
        return np.asarray(~one)
    return np.asarray(one & (profile[second] == rng.integers(0, ATTRIBUTES[second])))


def _none_or_enough(group: np.ndarray) -> bool:
    return int(group.sum()) == 0 or int(group.sum()) >= 5
