"""The words that come from the library click, in German."""

from __future__ import annotations

import gettext
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from diagnostic.i18n import Language
from scoring.pipeline import METHOD_VERSION
from tests.architecture.source import ROOT
from tests.integration.command import Ran, run, spawn

GERMAN = ROOT / "diagnostic" / "locale" / "de" / "LC_MESSAGES"


def test_the_compiled_german_words_are_those_of_the_written_file() -> None:
    with (GERMAN / "messages.po").open("rb") as written, (GERMAN / "messages.mo").open("rb") as compiled:
        words = read_po(written, locale="de")
        told = gettext.GNUTranslations(compiled)

    for word in words:
        if isinstance(word.id, str):
            assert not word.id or told.gettext(word.id) == word.string
        else:
            one, several = word.id
            assert (told.ngettext(one, several, 1), told.ngettext(one, several, 2)) == word.string


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nosuch",), "Fehler: Den Befehl 'nosuch' gibt es nicht."),
        (("analyse",), "Fehler: Es fehlt die Angabe 'ANSWERS.csv'."),
        (("simulate",), "Fehler: Es fehlt die Option '--out'."),
        (("simulate", "--out"), "Fehler: Die Option '--out' braucht eine Angabe."),
        (("simulate", "--out", "x", "--seed", "many"), "Fehler: '--seed': 'many' ist keine ganze Zahl."),
        (("simulate", "--out", "x", "too", "much"), "Fehler: Diese Angaben sind zu viel: too much"),
        (("questionnaire", "show", "kurzcheck", "--lang", "fr"), "gibt es nicht; möglich sind 'de', 'en'."),
        (("demo", "--no-serv"), "Fehler: Die Option '--no-serv' gibt es nicht. Ist '--no-serve' gemeint?"),
    ],
)
def test_a_wrong_call_is_answered_in_german(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run(*arguments, language="de")

    assert ran.code == 2
    assert ran.err[-1].endswith(said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [(), ("analyse",), ("questionnaire", "show")])
def test_help_may_be_asked_for_with_one_letter(command: tuple[str, ...]) -> None:
    short, whole = run(*command, "-h"), run(*command, "--help")

    assert short == whole
    assert (short.code, short.err) == (0, ())


@pytest.mark.parametrize(("language", "word"), [("de", "Methode"), ("en", "method")])
def test_the_versions_of_program_and_method_are_told(language: Language, word: str) -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    ran = run("--version", language=language)

    assert ran == Ran(code=0, out=(f"Zusammenspiel {package}, {word} {METHOD_VERSION}",), err=())


@pytest.mark.parametrize(("language", "words"), [("de", "mindestens fünf Organisationen"), ("en", "at least five")])
def test_help_says_how_small_the_smallest_group_may_be(language: Language, words: str) -> None:
    ran = spawn("analyse", "-h", environment={"ZUSAMMENSPIEL_LANG": language})

    assert words in " ".join(" ".join(ran.out).split())


def test_help_speaks_the_language_of_the_caller() -> None:
    german, english = run("--help", language="de"), run("--help", language="en")

    assert [german.out[0], english.out[0]] == [
        "Aufruf: diagnostic [OPTIONS] COMMAND [ARGS]...",
        "Usage: diagnostic [OPTIONS] COMMAND [ARGS]...",
    ]
