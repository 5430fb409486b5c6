"""``diagnostic demo``: from nothing to a report, which says on every page that nobody gave these answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.diagnosis import from_json
from tests.integration.command import Ran, contents, pages, spawn


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """The demo, called without an option in an empty folder."""
    folder = tmp_path_factory.mktemp("demo")
    return spawn("demo", folder=folder), folder / "out" / "demo"


def test_it_writes_answers_diagnosis_and_report_in_both_languages(demo: tuple[Ran, Path]) -> None:
    ran, out = demo

    assert ran.code == 0
    assert sorted(contents(out)) == [
        "answers.csv",
        "diagnosis.json",
        "organisations.csv",
        "report.de.html",
        "report.de.pdf",
        "report.en.html",
        "report.en.pdf",
    ]


def test_it_ends_with_the_addresses_of_the_reports(demo: tuple[Ran, Path]) -> None:
    ran, out = demo

    *_, sentence, german, english = ran.out
    assert sentence == "Die simulierte Initiative ist ausgewertet. Öffnen Sie den Bericht:"
    assert german.strip() == (out / "report.de.html").resolve().as_uri()
    assert english.strip() == (out / "report.en.html").resolve().as_uri()


@pytest.mark.parametrize(("language", "word"), [("de", "simulierte daten"), ("en", "simulated data")])
def test_every_page_says_that_it_is_simulated(language: str, word: str, demo: tuple[Ran, Path]) -> None:
    _, out = demo
    paper = pages(out / f"report.{language}.pdf")
    page = (out / f"report.{language}.html").read_text(encoding="utf-8")

    assert len(paper) > 1
    assert [word in text.lower() for text in paper] == [True] * len(paper)
    assert word in page.lower().split("<body>")[1].split("</h2>")[0]
    assert word in page.lower().split("</title>")[0]


def test_it_has_something_to_show(demo: tuple[Ran, Path]) -> None:
    diagnosis = from_json((demo[1] / "diagnosis.json").read_bytes())

    assert diagnosis.simulated
    assert {"silos", "steering", "funding"} <= {scale.id for scale in diagnosis.ranked}
    assert "strength" in {scale.flag.state for scale in diagnosis.scales}
