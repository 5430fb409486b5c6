"""How often the intervals of the effect sizes hold the truth, and how often chance alone is told as a difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from scipy.special import ndtr

from scoring.groups import Effect, benjamini_hochberg, cliffs_delta, hedges_g, permutation_test

SIZES = ((12, 12), (12, 30), (30, 30), (60, 60))
SHIFTS = (0.0, 0.5, 1.0, 2.0)
LEVEL = 0.9


class Setting(NamedTuple):
    """Two normal groups: how many scores, how far their means lie apart, and the spread of the second."""

    sizes: tuple[int, int]
    shift: float
    spread: float = 1.0


def drawn(setting: Setting, runs: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Draw pairs of groups."""
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(setting.shift, 1, size=setting.sizes[0]), rng.normal(0, setting.spread, size=setting.sizes[1]))
        for _ in range(runs)
    ]


def coverage(compare: Callable[..., Effect], truth: float, setting: Setting, *, runs: int, seed: int) -> float:
    """Return how often the interval holds the truth."""
    effects = [compare(a, b, level=LEVEL) for a, b in drawn(setting, runs, seed)]
    return float(np.mean([effect.low <= truth <= effect.high for effect in effects]))


def true_delta(setting: Setting) -> float:
    """Return delta of the populations: 2 Φ(shift / √(1 + spread²)) − 1."""
    return 2 * float(ndtr(setting.shift / np.hypot(1, setting.spread))) - 1


@pytest.mark.parametrize(
    "setting", [Setting((12, 12), 0.5), Setting((12, 30), 1.0), Setting((30, 30), 0.5, 2.0)], ids=str
)
def test_the_interval_of_delta_holds_the_truth_about_as_often_as_it_says(setting: Setting) -> None:
    # With 600 runs the share has a standard error of 0.012.
    assert 0.86 < coverage(cliffs_delta, true_delta(setting), setting, runs=600, seed=1) < 0.95


@pytest.mark.parametrize("setting", [Setting((12, 12), 1.0), Setting((12, 30), 0.0)], ids=str)
def test_the_interval_of_g_holds_the_truth_as_often_as_it_says(setting: Setting) -> None:
    assert coverage(hedges_g, setting.shift, setting, runs=600, seed=2) == pytest.approx(LEVEL, abs=0.04)


def test_g_is_unbiased_where_d_is_not() -> None:
    # Six scores a group: d is too large by 8 %. The mean of 1500 values has a standard error of 0.02.
    setting = Setting((6, 6), 1.0)
    values = [hedges_g(a, b).value for a, b in drawn(setting, 1500, 3)]

    assert np.mean(values) == pytest.approx(1.0, abs=0.06)
    assert np.mean(values) / 0.9227 > 1.02


def test_chance_alone_is_seldom_told_among_many_comparisons() -> None:
    # Two groups of 12 on eleven scales, nothing planted: told at q ≤ 0.10 in about a tenth of the waves.
    waves = [drawn(Setting((12, 12), 0.0), 11, seed) for seed in range(24)]
    told = [(benjamini_hochberg([permutation_test(a, b, seed=1).p for a, b in wave]) <= 0.10).any() for wave in waves]

    assert np.mean(told) < 0.25


@pytest.mark.soak
@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("spread", [1.0, 2.0])
def test_the_interval_of_delta_holds_the_truth_at_every_size(
    sizes: tuple[int, int], shift: float, spread: float
) -> None:
    setting = Setting(sizes, shift, spread)

    # Near the end of the scale, at a delta of 0.84, it is too short for groups of twelve: 0.82 was measured.
    least = 0.86 if shift < 2 else 0.80
    assert least < coverage(cliffs_delta, true_delta(setting), setting, runs=4_000, seed=4) < 0.94


@pytest.mark.soak
@pytest.mark.parametrize("sizes", [(5, 5), *SIZES])
@pytest.mark.parametrize("shift", SHIFTS)
def test_the_interval_of_g_holds_the_truth_exactly_at_every_size(sizes: tuple[int, int], shift: float) -> None:
    setting = Setting(sizes, shift)

    # Four standard errors of a share of 0.9 in 4000.
    assert coverage(hedges_g, shift, setting, runs=4_000, seed=5) == pytest.approx(LEVEL, abs=0.019)
