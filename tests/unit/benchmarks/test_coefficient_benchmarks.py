"""The coefficients are measured in turns beside those of a peer that computes the same figure."""

from __future__ import annotations

import json
from itertools import groupby

import pytest

from benchmarks.coefficients import (
    Compared,
    Pair,
    answers_of,
    coefficient_rows,
    coefficient_table,
    compare,
    growth,
    pairs,
    rows,
)
from benchmarks.work import SIZES

FIGURES = {
    name: {
        size: Compared(ours=size / 1e6, peer=time, ratio=time / size * 1e6)
        for size, time in zip(SIZES, (0.2, 0.2, 2.0), strict=True)
    }
    for name in rows()
}


@pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")
def test_both_sides_compute_the_same_figure_of_the_same_answers() -> None:
    compared = pairs(answers_of(60))

    assert list(compared) == list(rows())
    assert {name: pair.ours() for name, pair in compared.items()} == pytest.approx(
        {name: pair.peer() for name, pair in compared.items()}, abs=1e-6
    )


@pytest.mark.parametrize("size", [60, 1000])
def test_answers_come_from_two_people_an_organisation_and_none_is_missing(size: int) -> None:
    items, people = answers_of(size)

    assert items.shape == (size, 4)
    assert set(items.stack()) == {1.0, 2.0, 3.0, 4.0, 5.0}
    assert set(people.groupby("organisation").size()) == {2}


def test_both_sides_are_measured_in_turns_after_a_run_to_warm_up() -> None:
    done: list[str] = []

    def work(name: str) -> float:
        done.append(name)
        return float(sum(range(10_000)))

    compared = compare(Pair(lambda: work("ours"), lambda: work("peer")), runs=3)

    assert [name for name, _ in groupby(done)] == ["ours", "peer"] * 4
    assert min(compared) > 0


def test_growth_is_the_exponent_between_the_two_larger_sizes() -> None:
    assert growth(FIGURES["alpha"]) == pytest.approx((1.0, 1.0))


def test_a_row_says_how_many_times_as_long_the_peer_takes() -> None:
    table = coefficient_table(FIGURES)

    wanted = "| Cronbach's alpha with its interval | 1,000 | 1.000 | 200.000 | 200.0 | pingouin, `cronbach_alpha` |"
    assert table.count(wanted) == 1
    assert table.count("| its growth, as an exponent | 1,000 to 10,000 | 1.00 | 1.00 |  |  |") == len(rows())
    assert {line.count("|") for line in table} == {7}


def test_figures_for_programs_name_every_coefficient() -> None:
    found = coefficient_rows(FIGURES)

    assert list(json.loads(json.dumps(found))) == list(rows())
    assert found["icc"]["ratio"] == {60: 3333.33, 1000: 200.0, 10000: 200.0}
    assert found["icc"]["growth_exponents"] == [1.0, 1.0]
