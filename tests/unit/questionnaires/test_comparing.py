"""Two versions beside each other: every difference with its verdict, and the verdict on the whole."""

from __future__ import annotations

import msgspec
import pytest

from questionnaires.comparing import Comparison, compare
from questionnaires.loading import parse
from questionnaires.model import Questionnaire
from tests.unit.questionnaires.samples import ENGLISH, GERMAN, MAIN, changed, contents, sample

SILOS_03 = """
  [[page.statement]]
  id = "silos_03"
  scale = "silos"
  choices = "agree"
"""
SILOS_02 = """
  [[page.statement]]
  id = "silos_02"
  scale = "silos"
  choices = "agree"
  reversed = true
"""
PARTNERS = """
  [[page.question]]
  id = "partners"
  kind = "number"
  lowest = 0
  highest = 50
"""
TRUST = """
    [[page.roster.part]]
    id = "trust"
    choices = "agree"
    only_if = { part = "known", codes = [2] }
"""
NEW_SCALE = """
[[scale]]
id = "hope"
kind = "outcome"
"""


def edited(*edits: tuple[str, str], texts: tuple[tuple[str, str], ...] = ()) -> Questionnaire:
    """Return the sample with edits of its main file, and of its English texts."""
    questionnaire, _ = parse(contents(main=changed(MAIN, *edits), english=changed(ENGLISH, *texts)))
    if questionnaire is None:
        raise AssertionError
    return questionnaire


def in_english(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire with its English texts alone."""
    texts = {"en": questionnaire.texts["en"]}
    return msgspec.structs.replace(questionnaire, languages=("en",), texts=texts)


def told(new: Questionnaire, old: Questionnaire | None = None) -> list[tuple[str, str]]:
    """Return verdict and English sentence of everything that differs from the sample."""
    differences = compare(old or sample(), new).differences
    return [(one.verdict, one.problem.text("en")) for one in differences]


def test_a_version_that_differs_in_its_number_alone_has_no_difference() -> None:
    assert compare(sample(), edited(("2026.1", "2026.2"))) == Comparison(
        old="sample/2026.1", new="sample/2026.2", verdict="harmless", differences=()
    )


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (("Sample", "Example"), "title"),
        (("What this is for.", "Why we ask."), "introduction"),
        (('"Across borders"', '"Across"'), "pages.across.title"),
        (("Do you agree?", "How far do you agree?"), "pages.across.introduction"),
        (("Name the sector of", "Tell the sector of"), "questions.sector.hint"),
        (('silos = "Silos"', 'silos = "Departments"'), "scales.silos"),
    ],
)
def test_words_around_the_questions_are_harmless(edit: tuple[str, str], where: str) -> None:
    ((verdict, sentence),) = told(edited(texts=(edit,)))

    assert (verdict, sentence.startswith(f"texts.en: {where}: the text now reads “")) == ("harmless", True)


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (("We work across", "We worked across"), "statements.silos_01"),
        (("Think of our", "Think of this"), "frame"),
        (('3 = "yes"', '3 = "fully"'), "choices.agree.3"),
        (("When do you meet", "When do you all meet"), "questions.meeting.text"),
        (("How do you relate", "How do you stand"), "rosters.ties.text"),
        (("Do you trust the", "Do you rely on the"), "rosters.ties.parts.trust"),
    ],
)
def test_other_words_of_a_question_are_comparable(edit: tuple[str, str], where: str) -> None:
    ((verdict, sentence),) = told(edited(texts=(edit,)))

    assert (verdict, sentence.startswith(f"texts.en: {where}: the text now reads “")) == ("comparable", True)


@pytest.mark.parametrize(
    ("edit", "verdict", "sentence"),
    [
        (("minutes = 6", "minutes = 7"), "harmless", "sample/2026.1: “minutes” is now 7, and was 6."),
        (("minutes = 6\n", ""), "harmless", "sample/2026.1: “minutes” is now –, and was 6."),
        (("0.55", "0.75"), "comparable", "sample/2026.1: “reliability” is now 0.75, and was 0.55."),
        (
            ('["de", "en"]', '["en", "de"]'),
            "harmless",
            'sample/2026.1: “languages” is now ["en", "de"], and was ["de", "en"].',
        ),
        (
            ("minutes = 6", 'audience = "backbone"\nminutes = 6'),
            "breaking",
            'sample/2026.1: “audience” is now "backbone", and was "partner".',
        ),
        (('"sample"', '"other"'), "breaking", 'other/2026.1: “id” is now "other", and was "sample".'),
        (
            ('barrier = "silos"\nfamily = "organisational"', 'family = "organisational"'),
            "comparable",
            'scale "silos": “barrier” is now –, and was "silos".',
        ),
        (
            ('\nfamily = "organisational"', ""),
            "harmless",
            'scale "silos": “family” is now –, and was "organisational".',
        ),
        (('"motive"', '"form"'), "breaking", 'scale "reach": “kind” is now "form", and was "motive".'),
        (("reversed = true", ""), "breaking", 'statement "silos_02": “reversed” is now false, and was true.'),
        (
            ('"importance"', '"fulfilment"'),
            "breaking",
            'statement "reach_01": “aspect” is now "fulfilment", and was "importance".',
        ),
        (
            ('id = "silos_01"\n  scale = "silos"', 'id = "silos_01"\n  scale = "reach"'),
            "breaking",
            'statement "silos_01": “scale” is now "reach", and was "silos".',
        ),
        (("highest = 50", "highest = 60"), "breaking", 'question "partners": “highest” is now 60, and was 50.'),
        (("lowest = 0", "lowest = 1"), "breaking", 'question "partners": “lowest” is now 1, and was 0.'),
        (("[1, 2, 3]", "[1, 2]"), "breaking", "choices.agree: “codes” is now [1, 2], and was [1, 2, 3]."),
        (
            ('["administration", "education"]', '["education", "administration"]'),
            "comparable",
            'choices.sector: “codes” is now ["education", "administration"], and was ["administration", "education"].',
        ),
        (("dont_know = 98", ""), "breaking", "choices.agree: “dont_know” is now –, and was 98."),
        (
            ("codes = [2] }", "codes = [1, 2] }"),
            "breaking",
            'roster "ties", part "trust": “only_if” is now known = 1, 2, and was known = 2.',
        ),
    ],
)
def test_a_value_of_the_file_weighs_what_it_changes(edit: tuple[str, str], verdict: str, sentence: str) -> None:
    assert told(edited(edit)) == [(verdict, sentence)]


def test_a_kind_of_question_is_breaking() -> None:
    new = edited(('kind = "multiple"', 'kind = "single"'))

    assert told(new) == [("breaking", 'question "meeting": “kind” is now "single", and was "multiple".')]


def test_a_statement_new_in_a_scale_breaks_it_and_one_that_is_gone_too() -> None:
    more = edited((SILOS_02, SILOS_02 + SILOS_03), texts=(("[statements]", '[statements]\nsilos_03 = "We share."'),))

    ((verdict, sentence),) = told(more)
    assert verdict == "breaking"
    assert sentence == (
        'statement "silos_03": is new in the scale silos. Scores of the scale cannot be compared with earlier ones.'
    )
    assert told(sample(), more) == [
        ("breaking", 'statement "silos_03": is gone. Earlier results on it have nothing to be compared with.')
    ]


def test_a_scale_of_its_own_may_be_added_with_its_statements_but_not_taken_away() -> None:
    statement = changed(SILOS_03, ("silos_03", "hope_01"), ('"silos"', '"hope"'))
    more = edited(("[[page]]", NEW_SCALE + "\n[[page]]"), (SILOS_02, SILOS_02 + statement))

    assert told(more) == [
        ("comparable", 'scale "hope": is new. There are no earlier answers to it.'),
        ("comparable", 'statement "hope_01": is new. There are no earlier answers to it.'),
    ]
    assert [(one.verdict, one.problem.values["where"]) for one in compare(more, sample()).differences] == [
        ("breaking", 'scale "hope"'),
        ("breaking", 'statement "hope_01"'),
    ]


@pytest.mark.parametrize(
    ("passage", "where"),
    [
        (PARTNERS, 'question "partners"'),
        (TRUST, 'roster "ties", part "trust"'),
        (MAIN[MAIN.index("\n  [[page.roster]]") :], 'roster "ties"'),
    ],
)
def test_a_question_may_be_added_but_not_taken_away(passage: str, where: str) -> None:
    less = edited((passage, ""))

    assert told(sample(), less) == [("comparable", f"{where}: is new. There are no earlier answers to it.")]
    assert told(less) == [("breaking", f"{where}: is gone. Earlier results on it have nothing to be compared with.")]


def test_another_language_is_comparable_and_its_texts_are_no_further_difference() -> None:
    one = in_english(sample())

    assert told(one) == [("comparable", 'sample/2026.1: “languages” is now ["en"], and was ["de", "en"].')]


def test_the_heaviest_difference_comes_first_and_is_the_verdict() -> None:
    new = edited(("minutes = 6", "minutes = 7"), ("reversed = true", ""), texts=(("We work", "We worked"),))

    comparison = compare(sample(), new)

    assert comparison.verdict == "breaking"
    assert [one.verdict for one in comparison.differences] == ["breaking", "comparable", "harmless"]


def test_a_difference_is_told_in_german_too() -> None:
    questionnaire, _ = parse(contents(german=changed(GERMAN, ("Wir arbeiten", "Wir planen"))))
    assert questionnaire is not None

    (difference,) = compare(sample(), questionnaire).differences

    assert difference.problem.text("de") == (
        "texts.de: statements.silos_01: Der Text lautet jetzt „Wir planen über Ämter hinweg.“,"
        " bisher „Wir arbeiten über Ämter hinweg.“."
    )
