"""Files that hold a list of partners: formats, encodings, headings, sheets."""

from __future__ import annotations

import pytest

from diagnostic.partner_lists import PartnerList, PartnerRow, read_partner_list, template_csv
from diagnostic.partner_lists.model import Language
from tests.unit.diagnostic.partner_files import HEADING, codes, csv_file, read, told, xlsx_file

ROWS = [
    HEADING,
    ["Träger Süd", "Zivilgesellschaft", "Jörg Müßig", "j@sued.example", "Deutsch"],
    ["Amt", "Verwaltung", "", "", ""],
]
EXPECTED = (
    PartnerRow(
        line=2,
        organisation="Träger Süd",
        sector="civil_society",
        name="Jörg Müßig",
        email="j@sued.example",
        language="de",
    ),
    PartnerRow(line=3, organisation="Amt", sector="administration"),
)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_in_each_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    found = read_partner_list(csv_file(ROWS, delimiter=delimiter, encoding=encoding), "partner.csv")

    assert found == PartnerList(file="partner.csv", rows=EXPECTED, problems=())


def test_a_workbook_is_read_as_the_same_list() -> None:
    assert read_partner_list(xlsx_file(ROWS), "partner.xlsx").rows == EXPECTED


@pytest.mark.parametrize("content", [csv_file(ROWS), xlsx_file(ROWS)])
def test_the_content_decides_the_format_and_not_the_name(content: bytes) -> None:
    assert read_partner_list(content, "partner.txt").rows == EXPECTED
    assert read_partner_list(content, "partner.xls").rows == EXPECTED


@pytest.mark.parametrize(
    "heading",
    [
        ["organisation", "SECTOR", "contact person", "email", "language"],
        ["Partnerorganisation", "Sektor", "Ansprechpartner*in", "E-Mail-Adresse", "Sprache"],
        ["Name der Organisation ", "Bereich:", "Name", "e-mail", "SPRACHE"],
    ],
)
def test_headings_are_known_in_both_languages_and_any_case(heading: list[str]) -> None:
    assert read_partner_list(csv_file([heading, *ROWS[1:]]), "partner.csv").rows == EXPECTED


def test_columns_may_stand_in_any_order_and_only_two_are_needed() -> None:
    found = read_partner_list(csv_file([["Bereich", "Organisation"], ["Bildung", "Schule"]]), "partner.csv")

    assert found.rows == (PartnerRow(line=2, organisation="Schule", sector="education"),)
    assert found.problems == ()


def test_a_column_that_is_not_known_is_told_and_the_rows_are_read() -> None:
    found = read(["Schule", "Bildung", "1", "de"], heading=["Organisation", "Bereich", "Telefon", "Sprahce"])

    assert [row.organisation for row in found.rows] == ["Schule"]
    assert [one.severity for one in found.problems] == ["remark", "remark"]
    assert told(found) == [
        "Column C (“Telefon”) is not read.",
        "Column D (“Sprahce”) is not read. Is “Sprache” meant? Then rename it.",
    ]


def test_a_column_without_a_name_is_told_if_it_holds_something() -> None:
    sheet = [["Organisation", "", "Bereich", ""], ["Schule", "note", "Bildung", "note"]]
    found = read_partner_list(xlsx_file(sheet), "partner.xlsx")

    assert [row.organisation for row in found.rows] == ["Schule"]
    assert told(found) == ["Column B has no name and is not read.", "Column D has no name and is not read."]


def test_a_needed_column_that_is_missing_refuses_the_list() -> None:
    found = read(["Schule", "Bildung"], heading=["Organisaton", "Ort"])

    assert found.rows == ()
    assert codes(found) == [
        (None, "partner_organisation_missing"),
        (None, "partner_sector_missing"),
        (None, "partner_column_unread_near"),
        (None, "partner_column_unread"),
    ]


def test_two_columns_with_the_same_meaning_refuse_the_list() -> None:
    found = read(["Schule", "Bildung", "a"], heading=["Organisation", "Bereich", "Einrichtung"])

    assert found.rows == ()
    assert told(found) == [
        "The columns A (“Organisation”) and C (“Einrichtung”) mean the same. Delete one of them.",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "partner_file_empty"),
        (b"\xef\xbb\xbf", "partner_file_empty"),
        (b";;\r\n \r\n", "partner_file_empty"),
        (csv_file([HEADING]), "partner_heading_only"),
        (xlsx_file([HEADING, ["", " "]]), "partner_heading_only"),
        (xlsx_file([]), "partner_file_empty"),
    ],
)
def test_a_file_without_rows_is_refused(content: bytes, code: str) -> None:
    assert codes(read_partner_list(content, "partner.csv")) == [(None, code)]


def test_blank_rows_are_passed_over_but_counted() -> None:
    table = [["", ""], ["Organisation", "Bereich"], ["", ""], ["Schule", "Bildung"]]

    assert [row.line for row in read_partner_list(csv_file(table), "a.csv").rows] == [4]
    assert [row.line for row in read_partner_list(xlsx_file(table), "a.xlsx").rows] == [4]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    content = b'Organisation;Bereich;Ort\nA;Bildung;"x\ny"\nB;Bildng;\n'
    found = read_partner_list(content, "partner.csv")

    assert codes(found) == [(None, "partner_column_unread"), (3, "partner_sector_unknown_near")]


@pytest.mark.parametrize(("mark", "cells"), [(";", "A;Bildung"), (",", "A,Bildung"), ("\t", "A\tBildung")])
def test_the_line_that_names_the_delimiter_is_understood(mark: str, cells: str) -> None:
    found = read_partner_list(f"sep={mark}\r\nOrganisation{mark}Bereich\r\n{cells}\r\n".encode(), "partner.csv")

    assert found.rows == (PartnerRow(line=3, organisation="A", sector="education"),)


def test_a_comma_in_a_heading_does_not_hide_the_delimiter() -> None:
    found = read(["A", "Bildung", "x"], heading=["Organisation", "Bereich", "Ort, Straße, Nummer"])

    assert [row.organisation for row in found.rows] == ["A"]


def test_ragged_rows_are_told_and_the_others_read() -> None:
    found = read_partner_list(b"Organisation;Bereich;Name\nA;Bildung\nB;Bildung;x;y\nC;Bildung;z;;\n", "a.csv")

    assert [row.organisation for row in found.rows] == ["C"]
    assert told(found) == [
        "Row 2: The row has only 2 of 3 cells. Add the missing ones, even if they stay empty.",
        "Row 3: The row has 4 cells instead of 3. Put texts that contain the delimiter in quotation marks.",
    ]


def test_of_several_sheets_the_first_is_read_and_the_others_are_told() -> None:
    found = read_partner_list(xlsx_file(ROWS, [["Notizen"]]), "partner.xlsx")

    assert found.rows == EXPECTED
    assert told(found) == ["Only the sheet “Sheet” is read. Further sheets that are not read: 1."]


def test_numbers_in_a_workbook_are_read_as_a_person_sees_them() -> None:
    found = read_partner_list(xlsx_file([["Organisation", "Bereich"], [4711, "Bildung"], [2.5, "Bildung"]]), "a.xlsx")

    assert [row.organisation for row in found.rows] == ["4711", "2.5"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_template_is_a_list_without_a_fault(language: Language) -> None:
    found = read_partner_list(template_csv(language), "template.csv")

    assert [row.sector for row in found.rows] == ["civil_society", "administration"]
    assert [row.language for row in found.rows] == [language, None]
    assert found.problems == ()
    assert template_csv(language).startswith(b"\xef\xbb\xbfOrganisation;")
