"""``diagnostic analyse`` with options that cannot be right: each is told in a line, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires.loading import find
from tests.hostile.building import written
from tests.integration.command import run
from tests.integration.conftest import Arguments

ONE_LANGUAGE = """
format = 1
id = "streets"
version = "1.0"
languages = ["en"]
reliability = 0.5
[choices.agree]
codes = [1, 2]
[[scale]]
id = "trust"
[[page]]
id = "one"
  [[page.statement]]
  id = "trust_01"
  scale = "trust"
  choices = "agree"
[texts.en]
title = "Streets"
choices.agree = { 1 = "no", 2 = "yes" }
scales.trust = "Trust"
pages.one = { title = "One" }
statements.trust_01 = "We trust each other."
"""


@pytest.mark.parametrize(
    ("options", "german", "english"),
    [
        (
            ["--invited", "5"],
            "answers.csv: Als Zahl der",
            "answers.csv: the number of invited organisations is given as 5",
        ),
        (["--invited", "0"], "--invited 0: Nennen Sie", "--invited 0: give a number from 1 to"),
        (["--invited", "-3"], "--invited -3: Nennen Sie", "--invited -3: give a number from 1 to"),
        (["--invited", "1" + "0" * 400], "--invited 1000", "--invited 1000"),
        (
            ["--minimum", "4"],
            "Die kleinste Gruppe, die gezeigt wird, kann nicht 4 sein.",
            "The smallest group shown cannot be 4.",
        ),
        (["--fielded", "2026-05-04"], "--fielded 2026-05-04: Schreiben", "--fielded 2026-05-04: write two days"),
        (
            ["--fielded", "2026-05-29..2026-05-04"],
            "--fielded 2026-05-29..2026-05-04:",
            "--fielded 2026-05-29..2026-05-04:",
        ),
        (["--fielded", "4.5.2026..29.5.2026"], "--fielded 4.5.2026..29.5.2026:", "--fielded 4.5.2026..29.5.2026:"),
        (["--fielded", "2026-02-30..2026-03-01"], "--fielded 2026-02-30..", "--fielded 2026-02-30.."),
        (["--fielded", ".."], "--fielded ..: Schreiben", "--fielded ..: write"),
        (["--fielded", ""], "--fielded : Schreiben", "--fielded : write"),
        (["--title", "a\nb"], "--title a�b: Ein Name", "--title a�b: a name"),
        (["--title", "a\x07b\udcff"], "--title a�b�: Ein Name", "--title a�b�: a name"),
        (["--title", "\u202eb"], "--title �b: Ein Name", "--title �b: a name"),
        (["--title", "x" * 201], f"--title {'x' * 200}: Ein Name", f"--title {'x' * 200}: a name has at most 200"),
        (
            ["--ignore-column", "Notiz"],
            "answers.csv: Es gibt keine Spalte „Notiz“",
            "answers.csv: there is no column “Notiz”",
        ),
        (
            ["--ignore-column", "respondent"],
            "answers.csv: Die Spalte „respondent“ kann",
            "answers.csv: the column “respondent”",
        ),
        (
            ["--organisations", "gibt/es.csv"],
            "gibt/es.csv: Diese Datei gibt es nicht.",
            "gibt/es.csv: there is no such",
        ),
        (
            ["--questionnaire", "kurzchek"],
            "Es gibt keinen Fragebogen „kurzchek“. Meinten",
            "There is no questionnaire “kurz",
        ),
        (["--questionnaire", ""], "", ""),
        (["--questionnaire", "gibt/es.toml"], "gibt/es.toml: Diese Datei", "gibt/es.toml: "),
        (["--questionnaire", "kurzcheck/1900.1"], "Es gibt keinen Fragebogen", "There is no questionnaire"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_an_option_that_cannot_be_right_is_one_line(
    options: list[str], german: str, english: str, arguments: Arguments, tmp_path: Path
) -> None:
    assert run(*arguments(*options)).is_refused("de", german)
    assert run(*arguments(*options), language="en").is_refused("en", english)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("questionnaire", "german", "english"),
    [
        ("netzwerk", "netzwerk: Dieser Fragebogen hat keine Skalen", "netzwerk: this questionnaire has no scales"),
        ("geschaeftsstelle", "geschaeftsstelle: Dieser Fragebogen ist die Selbst", "geschaeftsstelle: this quest"),
    ],
)
def test_a_questionnaire_that_is_not_scored_is_refused(
    questionnaire: str, german: str, english: str, tmp_path: Path
) -> None:
    names = [statement.id for statement in find(questionnaire).statements]
    (tmp_path / "answers.csv").write_bytes(
        written([["respondent", "organisation", *names], ["1", "Musteramt", *("" for _ in names)]])
    )
    given = ("analyse", tmp_path / "answers.csv", "--questionnaire", questionnaire, "--out", tmp_path / "out")

    assert run(*given).is_refused("de", german)
    assert run(*given, language="en").is_refused("en", english)
    assert not (tmp_path / "out").exists()


def test_the_number_of_organisations_must_not_contradict_their_list(arguments: Arguments, tmp_path: Path) -> None:
    names = "".join(f"Träger {number}\n" for number in range(1, 9))
    (tmp_path / "organisations.csv").write_text(f"organisation\n{names}", encoding="utf-8")

    ran = run(*arguments("--organisations", tmp_path / "organisations.csv", "--invited", "9"))

    start = "answers.csv: Als Zahl der eingeladenen Organisationen ist 9 angegeben, in organisations.csv stehen aber 8."
    assert ran.is_refused("de", start)


def test_a_language_that_the_questionnaire_does_not_speak_is_refused(arguments: Arguments, tmp_path: Path) -> None:
    file = tmp_path / "streets.toml"
    file.write_text(ONE_LANGUAGE, encoding="utf-8")

    ran = run(*arguments("--questionnaire", file))

    assert ran.is_refused("de", "Sprache de: Der Fragebogen streets spricht nur en.")


def test_a_questionnaire_with_faults_is_refused_with_each_of_them(arguments: Arguments, tmp_path: Path) -> None:
    file = tmp_path / "streets.toml"
    file.write_text(ONE_LANGUAGE.replace('scale = "trust"', 'scale = "trusd"').replace("0.5", "5"), encoding="utf-8")

    faults = run(*arguments("--questionnaire", file, "--lang", "en"), language="en").refusal("en")

    assert [str(file) in fault for fault in faults] == [True] * len(faults)
    assert len(faults) >= 3


@pytest.mark.parametrize(
    "argument", ["--lang=fr", "--grouping=function", "--invited=viele", "--unbekannt", "zweite.csv"]
)
def test_what_no_option_can_be_is_refused_with_a_pointer_to_the_help(argument: str, arguments: Arguments) -> None:
    german, english = (run(*arguments(argument), language=language) for language in ("de", "en"))

    assert [(ran.code, ran.out) for ran in (german, english)] == [(2, ())] * 2
    assert "Hilfe: diagnostic analyse --help" in german.err
    assert "Try 'diagnostic analyse --help' for help." in english.err
    assert german.err[-1] != english.err[-1]


@pytest.mark.parametrize("left_out", ["--questionnaire", "--out", "answers"])
def test_what_is_needed_and_not_given_is_named(left_out: str, arguments: Arguments) -> None:
    given = list(arguments())
    place = 1 if left_out == "answers" else given.index(left_out)
    del given[place : place + (1 if left_out == "answers" else 2)]

    ran = run(*given)

    assert (ran.code, ran.out) == (2, ())
    assert ("ANSWERS.csv" if left_out == "answers" else left_out) in ran.err[-1]
