"""Pages of questions as respondents see them: in their frame, with what the mode promises below."""

from __future__ import annotations

from diagnostic.services.answering import Sheet
from diagnostic.services.judging import Outcome
from diagnostic.web.clashing import Clashes, clashes_of
from diagnostic.web.pages import Framing
from diagnostic.web.partner.framing import AUDIENCE, Page, foot_of, framed, place_of
from diagnostic.web.questions import AskedPage, asked_page, has_problems, title_of
from diagnostic.web.turning import Visit
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_PAUSES = {"submitted": "answer.pause_submitted", "late": "answer.pause_late"}


class AnswerPage(Page, frozen=True, kw_only=True):
    """One page of the questionnaire."""

    asked: AskedPage


class ClashPage(Page, frozen=True, kw_only=True):
    """Two answers to the same question."""

    clashes: Clashes


def answer_page(visitor: Visitor, sheet: Sheet, visit: Visit) -> tuple[Framing, AnswerPage]:
    """Return a page with its questions."""
    language, person = visitor.caller.language, sheet.opened.person
    word = words(AUDIENCE, language)
    pause = word(_PAUSES.get(sheet.opened.stage, "answer.pause"))
    page = AnswerPage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        asked=asked_page(sheet, visit, word, language, action=f"/answer/{sheet.page}", pause=pause),
    )
    status = 422 if has_problems(sheet) else 200
    return framed("answer", title_of(sheet, word, language), person, status=status), page


def clash_page(visitor: Visitor, sheet: Sheet, outcome: Outcome) -> tuple[Framing, ClashPage]:
    """Return the page on which one of two answers is chosen."""
    language, person = visitor.caller.language, sheet.opened.person
    word = words(AUDIENCE, language)
    page = ClashPage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        clashes=clashes_of(sheet, outcome, word, language, action=f"/answer/{sheet.page}"),
    )
    return framed("clash", word("clash.heading"), person, status=409, hide_address=True), page
