"""Which sectors are shown together, decided by counts, and totals computed from their cells."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from questionnaires.profile import SECTORS
from scoring.disclosure import Released, cell, combined, rules_with
from scoring.merging import merge
from scoring.published import Cell
from scoring.uncertainty import WEAK

CHAIN = ("a", "b", "c", "d", "e")


def merged(*counts: int, minimum: int = 5) -> list[tuple[str, int]]:
    """Merge a chain of categories a, b, c … of these sizes; a group of a and b is called ab."""
    groups = merge(dict(zip(CHAIN, counts, strict=False)), minimum=minimum, chain=CHAIN)
    return [("".join(categories), size) for categories, size in groups]


def part(mean: float, n: int, population: int | None = None) -> Released:
    """Return the cell of a group in which all have the same score."""
    return cell(np.full(n, mean), population=population or n, rules=rules_with(), prior=WEAK)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((5, 6, 7), [("a", 5), ("b", 6), ("c", 7)]),
        ((4, 6, 7), [("ab", 10), ("c", 7)]),
        ((6, 7, 4), [("a", 6), ("bc", 11)]),
        ((9, 2, 8), [("a", 9), ("bc", 10)]),
        ((8, 2, 9), [("ab", 10), ("c", 9)]),
        ((8, 2, 8), [("a", 8), ("bc", 10)]),
        ((6, 3, 6, 3, 6), [("a", 6), ("bc", 9), ("de", 9)]),
        ((3, 3, 6), [("ab", 6), ("c", 6)]),
        ((1, 1, 1, 1, 1), [("abcde", 5)]),
        ((1, 1, 1, 1, 0), []),
        ((2, 2, 9, 1, 1), [("abcde", 15)]),
        ((6, 0, 7), [("a", 6), ("c", 7)]),
        ((6, 0, 4), [("ac", 10)]),
        ((9,), [("a", 9)]),
        ((4,), []),
        ((), []),
    ],
)
def test_the_smallest_group_merges_with_its_smaller_neighbour_and_a_tie_goes_right(
    counts: tuple[int, ...], expected: list[tuple[str, int]]
) -> None:
    assert merged(*counts) == expected


def test_a_raised_minimum_merges_more() -> None:
    assert merged(6, 7, 8, minimum=7) == [("ab", 13), ("c", 8)]
    assert merged(6, 7, 8, minimum=14) == [("abc", 21)]
    assert merged(6, 7, 8, minimum=22) == []


def test_sectors_stand_in_the_declared_chain_however_they_are_counted() -> None:
    counts = {"other": 5, "education": 6, "administration": 7}

    assert [group.categories for group in merge(counts, minimum=5)] == [("administration",), ("education",), ("other",)]
    assert SECTORS == ("administration", "civil_society", "education", "health", "business", "other")


def test_a_category_outside_the_chain_is_refused() -> None:
    with pytest.raises(ValueError, match="no category of the chain: sport, youth"):
        merge({"youth": 5, "health": 6, "sport": 9}, minimum=5)


def test_a_total_weighs_the_groups_by_who_answered_and_adds_their_variances() -> None:
    parts = [part(1.9, 7), part(2.6, 9)]
    total = combined(parts, population=16, rules=rules_with(), prior=WEAK)

    # bis 2,0 stands for 1 to 2.25, and 2,5 for 2.25 to 2.75; the error is 0.25 × 0.81 / N, of a census.
    variances = [0.2025 / 7 + 1.25**2 / 12, 0.2025 / 9 + 0.5**2 / 12]
    assert total.estimate is not None
    assert [total.estimate.value, total.estimate.variance] == pytest.approx(
        [(7 * 1.625 + 9 * 2.5) / 16, (7 / 16) ** 2 * variances[0] + (9 / 16) ** 2 * variances[1]], abs=1e-9
    )
    assert total.cell == Cell(
        n=16, population=16, form="tenths", value=2.1, low=1.8, high=2.5, below=1.0, from_groups=True
    )


def test_organisations_of_sectors_without_an_answer_are_unseen() -> None:
    parts = [part(1.9, 7), part(2.6, 9)]
    seen = combined(parts, population=16, rules=rules_with(), prior=WEAK).estimate
    total = combined(parts, population=20, rules=rules_with(), prior=WEAK).estimate

    # A fifth is unseen: drawn to the prior mean with the weight of one in 17, and as unsure as a new organisation.
    assert seen is not None
    assert total is not None
    pull = 0.2 / 17
    assert [total.value, total.variance] == pytest.approx(
        [
            seen.value + pull * (3 - seen.value),
            (1 - pull) ** 2 * seen.variance + 0.2**2 * 0.81 * (1 / 17 + 1 / 4),
        ],
        abs=1e-9,
    )
    assert total.low == pytest.approx(total.value - 1.644854 * math.sqrt(total.variance), abs=1e-6)


def test_equal_cells_give_equal_totals_whatever_the_answers() -> None:
    one = combined([part(1.1, 7), part(2.3, 9, 12)], population=19, rules=rules_with(), prior=WEAK)
    other = combined([part(2.2, 7), part(2.7, 9, 12)], population=19, rules=rules_with(), prior=WEAK)

    assert one == other


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            [part(1.9, 5), part(2.6, 5)],
            Cell(n=10, form="halves", value=2.0, end="low", low=1.0, high=2.2, below=1.0, from_groups=True),
        ),
        (
            [part(1.0, 6), part(1.0, 6), part(1.5, 12)],
            Cell(n=24, form="tenths", value=1.5, end="low", below=1.0, from_groups=True),
        ),
        (
            [part(3.5, 30, 34), part(2.6, 5, 10)],
            Cell(n=35, form="full", value=3.4, low=3.2, high=3.5, below=0.0, from_groups=True),
        ),
    ],
)
def test_a_total_from_groups_has_the_form_of_its_number(parts: list[Released], expected: Cell) -> None:
    population = sum(one.cell.population or 0 for one in parts)
    total = combined(parts, population=population, rules=rules_with(), prior=WEAK).cell

    assert total == msgspec.structs.replace(expected, population=population)


def test_a_total_in_half_steps_follows_from_the_half_step_that_is_printed() -> None:
    strict = rules_with(strict=True)
    parts = [cell(np.full(12, mean), population=12, rules=strict, prior=WEAK) for mean in (2.5, 2.5, 3.0, 3.0)]
    total = combined(parts, population=48, rules=strict, prior=WEAK)
    printed = cell(np.full(48, 2.75), population=48, rules=strict, prior=WEAK)

    # The groups alone would say 2.6 to 2.9, and contradict the 3.0 that is printed for 2.75.
    assert (total.cell.value, total.cell.low, total.cell.high, total.cell.below) == (3.0, 2.7, 3.3, 0.5)
    assert total.cell == msgspec.structs.replace(printed.cell, from_groups=True)


def test_a_total_of_fewer_than_a_raised_minimum_is_withheld() -> None:
    parts = [part(1.9, 5), part(2.6, 5)]

    assert combined(parts, population=10, rules=rules_with(minimum=11), prior=WEAK).cell == Cell(hidden="too_few")
