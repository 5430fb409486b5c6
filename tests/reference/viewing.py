"""Persons with and without viewpoints, as the method describes a simulated wave; how often viewpoints are found."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from scoring.viewpoints import find_viewpoints

SCALES = 11
STATEMENTS = 4


class Wave(NamedTuple):
    """Scores of persons, whom they answer for, and the viewpoint that was planted in each, from 0."""

    scores: pd.DataFrame
    organisations: pd.Series
    planted: np.ndarray


class Cloud(NamedTuple):
    """What people differ in beside their viewpoint.

    Parameters
    ----------
    mean : float
        Latent mean of all scales.
    gradient : float
        Share of the variance of places that all scales have in common: some are content with everything, others not.
    width : float
        By how much the spread of places is larger than in the method.
    persons : int
        Most persons of an organisation.
    """

    mean: float = 3.4
    gradient: float = 0.3
    width: float = 1.0
    persons: int = 3


CLOUDS = {
    "ordinary": Cloud(),
    "one factor": Cloud(gradient=0.9),
    "wide": Cloud(width=1.5),
    "wide, to five persons": Cloud(width=1.5, persons=5),
}


def opposed(number: int, strength: float) -> np.ndarray:
    """Return viewpoints that lie `strength` above and below each other on scales dealt out in turn; none for one."""
    own = np.arange(SCALES) % max(number, 1) == np.arange(number)[:, None]
    return 2 * strength * (own - 1 / number) if number > 1 else np.zeros((1, SCALES))


def wave(persons: int, viewpoints: np.ndarray, *, seed: int, cloud: Cloud = Cloud()) -> Wave:  # noqa: B008 - frozen
    """Draw so many persons with a score on every scale.

    Organisations normal(mean, 0.6), persons normal(0.55) around them, statements with a difficulty of their own (0.3)
    and noise (0.9), rounded and clipped, 8 % *don't know*, a score from two of four answers. The people of an
    organisation share its viewpoint, and the organisations are spread evenly over the viewpoints.
    """
    rng = np.random.default_rng([seed, persons, len(viewpoints)])
    number = 2 * persons  # enough of them, however few come from each
    of = np.repeat(np.arange(number), rng.integers(1, cloud.persons + 1, size=number))
    view = of % len(viewpoints)
    places = _places(number, 0.6, cloud, rng)[of] + _places(len(of), 0.55, cloud, rng)
    difficulty = rng.normal(0, 0.3, size=(SCALES, STATEMENTS))
    centres = (cloud.mean + places + viewpoints[view])[:, :, None] + difficulty - difficulty.mean(axis=1, keepdims=True)
    answers = np.clip(np.rint(centres + rng.normal(0, 0.9, size=centres.shape)), 1, 5)
    known = rng.random(answers.shape) >= 0.08
    counts = known.sum(axis=2)
    complete = np.flatnonzero((counts >= STATEMENTS / 2).all(axis=1))[:persons]
    scores = (answers * known).sum(axis=2)[complete] / counts[complete]
    return Wave(
        scores=pd.DataFrame(scores, columns=[f"scale_{place:02d}" for place in range(SCALES)]),
        organisations=pd.Series(of[complete]).map("organisation {:03d}".format),
        planted=view[complete],
    )


def shares(
    number: int,
    strength: float,
    *,
    persons: int,
    cloud: Cloud = Cloud(),  # noqa: B008 - frozen
    runs: int,
    seed: int,
) -> tuple[float, float]:
    """Return in which share of waves that were looked at several viewpoints are told, and in which the planted number.

    Waves whose persons come from too few organisations to be looked at are drawn anew.
    """
    numbers: list[int] = []
    while len(numbers) < runs:
        made = wave(persons, opposed(number, strength), seed=seed, cloud=cloud)
        found = find_viewpoints(made.scores, organisations=made.organisations, seed=seed)
        seed += 1
        if found.reason != "too_few_organisations":
            numbers.append(found.k or 0)
    return sum(one > 1 for one in numbers) / runs, sum(one == number for one in numbers) / runs


def _places(number: int, spread: float, cloud: Cloud, rng: np.random.Generator) -> np.ndarray:
    common, own = rng.normal(size=(number, 1)), rng.normal(size=(number, SCALES))
    return np.asarray(cloud.width * spread * (cloud.gradient**0.5 * common + (1 - cloud.gradient) ** 0.5 * own))
