"""How often the printed figures of two small groups lie apart by chance, as the method page tells it."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.differences import differences
from scoring.disclosure import cell, rules_with
from scoring.merging import Group
from scoring.rounding import printed
from scoring.thresholds import thresholds
from scoring.totals import PublishedGroup
from scoring.uncertainty import WEAK
from tests.reference.chances import APART, MEANS, groups_of, scores_of

LIMITS = (thresholds().cells_apart.value, thresholds().small_cells_apart.value)


def pairs(statements: int, size: int, mean: float, *, organisations: int) -> np.ndarray:
    """Return pairs of groups that do not differ, shape (pairs, 2, size)."""
    seed = 10_000 * statements + 100 * size + round(10 * mean)
    scores = scores_of(statements, mean, organisations=organisations, seed=seed)
    return groups_of(scores, 2 * size).reshape(-1, 2, size)


def distances(groups: np.ndarray) -> np.ndarray:
    """Return how far the printed figures of each pair lie apart."""
    figures = [[printed(float(group.mean()), "halves").value for group in pair] for pair in groups]
    return np.abs(np.diff(figures, axis=1))[:, 0]


def shares(statements: int, size: int, mean: float, *, organisations: int) -> tuple[float, float]:
    """Return which share of pairs lies apart by each of the two limits."""
    apart = distances(pairs(statements, size, mean, organisations=organisations))
    return float((apart >= LIMITS[0]).mean()), float((apart >= LIMITS[1]).mean())


# 5,000 pairs of eight and 8,000 of five: a share of 0.07 has a standard error of 0.004, and so has one of 0.14;
# statements of one scale share their difficulties in all pairs, which adds to both.
@pytest.mark.parametrize("size", [(4, 8), (4, 5), (2, 8)])
def test_figures_lie_apart_by_chance_as_often_as_the_table_says(size: tuple[int, int]) -> None:
    assert shares(*size, 3.0, organisations=2000) == pytest.approx(APART[size][3.0], abs=0.02)


@pytest.mark.soak
@pytest.mark.parametrize("size", APART)
def test_the_whole_table_of_figures_apart_is_reproduced(size: tuple[int, int]) -> None:
    found = {mean: shares(*size, mean, organisations=6000) for mean in MEANS}

    assert [found[mean] for mean in MEANS] == [pytest.approx(APART[size][mean], abs=0.008) for mean in MEANS]


@pytest.mark.parametrize("size", [5, 8])
def test_what_is_told_of_small_groups_is_what_the_table_counts(size: int) -> None:
    made = pairs(2, size, 3.0, organisations=120)[:150]
    made[:, 1] = np.clip(made[:, 1] + 0.8, 1, 5)
    needed = LIMITS[0] if size >= thresholds().cells_apart_from.value else LIMITS[1]

    told = differences({f"at_{place}": [published(group) for group in pair] for place, pair in enumerate(made)}, seed=1)

    assert [bool(found) for found in told.told.values()] == (distances(made) >= needed).tolist()
    assert (told.pairs, any(told.told.values())) == (150, True)


def published(scores: np.ndarray) -> PublishedGroup:
    """Return a group whose organisations have all answered."""
    released = cell(scores, population=len(scores), rules=rules_with(), prior=WEAK)
    return PublishedGroup(Group(("other",), len(scores)), scores, released)
