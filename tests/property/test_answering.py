"""Whatever a form posts, answers come out of it that the codebook allows; and what is shown is read again."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from questionnaires.answering import MOST_UNKNOWN, form_of, read_page, with_skipped
from questionnaires.asking import Asked, fields_of
from questionnaires.codebook import variables
from questionnaires.model import Questionnaire
from questionnaires.routing import first_open_page
from tests.unit.questionnaires.test_answering import JUDGED
from tests.unit.questionnaires.test_asking import WITHOUT_ROSTER, formed

QUESTIONNAIRES = (formed(), formed(JUDGED), formed(WITHOUT_ROSTER.replace("highest = 50", "highest = 500")))
CODEBOOKS = tuple({one.name: one for one in variables(questionnaire)} for questionnaire in QUESTIONNAIRES)
FIELDS = sorted({"silos_01", "token", *(name for codebook in CODEBOOKS for name in codebook), "meeting"})

TEXTS = st.one_of(
    st.text(max_size=12),
    st.integers(-3, 120).map(str),
    st.sampled_from(
        ["", " ", " 7 ", "7,5", "1.000", "−1", "98", "99", "education", "1", "0", "²", "٧", "\x00", "9" * 5_000]
    ),
)
FORMS = st.dictionaries(
    st.one_of(st.sampled_from(FIELDS), st.text(max_size=8)), st.lists(TEXTS, max_size=3), max_size=12
)


@st.composite
def answered(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, int | str]:
    """Draw what a person may leave on the second page when it is sent for the second time."""
    values: dict[str, int | str] = {}
    for one in fields_of(questionnaire, "more"):
        values |= draw(_of(one))
    return values


def _of(one: Asked) -> st.SearchStrategy[dict[str, int | str]]:
    skipped: dict[str, int | str] = {} if one.no_answer is None else dict.fromkeys(one.variables, one.no_answer)
    if one.kind == "number":
        range_ = st.integers(one.lowest, one.highest)
        return st.one_of(st.just(skipped), range_.map(lambda number: {one.id: number}))
    if one.kind == "multiple":
        ticks = st.fixed_dictionaries({name: st.sampled_from([0, 1]) for name in one.variables})
        apart = [dict.fromkeys(one.variables, option.stored) for option in one.apart]
        return st.one_of(st.sampled_from([skipped, *apart]), ticks.map(dict))
    chosen = st.sampled_from([option.stored for option in (*one.options, *one.apart)])
    return st.one_of(st.just(skipped), chosen.map(lambda stored: {one.id: stored}))


@given(st.sampled_from(range(len(QUESTIONNAIRES))), st.sampled_from(["across", "more"]), FORMS)
@example(0, "more", {"partners": ["0" * 100_000 + "x"]})
def test_any_form_is_read_and_nothing_in_it_is_lost(which: int, page: str, fields: dict[str, list[str]]) -> None:
    questionnaire, codebook = QUESTIONNAIRES[which], CODEBOOKS[which]
    asked = {one.id: one for one in fields_of(questionnaire, page)}

    answers = read_page(questionnaire, page, fields)

    wrong = {one.asked for one in answers.problems} - {""}
    done = {codebook[name].source for name in answers.values}
    assert all(codebook[name].allows(value) for name, value in answers.values.items())
    assert sorted([*done, *answers.open, *wrong]) == sorted(asked)
    assert all(one.problem.text(language) for one in answers.problems for language in ("de", "en"))
    unknown = set(fields) - {name for one in asked.values() for name in one.fields}
    assert sum(one.asked == "" for one in answers.problems) == min(len(unknown), MOST_UNKNOWN + 1)


@given(st.sampled_from(range(len(QUESTIONNAIRES))), FORMS)
def test_a_page_let_go_is_not_open_any_more(which: int, fields: dict[str, list[str]]) -> None:
    questionnaire = QUESTIONNAIRES[which]
    read = read_page(questionnaire, "more", fields)

    passed = with_skipped(questionnaire, "more", read)

    assert passed.open == ()
    assert all(CODEBOOKS[which][name].allows(value) for name, value in passed.values.items())
    assert {name: passed.values[name] for name in read.values} == read.values
    if all(one.asked == "" for one in read.problems):
        assert first_open_page(questionnaire, {"silos_01": 1, "silos_02": 1, **passed.values}) is None


@given(st.data())
def test_answers_shown_on_a_page_and_sent_again_are_the_same(data: st.DataObject) -> None:
    questionnaire = data.draw(st.sampled_from(QUESTIONNAIRES))
    values = data.draw(answered(questionnaire))

    answers = read_page(questionnaire, "more", form_of(questionnaire, "more", values))

    assert answers.problems == ()
    assert with_skipped(questionnaire, "more", answers).values == values


@given(st.sampled_from(range(len(QUESTIONNAIRES))), FORMS)
def test_what_was_read_from_a_form_is_read_from_what_it_shows(which: int, fields: dict[str, list[str]]) -> None:
    questionnaire = QUESTIONNAIRES[which]
    values = read_page(questionnaire, "more", fields).values

    assert read_page(questionnaire, "more", form_of(questionnaire, "more", values)).values == values
