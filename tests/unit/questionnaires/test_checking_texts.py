"""What a check finds in the words of a questionnaire: missing, blank, left over, too long."""

from __future__ import annotations

import re

import pytest

from questionnaires.loading import parse
from tests.unit.questionnaires.samples import ENGLISH, GERMAN, MAIN, brief, changed, contents


def keys(*, main: str = MAIN, german: str = GERMAN, english: str = ENGLISH) -> list[tuple[str, str, str]]:
    """Return code, file and key of every error in the words of the changed sample."""
    _, findings = parse(contents(main=main, german=german, english=english))
    values = [(one.problem.code, one.problem.values) for one in findings]
    return [(code, str(value["where"]), str(value.get("key", value.get("word")))) for code, value in values]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (('silos_01 = "We work across departments."\n', ""), ("missing_text", "texts.en.toml", "statements.silos_01")),
        (('reach = "Reach"\n', ""), ("missing_text", "texts.en.toml", "scales.reach")),
        (('[pages.more]\ntitle = "More"\n', ""), ("missing_text", "texts.en.toml", "pages.more.title")),
        (('trust = "Do', 'known2 = "Do'), ("missing_text", "texts.en.toml", "rosters.ties.parts.trust")),
        (('2 = "partly"\n', ""), ("missing_label", "texts.en.toml", "choices.agree.2")),
        (('98 = "cannot judge"\n', ""), ("missing_label", "texts.en.toml", "choices.agree.98")),
        (('frame = "Think of our initiative."\n', ""), ("text_in_one_language", "texts.en.toml", "frame")),
        (('hint = "Name', 'text = "Name'), ("duplicate_key", "texts.en.toml", "None")),
        (('title = "Sample"', 'title = "  "'), ("blank_text", "texts.en.toml", "title")),
        (('3 = "yes"', '3 = "yes"\n4 = "very"'), ("extra_text", "texts.en.toml", "choices.agree.4")),
        (('silos_01 = "We', 'silo_01 = "We'), ("extra_text_near", "texts.en.toml", "statements.silo_01")),
    ],
)
def test_a_fault_in_the_texts_names_file_and_key(edit: tuple[str, str], expected: tuple[str, str, str]) -> None:
    assert expected in keys(english=changed(ENGLISH, edit))


def test_the_label_of_dont_know_is_left_over_where_it_is_not_offered() -> None:
    expected = [("extra_text", f"texts.{language}.toml", "choices.agree.98") for language in ("de", "en")]

    assert keys(main=changed(MAIN, ("dont_know = 98\n", ""))) == expected


def test_an_empty_optional_text_counts_as_left_out() -> None:
    german, english = (re.sub('frame = ".*"', 'frame = ""', text) for text in (GERMAN, ENGLISH))

    assert keys(german=german, english=english) == []


def test_texts_in_a_language_that_is_not_named_are_an_error() -> None:
    assert keys(main=changed(MAIN, ('["de", "en"]', '["de"]'))) == [("language_not_named", "texts.en.toml", "None")]


@pytest.mark.parametrize("language", ["DE", "german", "d", "../de"])
def test_a_language_without_a_code_is_an_error(language: str) -> None:
    assert ("bad_language", "questionnaire.toml", "None") in keys(main=changed(MAIN, ('"en"]', f'"en", "{language}"]')))


def test_a_statement_of_more_than_eighteen_words_is_a_remark() -> None:
    texts = {count: changed(ENGLISH, ("We work across departments.", "word " * count)) for count in (18, 19)}
    _, findings = parse(contents(english=texts[19]))

    assert brief(findings) == [("remark", "statement_long", "texts.en.toml: statements.silos_01")]
    assert keys(english=texts[18]) == []


def written(sign: str) -> str:
    """Return a character as TOML writes it by its number."""
    return f"\\U{ord(sign):08x}"


@pytest.mark.parametrize(
    "sign", ["\0", "\t", "\n", "\r", "\x1b", "\x7f", "\x9b", "\u200b", "\u202e", "\u2028", "\ufeff"]
)
def test_an_invisible_character_in_a_text_is_an_error(sign: str) -> None:
    english = changed(ENGLISH, ("We work", f"We{written(sign)}work"))
    _, (finding,) = parse(contents(english=english))

    assert (finding.severity, finding.problem.code, finding.problem.values) == (
        "error",
        "invisible_character",
        {"where": "texts.en.toml", "key": "statements.silos_01", "character": f"U+{ord(sign):04X}"},
    )


@pytest.mark.parametrize("sign", ["\u00ad", "\u200c", "\u200d", "\u00a0", "😀", "ä"])
def test_a_character_that_writing_needs_is_allowed(sign: str) -> None:
    assert keys(english=changed(ENGLISH, ("We work", f"We{written(sign)}work"))) == []


@pytest.mark.parametrize("text", ["What this is for.", "Do you agree?", "Name the sector of your organisation."])
def test_introductions_and_hints_may_have_lines_but_nothing_else_that_is_invisible(text: str) -> None:
    assert keys(english=changed(ENGLISH, (text, "One.\\nTwo."))) == []
    assert [code for code, *_ in keys(english=changed(ENGLISH, (text, "One.\\u202eTwo.")))] == ["invisible_character"]


@pytest.mark.parametrize(("text", "limit"), [("cannot judge", 300), ("What this is for.", 5000)])
def test_a_text_that_no_page_can_show_is_an_error(text: str, limit: int) -> None:
    assert keys(english=changed(ENGLISH, (text, "x" * limit))) == []
    assert [code for code, *_ in keys(english=changed(ENGLISH, (text, "x" * (limit + 1))))] == ["text_too_long"]
