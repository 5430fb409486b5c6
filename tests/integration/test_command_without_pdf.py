"""Where the libraries that draw a PDF are missing: everything else is written, and one line says what to install."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diagnostic.demo.plan import demo_plan
from reports.pdf import SYSTEM_PACKAGES
from tests.hostile.building import healthy, written
from tests.integration.command import contents, run, spawn, without_pdf_libraries
from tests.integration.conftest import Arguments


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which WeasyPrint cannot load its libraries, and says so as it does itself."""
    folder = tmp_path / "broken"
    folder.mkdir()
    text = "raise OSError(\"cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file\")\n"
    (folder / "weasyprint.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def test_the_program_ends_with_exit_code_3_and_says_what_to_install(
    arguments: Arguments, environment: dict[str, str], tmp_path: Path
) -> None:
    ran = spawn(*arguments(), environment=environment)

    out = tmp_path / "out"
    assert (ran.code, ran.out) == (
        3,
        tuple(f"Geschrieben: {out / name}" for name in ("diagnosis.json", "report.de.html")),
    )
    assert ran.err == (
        "[1/5] Fragebogen gelesen: Kurzcheck der Zusammenarbeit. Skalen: 11.",
        "[2/5] Antworten gelesen. Personen: 12, Organisationen: 6.",
        *ran.err[2:4],
        f"Kein PDF: Es fehlen Systembibliotheken. Auf Debian: apt-get install {SYSTEM_PACKAGES}",
    )
    assert sorted(contents(out)) == ["diagnosis.json", "report.de.html"]


def test_what_is_written_is_the_same_as_where_a_pdf_can_be_drawn(arguments: Arguments, tmp_path: Path) -> None:
    with without_pdf_libraries():
        without = run(*arguments())
    fewer = contents(tmp_path / "out")

    assert (without.code, run(*arguments()).code) == (3, 0)
    more = contents(tmp_path / "out")
    assert more.pop("report.de.pdf").startswith(b"%PDF-")
    assert more == fewer


def test_a_pdf_of_an_earlier_analysis_is_kept_and_named_as_such(arguments: Arguments, tmp_path: Path) -> None:
    older = tmp_path / "out" / "report.en.pdf"
    older.parent.mkdir()
    older.write_bytes(b"%PDF-")

    with without_pdf_libraries():
        ran = run(*arguments("--lang", "en"), language="en")

    assert ran.code == 3
    assert ran.err[-2:] == (
        f"No PDF: system libraries are missing. On Debian: apt-get install {SYSTEM_PACKAGES}",
        f"{older}: this file is from before, and does not belong to this analysis.",
    )
    assert older.read_bytes() == b"%PDF-"


def test_bad_input_is_refused_as_ever(arguments: Arguments, environment: dict[str, str], tmp_path: Path) -> None:
    header, *rows = healthy()
    (tmp_path / "answers.csv").write_bytes(written([header, rows[0], rows[0]]))

    ran = spawn(*arguments(), environment=environment)

    assert ran.is_refused("de", "answers.csv, Zeilen 2 und 3, Spalte „respondent“: „P01“ kommt zweimal vor.")


def test_the_demo_ends_well_and_its_report_is_there_as_a_page(environment: dict[str, str], tmp_path: Path) -> None:
    ran = spawn("demo", "--no-serve", environment=environment | {"ZUSAMMENSPIEL_DATA": str(tmp_path)})

    with closing(sqlite3.connect(tmp_path / "zusammenspiel.sqlite")) as kept:
        formats = kept.execute("SELECT format FROM documents ORDER BY language").fetchall()
    assert ran.code == 0
    assert [line.rpartition(" WARNING ")[2] for line in ran.err if not line.startswith("[")] == [
        "diagnostic.analysis no PDF: system libraries are missing"
    ]
    pages = [("html",)] * 2 * (1 + len(demo_plan().neighbours.initiatives))
    assert sorted(formats) == sorted([*pages, ("graphml",), ("nodes",), ("ties",)])
