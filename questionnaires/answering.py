"""One posted page becomes typed answers and problems, and answers become the fields of a page again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from questionnaires.asking import CHOSEN, NOT_CHOSEN, Asked, fields_of
from questionnaires.findings import problem
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem
from questionnaires.showing import shown

MOST_UNKNOWN = 20
"""Fields that do not belong to a page and are told one by one; the others are counted."""

_WHOLE = re.compile(r"([-−]?)0*([0-9]{1,18})", re.ASCII)
_DIGITS = re.compile(r"[-−]?[0-9]+", re.ASCII)
_DIVIDED = re.compile(r"[-−]?[0-9][0-9., '’\u00a0\u202f]*")

Texts = Mapping[str, tuple[str, ...]]


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one field of a page.

    Parameters
    ----------
    field : str
        Name of the field in the form; of one that does not belong to the page what can be shown of it.
    asked : str
        Id of the statement or question; empty for a field that does not belong to the page.
    problem : Problem
        What is wrong, and how to mend it.
    """

    field: str
    asked: str
    problem: Problem


class PageAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """What a posted page says.

    Parameters
    ----------
    values : dict
        Variable to answer, as the codebook has them. Whatever was kept of the page's variables before is replaced by
        these: an answer that was taken back is not among them.
    open : tuple of str
        Ids of the statements and questions without an answer, in the order shown. Nothing is required: the page
        warns once, and then `with_skipped` lets them go.
    problems : tuple of FieldProblem
        In the order shown, at last fields that do not belong to the page. What has a problem is neither in `values`
        nor `open`.
    texts : dict
        Field to what stood in it, without blanks around it and without empty fields, right or wrong: with it a page
        shows again what was sent. Fields of other pages are left out.
    """

    values: Mapping[str, int | str] = {}
    open: tuple[str, ...] = ()
    problems: tuple[FieldProblem, ...] = ()
    texts: Texts = {}


def read_page(questionnaire: Questionnaire, page_id: str, fields: Mapping[str, Sequence[str]]) -> PageAnswers:
    """Return the answers on a posted page, and what is wrong with them. Whatever was posted, nothing is raised for it.

    Parameters
    ----------
    questionnaire : Questionnaire
        One without errors.
    page_id : str
        Id of one of its pages, without a roster.
    fields : dict
        Name of each field to all that was posted under it, without the form's own fields (token, buttons). As
        `questionnaires.asking.fields_of` names them: a variable of the codebook with the code as text, ``1`` for an
        option of a multiple choice. What stands apart in a multiple choice has the question's id as its name: ``0``
        nothing of these, ``98`` don't know. Blanks around a text do not matter. A code for no answer (99, −1) is
        nothing that can be posted, and 99 in a number is the number 99.

    Returns
    -------
    PageAnswers
        A multiple choice in which nothing is ticked is open, not 0: it may have been passed over.

    Raises
    ------
    InputError
        If there is no such page, or it has a roster.
    """
    asked = fields_of(questionnaire, page_id)
    known = {field for one in asked for field in one.fields}
    texts = {
        name: kept
        for name, posted in fields.items()
        if name in known and (kept := tuple(text for text in map(str.strip, posted) if text))
    }
    parts = [_READERS[one.kind](one, texts) for one in asked]
    return PageAnswers(
        values={name: value for part in parts for name, value in part.values.items()},
        open=tuple(name for part in parts for name in part.open),
        problems=(
            *(one for part in parts for one in part.problems),
            *_unknown(name for name in fields if name not in known),
        ),
        texts=texts,
    )


def with_skipped(questionnaire: Questionnaire, page_id: str, answers: PageAnswers) -> PageAnswers:
    """Return the answers with 99 *no answer* for each statement and question that was left open.

    For the second time a page is sent, after its warning. All options of a multiple choice become 99. A number whose
    range holds 99 stays out of the values: there an empty cell says that the number is missing.

    Parameters
    ----------
    questionnaire, page_id
        As in `read_page`.
    answers : PageAnswers
        As `read_page` returned them for that page.

    Returns
    -------
    PageAnswers
        Nothing is open any more; problems stay.

    Raises
    ------
    InputError
        As in `read_page`.
    """
    skipped = {
        variable: one.no_answer
        for one in fields_of(questionnaire, page_id)
        if one.id in answers.open and one.no_answer is not None
        for variable in one.variables
    }
    return msgspec.structs.replace(answers, values={**answers.values, **skipped}, open=())


def form_of(questionnaire: Questionnaire, page_id: str, values: Mapping[str, int | str]) -> dict[str, tuple[str, ...]]:
    """Return what stands in each field of a page that shows answers: the reverse of `read_page`.

    Parameters
    ----------
    questionnaire, page_id
        As in `read_page`.
    values : dict
        Variable to answer; those of other pages are passed over.

    Returns
    -------
    dict
        Field to texts, in the form of `PageAnswers.texts`. Fields without an answer are left out, those with 99 and
        −1 too.

    Raises
    ------
    InputError
        As in `read_page`.
    """
    return {field: (text,) for one in fields_of(questionnaire, page_id) for field, text in _written(one, values)}


def _single(one: Asked, texts: Texts) -> PageAnswers:
    offered = {option.value: option.stored for option in (*one.options, *one.apart)}
    told, problems = _told(one, texts, {one.id: offered})
    return _part(one, told, problems)


def _multiple(one: Asked, texts: Texts) -> PageAnswers:
    ticks: Mapping[str, int | str] = {str(CHOSEN): CHOSEN, str(NOT_CHOSEN): NOT_CHOSEN}
    apart = {option.value: option.stored for option in one.apart}
    told, problems = _told(one, texts, {**dict.fromkeys(one.variables, ticks), one.id: apart})
    instead = told.pop(one.id, None)
    chosen = CHOSEN in told.values()
    if problems:
        return PageAnswers(problems=problems)
    if chosen and instead is not None:
        return PageAnswers(problems=(_wrong(one, one.id, problem("answer_contradicts", one.id)),))
    if instead is not None:
        return _part(one, dict.fromkeys(one.variables, instead))
    answered = chosen or len(told) == len(one.variables)
    return _part(one, {name: told.get(name, NOT_CHOSEN) for name in one.variables} if answered else {})


def _number(one: Asked, texts: Texts) -> PageAnswers:
    given = texts.get(one.id, ())
    if not given:
        return _part(one, {})
    if len(given) > 1:
        return PageAnswers(problems=(_wrong(one, one.id, problem("answer_repeated", one.id)),))
    number = _whole(given[0])
    if number is not None and one.within(number):
        return _part(one, {one.id: number})
    return PageAnswers(problems=(_wrong(one, one.id, _not_a_number(one, given[0])),))


_READERS: dict[str, Callable[[Asked, Texts], PageAnswers]] = {
    "statement": _single,
    "single": _single,
    "multiple": _multiple,
    "number": _number,
}


def _told(
    one: Asked, texts: Texts, offered: Mapping[str, Mapping[str, int | str]]
) -> tuple[dict[str, int | str], tuple[FieldProblem, ...]]:
    """Return what stands in each field that may hold one of some values, and what is wrong with the other fields."""
    told: dict[str, int | str] = {}
    problems = []
    for field, allowed in offered.items():
        given = texts.get(field, ())
        if len(given) > 1:
            problems.append(_wrong(one, field, problem("answer_repeated", field)))
        elif given and given[0] not in allowed:
            problems.append(_wrong(one, field, problem("answer_not_offered", field, text=shown(given[0]))))
        elif given:
            told[field] = allowed[given[0]]
    return told, tuple(problems)


def _part(one: Asked, values: Mapping[str, int | str], problems: tuple[FieldProblem, ...] = ()) -> PageAnswers:
    return PageAnswers(values=values, open=() if values or problems else (one.id,), problems=problems)


def _wrong(one: Asked, field: str, what: Problem) -> FieldProblem:
    return FieldProblem(field=field, asked=one.id, problem=what)


def _whole(text: str) -> int | None:
    match = _WHOLE.fullmatch(text)
    return None if match is None else int(match[2]) * (-1 if match[1] else 1)


def _not_a_number(one: Asked, text: str) -> Problem:
    digits, divided = _DIGITS.fullmatch(text), _DIVIDED.fullmatch(text)
    return problem(
        "answer_out_of_range" if digits else "answer_not_whole" if divided else "answer_no_number",
        one.id,
        text=shown(text),
        lowest=one.lowest or 0,
        highest=one.highest or 0,
    )


def _unknown(names: Iterable[str]) -> Iterator[FieldProblem]:
    others = list(names)
    for name in others[:MOST_UNKNOWN]:
        yield FieldProblem(field=shown(name), asked="", problem=problem("field_unknown", shown(name)))
    if len(others) > MOST_UNKNOWN:
        rest = others[MOST_UNKNOWN:]
        yield FieldProblem(field=shown(rest[0]), asked="", problem=problem("fields_unknown", "", count=len(rest)))


def _written(one: Asked, values: Mapping[str, int | str]) -> Iterator[tuple[str, str]]:
    """Yield field and text for what a browser would post if the answers stood on the page."""
    given = [values.get(name) for name in one.variables]
    if one.kind == "number":
        yield from ((one.id, str(number)) for number in given if isinstance(number, int) and one.within(number))
        return
    chosen = [option for option in one.options if values.get(option.field) == option.stored]
    if not chosen:
        chosen = [option for option in one.apart if all(value == option.stored for value in given)]
    yield from ((option.field, option.value) for option in chosen)
