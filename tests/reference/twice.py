"""Many pairs of waves at once, with the change that truly took place."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr

_NOISE = 0.9
_BORDERS = np.arange(1.5, 5)


class Shape(NamedTuple):
    """How many statements a scale has, how many of them a score needs, and its declared reliability."""

    statements: int
    needed: int
    reliability: float


class World(NamedTuple):
    """What happens between two waves.

    Parameters
    ----------
    shift : float
        Change of the latent mean.
    own : float
        SD of the organisations' own changes around it.
    turnover : float
        Share of people who are replaced by others of their organisation.
    """

    shift: float
    own: float
    turnover: float


class Pair(NamedTuple):
    """One initiative twice: scores of the organisations that answered, and the true change of all that were invited."""

    before: pd.Series
    after: pd.Series
    truth: float


def pairs(shape: Shape, world: World, *, population: int, answering: int, waves: int, seed: int) -> list[Pair]:
    """Make up pairs of waves as `scoring.simulating` makes up one.

    Organisations normal(3.2, 0.6), one to three persons each normal(0.55) around them, statements of a difficulty
    normal(0.3) of their own centred in the scale, noise 0.9, rounded and clipped, 8 % don't know. The truth is the
    change of what the people of each wave are expected to answer, averaged over all organisations.
    """
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 4, size=waves * population)
    of = np.repeat(np.arange(waves * population), sizes)
    place = rng.normal(3.2, 0.6, size=waves * population)
    moved = place + rng.normal(world.shift, world.own, size=waves * population)
    people = rng.normal(0, 0.55, size=len(of))
    later = np.where(rng.random(len(of)) < world.turnover, rng.normal(0, 0.55, size=len(of)), people)
    difficulty = rng.normal(0, 0.3, size=(waves, shape.statements))
    difficulty -= difficulty.mean(axis=1, keepdims=True)
    centres = [
        (where[of] + whom)[:, None] + difficulty[of // population] for where, whom in ((place, people), (moved, later))
    ]
    first, second = (_averaged(_scores(centre, shape, rng), of, waves, population) for centre in centres)
    expected = [_averaged(_expected(centre), of, waves, population).mean(axis=1) for centre in centres]
    return [
        Pair(pd.Series(first[wave][chosen], chosen), pd.Series(second[wave][chosen], chosen), float(truth))
        for wave, truth in enumerate(expected[1] - expected[0])
        for chosen in [rng.permutation(population)[:answering]]
    ]


def _scores(centre: np.ndarray, shape: Shape, rng: np.random.Generator) -> np.ndarray:
    answers = np.rint(np.clip(centre + rng.normal(0, _NOISE, size=centre.shape), 1, 5))
    known = rng.random(centre.shape) >= 0.08
    given = known.sum(axis=1)
    total = np.where(known, answers, 0).sum(axis=1)
    return np.where(given >= shape.needed, total / np.maximum(given, 1), math.nan)


def _expected(centre: np.ndarray) -> np.ndarray:
    return np.asarray((1 + ndtr((centre[:, :, None] - _BORDERS) / _NOISE).sum(axis=2)).mean(axis=1))


def _averaged(people: np.ndarray, of: np.ndarray, waves: int, population: int) -> np.ndarray:
    """Return the mean of each organisation's persons, waves × organisations; NaN where none has a score."""
    known = ~np.isnan(people)
    number = np.bincount(of[known], minlength=waves * population)
    total = np.bincount(of[known], weights=people[known], minlength=waves * population)
    return np.where(number > 0, total / np.maximum(number, 1), math.nan).reshape(waves, population)
