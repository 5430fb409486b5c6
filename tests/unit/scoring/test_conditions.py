"""Maturity of the five conditions, and the stage on the way from isolated action to acting together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, permutations

import pytest

from scoring.conditions import CONDITIONS, maturity, stage
from scoring.findings import Maturity, Stage
from scoring.published import Cell

TOLD: tuple[Maturity, ...] = ("absent", "emerging", "mature")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(form="halves", value=2.0, end="low"), "absent"),
        (Cell(form="tenths", value=2.4), "absent"),
        (Cell(form="halves", value=2.5), "emerging"),
        (Cell(form="tenths", value=3.4), "emerging"),
        (Cell(form="halves", value=3.5), "mature"),
        (Cell(form="tenths", value=4.5, end="high"), "mature"),
        (Cell(hidden="too_few"), "withheld"),
        (Cell(hidden="protected"), "withheld"),
    ],
)
def test_a_condition_is_as_mature_as_its_published_figure(cell: Cell, expected: Maturity) -> None:
    assert maturity(cell) == expected


# Absent, emerging, mature: how many of the five, and what follows.
TRUTH: dict[tuple[int, int, int], Stage] = {
    (5, 0, 0): "isolated",
    (4, 1, 0): "isolated",
    (3, 2, 0): "network",
    (2, 3, 0): "network",
    (1, 4, 0): "network",
    (0, 5, 0): "network",
    (4, 0, 1): "network",
    (3, 1, 1): "network",
    (2, 2, 1): "network",
    (1, 3, 1): "network",
    (0, 4, 1): "network",
    (3, 0, 2): "network",
    (2, 1, 2): "network",
    (1, 2, 2): "network",
    (0, 3, 2): "network",
    (2, 0, 3): "network",
    (1, 1, 3): "network",
    (0, 2, 3): "network",
    (1, 0, 4): "network",
    (0, 1, 4): "together",
    (0, 0, 5): "together",
}


def of_five(states: Sequence[Maturity]) -> Stage | None:
    """Return the stage of the five conditions in these states, in the order of their names."""
    return stage(dict(zip(CONDITIONS, states, strict=True)))


def test_the_stage_follows_from_how_many_conditions_are_met() -> None:
    found = {
        tuple(states.count(word) for word in TOLD): of_five(states) for states in combinations_with_replacement(TOLD, 5)
    }

    assert found == TRUTH


@pytest.mark.parametrize("counts", [(4, 1, 0), (3, 2, 0), (1, 0, 4), (0, 1, 4)])
def test_the_stage_does_not_depend_on_which_condition_it_is(counts: tuple[int, int, int]) -> None:
    states = [word for word, count in zip(TOLD, counts, strict=True) for _ in range(count)]

    assert {of_five(order) for order in permutations(states)} == {TRUTH[counts]}


@pytest.mark.parametrize("others", [("absent",) * 4, ("mature",) * 4, ("emerging", "mature", "absent", "withheld")])
def test_one_withheld_condition_withholds_the_stage(others: tuple[Maturity, ...]) -> None:
    assert of_five(("withheld", *others)) == "withheld"
    assert of_five((*others, "withheld")) == "withheld"


def test_there_is_a_stage_only_where_exactly_the_five_conditions_are_asked() -> None:
    five: dict[str, Maturity] = dict.fromkeys(CONDITIONS, "mature")

    assert stage({}) is None
    assert stage({name: five[name] for name in CONDITIONS[1:]}) is None
    assert stage({**five, "weather": "mature"}) is None
    assert stage(dict(reversed(five.items()))) == "together"
