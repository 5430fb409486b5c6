"""The benchmarks measure what their table names, and divide by the loop that the peer was divided by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks.reference import Measured, measure, reference_loop
from benchmarks.work import SIZES, all_work

MEASURED = Measured(seconds=0.25, ratio=2.5)


def test_everything_that_is_measured_stands_in_the_table_and_nothing_else(tmp_path: Path) -> None:
    assert list(all_work(tmp_path)) == list(program.entries())


def test_the_sizes_of_a_diagnosis_are_those_of_the_table() -> None:
    assert [f"diagnose_{size}" for size in SIZES] == [one for one in program.entries() if one.startswith("diagnose")]


def test_the_reference_loop_is_still_the_one_that_the_figures_were_divided_by() -> None:
    assert reference_loop().hex() == "ea2b2bcb790c9c7ed9af0aedbcdf44c085a38eca8fa5f8563908a13a60b71eff"


def test_the_median_of_the_runs_counts_and_the_first_is_to_warm_up() -> None:
    done: list[int] = []
    times: Iterator[float] = iter([0.0, 3.0, 10.0, 11.0, 20.0, 22.0])
    measured = measure(lambda: done.append(1), clock=lambda: next(times), runs=3)
    assert measured.seconds == 2.0
    assert measured.ratio > 0
    assert len(done) == 4


def test_a_row_has_seconds_and_r_beside_what_is_to_be_reached_and_what_the_peer_takes() -> None:
    rows = dict.fromkeys(program.entries(), MEASURED) | {"diagnose_10000": Measured(seconds=2.0, ratio=25.0)}
    table = program.table(rows)
    wanted = "| From a CSV of 1,000 answers to the report as PDF with charts | 0.250 | 2.50 | ≤ 25 | ≤ 12 | 83 |"
    assert [line for line in table if line.startswith(wanted)] == [f"{wanted} statistics as PDF with charts |"]
    assert "exponent 1.00 (1 is linear)" in table[-2]
    assert {line.count("|") for line in table if line.startswith("|")} == {8}


def test_figures_for_programs_name_every_piece_of_work() -> None:
    figures = program.figures(dict.fromkeys(program.entries(), MEASURED))
    assert json.loads(json.dumps(figures)) == figures
    assert figures["growth_exponent"] == pytest.approx(0.0)
