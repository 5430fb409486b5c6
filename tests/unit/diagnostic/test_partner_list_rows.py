"""What is wrong with rows of a list, where, and which rows are taken over beside them."""

from __future__ import annotations

import pytest

from diagnostic.partner_lists import PartnerRow
from diagnostic.partner_lists.model import MOST_PROBLEMS
from tests.unit.diagnostic.partner_files import codes, lines, read, told


def test_an_organisation_may_have_several_people_and_name_its_sector_once() -> None:
    found = read(
        ["Amt", "Verwaltung", "Erika Beispiel", "erika@amt.example", "de"],
        ["Amt", "", "Max Beispiel", "", ""],
        ["Amt", "administration", "", "buero@amt.example", "englisch"],
    )

    assert found.problems == ()
    assert found.rows == (
        PartnerRow(
            line=2,
            organisation="Amt",
            sector="administration",
            name="Erika Beispiel",
            email="erika@amt.example",
            language="de",
        ),
        PartnerRow(line=3, organisation="Amt", sector="administration", name="Max Beispiel"),
        PartnerRow(line=4, organisation="Amt", sector="administration", email="buero@amt.example", language="en"),
    )


def test_good_rows_are_taken_over_beside_bad_ones() -> None:
    found = read(["Schule", "Bildung"], ["", "Bildung"], ["Verein", "Sport"], ["Klinik", "Gesundheit"])

    assert lines(found) == [2, 5]
    assert told(found) == [
        "Row 3, column “Organisation”: The name of the organisation is missing. Enter it.",
        (
            "Row 4, column “Bereich”: “Sport” is not a sector. "
            "Allowed are Administration, Civil society, Education, Health, Business and Other sector."
        ),
    ]


def test_a_misspelt_sector_or_language_gets_a_suggestion() -> None:
    found = read(["Schule", "Bildnug"], ["Amt", "Verwaltung", "", "", "Deutch"])

    assert lines(found) == []
    assert [one.problem.values.get("near") for one in found.problems] == ["Bildung", "Deutsch"]
    assert codes(found) == [(2, "partner_sector_unknown_near"), (3, "partner_language_unknown_near")]


def test_two_sectors_keep_every_row_of_the_organisation_back() -> None:
    found = read(["Haus", "Bildung"], ["Haus", ""], ["Haus", "health"], ["Amt", "Verwaltung"])

    assert lines(found) == [5]
    assert codes(found) == [(2, "partner_sector_two"), (3, "partner_sector_two"), (4, "partner_sector_two")]
    assert told(found)[0] == (
        "Row 2, column “Bereich”: “Haus” has the sector “Bildung” in row 2 and “health” in row 4. "
        "Enter the same one everywhere. Until then no row of this organisation is taken over."
    )


def test_two_words_for_the_same_sector_are_no_contradiction() -> None:
    assert lines(read(["Haus", "Bildung"], ["Haus", "EDUCATION"])) == [2, 3]


def test_an_organisation_without_any_sector_is_told_in_each_of_its_rows() -> None:
    found = read(["Haus", ""], ["Haus", " "], ["Amt", "Verwaltung"])

    assert lines(found) == [4]
    assert codes(found) == [(2, "partner_sector_nowhere"), (3, "partner_sector_nowhere")]


def test_two_spellings_of_one_name_are_told() -> None:
    found = read(["AWO", "Gesundheit"], ["Awo", ""])

    assert lines(found) == [2]
    assert told(found) == [
        "Row 3, column “Organisation”: “Awo” is written “AWO” in row 2. Write the name alike in all rows."
    ]


def test_an_address_may_occur_once() -> None:
    found = read(["A", "Bildung", "", "x@a.example"], ["B", "Bildung", "", "X@A.example"])

    assert lines(found) == [2]
    assert codes(found) == [(3, "partner_email_twice")]


def test_the_same_name_in_an_organisation_is_a_remark() -> None:
    found = read(["A", "Bildung", "Kim Muster"], ["A", "", "kim muster"], ["B", "Bildung", "Kim Muster"])

    assert lines(found) == [2, 3, 4]
    assert [(one.severity, one.row, one.problem.code) for one in found.problems] == [
        ("remark", 3, "partner_name_twice")
    ]


def test_every_fault_of_a_row_is_told_in_its_column() -> None:
    found = read(["a\u200bb", "Sport", "x" * 201, "keine Adresse", "Klingonisch"])

    assert [(one.row, one.column, one.problem.code) for one in found.problems] == [
        (2, "Organisation", "partner_character"),
        (2, "Bereich", "partner_sector_unknown"),
        (2, "Ansprechperson", "partner_too_long"),
        (2, "E-Mail", "partner_email_unfit"),
        (2, "Sprache", "partner_language_unknown"),
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_cell_that_begins_as_a_formula_does_is_kept_as_it_is(sign: str) -> None:
    found = read([f"{sign}1+2", "Bildung", f"{sign}A1", f"{sign}x@a.example"[sign == "@" :]])

    assert [(row.organisation, row.name) for row in found.rows] == [(f"{sign}1+2", f"{sign}A1")]
    assert found.problems == ()


def test_more_problems_than_anybody_reads_are_counted() -> None:
    found = read(*(["", "Bildung"] for _ in range(MOST_PROBLEMS + 5)))

    assert len(found.problems) == MOST_PROBLEMS + 1
    assert found.problems[-1].text("de") == (
        "Weitere Hinweise, die hier nicht aufgeführt sind: 5. Beheben Sie zuerst die oben genannten Fehler."
    )
