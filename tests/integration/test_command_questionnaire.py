"""``diagnostic questionnaire``: check questionnaires of one's own, and show any of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import questionnaires
from diagnostic.i18n import Language
from questionnaires.codebook import tie_variables, variables
from questionnaires.loading import find, find_or_load, library
from tests.integration.command import run, spawn
from tests.integration.test_command_analyse_options_refused import ONE_LANGUAGE

LIBRARY = Path(questionnaires.__file__).parent / "library"
FOREIGN = Path(__file__).parents[1] / "data" / "lq2002.toml"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A questionnaire in one language and one file."""
    file = tmp_path / "streets.toml"
    file.write_text(ONE_LANGUAGE, encoding="utf-8")
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """The same with a scale that is not there, and a text that is blank."""
    file = tmp_path / "bad.toml"
    text = ONE_LANGUAGE.replace('scale = "trust"', 'scale = "trusd"').replace(
        'scales.trust = "Trust"', 'scales.trust = " "'
    )
    file.write_text(text, encoding="utf-8")
    return file


def test_a_questionnaire_without_errors_is_fine_whatever_there_is_to_remark(good: Path) -> None:
    german, english = run("questionnaire", "check", good), run("questionnaire", "check", good, language="en")

    assert (german.code, english.code) == (0, 0)
    assert german.out[-1] == f"{good}: in Ordnung. Aussagen: 1, Skalen: 1, Sprachen: en."
    assert english.out[-1] == f"{good}: fine. Statements: 1, scales: 1, languages: en."
    assert [line.startswith("Remark: ") for line in english.out[:-1]] == [True]


def test_every_error_is_told_with_file_and_place(bad: Path) -> None:
    ran = run("questionnaire", "check", bad, language="en")

    *errors, end = (line for line in ran.out if not line.startswith("Remark: "))
    assert ran.code == 2
    assert [line.startswith(f"Error: {bad}: ") for line in errors] == [True] * len(errors)
    assert end == f"{bad}: not fine. Errors: {len(errors)}."
    assert len([line for line in errors if "trusd" in line]) == 1
    assert len([line for line in errors if "scales.trust" in line]) == 1


def test_every_file_is_looked_at_and_one_with_errors_is_enough_for_the_exit_code(good: Path, bad: Path) -> None:
    missing = good.with_name("missing.toml")

    ran = run("questionnaire", "check", bad, missing, good, LIBRARY / "kurzcheck" / "2026.1")

    told = [line for line in ran.out if not line.startswith(("Fehler: ", "Bemerkung: "))]
    assert ran.code == 2
    assert [line.split(": ")[1].rstrip(".") for line in told] == [
        "nicht in Ordnung. Fehler",
        "nicht in Ordnung. Fehler",
        "in Ordnung. Aussagen",
        "in Ordnung. Aussagen",
    ]
    assert f"Fehler: {missing}: Diese Datei oder diesen Ordner gibt es nicht." in " ".join(ran.out)


def test_every_questionnaire_of_the_library_is_fine() -> None:
    folders = [LIBRARY / identity / version for identity, version in library()]

    ran = run("questionnaire", "check", *folders)

    assert ran.code == 0
    assert [line.split(": ")[0] for line in ran.out if not line.startswith("Bemerkung: ")] == [
        str(folder) for folder in folders
    ]


@pytest.mark.parametrize("content", [b"", b"\0" * 1_000, b"\xff\xfe", b"[", b"format = 1", b"x" * 300_000])
def test_a_file_that_is_no_questionnaire_is_told_in_lines(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file.toml"
    file.write_bytes(content)

    ran = run("questionnaire", "check", file)

    *errors, end = ran.out
    assert ran.code == 2
    assert [line.startswith(f"Fehler: {file}") and len(line) < 1_000 for line in errors] == [True] * len(errors)
    assert end == f"{file}: nicht in Ordnung. Fehler: {len(errors)}."
    assert errors != []


def test_a_file_to_check_must_be_named() -> None:
    assert run("questionnaire", "check").code == 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_questionnaire_is_shown_with_every_word_in_the_language_asked_for(language: Language) -> None:
    ran = run("questionnaire", "show", "kurzcheck", "--lang", language, language="de" if language == "en" else "en")

    texts = find("kurzcheck").texts[language]
    shown = " ".join(" ".join(ran.out).split())
    assert (ran.code, ran.err) == (0, ())
    assert ran.out[0] == f"{texts.title} (kurzcheck 2026.1)"
    assert [text for text in texts.statements.values() if text not in shown] == []


def test_without_a_language_the_terminals_is_taken_or_else_the_original(good: Path) -> None:
    german, english = (run("questionnaire", "show", "kurzcheck", language=language) for language in ("de", "en"))
    only = run("questionnaire", "show", good, language="de")

    assert german.out[0] == "Kurzcheck der Zusammenarbeit (kurzcheck 2026.1)"
    assert english.out[0] == "Short check of working together (kurzcheck 2026.1)"
    assert (only.code, only.out[0]) == (0, "Streets (streets 1.0)")


def test_a_language_that_it_does_not_speak_is_refused_in_the_terminals_own(good: Path) -> None:
    ran = run("questionnaire", "show", good, "--lang", "de", language="en")

    assert ran.is_refused("en", "Language de: the questionnaire streets speaks only en.")


@pytest.mark.parametrize("name", [*dict.fromkeys(identity for identity, _ in library()), FOREIGN])
def test_the_codebook_is_a_csv_with_a_row_for_every_variable(name: str | Path) -> None:
    ran = run("questionnaire", "show", name, "--codebook")

    rows = list(csv.DictReader(ran.out))
    questionnaire = find_or_load(str(name))
    named = [(row["file"], row["name"]) for row in rows if row["kind"] != "identifier"]
    assert ran.code == 0
    assert named == [
        *(("answers", variable.name) for variable in variables(questionnaire)),
        *(("ties", variable.name) for variable in tie_variables(questionnaire)),
    ]
    assert [row for row in rows if None in row or None in row.values()] == []


def test_the_codebook_leaves_the_program_as_it_is_whatever_the_terminal_can_show() -> None:
    ran = spawn("questionnaire", "show", "kurzcheck", "--codebook", environment={"PYTHONIOENCODING": "ascii"})

    assert ran.out == run("questionnaire", "show", "kurzcheck", "--codebook").out
    assert "ü" in "".join(ran.out)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_questionnaire_that_does_not_exist_is_one_line_with_those_that_do(language: Language) -> None:
    ran = run("questionnaire", "show", "nichts", language=language)

    (fault,) = ran.refusal(language)
    assert [name for name, _ in library() if name not in fault] == []


def test_a_statement_that_looks_like_a_formula_is_neutral_in_the_codebook(good: Path) -> None:
    good.write_text(good.read_text(encoding="utf-8").replace('"We trust', '"=1+1 We trust'), encoding="utf-8")

    ran = run("questionnaire", "show", good, "--codebook")

    (row,) = (row for row in csv.DictReader(ran.out) if row["name"] == "trust_01")
    assert row["text_en"] == "'=1+1 We trust each other."
