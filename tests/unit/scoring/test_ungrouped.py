"""Data sets without groups: what they share with the scores, and what they do not."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.ungrouped import ungrouped
from tests.reference.viewing import opposed, wave

SCORES = wave(40, opposed(2, 0.8), seed=3).scores.to_numpy()


def drawn(scores: np.ndarray, copies: int = 50) -> np.ndarray:
    """Draw data sets without groups."""
    return ungrouped(scores, copies=copies, rng=np.random.default_rng(5))


def test_each_scale_keeps_its_scores_in_another_order() -> None:
    found = drawn(SCORES)

    assert (np.sort(found, axis=1) == np.sort(SCORES, axis=0)).all()
    assert (found != SCORES).any(axis=(1, 2)).all()


def test_scales_go_together_as_they_did() -> None:
    mean = np.mean([np.corrcoef(one.T) for one in drawn(SCORES)], axis=0)

    assert np.abs(mean - np.corrcoef(SCORES.T)).max() < 0.03


def test_the_groups_are_gone() -> None:
    # On the line between the two viewpoints people were at both ends and nobody in the middle.
    line = np.where(np.arange(SCORES.shape[1]) % 2 == 0, 1.0, -1.0)

    def middle(scores: np.ndarray) -> float:
        places = scores @ line
        return float((np.abs(places - places.mean()) < 0.5 * places.std()).mean())

    assert middle(SCORES) < 0.1
    assert middle(drawn(SCORES, 1)[0]) > 0.2


@pytest.mark.parametrize(
    "scores",
    [
        np.full((20, 3), 2.5),
        np.column_stack([np.linspace(1, 5, 20)] * 2 + [np.full(20, 3.0)]),
        np.random.default_rng(1).integers(1, 6, size=(4, 11)).astype(float),
        np.array([[1.0], [5.0]]),
    ],
    ids=["all alike", "one scale repeated", "more scales than persons", "two persons"],
)
def test_scores_of_every_shape_have_a_cloud_beside_them(scores: np.ndarray) -> None:
    found = drawn(scores, 7)

    assert found.shape == (7, *scores.shape)
    assert (np.sort(found, axis=1) == np.sort(scores, axis=0)).all()
