"""What is said of barriers, conditions and stages: the same keys in both languages, and sentences one can read out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from questionnaires.barriers import barriers
from questionnaires.loading import LIBRARY, load
from reports import wording as package

FOLDER = Path(package.__file__).parent
LANGUAGES = ("de", "en")
LONGEST_FINDING = 75
LONGEST_SHORT = 18

VOLLANALYSE = load(LIBRARY / "vollanalyse" / "2026.1")


def read(name: str, language: str) -> dict[str, Any]:
    """Return one file of wording."""
    return tomllib.loads((FOLDER / f"{name}.{language}.toml").read_text(encoding="utf-8"))


def entries(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the words of every entry, at any depth."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from entries(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


@pytest.mark.parametrize("name", ["barriers", "conditions"])
def test_both_languages_have_the_same_keys_in_the_same_order(name: str) -> None:
    german, english = ([key for key, _ in entries(read(name, language))] for language in LANGUAGES)
    assert german == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["barriers", "conditions"])
def test_every_entry_has_words_and_no_stray_marks(name: str, language: str) -> None:
    stray = re.compile(r"[;–—\"{}!]|  |^\s|\s$|^$")
    assert [key for key, text in entries(read(name, language)) if stray.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_scales_and_barriers_are_those_of_the_vollanalyse(language: str) -> None:
    words = read("barriers", language)
    scales = VOLLANALYSE.scales_of("barrier")
    assert list(words["scales"]) == [scale.id for scale in scales]
    assert set(words["scales"]) == {scale for barrier in barriers().values() for scale in barrier.scales}
    asked: dict[str | None, set[str]] = {}
    for scale in scales:
        asked.setdefault(scale.barrier, set()).add(scale.id)
    assert {name: set(barrier.scales) for name, barrier in barriers().items()} == asked
    assert set(words["parts"]) == {name for name, barrier in barriers().items() if len(barrier.scales) > 1}
    assert list(words["families"]) == list(dict.fromkeys(scale.family for scale in scales))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scale_or_condition_is_named_as_in_the_questionnaire(language: str) -> None:
    names = VOLLANALYSE.texts[language].scales
    worded = {**read("barriers", language)["scales"], **read("conditions", language)["conditions"]}
    assert {key: words["name"] for key, words in worded.items()} == {key: names[key] for key in worded}


@pytest.mark.parametrize("language", LANGUAGES)
def test_conditions_and_stages_are_complete(language: str) -> None:
    words = read("conditions", language)
    assert list(words["conditions"]) == [scale.id for scale in VOLLANALYSE.scales_of("condition")]
    assert list(words["states"]) == ["absent", "emerging", "mature"]
    assert list(words["stages"]) == ["isolated", "network", "together"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sectors_are_those_of_the_questionnaire(language: str) -> None:
    assert tuple(read("barriers", language)["sectors"]) == VOLLANALYSE.choices["sector"].codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_are_short_enough_for_the_first_page_and_short_names_for_a_column(language: str) -> None:
    scales = read("barriers", language)["scales"]
    for words in scales.values():
        assert len(words["finding"]) <= LONGEST_FINDING
        assert len(words["strength"]) <= LONGEST_FINDING
        assert len(words["short"]) <= LONGEST_SHORT
    assert len({words["short"] for words in scales.values()}) == len(scales)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_ends_as_a_sentence(language: str) -> None:
    names = {"name", "short"}
    found = [*entries(read("barriers", language)["scales"]), *entries(read("conditions", language)["conditions"])]
    assert [key for key, text in found if (text[-1] in ".?") == (key.rpartition(".")[2] in names)] == []


@pytest.mark.parametrize(("language", "source"), [("de", "Nach den Antworten"), ("en", "According to the answers")])
def test_the_opening_of_a_barriers_page_has_three_or_four_sentences_and_rests_on_the_answers(
    language: str, source: str
) -> None:
    for scale, words in read("barriers", language)["scales"].items():
        assert len(re.findall(r"[.](?: |$)", words["lead"])) in (3, 4), scale
        assert source in words["lead"], scale
