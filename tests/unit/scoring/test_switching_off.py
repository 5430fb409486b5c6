"""What would switch a flag off: the first figure at which P falls below 0.8, in each form of a cell."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import norm

from scoring.disclosure import Released, Rules, cell, combined, rules_with
from scoring.findings import Flag
from scoring.flags import decide, switched_off_at
from scoring.rounding import Printed
from scoring.uncertainty import WEAK

EACH_MEAN = [place / 20 for place in range(20, 101)]
STRICT = rules_with(strict=True)


def at(mean: float, *, n: int, population: int, rules: Rules) -> Released:
    """Return the cell of organisations that all have the same score."""
    return cell(np.full(n, mean), population=population, rules=rules, prior=WEAK)


def figures_with_p(*, n: int, population: int, rules: Rules) -> list[tuple[Printed, float, Flag]]:
    """Return every figure that a cell can print, from low to high, with its P and its flag."""
    released = [at(mean, n=n, population=population, rules=rules) for mean in EACH_MEAN]
    told = {
        Printed(one.cell.value or 0, one.cell.end): (one.cell.below or 0.0, decide(one, prior=WEAK)) for one in released
    }
    return [(figure, below, flag) for figure, (below, flag) in told.items()]


@pytest.mark.parametrize(
    ("n", "population", "rules"),
    [(5, 5, rules_with()), (6, 8, rules_with()), (8, 12, rules_with()), (11, 40, rules_with()), (12, 12, rules_with()),
     (12, 15, rules_with()), (20, 30, rules_with()), (24, 48, rules_with()), (12, 15, STRICT), (60, 80, STRICT)],
)  # fmt: skip
def test_below_25_it_is_the_lowest_figure_that_is_not_flagged(n: int, population: int, rules: Rules) -> None:
    figures = figures_with_p(n=n, population=population, rules=rules)
    lower, told = next((low, high) for low, high in pairwise(figures) if high[1] < 0.80)

    assert lower[1] >= 0.80
    assert {(flag.switched_off_at, flag.switched_off_end) for _, below, flag in figures if below >= 0.80} == {told[0]}
    assert {flag.switched_off_at for _, below, flag in figures if below < 0.80} == {None}


@pytest.mark.parametrize(
    ("mean", "n", "population", "rules", "expected"),
    [
        (1.0, 6, 8, rules_with(), Printed(3.0, None)),
        (2.5, 6, 8, rules_with(), Printed(3.0, None)),
        (2.0, 12, 15, rules_with(), Printed(2.9, None)),
        (1.0, 24, 24, rules_with(), Printed(3.0, None)),
        (2.5, 60, 60, STRICT, Printed(3.0, None)),
    ],
)
def test_it_is_told_as_the_form_prints_it(
    mean: float, n: int, population: int, rules: Rules, expected: Printed
) -> None:
    assert switched_off_at(at(mean, n=n, population=population, rules=rules), prior=WEAK) == expected


def normal_p(value: float, released: Released) -> float:
    """Return P at a figure, to 0.01, with the spread of the printed interval."""
    estimate = released.estimate
    assert estimate is not None
    spread = (estimate.high - estimate.low) / (2 * float(norm.ppf(0.95)))
    return round(float(norm.cdf(3.0, loc=value, scale=spread)), 2)


@pytest.mark.parametrize("mean", [1.4, 2.0, 2.5, 2.7, 2.8])
def test_from_25_on_the_mean_is_moved_by_tenths_and_its_spread_held(mean: float) -> None:
    scores = np.clip(mean + np.linspace(-0.9, 0.9, 31), 1, 5)
    released = cell(scores, population=44, rules=rules_with(), prior=WEAK)
    figure = switched_off_at(released, prior=WEAK)

    assert figure.end is None
    assert normal_p(figure.value, released) < 0.80
    lower = round(figure.value - 0.1, 1)
    assert lower == released.cell.value or normal_p(lower, released) >= 0.80
    assert figure.value > (released.cell.value or 5)


def test_a_total_from_groups_is_moved_by_its_own_steps() -> None:
    parts = [at(mean, n=n, population=n, rules=rules_with()) for mean, n in ((1.9, 7), (2.6, 9))]
    total = combined(parts, population=16, rules=rules_with(), prior=WEAK)

    assert (total.cell.form, total.cell.value, total.cell.below) == ("tenths", 2.1, 1.0)
    assert switched_off_at(total, prior=WEAK) == Printed(2.9, None)


def test_a_total_in_half_steps_is_moved_by_half_steps() -> None:
    parts = [at(mean, n=5, population=5, rules=rules_with()) for mean in (1.9, 2.6)]
    total = combined(parts, population=10, rules=rules_with(), prior=WEAK)

    assert (total.cell.form, total.cell.value, total.cell.end) == ("halves", 2.0, "low")
    assert switched_off_at(total, prior=WEAK) == Printed(3.0, None)
