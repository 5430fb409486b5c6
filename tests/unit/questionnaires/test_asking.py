"""What a page asks, with fields, answers and words for a form."""

from __future__ import annotations

import pytest

from questionnaires.asking import Asked, Option, fields_of
from questionnaires.codebook import variables
from questionnaires.loading import find, library, parse
from questionnaires.model import Questionnaire
from questionnaires.problems import InputError
from tests.unit.questionnaires.samples import MAIN, changed, contents, sample

WITHOUT_ROSTER = MAIN[: MAIN.index("  [[page.roster]]")]


def formed(main: str = WITHOUT_ROSTER) -> Questionnaire:
    """Return the sample without its roster, in whatever other way it is changed."""
    questionnaire, _ = parse(contents(main=main))
    if questionnaire is None:
        raise AssertionError
    return questionnaire


def asked(name: str, questionnaire: Questionnaire) -> Asked:
    """Return a statement or question by its id."""
    return next(one for page in questionnaire.page for one in fields_of(questionnaire, page.id) if one.id == name)


def test_a_page_asks_its_statements_first_then_its_questions() -> None:
    assert [(one.id, one.kind, one.variables) for one in fields_of(formed(), "more")] == [
        ("reach_01", "statement", ("reach_01",)),
        ("reach_02", "statement", ("reach_02",)),
        ("sector", "single", ("sector",)),
        ("meeting", "multiple", ("meeting_01", "meeting_02")),
        ("partners", "number", ("partners",)),
    ]


def test_a_statement_offers_its_answers_with_dont_know_apart() -> None:
    labels = {
        1: ("nein", "no"),
        2: ("teils", "partly"),
        3: ("ja", "yes"),
        98: ("kann ich nicht beurteilen", "cannot judge"),
    }
    *options, dont_know = (
        Option(field="silos_02", value=str(code), stored=code, labels={"de": german, "en": english})
        for code, (german, english) in labels.items()
    )

    assert asked("silos_02", sample()) == Asked(
        id="silos_02",
        kind="statement",
        variables=("silos_02",),
        options=tuple(options),
        dont_know=dont_know,
        texts={"de": "Jede Abteilung bleibt allein.", "en": "Everyone keeps to themselves."},
        hints={"de": "", "en": ""},
    )


def test_a_single_choice_keeps_its_words_as_codes_and_has_a_hint() -> None:
    sector = asked("sector", formed())

    assert [(one.field, one.value, one.stored) for one in sector.options] == [
        ("sector", "administration", "administration"),
        ("sector", "education", "education"),
    ]
    assert (sector.apart, sector.hints["en"]) == ((), "Name the sector of your organisation.")


def test_a_multiple_choice_has_a_field_an_option_and_one_for_none_of_these() -> None:
    meeting = asked("meeting", formed())

    assert meeting.fields == ("meeting_01", "meeting_02", "meeting")
    assert meeting.options == (
        Option(field="meeting_01", value="1", stored=1, labels={"de": "Montag", "en": "Monday"}),
        Option(field="meeting_02", value="1", stored=1, labels={"de": "Freitag", "en": "Friday"}),
    )
    assert meeting.apart == (
        Option(field="meeting", value="0", stored=0, labels={"de": "nichts davon", "en": "none of these"}),
    )


def test_dont_know_stands_apart_in_a_multiple_choice_too() -> None:
    meeting = asked(
        "meeting",
        formed(changed(WITHOUT_ROSTER, ('"multiple"\n  choices = "days"', '"multiple"\n  choices = "agree"'))),
    )

    assert [(one.field, one.value, one.stored) for one in meeting.apart] == [("meeting", "0", 0), ("meeting", "98", 98)]


def test_a_number_has_its_range_and_99_where_the_range_does_not_hold_it() -> None:
    partners = asked("partners", formed())
    many = asked("partners", formed(changed(WITHOUT_ROSTER, ("highest = 50", "highest = 500"))))

    assert (partners.lowest, partners.highest, partners.no_answer) == (0, 50, 99)
    assert (many.lowest, many.highest, many.no_answer) == (0, 500, None)


@pytest.mark.parametrize("name", sorted({identity for identity, _ in library()} - {"netzwerk"}))
def test_the_pages_of_a_questionnaire_ask_for_every_variable_of_its_codebook(name: str) -> None:
    questionnaire = find(name)

    fields = [one for page in questionnaire.page for one in fields_of(questionnaire, page.id)]

    assert [variable for one in fields for variable in one.variables] == [
        variable.name for variable in variables(questionnaire)
    ]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("nowhere", "sample/2026.1: this questionnaire has no page “nowhere”. It has: across, more."),
        ("more", "sample/2026.1: the page “more” asks about each partner on a list. It needs a form of its own."),
    ],
)
def test_a_page_that_has_no_such_form_is_refused(page: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        fields_of(sample(), page)

    assert [one.text("en") for one in caught.value.problems] == [sentence]
