"""``diagnostic analyse`` on files with faults: what is wrong in a line each, exit code 2, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnostic.i18n import Language
from tests.hostile.building import Rows, healthy, with_cell, with_column, without_column, written
from tests.integration.command import run
from tests.integration.conftest import Arguments

SECTORS = ["health", "other", *[""] * 4]

ANSWERS: dict[str, tuple[Rows, str, str]] = {
    "blank organisation": (
        with_cell(4, 1, "  "),
        "answers.csv, Zeile 5, Spalte „organisation“: Die Zelle ist leer.",
        "answers.csv, row 5, column “organisation”: the cell is empty.",
    ),
    "duplicate respondent": (
        with_cell(4, 0, "P01"),
        "answers.csv, Zeilen 2 und 5, Spalte „respondent“: „P01“ kommt zweimal vor.",
        "answers.csv, rows 2 and 5, column “respondent”: “P01” occurs twice.",
    ),
    "two sectors for one organisation": (
        with_column("sector", ["health", *[""] * 5, "other", *[""] * 5]),
        "answers.csv, Zeilen 2 und 8, Spalte „sector“: „Träger 1“ ist als health und als other angegeben.",
        "answers.csv, rows 2 and 8, column “sector”: “Träger 1” is given as health and as other.",
    ),
    "an unknown sector": (
        with_column("sector", ["Verein", *[""] * 11]),
        "answers.csv, Zeile 2, Spalte „sector“: „Verein“ ist kein Bereich. Erlaubt: administration, civil_society,",
        "answers.csv, row 2, column “sector”: “Verein” is not a sector. Allowed: administration, civil_society,",
    ),
    "unknown column": (
        with_column("Notiz", [""] * 12),
        "answers.csv: Die Spalte „Notiz“ gehört nicht zum Fragebogen.",
        "answers.csv: the column “Notiz” does not belong to the questionnaire.",
    ),
    "misspelt column": (
        with_column("silos_1", ["3"] * 12),
        "answers.csv: Die Spalte „silos_1“ gehört nicht zum Fragebogen.",
        "answers.csv: the column “silos_1” does not belong to the questionnaire.",
    ),
    "missing column": (
        without_column("silos_01"),
        "answers.csv: Die Spalte „silos_01“ fehlt.",
        "answers.csv: the column “silos_01” is missing.",
    ),
    "a code that is not allowed": (
        with_cell(12, 2, "7"),
        f"answers.csv, Zeile 13, Spalte „{healthy()[0][2]}“: „7“ ist nicht erlaubt. Erlaubt: 1–5, 98, 99, -1",
        f"answers.csv, row 13, column “{healthy()[0][2]}”: “7” is not allowed. Allowed: 1–5, 98, 99, -1",
    ),
}

LISTS: dict[str, tuple[str, str, str]] = {
    "an organisation that is not on the list": (
        "organisation\nTräger 1\nTräger 2\nTräger 3\nTräger 4\nTräger 5\nVerein\n",
        "answers.csv, Zeile 7, Spalte „organisation“: „Träger 6“ steht nicht in organisations.csv.",
        "answers.csv, row 7, column “organisation”: “Träger 6” is not in organisations.csv.",
    ),
    "an organisation twice on the list": (
        "organisation\n" + "".join(f"Träger {number}\n" for number in (1, 2, 3, 4, 5, 6, 3)),
        "organisations.csv, Zeilen 4 und 8, Spalte „organisation“: „Träger 3“ ist zweimal aufgeführt.",
        "organisations.csv, rows 4 and 8, column “organisation”: “Träger 3” is listed twice.",
    ),
    "a list without names": (
        "organisation;sector\n" + "".join(f"Träger {number};\n" for number in range(1, 7)) + ";health\n",
        "organisations.csv, Zeile 8, Spalte „organisation“: Die Zelle ist leer.",
        "organisations.csv, row 8, column “organisation”: the cell is empty.",
    ),
    "a list with another column": (
        "organisation;Ort\n" + "".join(f"Träger {number};\n" for number in range(1, 7)),
        "organisations.csv: Die Spalte „Ort“ gehört nicht in die Liste der Organisationen.",
        "organisations.csv: the column “Ort” does not belong in the list of organisations.",
    ),
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("fault", ANSWERS)
def test_a_fault_in_the_answers_is_one_line_with_its_place(
    fault: str, language: Language, arguments: Arguments, tmp_path: Path
) -> None:
    rows, german, english = ANSWERS[fault]
    (tmp_path / "answers.csv").write_bytes(written(rows))

    ran = run(*arguments(), language=language)

    assert ran.is_refused(language, german if language == "de" else english)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("fault", LISTS)
def test_a_fault_in_the_list_of_organisations_is_told_line_by_line(
    fault: str, language: Language, arguments: Arguments, tmp_path: Path
) -> None:
    text, german, english = LISTS[fault]
    (tmp_path / "organisations.csv").write_text(text, encoding="utf-8")

    ran = run(*arguments("--organisations", tmp_path / "organisations.csv"), language=language)

    assert ran.refusal(language)[0].startswith(german if language == "de" else english)
    assert not (tmp_path / "out").exists()


def test_every_fault_is_told_at_once_each_in_its_own_line(arguments: Arguments, tmp_path: Path) -> None:
    rows = with_column("Notiz", [""] * 12)
    rows[3][1], rows[5][0], rows[7][4] = "", "P01", "9"
    (tmp_path / "answers.csv").write_bytes(written(rows))

    faults = run(*arguments(), language="en").refusal("en")

    assert [fault.split(": ")[0] for fault in faults] == [
        "answers.csv",
        "answers.csv, rows 2 and 6, column “respondent”",
        "answers.csv, row 4, column “organisation”",
        f"answers.csv, row 8, column “{rows[0][4]}”",
    ]


def test_a_sector_that_contradicts_the_list_is_refused(arguments: Arguments, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(written(with_column("sector", SECTORS * 2)))
    names = "".join(f"Träger {number};education\n" for number in range(1, 7))
    (tmp_path / "organisations.csv").write_text(f"organisation;sector\n{names}", encoding="utf-8")

    ran = run(*arguments("--organisations", tmp_path / "organisations.csv"))

    start = "answers.csv, Zeile {}, Spalte „sector“: „Träger {}“ ist als {} angegeben, in organisations.csv aber als"
    expected = [(2, 1, "health"), (3, 2, "other"), (8, 1, "health"), (9, 2, "other")]
    assert ran.is_refused("de", *(start.format(*each) for each in expected))


def test_sectors_cannot_be_compared_where_nobody_tells_them(arguments: Arguments) -> None:
    ran = run(*arguments("--grouping", "sector"))

    assert ran.is_refused("de", *(f"„Träger {number}“: Der Bereich fehlt." for number in range(1, 7)))
