"""Which groups of sectors the ties are told between, and how densely each two of them cooperate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from questionnaires.profile import SECTORS
from scoring.disclosure import Rules
from scoring.graph import Net
from scoring.merging import merge
from scoring.relations import Block, Circle
from scoring.rounding import End, share_step
from scoring.thresholds import thresholds

_GROUPS = 2


class Circles(NamedTuple):
    """Groups of organisations between which ties are told.

    Parameters
    ----------
    circles : tuple of Circle
        As they are published; empty where there are none.
    place : ndarray of int, shape (n,)
        The circle of each organisation of the network, from 0.
    """

    circles: tuple[Circle, ...]
    place: np.ndarray


def circles_of(net: Net, sector: pd.Series, rules: Rules) -> Circles:
    """Merge sectors by how many of their organisations answered, until each group can rate and be rated.

    A sector of which nobody answered goes with the group of the sector before it in the chain, or with the first one.
    No groups are told if fewer than two can be formed, or if the sector of an organisation is not known: what is told
    of all would then tell of the rest.

    Parameters
    ----------
    sector : Series of str
        Of each organisation, by its name.
    """
    none = Circles((), np.zeros(net.n, dtype=np.int64))
    known = sector.reindex(list(net.names))
    if known.isna().any():
        return none
    counts = known[net.answered].value_counts()
    groups = merge({str(name): int(count) for name, count in counts.items()}, minimum=rules.minimum)
    if len(groups) < _GROUPS:
        return none
    place, categories = _placed([group.categories for group in groups], set(known))
    number = known.map(place).to_numpy(np.int64)
    return Circles(
        tuple(
            Circle(
                categories=categories[one],
                organisations=int((number == one).sum()),
                respondents=int((net.answered & (number == one)).sum()),
            )
            for one in range(len(groups))
        ),
        number,
    )


def blocks_of(net: Net, found: Circles) -> tuple[Block, ...]:
    """Tell how densely each two groups cooperate, and each within: tied pairs of those known of, in steps."""
    size, answered = (np.bincount(found.place[kept]) for kept in (np.ones(net.n, dtype=bool), net.answered))
    silent = size - answered
    ends = [np.sort(np.stack([found.place[end] for end in net.edges]), axis=0)]
    tied = np.zeros((len(size), len(size)), dtype=np.int64)
    np.add.at(tied, (ends[0][0], ends[0][1]), 1)
    told = []
    for first in range(len(found.circles)):
        for second in range(first, len(found.circles)):
            if first == second:
                pairs = (size[first] * (size[first] - 1) - silent[first] * (silent[first] - 1)) // 2
            else:
                pairs = size[first] * size[second] - silent[first] * silent[second]
            share, end = share_told(tied[first, second] / pairs)
            told.append(Block(first=first, second=second, share=share, end=end, pairs=int(pairs)))
    return tuple(told)


def share_told(share: float) -> tuple[int, End | None]:
    """Return a share as it is told of ties: per cent in steps, with open ends."""
    step = int(thresholds().full_share_step.value)
    told = share_step(float(share), step)
    if told == step:
        return told, "low"
    return told, "high" if told == 100 - step else None


def _placed(groups: Sequence[tuple[str, ...]], there: set[str]) -> tuple[dict[str, int], tuple[tuple[str, ...], ...]]:
    """Return the group of each category that occurs, and the categories of each group, in the order of the chain."""
    of = {category: number for number, group in enumerate(groups) for category in group}
    place, last = {}, 0
    for category in SECTORS:
        last = of.get(category, last)
        if category in there:
            place[category] = last
    return place, tuple(tuple(one for one, number in place.items() if number == group) for group in range(len(groups)))
