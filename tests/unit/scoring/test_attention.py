"""Marked persons are counted as coarsely as a group, stay in every figure, and their weight is told where it may be."""

from __future__ import annotations

import pandas as pd
import pytest

from scoring.answers import check_answers
from scoring.diagnosis import Diagnosis
from scoring.patterns import Careless
from scoring.pipeline import diagnose
from tests.unit.scoring.instruments import Asked, instrument

SCALES = instrument(*(Asked(f"s{place}", statements=4, reversed=(2, 4)) for place in range(1, 6)))
STATEMENTS = [statement.id for statement in SCALES.statements]
STRAIGHT = [1] * 20
"""The same answer to everything: a 3 on every scale, which nobody who reads gives."""


def person(number: int) -> list[int]:
    """Return the answers of one who reads, and finds most things good."""
    return [(2 if place % 2 else 4) + (place * 7 + place // 4 + number) % 3 - 1 for place in range(20)]


def told(rows: list[tuple[str, list[int]]], *, strict: bool = False) -> Diagnosis:
    """Return the diagnosis of persons, each of an organisation."""
    table = pd.DataFrame([codes for _, codes in rows], columns=STATEMENTS)
    table.insert(0, "organisation", [name for name, _ in rows])
    table.insert(0, "respondent", [f"p{place}" for place in range(len(rows))])
    return diagnose(check_answers(table, SCALES), SCALES, strict=strict)


def readers(organisations: int) -> list[tuple[str, list[int]]]:
    """Return one who reads for each organisation."""
    return [(f"o{number}", person(number)) for number in range(organisations)]


def straight(count: int, first: int = 0) -> list[tuple[str, list[int]]]:
    """Return people who give one answer throughout, each in an organisation of its own."""
    return [(f"o{first + number}", STRAIGHT) for number in range(count)]


def test_nobody_marked_is_said() -> None:
    assert told(readers(12)).careless == Careless(told="none", moved=())


@pytest.mark.parametrize("count", [1, 4])
def test_a_few_are_not_counted(count: int) -> None:
    careless = told([*readers(12), *straight(count)]).careless

    assert careless == Careless(told="few", moved=())


def test_five_or_more_are_counted() -> None:
    careless = told([*readers(14), *straight(6)]).careless

    assert careless is not None
    assert (careless.told, careless.persons) == ("number", 6)


def test_findings_that_would_be_others_without_them_are_named() -> None:
    diagnosis = told([*readers(12), *straight(12), *straight(12), *straight(12)])

    assert diagnosis.careless is not None
    assert diagnosis.careless.moved
    assert set(diagnosis.careless.moved) <= {scale.id for scale in diagnosis.scales}


def test_marked_persons_are_left_in_every_figure() -> None:
    assert told([*readers(12), *straight(3)]).participation.persons == 15


def test_what_would_change_is_not_told_where_fewer_than_five_organisations_would_be_missing() -> None:
    careless = told([*readers(12), *straight(2, first=50)]).careless

    assert careless == Careless(told="few", moved=None)


@pytest.mark.parametrize(("organisations", "strict"), [(8, False), (14, True)])
def test_nothing_is_told_below_12_or_in_half_steps(*, organisations: int, strict: bool) -> None:
    assert told([*readers(organisations), *straight(1)], strict=strict).careless is None
