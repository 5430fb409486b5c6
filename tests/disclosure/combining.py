"""A scale and its statements as sums over single answers: what follows from all of them together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scoring.disclosure import cell, rules_with, statement_cell
from scoring.published import Cell
from scoring.uncertainty import WEAK
from tests.disclosure.attack import Reach, System, Told, alone, mean_reach
from tests.disclosure.reading import mean_bounds


class Combined(NamedTuple):
    """The answers to one scale and the sums that were told of them.

    Parameters
    ----------
    system : System
        First a class for each statement, of the organisations that answered all of them; then one for each answer of an
        organisation that did not.
    incomplete : tuple of tuple of int
        The classes of each such organisation.
    """

    system: System
    incomplete: tuple[tuple[int, ...], ...]
    statements: int


def combined(answers: np.ndarray, *, told: Sequence[int]) -> Combined:
    """Release the mean of a scale, and those of some of its statements, as for 12 and more organisations.

    Parameters
    ----------
    answers : array of float, shape (organisations, statements)
        On the health scale, one person an organisation; NaN where there is none. At least one statement each.
    told : sequence of int
        The statements that are shown beside the scale.
    """
    count = answers.shape[1]
    given = ~np.isnan(answers)
    whole = given.all(axis=1)
    places = iter(range(count, answers.size + count))
    incomplete = [tuple(next(places) for _ in range(given[row].sum())) for row in np.flatnonzero(~whole)]
    sizes = (*[int(whole.sum())] * count, *[1] * sum(map(len, incomplete)))
    scored = given.sum(axis=1) >= math.ceil(count / 2)
    weights = np.zeros(len(sizes))
    weights[:count] = 1 / count
    for row, classes in zip(np.flatnonzero(~whole), incomplete, strict=True):
        weights[list(classes)] = scored[row] / len(classes)
    scores = np.asarray(np.nanmean(answers[scored], axis=1)).round(9)
    sums = [_told(weights, cell(scores, population=len(scores), rules=rules_with(), prior=WEAK).cell)]
    for statement in told:
        weights = np.zeros(len(sizes))
        weights[statement] = 1
        for row, classes in zip(np.flatnonzero(~whole), incomplete, strict=True):
            weights[list(classes)] = np.flatnonzero(given[row]) == statement
        scores = answers[given[:, statement], statement]
        sums.append(_told(weights, statement_cell(scores, population=len(scores), rules=rules_with(), prior=WEAK)))
    return Combined(System(sizes, tuple(sums)), tuple(incomplete), count)


def of_incomplete(seen: Combined) -> Iterator[Reach]:
    """Return what is known of each organisation that left out a statement: of its mean, and of each answer."""
    for classes in seen.incomplete:
        yield mean_reach(seen.system, classes)
        yield from (mean_reach(seen.system, (place,)) for place in classes)


def of_complete(seen: Combined) -> Iterator[Reach]:
    """Return what is known of an organisation that answered all statements: of its mean, and of each answer."""
    single = seen.system
    for statement in range(seen.statements):
        single = alone(single, statement)
    places = tuple(range(len(seen.system.sizes), len(single.sizes)))
    yield mean_reach(single, places)
    yield from (mean_reach(single, (place,)) for place in places)


def _told(weights: np.ndarray, shown: Cell) -> Told:
    low, high = mean_bounds(shown, WEAK)
    return Told(tuple(weights.tolist()), low * (shown.n or 0), high * (shown.n or 0))
