"""Problems with answers in both languages: the same sentences, each with what it needs, each used."""

from __future__ import annotations

import ast
import string
import tomllib
from pathlib import Path

import scoring
from questionnaires.nearest import Nearest
from questionnaires.showing import shown
from scoring.refusing import MOST_PROBLEMS

PACKAGE = Path(scoring.__file__).parent
GERMAN, ENGLISH = (
    tomllib.loads((PACKAGE / f"problems.{language}.toml").read_text(encoding="utf-8")) for language in ("de", "en")
)


def places(sentence: str) -> set[str]:
    """Return the names of the values that a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def constants() -> set[str]:
    """Return every text that stands in the package's source."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    assert {code: places(text) for code, text in GERMAN.items()} == {
        code: places(text) for code, text in ENGLISH.items()
    }


def test_every_sentence_is_used() -> None:
    known = constants()

    assert {code for code in GERMAN if code not in known and code.removesuffix("_near") not in known} == set()


def test_every_sentence_tells_how_to_mend_and_fits_its_language() -> None:
    assert [text for text in (*GERMAN.values(), *ENGLISH.values()) if ". " not in text] == []
    assert {code for code, text in GERMAN.items() if "”" in text} == set()
    assert {code for code, text in ENGLISH.items() if "„" in text} == set()


def test_a_value_is_shown_on_one_line_with_nothing_invisible() -> None:
    assert shown("a\nb\t\x1b\u202e\u00a0\ud800ä🎉") == "a\\nb\\t\\x1b\\u202e\\xa0\\ud800ä🎉"


def test_a_long_value_is_cut_to_forty_characters() -> None:
    assert shown("x" * 40) == "x" * 40
    assert shown("x" * 41) == "x" * 39 + "…"
    assert len(shown("\u202e" * 1_000_000)) == 40


def test_a_word_in_other_letters_is_found_however_many_there_are() -> None:
    nearest = Nearest(f"Wort_{number}" for number in range(MOST_PROBLEMS))

    assert [nearest(f"wort_{number}") for number in (1, 999, 1_000)] == ["Wort_1", "Wort_999", None]


def test_a_misspelt_word_is_found_among_few() -> None:
    nearest = Nearest(["Jugendamt", "Bahnhof"])

    assert [nearest("Jugend amt"), nearest("Bahnhoff"), nearest("Kirche"), nearest("B" * 1_000)] == [
        "Jugendamt",
        "Bahnhof",
        None,
        None,
    ]
