"""Equal answers give equal bytes: whoever analyses them, wherever, and however the file is written."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.hostile.building import Rows, healthy, with_cell, written
from tests.integration.command import contents, diagnosed, pages, run, spawn
from tests.integration.conftest import Initiative

ROWS = with_cell(4, 1, "Müller & Söhne – „Haus“")

WRITTEN = {
    "semicolons": written(ROWS),
    "commas": written(ROWS, delimiter=","),
    "line feeds": written(ROWS, end="\n"),
    "a byte order mark": codecs.BOM_UTF8 + written(ROWS),
    "commas and a byte order mark": codecs.BOM_UTF8 + written(ROWS, delimiter=","),
    "Windows-1252": written(ROWS, encoding="cp1252"),
    "Windows-1252 and commas": written(ROWS, delimiter=",", encoding="cp1252"),
    "rows in another order": written([ROWS[0], *ROWS[:0:-1]]),
    "columns in another order": written([row[::-1] for row in ROWS]),
    "decimals and blanks": written([ROWS[0], *([*row[:2], *(f" {code}.0" for code in row[2:])] for row in ROWS[1:])]),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The results of the file as it is written most plainly."""
    return results(tmp_path_factory.mktemp("plain"), WRITTEN["semicolons"])


def results(folder: Path, answers: bytes) -> dict[str, bytes]:
    """Return diagnosis and page of a file of answers."""
    (folder / "answers.csv").write_bytes(answers)
    diagnosed(folder / "answers.csv")
    return {name: data for name, data in contents(folder).items() if name != "answers.csv"}


def test_two_processes_in_two_places_write_the_same_three_files_without_a_date(initiative: Initiative) -> None:
    arguments = (
        *("analyse", initiative.answers, "--organisations", initiative.organisations, "--grouping", "sector"),
        *("--questionnaire", "kurzcheck", "--title", "Bündnis", "--fielded", "2026-05-04..2026-05-29"),
    )
    here = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C"}
    there = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"}

    one = spawn(*arguments, "--out", initiative.out / "one", environment=here)
    other = spawn(*arguments, "--out", "other", environment=there, folder=initiative.answers.parent)

    first, second = contents(initiative.out / "one"), contents(initiative.answers.parent / "other")
    assert (one.code, other.code) == (0, 0)
    assert sorted(first) == ["diagnosis.json", "report.de.html", "report.de.pdf"]
    assert {name: first[name] == second[name] for name in first} == dict.fromkeys(first, True)
    assert {"/CreationDate", "/ModDate"}.isdisjoint(PdfReader(initiative.out / "one" / "report.de.pdf").metadata or {})


@pytest.mark.parametrize("way", WRITTEN)
def test_a_file_says_the_same_however_it_is_written(way: str, tmp_path: Path, plain: dict[str, bytes]) -> None:
    assert results(tmp_path, WRITTEN[way]) == plain


def test_another_answer_gives_other_bytes(tmp_path: Path, plain: dict[str, bytes]) -> None:
    header, *rows = ROWS
    lower: Rows = [header, *([*row[:2], *("1" for _ in row[2:])] for row in rows)]

    other = results(tmp_path, written(lower))

    assert other.keys() == plain.keys()
    assert {name: other[name] == plain[name] for name in plain} == dict.fromkeys(plain, False)


def test_no_name_of_an_organisation_or_a_person_is_in_any_result(tmp_path: Path) -> None:
    names = [f"{sign}cmd|' /C calc'!A{place}" for place, sign in enumerate("=+-@")]
    names += [f'=HYPERLINK("https://example.org/{place}";"Träger")' for place in range(4, 12)]
    header, *rows = healthy()
    named = [[f"@SUM({place})&P", name, *row[2:]] for place, (name, row) in enumerate(zip(names, rows, strict=True))]
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written([header, *named]))

    ran = run("analyse", answers, "--questionnaire", "kurzcheck", "--out", tmp_path / "out")

    found = contents(tmp_path / "out")
    found["text"] = "\n".join(pages(tmp_path / "out" / "report.de.pdf")).encode()
    traces = [b"cmd|", b"calc", b"HYPERLINK", b"example.org", b"@SUM", b"SUM("]
    assert ran.code == 0
    assert len(found) == 4
    assert [(name, trace) for name, data in found.items() for trace in traces if trace in data] == []
