"""The order of pages, the place of one among all, and where a person goes on."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from questionnaires.model import Page, Questionnaire
from questionnaires.problems import InputError
from questionnaires.routing import Section, first_open_page, next_page, pages_of, previous_page, section_number
from tests.unit.questionnaires.samples import changed, sample
from tests.unit.questionnaires.test_asking import WITHOUT_ROSTER, formed

ACROSS: dict[str, int | str] = {"silos_01": 1, "silos_02": 99}
MORE: dict[str, int | str] = {
    "reach_01": 3,
    "reach_02": 98,
    "sector": "education",
    "meeting_01": 0,
    "meeting_02": 1,
    "partners": 7,
}


def test_pages_follow_one_another_in_the_order_of_the_file() -> None:
    questionnaire = sample()

    assert pages_of(questionnaire) == ("across", "more")
    assert [next_page(questionnaire, page) for page in ("across", "more")] == ["more", None]
    assert [previous_page(questionnaire, page) for page in ("across", "more")] == [None, "across"]
    assert [section_number(questionnaire, page) for page in ("across", "more")] == [
        Section(number=1, total=2),
        Section(number=2, total=2),
    ]


@pytest.mark.parametrize("question", [next_page, previous_page, section_number])
def test_a_page_that_is_not_there_is_refused(question: Callable[[Questionnaire, str], object]) -> None:
    with pytest.raises(InputError) as caught:
        question(sample(), "nowhere")

    assert [one.code for one in caught.value.problems] == ["page_unknown"]


@pytest.mark.parametrize(
    ("values", "page"),
    [
        ({}, "across"),
        ({"silos_01": 1}, "across"),
        (MORE, "across"),
        (ACROSS, "more"),
        ({**ACROSS, "reach_01": 3}, "more"),
        ({**ACROSS, **MORE}, None),
    ],
)
def test_a_person_goes_on_at_the_first_page_with_something_left(values: dict[str, int | str], page: str | None) -> None:
    assert first_open_page(formed(), values) == page


def test_a_page_with_a_roster_stays_open() -> None:
    assert first_open_page(sample(), {**ACROSS, **MORE}) == "more"


def test_a_number_that_cannot_be_99_leaves_a_page_open_only_where_nothing_else_is_asked() -> None:
    questionnaire = formed(changed(WITHOUT_ROSTER, ("highest = 50", "highest = 500")))
    first, second = questionnaire.page
    alone = Page(id="alone", question=second.question[-1:])
    others = msgspec.structs.replace(second, question=second.question[:-1])
    apart = msgspec.structs.replace(questionnaire, page=(first, others, alone))
    without = {**ACROSS, **{name: value for name, value in MORE.items() if name != "partners"}}

    assert (first_open_page(questionnaire, without), first_open_page(apart, without)) == (None, "alone")
    assert first_open_page(apart, {**ACROSS, **MORE}) is None


def test_a_page_that_asks_nothing_is_not_open() -> None:
    questionnaire = sample()
    empty = msgspec.structs.replace(questionnaire, page=(Page(id="hello"), questionnaire.page[0]))

    assert first_open_page(empty, {}) == "across"
    assert first_open_page(empty, ACROSS) is None
