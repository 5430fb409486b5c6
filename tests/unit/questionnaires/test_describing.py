"""A questionnaire as people read it on a terminal."""

from __future__ import annotations

import msgspec
import pytest

from questionnaires.describing import describe
from questionnaires.problems import InputError
from questionnaires.wording import words
from tests.conftest import Golden
from tests.unit.questionnaires.samples import sample


def test_a_questionnaire_is_told_whole_in_the_language_asked_for(golden: Golden) -> None:
    golden.check("questionnaires/sample.de.txt", describe(sample(), "de"))


def test_the_other_language_has_its_own_words() -> None:
    lines = describe(sample(), "en").splitlines()

    assert lines[:9] == [
        "Sample (sample 2026.1)",
        "======================",
        "What this is for.",
        "",
        "Think of our initiative.",
        "",
        "For: partner organisations · Takes: about 6 minutes · Languages: de, en",
        "Statements: 4, questions: 3, rosters: 1",
        "(−) To agree points to the problem here. The answer is scored the other way round.",
    ]


def test_long_texts_are_broken_below_their_beginning() -> None:
    texts = sample().texts["en"]
    long = msgspec.structs.replace(texts, statements={**texts.statements, "silos_01": "word " * 30})
    lines = describe(msgspec.structs.replace(sample(), texts={"en": long}), "en").splitlines()
    start = lines.index("  1. " + " ".join(["word"] * 19))

    assert lines[start + 1] == "     " + " ".join(["word"] * 11)


def test_a_language_without_texts_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        describe(sample(), "nl")

    assert caught.value.problems[0].text("en") == (
        "sample/2026.1: this questionnaire has no texts in “nl”. It has: de, en."
    )


def test_german_and_english_have_the_same_words_and_others_read_english() -> None:
    assert words("de").keys() == words("en").keys()
    assert words("nl") == words("en") != words("de")
