"""How often viewpoints are found that are there, and told that are not; k-means beside scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from scoring.kmeans import partitions, silhouettes
from scoring.viewpoints import Viewpoints, find_viewpoints
from tests.reference.chances import FOUND
from tests.reference.viewing import CLOUDS, opposed, shares, wave

# The one figure that is small and promised rests on more waves.
MORE = {((1, 0.0, "ordinary"), 30): 1000}
ROWS = [(row, persons) for row, by in FOUND.items() for persons in by]


@pytest.mark.parametrize("k", [2, 3, 4])
def test_many_data_sets_are_divided_as_tightly_as_by_scikit_learn(k: int) -> None:
    stack = np.stack([wave(40, opposed(3, 0.8), seed=seed).scores.to_numpy() for seed in range(12)])

    ours = partitions(stack, k, starts=10, rng=np.random.default_rng(1))
    theirs = [KMeans(n_clusters=k, n_init=10, tol=0, random_state=1).fit(one) for one in stack]

    spread = [within(one, labels) for one, labels in zip(stack, ours, strict=True)]
    assert np.mean(spread) == pytest.approx(np.mean([one.inertia_ for one in theirs]), rel=0.005)
    assert silhouettes(stack, ours) == pytest.approx(
        [silhouette_score(one, labels) for one, labels in zip(stack, ours, strict=True)]
    )


def within(scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the sum of squares within groups."""
    return sum(float(((scores[labels == one] - scores[labels == one].mean(axis=0)) ** 2).sum()) for one in set(labels))


# Thirty data sets of thirty persons: more than four told by chance would be as rare as one in a hundred at 5 %.
@pytest.mark.parametrize("cloud", ["ordinary", "one factor"])
def test_viewpoints_are_seldom_told_where_there_are_none(cloud: str) -> None:
    assert shares(1, 0.0, persons=30, cloud=CLOUDS[cloud], runs=30, seed=700)[0] <= 4 / 30


def test_two_opposed_viewpoints_are_found() -> None:
    assert shares(2, 0.8, persons=30, runs=20, seed=800)[0] >= 0.85


@pytest.mark.soak
@pytest.mark.parametrize(("row", "persons"), ROWS)
def test_the_whole_table_of_viewpoints_is_reproduced(row: tuple[int, float, str], persons: int) -> None:
    number, strength, cloud = row
    # The waves are those of the table: what differs is the last digit on another machine.
    runs = MORE.get((row, persons), 100)
    found = shares(number, strength, persons=persons, cloud=CLOUDS[cloud], runs=runs, seed=0)
    expected = FOUND[row][persons]
    assert found[: len(expected)] == pytest.approx(expected, abs=0.03)


def test_the_table_keeps_what_the_method_promises() -> None:
    nothing = {row[2]: by for row, by in FOUND.items() if row[0] == 1}

    assert max(told for cloud in ("ordinary", "one factor") for told, *_ in nothing[cloud].values()) <= 0.05
    assert FOUND[2, 0.8, "ordinary"][30][0] >= 0.9


def test_planted_viewpoints_are_shared_by_those_to_whom_they_were_given() -> None:
    made = wave(60, opposed(2, 0.8), seed=9)

    found: Viewpoints = find_viewpoints(made.scores, organisations=made.organisations, seed=1)

    right = np.mean([label == planted for label, planted in zip(found.labels, made.planted + 1, strict=True)])
    assert max(right, 1 - right) >= 0.95
