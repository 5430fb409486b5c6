"""A page of questions, as a value: what is asked, what is chosen, and what is missing, wrong or contradicted.

The same for whoever answers; what stands around it is the audience's own.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import msgspec

from diagnostic.domain.merging import is_open
from diagnostic.services.judging import Sheet, Values
from diagnostic.services.posting import BASE, KEY, WARNED
from diagnostic.web.asking import QuestionView, question_view
from diagnostic.web.roster import RosterView, roster_view, still_open
from diagnostic.web.turning import Visit
from diagnostic.web.wording import Words, spelt
from questionnaires.answering import form_of
from questionnaires.asking import Asked, fields_of
from questionnaires.model import Questionnaire
from questionnaires.rosters import list_on
from questionnaires.routing import section_number

Hidden = tuple[tuple[str, str], ...]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What is missing or wrong, on top; items: (id of the field, words)."""

    title: str
    items: tuple[tuple[str, str], ...]
    more: str


class AskedPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a questionnaire.

    Parameters
    ----------
    parts : tuple of (int, int)
        For the bar: how much of each section is behind.
    sections : tuple of (str, str)
        Title of each section, and whether it is ``done``, ``current`` or ``ahead``.
    hidden : tuple of (str, str)
        The form's own fields.
    roster : RosterView, optional
        The questions partner by partner, where they are about partners.
    onward : str
        What the button *next* sends.
    saved : str, optional
        When the page before was saved.
    pause : str
        What becomes of it if one stops here.
    """

    action: str
    heading: str
    lead: str
    position: str
    more: str
    parts: tuple[tuple[int, int], ...]
    sections: tuple[tuple[str, str], ...]
    questions: tuple[QuestionView, ...]
    roster: RosterView | None
    hidden: Hidden
    onward: str
    first: bool
    summary: Summary | None
    notice: str | None
    saved: str | None
    pause: str


def asked_page(sheet: Sheet, visit: Visit, word: Words, language: str, *, action: str, pause: str) -> AskedPage:
    """Return a page with its questions."""
    texts, section = sheet.questionnaire.texts[language], section_number(sheet.questionnaire, sheet.page)
    wrong = _wrong(sheet, language)
    still = tuple(one for one in sheet.asked if visit.warns and not wrong and is_open(one, sheet.values))
    partners = list_on(sheet.questionnaire, sheet.page) is not None
    notes = wrong | {one.id: word("roster.note" if partners else f"answer.{_kind((one,))}_note") for one in still}
    questions = _questions(sheet, word, language, notes)
    return AskedPage(
        action=action,
        heading=texts.pages[sheet.page].title,
        lead=_lead(sheet, word, language),
        position=word("answer.position", number=section.number, total=section.total),
        more=_left(word, sheet),
        parts=tuple(_part(number, section.number) for number in range(1, section.total + 1)),
        sections=_sections(sheet, language),
        questions=questions,
        roster=roster_view(sheet, questions, word, language),
        hidden=own_fields(sheet, warned=bool(still)),
        onward="check" if visit.checking else "next",
        first=section.number == 1,
        summary=_summary(sheet, word, language, wrong, still),
        notice=word("answer.replayed") if visit.replayed else None,
        saved=None if visit.saved is None else word("answer.saved", time=visit.saved),
        pause=pause,
    )


def title_of(sheet: Sheet, word: Words, language: str) -> str:
    """Return what stands in the tab over a page; it says at once that something is wrong."""
    section = section_number(sheet.questionnaire, sheet.page)
    name = sheet.questionnaire.texts[language].pages[sheet.page].title
    title = word("answer.title", number=section.number, total=section.total, section=name)
    return f"{word('error_prefix')}{title}" if has_problems(sheet) else title


def has_problems(sheet: Sheet) -> bool:
    """Whether something on a page could not be read as an answer."""
    return sheet.outcome is not None and bool(sheet.outcome.problems)


def own_fields(sheet: Sheet, *, warned: bool) -> Hidden:
    """Return what a form with a page says of itself."""
    fields = ((BASE, str(sheet.revision)), (KEY, secrets.token_urlsafe(16)))
    return (*fields, (WARNED, "1")) if warned else fields


def counted(word: Words, key: str, count: int) -> str:
    """Return a sentence for one or for many."""
    return word(f"{key}_one") if count == 1 else word(f"{key}_many", count=count, **spelt(word, count))


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


def _lead(sheet: Sheet, word: Words, language: str) -> str:
    """Return what stands above the questions: what to think of while rating statements, and the page's own words."""
    texts = sheet.questionnaire.texts[language]
    listed = list_on(sheet.questionnaire, sheet.page)
    if listed is not None and not listed.groups:
        return word("roster.nobody")
    frame = texts.frame if any(one.kind == "statement" for one in sheet.asked) else ""
    return " ".join(part for part in (frame, texts.pages[sheet.page].introduction) if part)


def _questions(sheet: Sheet, word: Words, language: str, notes: Mapping[str, str]) -> tuple[QuestionView, ...]:
    sent = sheet.outcome.texts if sheet.outcome is not None else None
    texts = form_of(sheet.questionnaire, sheet.page, sheet.values) if sent is None else sent
    return tuple(question_view(one, texts, word, language, notes.get(one.id)) for one in sheet.asked)


def _wrong(sheet: Sheet, language: str) -> dict[str, str]:
    problems = () if sheet.outcome is None else sheet.outcome.problems
    return {one.asked: one.problem.text(language) for one in problems}


def _summary(
    sheet: Sheet, word: Words, language: str, wrong: Mapping[str, str], still: tuple[Asked, ...]
) -> Summary | None:
    if wrong:
        title, more = counted(word, "answer.problem", len(wrong)), word("answer.problem_more")
        return Summary(title=title, items=tuple(wrong.items()), more=more)
    if not still:
        return None
    partners = still_open(sheet, word, language)
    if partners is not None:
        count, lines = partners
        return Summary(title=counted(word, "roster.open", count), items=lines, more=word("answer.open_more"))
    items = tuple((one.id, one.texts[language]) for one in still)
    title = counted(word, f"answer.{_kind(still)}", len(still))
    return Summary(title=title, items=items, more=word("answer.open_more"))


def _kind(still: tuple[Asked, ...]) -> str:
    """Return as what the open ones are spoken of: statements if they all are, else questions."""
    return "open" if all(one.kind == "statement" for one in still) else "open_question"


def _part(number: int, current: int) -> tuple[int, int]:
    return (1, 2) if number == current else (int(number < current), 1)


def _sections(sheet: Sheet, language: str) -> tuple[tuple[str, str], ...]:
    def state(page: str) -> str:
        if page == sheet.page:
            return "current"
        return "ahead" if any(is_open(one, sheet.values) for one in fields_of(sheet.questionnaire, page)) else "done"

    titles = sheet.questionnaire.texts[language].pages
    return tuple((titles[page.id].title, state(page.id)) for page in sheet.questionnaire.page)


def _left(word: Words, sheet: Sheet) -> str:
    """Return how long the rest takes: of this page and those after it, by the number of their questions."""
    minutes = _minutes(sheet.questionnaire, sheet.page)
    return word("answer.minute_left") if minutes == 1 else word("answer.minutes_left", minutes=minutes)


def _minutes(asked: Questionnaire, page: str) -> int:
    counts = [len(fields_of(asked, one.id)) for one in asked.page]
    rest = sum(counts[section_number(asked, page).number - 1 :])
    return max(1, round((asked.minutes or 1) * rest / sum(counts)))
