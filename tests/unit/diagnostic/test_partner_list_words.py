"""The words by which lists are understood, and the sentences about them."""

from __future__ import annotations

import re
import string
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import diagnostic
import questionnaires
import reports
from diagnostic.partner_lists.words import key, language_of, sector_of, words
from questionnaires.profile import SECTORS

PACKAGE = Path(diagnostic.__file__).parent
SENTENCES = {
    language: {
        code: text
        for code, text in tomllib.loads((PACKAGE / f"problems.{language}.toml").read_text(encoding="utf-8")).items()
        if code.startswith("partner_")
    }
    for language in ("de", "en")
}
SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for part in ("partner_lists", "services", "web")
    for path in (PACKAGE / part).rglob("*.py")
)
LIBRARY = Path(questionnaires.__file__).parent / "library"
WORDING = Path(reports.__file__).parent / "wording"


def places(sentence: str) -> set[str]:
    """Return the names of the values that a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def of_sectors(path: Path, *tables: str) -> dict[str, str]:
    """Return the labels of sectors in a file of texts."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for table in tables:
        content = content.get(table, {})
    return content


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    german, english = ({code: places(text) for code, text in SENTENCES[one].items()} for one in ("de", "en"))

    assert german == english


def test_every_sentence_is_used_and_every_problem_has_one() -> None:
    missing = {"partner_organisation_missing", "partner_sector_missing"}
    near = {f"partner_{word}_unknown_near" for word in ("sector", "language")}
    made = set(re.findall(r'"(partner_[a-z0-9_]+)"', SOURCE)) | missing | near

    assert set(SENTENCES["de"]) - made == set()


def test_no_word_has_two_meanings() -> None:
    groups = (words().columns, words().sectors, words().languages)
    counted = [
        Counter({(key(word), meaning) for meaning, several in one.items() for word in several}) for one in groups
    ]
    meanings = [Counter(word for word, _ in one) for one in counted]

    assert [{word for word, count in one.items() if count > 1} for one in meanings] == [set(), set(), set()]


def test_every_sector_is_known_by_its_id_and_by_no_other() -> None:
    assert {sector: sector_of(sector) for sector in SECTORS} == {sector: sector for sector in SECTORS}
    assert set(words().sectors) == set(SECTORS)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_label_of_a_sector_that_people_read_is_known(language: str) -> None:
    shown = [of_sectors(WORDING / f"barriers.{language}.toml", "sectors")]
    shown += [of_sectors(path, "choices", "sector") for path in sorted(LIBRARY.rglob(f"texts.{language}.toml"))]
    labels = [(sector, label) for one in shown for sector, label in one.items() if sector in SECTORS]

    assert len(labels) >= 2 * len(SECTORS)
    assert [(sector, label) for sector, label in labels if sector_of(label) != sector] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sentences_allow_the_sectors_as_reports_name_them(language: str) -> None:
    labels = of_sectors(WORDING / f"barriers.{language}.toml", "sectors").values()

    for code in ("partner_sector_unknown", "partner_sector_unknown_near"):
        sentence = SENTENCES[language][code].casefold()
        assert [label for label in labels if label.casefold() not in sentence] == []


@pytest.mark.parametrize(("word", "language"), [("DE", "de"), ("deutsch", "de"), ("German", "de"), ("English", "en")])
def test_languages_are_known_by_code_and_name(word: str, language: str) -> None:
    assert language_of(word) == language
