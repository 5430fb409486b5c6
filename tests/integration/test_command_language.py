"""Which language the command line speaks, and that it says the same in both."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import diagnostic
from diagnostic.i18n import language_of
from tests.integration.command import run, spawn

PACKAGE = Path(diagnostic.__file__).parent
GERMAN, ENGLISH = (
    {
        f"{section}.{name}": text
        for section, sentences in tomllib.loads(
            (PACKAGE / f"messages.{language}.toml").read_text(encoding="utf-8")
        ).items()
        for name, text in sentences.items()
    }
    for language in ("de", "en")
)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "de"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "de"),
        ({"LANG": "en_US", "LC_MESSAGES": "de_AT"}, "de"),
        ({"LANG": "de_DE", "LC_MESSAGES": "de_DE", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": "de_DE", "ZUSAMMENSPIEL_LANG": "en"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "en_US", "ZUSAMMENSPIEL_LANG": "de"}, "de"),
        ({"LANG": "en_US", "LC_ALL": "", "ZUSAMMENSPIEL_LANG": ""}, "en"),
        ({"ZUSAMMENSPIEL_LANG": "EN"}, "en"),
    ],
)
def test_the_language_is_the_programs_own_setting_or_else_the_terminals(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize(
    ("environment", "help_text", "fault"),
    [
        ({}, "Fragebogen prüfen und ansehen", "Es gibt keinen Fragebogen „nichts“."),
        ({"LANG": "en_GB.UTF-8"}, "Check and show questionnaires", "There is no questionnaire “nichts”."),
        (
            {"LANG": "en_GB.UTF-8", "ZUSAMMENSPIEL_LANG": "de", "PYTHONIOENCODING": "ascii"},
            "Fragebogen prüfen und ansehen",
            "Es gibt keinen Fragebogen „nichts“.",
        ),
    ],
    ids=["none", "English terminal", "English terminal without umlauts, German asked for"],
)
def test_the_program_speaks_it_in_its_help_and_its_errors(
    environment: dict[str, str], help_text: str, fault: str
) -> None:
    shown = spawn("--help", environment=environment)
    refused = spawn("questionnaire", "show", "nichts", environment=environment)

    assert shown.code == 0
    assert f"questionnaire  {help_text}" in " ".join(shown.out)
    assert refused.code == 2
    assert refused.err[1].startswith(fault)


@pytest.mark.parametrize("command", [(), ("questionnaire",)])
def test_a_command_without_anything_to_do_shows_its_help(command: tuple[str, ...]) -> None:
    ran = run(*command)

    assert ran.code == 2
    assert "Aufruf: diagnostic" in " ".join((*ran.out, *ran.err))


@pytest.mark.parametrize(
    "command", [("analyse",), ("simulate",), ("demo",), ("questionnaire", "check"), ("questionnaire", "show")]
)
def test_every_command_explains_each_of_its_options(command: tuple[str, ...]) -> None:
    ran = run(*command, "--help")

    options = [line.split() for line in ran.out if line.startswith("  --")]
    assert ran.code == 0
    assert [words for words in options if len(words) < 3] == []


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    assert {key: places(text) for key, text in GERMAN.items()} == {key: places(text) for key, text in ENGLISH.items()}


def test_every_sentence_is_given_the_values_that_it_needs() -> None:
    wrong = {
        f"{file}:{line}": (key, given)
        for file, line, key, given in sayings()
        if given is not None and given != places(GERMAN[key])
    }

    assert wrong == {}


def test_every_sentence_is_used() -> None:
    used = {key for _, _, key, _ in sayings()} | {"error.head", "error.head_one", "done.error", "done.remark"}

    assert set(GERMAN) - used == set()


def places(sentence: str) -> set[str]:
    """Return the names of the values that a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def sayings() -> Iterator[tuple[str, int, str, set[str] | None]]:
    """Yield file, line and key of every sentence said, and the values given, None where they are not written there."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and _says(node.func)):
                continue
            key, *_ = node.args
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = {word.arg for word in node.keywords}
                given = None if None in names else {name for name in names if name is not None}
                yield file.name, node.lineno, key.value, given


def _says(function: ast.expr) -> bool:
    """Return whether a function is one that is handed the key of a sentence."""
    if isinstance(function, ast.Attribute):
        return function.attr == "step"
    return isinstance(function, ast.Name) and function.id in {"say", "tell"}
