"""A page of questions, as a value: what is asked, what is chosen, and what is missing, wrong or contradicted."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

import msgspec

from diagnostic.domain.merging import is_open
from diagnostic.services.answering import Outcome, Sheet, Values
from diagnostic.services.posting import BASE, CLASH, GO, KEEP, KEY, WARNED
from diagnostic.web.pages import Framing
from diagnostic.web.partner.framing import AUDIENCE, counted, foot_of, framed, place_of
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words
from questionnaires.answering import form_of
from questionnaires.asking import Asked, Option, fields_of
from questionnaires.model import Questionnaire
from questionnaires.routing import section_number

_WIDEST = 7
"""So many answers fit on one line; more stand below each other."""

Texts = Mapping[str, tuple[str, ...]]
Hidden = tuple[tuple[str, str], ...]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that can be chosen."""

    field: str
    value: str
    label: str
    chosen: bool


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """One question.

    Parameters
    ----------
    kind : str
        ``line``: one of the answers, on a line; ``list``: one, below each other; ``ticks``: any of them; ``number``:
        a number typed.
    text, hint, note
        The wording, help beforehand, and what is missing or wrong.
    apart : tuple of Choice
        What stands off the others.
    typed : str
        What stands in the field of a number.
    """

    kind: str
    key: str
    text: str
    hint: str | None
    note: str | None
    options: tuple[Choice, ...]
    apart: tuple[Choice, ...]
    typed: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What is missing or wrong, on top; items: (id of the field, words)."""

    title: str
    items: tuple[tuple[str, str], ...]
    more: str


class AnswerPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the questionnaire.

    Parameters
    ----------
    parts : tuple of (int, int)
        For the bar: how much of each section is behind.
    sections : tuple of (str, str)
        Title of each section, and whether it is ``done``, ``current`` or ``ahead``.
    hidden : tuple of (str, str)
        The form's own fields.
    onward : str
        What the button *next* sends.
    saved : str, optional
        When the page before was saved.
    """

    place: str
    foot: str
    action: str
    heading: str
    lead: str
    position: str
    more: str
    parts: tuple[tuple[int, int], ...]
    sections: tuple[tuple[str, str], ...]
    questions: tuple[QuestionView, ...]
    hidden: Hidden
    onward: str
    first: bool
    summary: Summary | None
    notice: str | None
    saved: str | None
    pause: str


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """How a page is visited: when the one before was saved, whether it warns, and whether it is left for the check."""

    saved: str | None = None
    warns: bool = False
    checking: bool = False
    replayed: bool = False


class ClashPage(msgspec.Struct, frozen=True, kw_only=True):
    """Two answers to the same question; items: (field, question, options)."""

    place: str
    foot: str
    action: str
    items: tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...]
    hidden: Hidden


def answer_page(visitor: Visitor, sheet: Sheet, visit: Visit) -> tuple[Framing, AnswerPage]:
    """Return a page with its questions."""
    language = visitor.caller.language
    word, person = words(AUDIENCE, language), sheet.opened.person
    texts, section = sheet.questionnaire.texts[language], section_number(sheet.questionnaire, sheet.page)
    wrong = _wrong(sheet, language)
    still = tuple(one.id for one in sheet.asked if visit.warns and not wrong and is_open(one, sheet.values))
    title = word("answer.title", number=section.number, total=section.total, section=texts.pages[sheet.page].title)
    page = AnswerPage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        action=f"/answer/{sheet.page}",
        heading=texts.pages[sheet.page].title,
        lead=" ".join(part for part in (texts.frame, texts.pages[sheet.page].introduction) if part),
        position=word("answer.position", number=section.number, total=section.total),
        more=_left(visitor, sheet),
        parts=tuple(_part(number, section.number) for number in range(1, section.total + 1)),
        sections=_sections(sheet, language),
        questions=_questions(sheet, language, wrong | dict.fromkeys(still, word("answer.open_note"))),
        hidden=_own_fields(sheet, warned=bool(still)),
        onward="check" if visit.checking else "next",
        first=section.number == 1,
        summary=_summary(visitor, sheet, wrong, still),
        notice=word("answer.replayed") if visit.replayed else None,
        saved=None if visit.saved is None else word("answer.saved", time=visit.saved),
        pause=word(
            {"submitted": "answer.pause_submitted", "late": "answer.pause_late"}.get(sheet.opened.stage, "answer.pause")
        ),
    )
    title = f"{word('error_prefix')}{title}" if wrong else title
    return framed("answer", title, person, status=422 if wrong else 200), page


def clash_page(visitor: Visitor, sheet: Sheet, outcome: Outcome) -> tuple[Framing, ClashPage]:
    """Return the page on which one of two answers is chosen; everything else that was sent travels along."""
    language = visitor.caller.language
    word, person = words(AUDIENCE, language), sheet.opened.person
    by_id = {one.id: one for one in sheet.asked}
    items = []
    for name in outcome.clashes:
        mine, theirs = (answer_in_words(by_id[name], side, language) for side in (outcome.mine, sheet.values))
        options = (
            ("mine", word("clash.mine", answer=mine or word("clash.none")), False),
            ("theirs", word("clash.theirs", answer=theirs or word("clash.none")), False),
        )
        items.append((f"{KEEP}{name}", by_id[name].texts[language], options))
    hidden = (
        *_own_fields(sheet, warned=outcome.posted.warned),
        (GO, outcome.posted.go),
        *((CLASH, name) for name in outcome.clashes),
        *_carried(sheet, outcome),
    )
    page = ClashPage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        action=f"/answer/{sheet.page}",
        items=tuple(items),
        hidden=hidden,
    )
    return framed("clash", word("clash.heading"), person, status=409, hide_address=True), page


def answer_in_words(one: Asked, values: Values, language: str) -> str | None:
    """Return an answer as it reads, or None where there is none."""
    if one.kind == "number":
        number = values.get(one.id)
        return None if number is None or number == one.no_answer else str(number)
    chosen = [option for option in one.options if values.get(option.field) == option.stored]
    if not chosen:
        given = [values.get(variable) for variable in one.variables]
        chosen = [option for option in one.apart if all(value == option.stored for value in given)]
    return ", ".join(option.labels[language] for option in chosen) or None


def _questions(sheet: Sheet, language: str, notes: Mapping[str, str]) -> tuple[QuestionView, ...]:
    sent = sheet.outcome.texts if sheet.outcome is not None else None
    texts = form_of(sheet.questionnaire, sheet.page, sheet.values) if sent is None else sent
    return tuple(_question(one, texts, language, notes.get(one.id)) for one in sheet.asked)


def _question(one: Asked, texts: Texts, language: str, note: str | None) -> QuestionView:
    def choices(options: Iterable[Option]) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                field=option.field,
                value=option.value,
                label=option.labels[language],
                chosen=option.value in texts.get(option.field, ()),
            )
            for option in options
        )

    kinds = {"statement": "line" if len(one.options) <= _WIDEST else "list", "single": "list", "multiple": "ticks"}
    hint = one.hints[language]
    if not hint and one.kind == "number":
        hint = words(AUDIENCE, language)("answer.range", lowest=one.lowest or 0, highest=one.highest or 0)
    return QuestionView(
        kind=kinds.get(one.kind, "number"),
        key=one.id,
        text=one.texts[language],
        hint=hint or None,
        note=note,
        options=choices(one.options),
        apart=choices(one.apart),
        typed=" ".join(texts.get(one.id, ())) if one.kind == "number" else "",
    )


def _wrong(sheet: Sheet, language: str) -> dict[str, str]:
    problems = () if sheet.outcome is None else sheet.outcome.problems
    return {one.asked: one.problem.text(language) for one in problems}


def _summary(visitor: Visitor, sheet: Sheet, wrong: Mapping[str, str], still: tuple[str, ...]) -> Summary | None:
    word = words(AUDIENCE, visitor.caller.language)
    if wrong:
        title, more = counted(visitor, "answer.problem", len(wrong)), word("answer.problem_more")
        return Summary(title=title, items=tuple(wrong.items()), more=more)
    if not still:
        return None
    items = tuple((one.id, one.texts[visitor.caller.language]) for one in sheet.asked if one.id in still)
    return Summary(title=counted(visitor, "answer.open", len(still)), items=items, more=word("answer.open_more"))


def _own_fields(sheet: Sheet, *, warned: bool) -> Hidden:
    fields = ((BASE, str(sheet.revision)), (KEY, secrets.token_urlsafe(16)))
    return (*fields, (WARNED, "1")) if warned else fields


def _carried(sheet: Sheet, outcome: Outcome) -> Hidden:
    """Return what stands on the page after merging: answers as they are kept, and what was sent where that is not."""
    mine = {one.id for one in sheet.asked} & ({one.asked for one in outcome.problems} | set(outcome.clashes))
    kept = form_of(sheet.questionnaire, sheet.page, sheet.values)
    return tuple(
        (field, text)
        for one in sheet.asked
        for field in one.fields
        for text in (outcome.texts if one.id in mine else kept).get(field, ())
    )


def _part(number: int, current: int) -> tuple[int, int]:
    return (1, 2) if number == current else (int(number < current), 1)


def _sections(sheet: Sheet, language: str) -> tuple[tuple[str, str], ...]:
    def state(page: str) -> str:
        if page == sheet.page:
            return "current"
        return "ahead" if any(is_open(one, sheet.values) for one in fields_of(sheet.questionnaire, page)) else "done"

    titles = sheet.questionnaire.texts[language].pages
    return tuple((titles[page.id].title, state(page.id)) for page in sheet.questionnaire.page)


def _left(visitor: Visitor, sheet: Sheet) -> str:
    """Return how long the rest takes: of this page and those after it, by the number of their questions."""
    word = words(AUDIENCE, visitor.caller.language)
    minutes = _minutes(sheet.questionnaire, sheet.page)
    return word("answer.minute_left") if minutes == 1 else word("answer.minutes_left", minutes=minutes)


def _minutes(asked: Questionnaire, page: str) -> int:
    counts = [len(fields_of(asked, one.id)) for one in asked.page]
    rest = sum(counts[section_number(asked, page).number - 1 :])
    return max(1, round((asked.minutes or 1) * rest / sum(counts)))
