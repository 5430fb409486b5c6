"""Weaker rules are broken by twelve ordinary filters, as often as they were when the rules were chosen."""

from __future__ import annotations

import numpy as np
import pytest

from tests.disclosure.attack import isolated, reach
from tests.disclosure.naive import Filtered, Rule, enough, enough_and_remainder, every_pair, filtered

INITIATIVES = 300


def wave(rule: Rule, seed: int) -> tuple[np.ndarray, Filtered]:
    """Return the scores of 8 to 14 organisations, and what a build with this rule tells of them."""
    rng = np.random.default_rng(seed)
    scores = rng.integers(1, 6, size=rng.integers(8, 15)).astype(float)
    return scores, filtered(scores, rule, rng)


@pytest.mark.parametrize(
    ("rule", "least", "most"),
    [(enough, 0.92, 0.98), (enough_and_remainder, 0.08, 0.18), (every_pair, 0.005, 0.06)],
)
def test_exact_means_of_filtered_groups_isolate_organisations(rule: Rule, least: float, most: float) -> None:
    broken = [isolated(wave(rule, seed)[1].system, fewer_than=5) is not None for seed in range(INITIATIVES)]

    assert least <= np.mean(broken) <= most


def test_who_is_isolated_alone_is_known_exactly() -> None:
    found = 0
    for seed in range(60):
        scores, told = wave(enough, seed)
        classes = isolated(told.system, fewer_than=2)
        if classes is None:
            continue
        found += 1
        (score,) = scores[told.place == classes[0]]
        assert reach(told.system, classes[0]) == pytest.approx((score, score))

    assert found >= 30
