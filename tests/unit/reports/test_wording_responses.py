"""What a report says where each response counts by itself: the sentences that differ, and that no other has to."""

from __future__ import annotations

import re

import pytest

from reports.languages import LANGUAGES, Language
from reports.phrasing import Phrases
from reports.wording import load_wording
from tests.unit.reports.factories import KURZCHECK
from tests.unit.reports.test_wording_keys import KEYS, placeholders, words

ORGANISATION = re.compile(r"organisation", re.IGNORECASE)

OF_ORGANISATIONS = {
    "advice.owner_who",
    "addressees.leaders",
    "mode.named",
    *(f"checks.colleagues_{alike}" for alike in ("alike", "partly", "apart")),
}
"""Sentences about organisations themselves, whatever is counted; those on colleagues are told only of organisations."""

NOT_ANONYMOUS = {"relations", "map", "matrix", "ties", "trust", "sources", "governance"}
"""Sections on the ties of organisations, which nobody asks for where organisations are not known."""

TOLD_APART = {"method.contributors", "simulation.vollanalyse", "simulation.kurzcheck"}
"""Sentences of an anonymous report that say what it does not count."""


def differing(language: Language) -> set[str]:
    """Keys of the sentences that an anonymous report says differently."""
    plain, anonymous = load_wording(language), load_wording(language, "response")
    return {key for key in KEYS if plain.paragraphs(key) != anonymous.paragraphs(key)}


def counting_organisations(language: Language) -> set[str]:
    """Keys of the sentences in which an anonymous report still names organisations."""
    wording = load_wording(language, "response")
    asked = {key for key in KEYS if key.partition(".")[0] not in NOT_ANONYMOUS}
    return {key for key in asked if any(ORGANISATION.search(text) for text in wording.paragraphs(key))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_an_anonymous_report_counts_organisations(language: Language) -> None:
    assert counting_organisations(language) == OF_ORGANISATIONS | TOLD_APART


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wording_of_other_reports_does_count_them(language: Language) -> None:
    asked = {key: texts for key, texts in words(language).items() if key.partition(".")[0] not in NOT_ANONYMOUS}
    found = {key for key, texts in asked.items() if any(ORGANISATION.search(text) for text in texts)}

    assert len(found - OF_ORGANISATIONS) >= 40
    assert found - OF_ORGANISATIONS <= differing(language)


def test_both_languages_say_the_same_sentences_differently() -> None:
    german, english = map(differing, LANGUAGES)

    assert german - {"participation.persons", "participation.persons_1"} == english - {
        "participation.persons",
        "participation.persons_1",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_added_and_none_wants_another_value(language: Language) -> None:
    plain, anonymous = load_wording(language), load_wording(language, "response")

    assert {section: list(entries) for section, entries in anonymous.sentences.items()} == {
        section: list(entries) for section, entries in plain.sentences.items()
    }
    wanted = {key: placeholders(anonymous.paragraphs(key)) - placeholders(plain.paragraphs(key)) for key in KEYS}
    assert {key: names for key, names in wanted.items() if names} == {}


@pytest.mark.parametrize(
    ("language", "n", "invited", "said"),
    [
        ("de", 18, 26, "18 von 26 Personen"),
        ("de", 1, 1, "1 von 1 Person"),
        ("de", 18, None, "18 Personen"),
        ("de", 1, None, "1 Person"),
        ("de", 0, None, "niemand"),
        ("en", 18, 26, "18 of 26 people"),
        ("en", 1, 1, "1 of 1 person"),
        ("en", 18, None, "18 people"),
        ("en", 1, None, "1 person"),
        ("en", 0, None, "nobody"),
    ],
)
def test_people_are_counted(language: Language, n: int, invited: int | None, said: str) -> None:
    assert Phrases(language, KURZCHECK, "response").contributors(n, invited) == said
