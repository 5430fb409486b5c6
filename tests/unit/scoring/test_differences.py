"""Which differences between the wave's groups are told, and with what."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.diagnosis import Diagnosis
from scoring.findings import Interval
from scoring.pipeline import diagnose
from tests.unit.scoring.instruments import Asked, instrument, wave

ONE = instrument(Asked("trust", statements=1))
ADMINISTRATION, EDUCATION = ("administration",), ("education",)


def compared(first: list[float], second: list[float], *, strict: bool = False) -> Diagnosis:
    """Return the diagnosis of two sectors, one statement and one person each organisation."""
    sectors = ["administration"] * len(first) + ["education"] * len(second)
    answers = wave(ONE, [[code] for code in (*first, *second)], sectors=sectors)
    return diagnose(answers, ONE, grouping="sector", strict=strict)


def spread(mean: float, n: int) -> list[float]:
    """Return n codes around a mean that is a multiple of a half."""
    return [mean - 0.5 + (place % 2) if mean % 1 else mean + (place % 3) - 1 for place in range(n)]


@pytest.mark.parametrize(
    ("sizes", "points", "told"),
    [((8, 8), 1.0, True), ((8, 8), 0.5, False), ((7, 8), 1.0, False), ((7, 8), 1.5, True), ((5, 30), 1.5, True)],
)
def test_small_groups_differ_by_a_full_point_or_more(*, sizes: tuple[int, int], points: float, told: bool) -> None:
    found = compared(spread(2.5, sizes[0]), spread(2.5 + points, sizes[1])).scales[0].differences

    assert [(one.first, one.second, one.tested, one.effect) for one in found] == (
        [(EDUCATION, ADMINISTRATION, False, None)] if told else []
    )


def test_large_groups_are_tested_and_small_ones_of_12_tell_no_effect() -> None:
    (found,) = compared(spread(2.0, 12), spread(4.0, 12)).scales[0].differences

    assert (found.first, found.tested, found.effect) == (EDUCATION, True, None)
    assert found.points == Interval(value=2.0, low=1.7, high=2.3, n=24)


def test_from_25_on_a_difference_has_its_effect_with_interval() -> None:
    (found,) = compared(spread(2.0, 26), spread(3.0, 26)).scales[0].differences

    assert found.effect is not None
    assert found.effect.delta.n == found.effect.g.n == 52
    assert 0 < found.effect.delta.low < found.effect.delta.value < found.effect.delta.high <= 1
    assert 0 < found.effect.g.low < found.effect.g.value < found.effect.g.high


def test_pairs_are_counted_and_none_is_told_where_groups_are_alike() -> None:
    diagnosis = compared(spread(3.0, 14), spread(3.0, 14))

    assert diagnosis.pairs == 1
    assert diagnosis.scales[0].differences == ()


def test_a_clipped_end_leaves_open_how_far_groups_lie_apart() -> None:
    (found,) = compared([1.0] * 8, spread(3.5, 8)).scales[0].differences

    assert (found.first, found.points) == (EDUCATION, None)


def test_strict_figures_are_compared_by_their_cells_alone() -> None:
    (found,) = compared(spread(2.5, 14), spread(3.5, 14), strict=True).scales[0].differences

    assert not found.tested


def test_chance_tells_few_differences_of_small_groups() -> None:
    rng = np.random.default_rng(5)
    told = 0
    for _ in range(60):
        codes = np.clip(np.rint(rng.normal(3.2, 1.0, size=20)), 1, 5)
        told += len(compared(list(codes[:10]), list(codes[10:])).scales[0].differences)

    assert told <= 6
