"""What sets each viewpoint apart from all others: the scales on which it departs from them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pandas as pd

from scoring.respondents import Persons, count, persons_with_all
from scoring.thresholds import thresholds

_FEWEST = 2
_DIGITS = 9


class Distinction(msgspec.Struct, frozen=True, kw_only=True):
    """What sets one viewpoint apart from all others.

    Parameters
    ----------
    viewpoint : int
        As in the labels.
    higher, lower : tuple of str
        Scales on which it departs from the rest, in the order of the columns.
    organisations : int
        Organisations at least one person of which shares it.
    n : int
        Persons who share it.
    """

    viewpoint: int
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    organisations: int
    n: int


def distinguishing(
    scores: pd.DataFrame, labels: Sequence[int | None], *, organisations: pd.Series | None = None
) -> tuple[Distinction, ...]:
    """Tell on which scales each viewpoint departs from all others.

    Persons are averaged within their organisation first, apart for those who share the viewpoint and those who do not,
    so that a large authority does not speak for everybody. A scale is named where the two means of organisations
    differ by at least 0.5 points.

    Parameters
    ----------
    scores : DataFrame, shape (persons, scales)
        As for `find_viewpoints`.
    labels : sequence of int or None, length persons
        The viewpoint of each row; rows without one are left out.
    organisations : Series, shape (persons,), optional
        The organisation each person answers for. Without it each person counts as an organisation of its own.

    Returns
    -------
    tuple of Distinction
        In the order of the labels; empty where there are fewer than two viewpoints.

    Raises
    ------
    ValueError
        As for `find_viewpoints`, or if there is not one label a row, or a person with a label has no score.
    """
    shared = np.array([0 if label is None else label for label in labels])
    if len(shared) != len(scores):
        message = f"there are {len(shared)} labels for {len(scores)} rows of scores: give one for each row"
        raise ValueError(message)
    persons = persons_with_all(scores, organisations)
    if set(np.flatnonzero(shared).tolist()) - set(persons.rows.tolist()):
        message = "a person with a label has no score on some scale: labels and scores do not belong together"
        raise ValueError(message)
    shared = shared[persons.rows]
    known = Persons(*(part[shared > 0] for part in persons))
    shared = shared[shared > 0]
    viewpoints = np.unique(shared).tolist()
    if len(viewpoints) < _FEWEST:
        return ()
    return tuple(_distinction(known, shared == one, one, list(scores.columns)) for one in viewpoints)


def _distinction(persons: Persons, inside: np.ndarray, viewpoint: int, columns: Sequence[str]) -> Distinction:
    organisations = persons.organisations
    own = _averaged(persons.scores[inside], organisations[inside])
    rest = _averaged(persons.scores[~inside], organisations[~inside])
    apart = (own - rest).round(_DIGITS)
    beyond = thresholds().viewpoint_departs_from.value
    by_name = dict(zip(sorted(columns), apart.tolist(), strict=True))
    return Distinction(
        viewpoint=viewpoint,
        higher=tuple(name for name in columns if by_name[name] >= beyond),
        lower=tuple(name for name in columns if by_name[name] <= -beyond),
        organisations=count(organisations[inside]),
        n=int(inside.sum()),
    )


def _averaged(scores: np.ndarray, organisations: np.ndarray) -> np.ndarray:
    """Return the mean over organisations of the means of their persons, for each scale."""
    _, of, sizes = np.unique(organisations, return_inverse=True, return_counts=True)
    weights = 1 / (sizes[of] * len(sizes))
    return np.asarray(weights @ scores)
