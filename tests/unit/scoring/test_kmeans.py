"""Dividing many data sets at once: as tightly as one by one, and as apart as their silhouettes say."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.kmeans import partitions, silhouettes

LINE = np.array([1.0, 1.5, 2.0, 4.0, 4.5, 5.0])[:, None]


def divided(stack: np.ndarray, k: int, *, members: np.ndarray | None = None) -> np.ndarray:
    """Divide data sets from ten starts."""
    return partitions(stack, k, starts=10, rng=np.random.default_rng(1), members=members)


def together(labels: np.ndarray) -> list[list[bool]]:
    """Return who shares a group with whom."""
    same: list[list[bool]] = (labels[:, None] == labels[None, :]).tolist()
    return same


def test_two_ends_of_a_line_are_two_groups_in_every_data_set() -> None:
    labels = divided(np.stack([LINE, LINE[::-1]]), 2)

    assert together(labels[0]) == together(np.array([0, 0, 0, 1, 1, 1]))
    assert together(labels[1]) == together(np.array([1, 1, 1, 0, 0, 0]))


def test_who_does_not_belong_draws_no_centre_and_gets_the_nearest() -> None:
    far = np.append(LINE, [[50.0]], axis=0)[None]
    members = np.array([[True] * 6 + [False]])

    assert together(divided(far, 2, members=members)[0]) == together(np.array([0, 0, 0, 1, 1, 1, 1]))


def test_people_who_all_answer_alike_are_divided_without_complaint() -> None:
    same = np.full((1, 8, 3), 3.0)

    labels = divided(same, 3)

    assert silhouettes(same, labels).tolist() == [0.0]


def test_a_silhouette_by_hand() -> None:
    # 1 and 2 against 4: (3 − 1) / 3 for the first, (2 − 1) / 2 for the second, 0 for the one alone.
    stack = np.array([[[1.0], [2.0], [4.0]]])

    found = silhouettes(stack, np.array([[0, 0, 1]]))

    assert found.tolist() == pytest.approx([(2 / 3 + 1 / 2) / 3])
