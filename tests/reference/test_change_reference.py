"""Change against a published example, and as often within its interval as promised."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.change import paired_change, reliable_change
from scoring.uncertainty import weak_prior
from tests.reference.twice import Shape, World, pairs

VOLLANALYSE = Shape(statements=5, needed=3, reliability=0.75)
KURZCHECK = Shape(statements=2, needed=2, reliability=0.55)
STILL = World(shift=0.0, own=0.0, turnover=0.0)
MOVING = World(shift=-0.4, own=0.3, turnover=0.2)
SIZES = [(10, 8), (8, 8), (20, 15), (15, 15), (40, 30), (30, 30), (80, 60), (60, 60)]


def test_the_example_of_jacobson_and_truax() -> None:
    # Jacobson and Truax 1991: from 32.5 to 47.5 points, with a standard deviation of 7.5 and a reliability of .80;
    # standard error of the difference 4.74, RC = 3.16.
    change = reliable_change(32.5, 47.5, spread=7.5, reliability=0.80)

    assert (round(change.value, 2), change.reliable) == (3.16, True)
    assert round(15 / change.value, 2) == 4.74


def covered(shape: Shape, world: World, *, population: int, answering: int, waves: int) -> float:
    """Return how often the 90 % interval of the paired change holds the true change of all invited organisations."""
    prior = weak_prior(shape.reliability)
    made = pairs(shape, world, population=population, answering=answering, waves=waves, seed=population + answering)
    found = [paired_change(pair.before, pair.after, population=population, prior=prior) for pair in made]
    return float(np.mean([one.low <= pair.truth <= one.high for one, pair in zip(found, made, strict=True)]))


# With 200 waves a share of 0.93 has a standard error of 0.018.
@pytest.mark.parametrize(("population", "answering"), SIZES[::2])
def test_the_interval_of_a_paired_change_holds_the_truth(population: int, answering: int) -> None:
    for world in (STILL, MOVING):
        share = covered(VOLLANALYSE, world, population=population, answering=answering, waves=200)

        assert 0.86 <= share <= 1


@pytest.mark.soak
@pytest.mark.parametrize("shape", [VOLLANALYSE, KURZCHECK])
@pytest.mark.parametrize("world", [STILL, MOVING, World(shift=0.3, own=0.3, turnover=0.0)])
@pytest.mark.parametrize(("population", "answering"), SIZES)
def test_the_interval_of_a_paired_change_holds_the_truth_in_88_to_98_per_cent(
    shape: Shape, world: World, population: int, answering: int
) -> None:
    share = covered(shape, world, population=population, answering=answering, waves=4000)

    assert 0.88 <= share <= 0.98
