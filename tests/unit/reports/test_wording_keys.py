"""The words of the report: the same in both languages, all of them asked for, and letters that its fonts have."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter
from textwrap import dedent
from typing import get_args

import msgspec
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

import reports
from questionnaires.profile import SECTORS
from reports.catalogue.model import Addressee, Evidence, Measure, MeasureText, Source, Training, TrainingText
from reports.context import Mode, Region, Theme
from reports.languages import LANGUAGES
from reports.limits import limits
from reports.sections.form import Kind
from reports.wording import ConditionWording, FormWording, MotiveWording, OutcomeWording, ScaleWording, load_wording
from reports.wording.loading import StageWording
from scoring.findings import Direction, Reading, Unity
from scoring.partnership import Fact, GovernanceForm, Outcome
from scoring.patterns import Refusal
from scoring.published import Hidden, State, Sureness
from scoring.relations import Depth
from scoring.rounding import End

FOLDER = Path(reports.__file__).parent
SENTENCES = {language: load_wording(language).sentences for language in LANGUAGES}
KEYS = {f"{section}.{key}" for section, entries in SENTENCES["de"].items() for key in entries}
MODULES = sorted(FOLDER.rglob("*.py"))


def words(language: str) -> dict[str, tuple[str, ...]]:
    """Every entry of the report's wording as its paragraphs."""
    wording = load_wording(language)
    return {key: wording.paragraphs(key) for key in sorted(KEYS)}


def placeholders(texts: tuple[str, ...]) -> set[str]:
    """Names that a text wants filled in."""
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def strings(module: ast.Module) -> Iterator[str]:
    """Every string of a module that has the form of a key of the wording."""
    parts = {part for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in parts:
            section, dot, name = node.value.partition(".")
            if dot and section in SENTENCES["de"] and name.isidentifier():
                yield node.value


def patterns(module: ast.Module) -> Iterator[str]:
    """Every key that is put together by an f-string, as a pattern of the keys it may mean."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            if isinstance(parts[0], str) and parts[0].partition(".")[0] in SENTENCES["de"] and "." in parts[0]:
                yield "".join(r"(\w+)" if part is None else re.escape(str(part)) for part in parts)


def put_together(module: ast.Module, fillings: set[str]) -> set[str]:
    """Keys that a module's f-strings mean when one of these words is filled in."""
    found = ((key, re.fullmatch(pattern, key)) for pattern in patterns(module) for key in KEYS)
    return {key for key, match in found if match and match[1] in fillings}


def literals(module: ast.Module) -> Iterator[str]:
    """Every string of a module."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def calls(module: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Every sentence asked for by its full key, with the names that are filled in; spread values are left out."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and name_of(node.func) == "say" and isinstance(node.args[0], ast.Constant):
            names = [keyword.arg for keyword in node.keywords]
            if None not in names:
                yield str(node.args[0].value), {name for name in names if name}


def name_of(function: ast.expr) -> str:
    """The last name of what is called."""
    return getattr(function, "attr", getattr(function, "id", ""))


FOR_EDITORS: dict[type[msgspec.Struct], set[str]] = {Training: {"audience"}, Source: {"read"}}
SIMULATED = {"vollanalyse", "kurzcheck"}
VERDICTS = {"favourable", "even", "costly"}
BASES = {"paired", "cells", "mixed"}
PURPOSES = (OutcomeWording, MotiveWording, FormWording)
ALIKE = ("alike", "partly", "apart")
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
WORDS = (
    State,
    Sureness,
    Hidden,
    Evidence,
    Addressee,
    End,
    Mode,
    Theme,
    Region,
    Unity,
    Reading,
    Direction,
    Refusal,
    Kind,
    Depth,
    Outcome,
    GovernanceForm,
    Fact,
)
CASES = {case for cases in WORDS for case in get_args(cases)} | {
    "1",
    "2",
    "3",
    "barrier",
    "scale",
    *SIMULATED,
    *SECTORS,
    *ALIKE,
    *VERDICTS,
    *BASES,
}
CONSTANTS = set(chain.from_iterable(map(strings, TREES)))
PATTERNS = set(chain.from_iterable(map(patterns, TREES)))
FILLINGS = CASES.union(*map(literals, TREES))
ASKED = CONSTANTS.union(*(put_together(tree, FILLINGS) for tree in TREES))
USED = ASKED | {key for key in KEYS if key[:-2] in ASKED and re.search(r"_\d$", key)}
FILLED_BY_ITSELF = {name for name, _ in limits(percent=str, number=str, figure=lambda value, _: str(value))}


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    german, english = ([(section, list(entries)) for section, entries in SENTENCES[one].items()] for one in LANGUAGES)
    assert german == english


def test_both_languages_want_the_same_names_filled_in() -> None:
    german, english = ({key: placeholders(text) for key, text in words(one).items()} for one in LANGUAGES)
    assert german == english


def test_a_list_of_paragraphs_is_as_long_in_both_languages() -> None:
    german, english = ({key: len(text) for key, text in words(one).items()} for one in LANGUAGES)
    assert german == english


def test_every_key_that_the_code_names_is_there() -> None:
    assert set() == CONSTANTS - KEYS


def test_every_key_that_the_code_puts_together_can_be_there() -> None:
    assert {pattern for pattern in PATTERNS if not any(re.fullmatch(pattern, key) for key in KEYS)} == set()


def test_every_key_is_used() -> None:
    assert sorted(KEYS - USED) == []


def test_a_sentence_gets_the_names_it_wants_and_no_others() -> None:
    wanted = {key: placeholders(text) - FILLED_BY_ITSELF for key, text in words("de").items()}
    wrong = {
        (path.name, key, tuple(sorted(names ^ wanted[key])))
        for path, tree in zip(MODULES, TREES, strict=True)
        for key, names in calls(tree)
        if names != wanted[key]
    }
    assert wrong == set()


@pytest.mark.parametrize(
    "key",
    [
        *(f"number.{end}_end" for end in get_args(End)),
        *(f"barrier.note_{reason}" for reason in get_args(Hidden)),
        *(f"cover.findings_{number}" for number in (1, 2, 3)),
        *(f"mode.{mode}" for mode in get_args(Mode)),
        *(f"context.theme_{theme}" for theme in get_args(Theme)),
        *(f"context.region_{region}" for region in get_args(Region)),
        *(f"checks.colleagues_{alike}" for alike in ALIKE),
        *(f"readings.{reading}" for reading in get_args(Reading)),
        *(f"readings.note_{reason}" for reason in get_args(Hidden)),
        *(f"standing.told_{direction}" for direction in get_args(Direction)),
        *(f"standing.backbone_{direction}" for direction in get_args(Direction)),
    ],
)
def test_a_key_that_is_put_together_exists_in_every_case(key: str) -> None:
    assert key in KEYS


def test_a_missing_key_and_a_key_with_several_paragraphs_are_errors_and_no_text() -> None:
    with pytest.raises(KeyError, match="nothing"):
        load_wording("de").sentence("cover.nothing")
    with pytest.raises(TypeError, match=r"^method\.answers holds several paragraphs, not one sentence$"):
        load_wording("de").sentence("method.answers")
    assert load_wording("de").paragraphs("chrome.contents") == ("Inhalt",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_clean(language: str) -> None:
    stray = re.compile(r"\"|  |^\s|\s$|^$|[‘’'`´]{2}|\.\.|[≤≥→]|\bTBD\b")
    assert {key for key, texts in words(language).items() for text in texts if stray.search(text)} == {
        "list.separator",
        "chrome.simulated_suffix",
        "context.separator",
        "matrix.between",
    }


def test_german_has_its_own_letters_quotes_and_a_narrow_space_before_per_cent() -> None:
    texts = [text for texts in words("de").values() for text in texts]
    spelt_out = re.compile(
        r"fuer|ueber|koenn|moecht|waer|muess|groess|huerd|aender|staerk|\b(?:gross|heisst|schliess|mass[e n])",
        re.IGNORECASE,
    )
    assert [text for text in texts if spelt_out.search(text)] == []
    assert [text for text in texts if re.search(r"[”‘]|[^\u202f]%", text)] == []
    assert [text for text in texts if text.count("„") != text.count("“")] == []
    assert [text for text in texts if re.search(r"\d\.\d", text)] == []


def test_english_has_its_own_quotes_and_no_space_before_per_cent() -> None:
    texts = [text for texts in words("en").values() for text in texts]
    assert [text for text in texts if re.search(r"[„ß]|\s%", text)] == []
    assert [text for text in texts if text.count("“") != text.count("”")] == []
    assert [text for text in texts if re.search(r"\d,\d\d?\b(?!\d)", text)] == []
    american = re.compile(r"\b\w*(?:organiz|behavior|color|center|toward)\b", re.IGNORECASE)
    assert [text for text in texts if american.search(text)] == []


@pytest.mark.parametrize("name", ["wording", "catalogue"])
def test_every_letter_is_in_the_fonts_of_the_report(name: str) -> None:
    faces = ("fira-sans-latin-{}-normal.woff2", "fira-sans-latin-ext-{}-normal.woff2")
    files = sorted((FOLDER / name).glob("*.toml"))
    used = {letter for file in files for text in leaves(tomllib.loads(file.read_text("utf-8"))) for letter in text}
    spaces = {letter for letter in used if unicodedata.category(letter) == "Zs"}
    for weight in (400, 500, 600):
        drawn = {chr(code) for face in faces for code in TTFont(FOLDER / "fonts" / face.format(weight)).getBestCmap()}
        assert used - spaces - drawn == set(), weight


def leaves(value: object) -> Iterator[str]:
    """Every text in tables and lists, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)


def test_every_text_is_composed_as_the_keyboard_types_it() -> None:
    files = sorted(FOLDER.rglob("*.toml"))
    assert [file.name for file in files if not unicodedata.is_normalized("NFC", file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "part",
    [ScaleWording, ConditionWording, StageWording, MeasureText, Measure, TrainingText, Training, Source, *PURPOSES],
)
def test_everything_that_is_kept_in_a_file_is_read(part: type[msgspec.Struct]) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    unread = {field for field in part.__struct_fields__ if not re.search(rf"\.{field}\b", code)}
    assert unread == FOR_EDITORS.get(part, set())


def test_an_unused_key_and_a_wrong_name_would_be_found() -> None:
    code = """
        say("cover.more", nobody=1)
        say(f"hidden.{reason}")
        key = "chrome.title"
        say("number.mean", **ends)
    """
    module = ast.parse(dedent(code))
    assert set(strings(module)) == {"cover.more", "chrome.title", "number.mean"}
    assert set(patterns(module)) == {r"hidden\.(\w+)"}
    assert put_together(module, CASES) == {"hidden.too_few", "hidden.protected"}
    assert list(calls(module)) == [("cover.more", {"nobody"})]
