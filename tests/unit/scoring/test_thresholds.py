"""Every number that decides can be traced: what it counts, where it comes from and since when it holds."""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from pathlib import Path

import msgspec
import pytest

import scoring
from scoring.thresholds import Threshold, Thresholds, thresholds

PACKAGE = Path(scoring.__file__).parent
READ_BY = ("scoring", "reports", "diagnostic")


def test_every_threshold_has_unit_source_and_date() -> None:
    incomplete = [
        name
        for name, threshold in msgspec.structs.asdict(thresholds()).items()
        if not (threshold.unit.strip() and threshold.source.strip() and isinstance(threshold.since, dt.date))
    ]

    assert incomplete == []


def test_the_thresholds_of_the_method_have_not_moved() -> None:
    # Whoever changes one of them changes results: the version of the method rises with it.
    of_the_method = {
        "minimum_contributors": 5,
        "tenths_from": 12,
        "full_from": 25,
        "statements_of_scale_from": 3,
        "answered_share": 0.5,
        "dont_know_finding": 0.25,
        "prior_mean": 3.0,
        "prior_weight": 1.0,
        "prior_df": 4.0,
        "prior_spread": 0.9,
        "prior_reliability": 0.75,
        "interval_level": 0.9,
        "barrier_line": 3.0,
        "flagged_from": 0.80,
        "clearly_from": 0.95,
        "not_flagged_to": 0.20,
        "strength_above": 3.5,
        "severity_reference": 3.5,
        "ranking_response": 0.65,
        "condition_emerging_from": 2.5,
        "condition_mature_from": 3.5,
        "share_low_below": 2.5,
        "share_high_from": 3.5,
        "band_borderline_from": 3.0,
        "band_strong_from": 4.0,
    }
    values = {name: threshold.value for name, threshold in msgspec.structs.asdict(thresholds()).items()}

    assert {name: values[name] for name in of_the_method} == of_the_method


def test_the_file_holds_each_threshold_and_no_other() -> None:
    written = tomllib.loads((PACKAGE / "thresholds.toml").read_text(encoding="utf-8"))

    assert tuple(written) == Thresholds.__struct_fields__


def test_every_threshold_decides_something() -> None:
    used = {
        node.attr
        for package in READ_BY
        for path in (PACKAGE.parent / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }

    assert set(Thresholds.__struct_fields__) - used == set()


@pytest.mark.parametrize("missing", ["unit", "source", "since", "value"])
def test_a_threshold_without_one_of_its_parts_is_refused(missing: str) -> None:
    whole = {"value": 5, "unit": "organisations", "source": "Own decision", "since": dt.date(2026, 11, 22)}

    assert msgspec.convert(whole, Threshold).value == 5
    with pytest.raises(msgspec.ValidationError, match=f"missing required field `{missing}`"):
        msgspec.convert({key: part for key, part in whole.items() if key != missing}, Threshold)
