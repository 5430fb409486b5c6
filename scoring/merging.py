"""Which categories are shown as one group: merged along a declared chain by counts alone until each is large enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from questionnaires.profile import SECTORS


class Group(NamedTuple):
    """Categories shown as one group, and how many contributors it has."""

    categories: tuple[str, ...]
    size: int


def merge(counts: Mapping[str, int], *, minimum: int, chain: Sequence[str] = SECTORS) -> tuple[Group, ...]:
    """Merge neighbouring categories of a declared chain until every group can be shown.

    While the smallest group (the first of equals) has fewer than `minimum`, it merges with the smaller of its two
    neighbours; a tie goes to the right. The groups are disjoint and cover everybody: no remainder
    can be computed.

    Parameters
    ----------
    counts : mapping of str to int
        Contributors of each category; categories without one are left out.
    minimum : int
        Contributors a group needs.

    Returns
    -------
    tuple of Group
        In the order of the chain; empty if even all categories together have fewer than `minimum`.

    Raises
    ------
    ValueError
        If a category does not stand in the chain.
    """
    unknown = sorted(set(counts) - set(chain))
    if unknown:
        message = f"no category of the chain: {', '.join(unknown)}"
        raise ValueError(message)
    groups = [Group((category,), counts[category]) for category in chain if counts.get(category)]
    while len(groups) > 1:
        place = min(range(len(groups)), key=lambda index: groups[index].size)
        if groups[place].size >= minimum:
            return tuple(groups)
        left = _smaller_neighbour(groups, place)
        first, second = groups[left], groups[left + 1]
        groups[left : left + 2] = [Group(first.categories + second.categories, first.size + second.size)]
    return tuple(group for group in groups if group.size >= minimum)


def _smaller_neighbour(groups: Sequence[Group], place: int) -> int:
    """Return where the pair begins that the group at this place should merge into."""
    if place == 0:
        return 0
    if place == len(groups) - 1:
        return place - 1
    return place - 1 if groups[place - 1].size < groups[place + 1].size else place
