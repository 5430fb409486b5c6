"""Cells that a spreadsheet program would run are made plain text."""

from __future__ import annotations

import pytest

from questionnaires.codebook import as_rows
from questionnaires.loading import parse
from questionnaires.spreadsheet import neutral
from tests.unit.questionnaires.samples import ENGLISH, MAIN, changed, contents


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_as_a_formula_does_becomes_text(sign: str) -> None:
    assert neutral(f"{sign}1+2") == f"'{sign}1+2"


@pytest.mark.parametrize("cell", ["", "a=1", "1 - 2", "'=1", " =1", "−1"])
def test_any_other_cell_is_left_as_it_is(cell: str) -> None:
    assert neutral(cell) == cell


def test_no_cell_of_a_codebook_begins_as_a_formula_does() -> None:
    main = changed(MAIN, ("highest = 50", "highest = 500"))
    english = changed(
        ENGLISH,
        ("We work across departments.", '=HYPERLINK(\\"a\\")'),
        ("Where do you work?", "@SUM(A1)"),
        ("How many partners do you know?", "+1"),
    )
    questionnaire, _ = parse(contents(main=main, english=english))
    assert questionnaire is not None

    rows = {row["name"]: row for row in as_rows(questionnaire)}

    assert [rows[name]["text_en"] for name in ("silos_01", "sector", "partners")] == [
        '\'=HYPERLINK("a")',
        "'@SUM(A1)",
        "'+1",
    ]
    assert rows["partners"]["codes_en"] == "'-1 = not shown"
    assert rows["silos_01"]["codes_en"] == (
        "1 = no | 2 = partly | 3 = yes | 98 = cannot judge | 99 = no answer | -1 = not shown"
    )
