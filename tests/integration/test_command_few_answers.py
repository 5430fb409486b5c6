"""Fewer than five organisations: a valid run, whose report gives the reason on its first page and no figure at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnostic.i18n import Language
from scoring.diagnosis import Diagnosis, from_json
from tests.hostile.building import Rows, healthy, written
from tests.integration.command import diagnosed, pages, run

REASON: dict[Language, str] = {
    "de": "Ab 5 Organisationen zeigen wir Ergebnisse.",
    "en": "We show results once 5 organisations have answered.",
}


def answered_by(organisations: int, value: str | None = None) -> Rows:
    """Return the healthy file with its twelve people in so many organisations, all with one answer if it is given."""
    header, *rows = healthy()
    return [
        header,
        *(
            [row[0], f"Träger {place % organisations}", *(row[2:] if value is None else [value] * len(row[2:]))]
            for place, row in enumerate(rows)
        ),
    ]


def figures(diagnosis: Diagnosis) -> list[object]:
    """Return every figure that a diagnosis tells of its scales and conditions."""
    cells = [scale.cell for scale in diagnosis.scales] + [condition.cell for condition in diagnosis.conditions]
    told: list[object] = [
        figure
        for cell in cells
        for figure in (cell.n, cell.value, cell.low, cell.high, cell.below)
        if figure is not None
    ]
    for scale in diagnosis.scales:
        told += [*scale.statements, *scale.groups]
        told += [known for known in (scale.dont_know.much, scale.dont_know.share, scale.rank) if known is not None]
    return told


@pytest.mark.parametrize("language", ["de", "en"])
def test_four_organisations_get_a_report_of_one_page_with_the_reason(language: Language, tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written(answered_by(4)))

    given = ("--questionnaire", "kurzcheck", "--out", tmp_path / "out", "--lang", language)
    ran = run("analyse", answers, *given, language=language)

    (only,) = pages(tmp_path / "out" / f"report.{language}.pdf")
    assert ran.code == 0
    assert REASON[language] in only
    assert (
        ran.out[-1]
        == {
            "de": "Zu wenige Antworten: Der Bericht nennt den Grund auf der ersten Seite.",
            "en": "Too few answers: the report gives the reason on its first page.",
        }[language]
    )


@pytest.mark.parametrize("organisations", [1, 2, 3, 4])
def test_of_fewer_than_five_organisations_nothing_is_told_but_how_many_they_are(
    organisations: int, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written(answered_by(organisations)))
    low, high = tmp_path / "low.csv", tmp_path / "high.csv"
    low.write_bytes(written(answered_by(organisations, "1")))
    high.write_bytes(written(answered_by(organisations, "5")))

    diagnosis, page = diagnosed(answers)

    assert figures(diagnosis) == []
    assert diagnosis.participation.contributors == organisations
    assert REASON["de"] in page
    assert diagnosed(low) == diagnosed(high) == (diagnosis, page)


def test_five_organisations_get_figures(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written(answered_by(5)))

    diagnosis, page = diagnosed(answers)

    assert {scale.cell.n for scale in diagnosis.scales} == {5}
    assert REASON["de"] not in page


@pytest.mark.parametrize("value", ["", "98", "99", "-1"])
def test_twelve_people_of_whom_nobody_answers_are_no_answer(value: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written(answered_by(6, value)))

    diagnosis, page = diagnosed(answers)

    assert {scale.flag.state for scale in diagnosis.scales} == {"withheld"}
    counts = (diagnosis.participation.contributors, diagnosis.participation.persons)
    assert counts == ((6, 12) if value == "98" else (0, 0))
    assert ("Aber für keine Skala reichen die Antworten" if value == "98" else REASON["de"]) in page


def test_nobody_of_an_invited_initiative_answers(tmp_path: Path) -> None:
    attempts = (run("simulate", "--organisations", "1", "--seed", str(seed), "--out", tmp_path) for seed in range(50))
    made = next(attempt for attempt in attempts if "Personen: 0" in attempt.err[0])

    ran = run("analyse", tmp_path / "answers.csv", "--questionnaire", "vollanalyse", "--out", tmp_path / "out")

    assert made.code == 0
    assert ran.refusal() == ("answers.csv: Unter den Spaltennamen steht keine Zeile. Mindestens eine wird gebraucht.",)


def test_a_withheld_diagnosis_is_one_like_any_other(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written(answered_by(3)))

    diagnosis, _ = diagnosed(answers, "--invited", "20", "--strict")

    assert from_json((tmp_path / "diagnosis.json").read_bytes()) == diagnosis
    assert diagnosis.participation.invited == 20
