"""Figures over all contributors and over the wave's published groups: from answers, or from cells alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from scoring.disclosure import Released, cell, coarse, combined, form_for
from scoring.merging import Group, merge
from scoring.scored import Scored


class PublishedGroup(NamedTuple):
    """One of the wave's published groups on a scale: its members' scores, and its cell."""

    group: Group
    scores: np.ndarray
    released: Released


def total_of(scores: pd.Series, scored: Scored) -> Released:
    """Release a figure over all contributors: from the groups' cells where one of them is coarse, else from the scores.

    Parameters
    ----------
    scores : Series
        One score a contributor, none missing.
    """
    return total_over(scores, published_groups(scores, scored), scored)


def total_over(scores: pd.Series, groups: Sequence[PublishedGroup], scored: Scored) -> Released:
    """Release a figure over all contributors, whose published groups are known already; see `total_of`."""
    population = scored.invited(len(scores))
    parts = [part.released for part in groups]
    if coarse(parts):
        return combined(parts, population=population, rules=scored.rules, prior=scored.prior)
    return cell(scores.to_numpy(), population=population, rules=scored.rules, prior=scored.prior)


def published_groups(scores: pd.Series, scored: Scored) -> list[PublishedGroup]:
    """Return the wave's groups among those with a score, each with its cell; none if there is only one group."""
    published = []
    for group in _groups(scores.index, scored):
        members = scores[scored.sector.loc[scores.index].isin(group.categories)].to_numpy()
        released = cell(members, population=_invited(group, scored), rules=scored.rules, prior=scored.prior)
        published.append(PublishedGroup(group, members, released))
    return published


def rests_on_answers(contributors: pd.Index, scored: Scored) -> bool:
    """Whether what is told of these contributors may rest on answers: not in half steps, and no group of theirs is."""
    fine = {"tenths", "full"}
    sizes = [len(contributors), *(group.size for group in _groups(contributors, scored))]
    return all(form_for(size, scored.rules) in fine for size in sizes)


def _groups(contributors: pd.Index, scored: Scored) -> tuple[Group, ...]:
    if scored.grouping == "none":
        return ()
    counts = {str(name): int(count) for name, count in scored.sector.loc[contributors].value_counts().items()}
    groups = merge(counts, minimum=scored.rules.minimum)
    return groups if len(groups) > 1 else ()


def _invited(group: Group, scored: Scored) -> int:
    if scored.invited_by_sector is None:
        return group.size
    return sum(scored.invited_by_sector[category] for category in group.categories)
