"""One posted page: what was answered, what is open, and what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from questionnaires.answering import MOST_UNKNOWN, PageAnswers, form_of, read_page, with_skipped
from questionnaires.problems import InputError
from tests.unit.questionnaires.samples import changed, sample
from tests.unit.questionnaires.test_asking import WITHOUT_ROSTER, formed

WHOLE: Mapping[str, Sequence[str]] = {
    "reach_01": ["3"],
    "reach_02": ["98"],
    "sector": ["education"],
    "meeting_02": ["1"],
    "partners": ["7"],
}
JUDGED = changed(WITHOUT_ROSTER, ('"multiple"\n  choices = "days"', '"multiple"\n  choices = "agree"'))


def posted(**fields: str | list[str]) -> PageAnswers:
    """Return what the second page of the sample says with some fields changed."""
    given = {name: [text] if isinstance(text, str) else text for name, text in fields.items()}
    return read_page(formed(), "more", {**WHOLE, **given})


def wrong(answers: PageAnswers, language: str = "en") -> list[tuple[str, str, str]]:
    """Return field, id and sentence of every problem."""
    return [(one.field, one.asked, one.problem.text(language)) for one in answers.problems]


def test_a_page_filled_in_becomes_typed_answers() -> None:
    assert posted() == PageAnswers(
        values={
            "reach_01": 3,
            "reach_02": 98,
            "sector": "education",
            "meeting_01": 0,
            "meeting_02": 1,
            "partners": 7,
        },
        texts={name: tuple(texts) for name, texts in WHOLE.items()},
    )


def test_blanks_around_an_answer_do_not_matter() -> None:
    assert posted(partners=" 7\u00a0", reach_01="3 ", sector="\teducation").values == posted().values


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("50", 50), ("007", 7), ("-0", 0), ("0" * 5_000 + "7", 7)])
def test_a_number_is_read_however_its_digits_are_typed(text: str, number: int) -> None:
    assert posted(partners=text).values["partners"] == number


def test_a_negative_number_may_have_a_typographic_minus() -> None:
    questionnaire = formed(changed(WITHOUT_ROSTER, ("lowest = 0", "lowest = -5")))

    values = [read_page(questionnaire, "more", {"partners": [text]}).values for text in ("-3", "−3")]

    assert values == [{"partners": -3}, {"partners": -3}]


def test_what_is_not_answered_is_open_and_not_among_the_values() -> None:
    answers = read_page(formed(), "more", {"reach_01": [""], "reach_02": ["2"], "partners": ["  "], "sector": []})

    assert answers == PageAnswers(
        values={"reach_02": 2}, open=("reach_01", "sector", "meeting", "partners"), texts={"reach_02": ("2",)}
    )


def test_what_is_let_go_is_recorded_as_no_answer() -> None:
    questionnaire = formed()
    answers = read_page(questionnaire, "more", {"reach_02": ["2"], "partners": ["x"]})

    passed = with_skipped(questionnaire, "more", answers)

    assert passed.values == {"reach_01": 99, "reach_02": 2, "sector": 99, "meeting_01": 99, "meeting_02": 99}
    assert (passed.open, passed.problems) == ((), answers.problems)


def test_a_number_that_could_be_99_stays_empty_when_it_is_let_go() -> None:
    questionnaire = formed(changed(WITHOUT_ROSTER, ("highest = 50", "highest = 500")))

    passed = with_skipped(questionnaire, "more", read_page(questionnaire, "more", {**WHOLE, "partners": [""]}))

    assert (passed.open, "partners" in passed.values) == ((), False)
    assert read_page(questionnaire, "more", {**WHOLE, "partners": ["99"]}).values["partners"] == 99


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("7,5", "„7,5“ ist keine ganze Zahl. Schreiben Sie nur Ziffern, ohne Komma, Punkt und Leerzeichen."),
        ("7.0", "„7.0“ ist keine ganze Zahl. Schreiben Sie nur Ziffern, ohne Komma, Punkt und Leerzeichen."),
        ("1 000", "„1 000“ ist keine ganze Zahl. Schreiben Sie nur Ziffern, ohne Komma, Punkt und Leerzeichen."),
        ("sieben", "„sieben“ ist keine Zahl. Schreiben Sie nur Ziffern."),
        ("٧", "„٧“ ist keine Zahl. Schreiben Sie nur Ziffern."),
        ("5-7", "„5-7“ ist keine Zahl. Schreiben Sie nur Ziffern."),
    ],
)
def test_a_number_written_in_another_way_is_told_and_kept_for_the_page(text: str, sentence: str) -> None:
    answers = posted(partners=text)

    assert wrong(answers, "de") == [("partners", "partners", f"{sentence} Möglich sind Zahlen von 0 bis 50.")]
    assert ("partners" in answers.values, answers.open, answers.texts["partners"]) == (False, (), (text,))


@pytest.mark.parametrize("text", ["51", "-1", "99", "98", "9" * 30])
def test_a_number_beyond_the_range_is_told_even_where_it_is_a_code_for_no_answer(text: str) -> None:
    assert wrong(posted(partners=text)) == [
        ("partners", "partners", f"“{text}” is not possible here. Write a number from 0 to 50.")
    ]


@pytest.mark.parametrize("text", ["4", "0", "99", "-1", "01", "3.0", "nein", "٣"])
def test_an_answer_that_is_not_offered_is_told_codes_for_no_answer_too(text: str) -> None:
    sentence = f"There is no answer “{text}” here. Choose one of the answers shown."

    assert wrong(posted(reach_01=text)) == [("reach_01", "reach_01", sentence)]
    assert wrong(posted(meeting_02=text if text != "0" else "2"))[0][:2] == ("meeting_02", "meeting")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reach_01": ["1", "3"]}, "reach_01"),
        ({"reach_01": ["3", "3"]}, "reach_01"),
        ({"meeting_01": ["1", "1"]}, "meeting_01"),
        ({"meeting": ["0", "98"], "meeting_02": [""]}, "meeting"),
        ({"partners": ["7", "8"]}, "partners"),
    ],
)
def test_two_answers_where_one_is_possible_are_told(fields: dict[str, str | list[str]], field: str) -> None:
    answers = posted(**fields)

    (problem,) = answers.problems
    assert (problem.field, problem.problem.code) == (field, "answer_repeated")
    assert answers.texts[field] == tuple(fields[field])


def test_an_empty_field_beside_the_answer_is_no_second_answer() -> None:
    assert posted(reach_01=["", "3"]).values["reach_01"] == 3


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ({"meeting_01": ["1"]}, {"meeting_01": 1, "meeting_02": 0, "meeting_03": 0}),
        ({"meeting_01": ["1"], "meeting_02": ["0"]}, {"meeting_01": 1, "meeting_02": 0, "meeting_03": 0}),
        ({"meeting": ["0"]}, {"meeting_01": 0, "meeting_02": 0, "meeting_03": 0}),
        ({f"meeting_0{code}": ["0"] for code in (1, 2, 3)}, {"meeting_01": 0, "meeting_02": 0, "meeting_03": 0}),
        ({"meeting": ["98"]}, {"meeting_01": 98, "meeting_02": 98, "meeting_03": 98}),
        ({"meeting_01": ["0"]}, {}),
    ],
)
def test_a_multiple_choice_tells_chosen_none_and_not_answered_apart(
    fields: dict[str, list[str]], values: dict[str, int]
) -> None:
    answers = read_page(formed(JUDGED), "more", fields)

    assert answers.values == values
    assert ("meeting" in answers.open) == (values == {})


@pytest.mark.parametrize("apart", ["0", "98"])
def test_something_and_none_of_it_at_once_is_told(apart: str) -> None:
    answers = read_page(formed(JUDGED), "more", {"meeting_01": ["1"], "meeting": [apart]})

    assert [(one.field, one.asked, one.problem.code) for one in answers.problems] == [
        ("meeting", "meeting", "answer_contradicts")
    ]
    assert ("meeting" in answers.open, answers.values) == (False, {})


def test_a_field_of_another_page_is_told_and_the_rest_is_read() -> None:
    answers = posted(silos_01="1")

    sentence = "The field “silos_01” does not belong to this page. Load the page again, and send it once more."
    assert wrong(answers) == [("silos_01", "", sentence)]
    assert (answers.values, "silos_01" in answers.texts) == (posted().values, False)


def test_of_many_unknown_fields_the_first_are_told_and_the_others_counted() -> None:
    answers = read_page(sample(), "across", {f"field{number}": ["1"] for number in range(MOST_UNKNOWN + 3)})

    assert len(answers.problems) == MOST_UNKNOWN + 1
    assert wrong(answers)[-1][2].startswith("More fields that do not belong to this page: 3.")


def test_what_a_field_is_called_cannot_disturb_a_terminal() -> None:
    answers = posted(**{"\x1b[2J{where}": "1"})

    assert wrong(answers)[0][0] == "\\x1b[2J{where}"
    assert "“\\x1b[2J{where}”" in wrong(answers)[0][2]


def test_a_page_with_a_roster_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_page(sample(), "more", WHOLE)

    assert [one.code for one in caught.value.problems] == ["page_with_roster"]


def test_a_page_shows_answers_in_the_fields_that_they_came_from() -> None:
    values = {**posted().values, "silos_01": 1}

    assert form_of(formed(), "more", values) == {name: tuple(texts) for name, texts in WHOLE.items()}


def test_codes_for_no_answer_show_as_nothing_chosen() -> None:
    questionnaire = formed()
    passed = with_skipped(questionnaire, "more", read_page(questionnaire, "more", {}))

    assert form_of(questionnaire, "more", passed.values) == {}
    assert form_of(questionnaire, "more", dict.fromkeys(passed.values, -1)) == {}


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (98, "98")])
def test_none_of_these_and_dont_know_show_in_the_field_apart(value: int, text: str) -> None:
    values = dict.fromkeys(("meeting_01", "meeting_02", "meeting_03"), value)

    assert form_of(formed(JUDGED), "more", values) == {"meeting": (text,)}
