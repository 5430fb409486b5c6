"""What the pages of the self-report show."""

from __future__ import annotations

import msgspec

from diagnostic.services.judging import Outcome
from diagnostic.services.self_reporting import Reported, Sheet
from diagnostic.store.initiatives import Initiative
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.rounds import Action, place_of
from diagnostic.web.backbone.self_report_notes import Stand, place_of_report, stand_of
from diagnostic.web.checking import Sections, sections_of, unanswered
from diagnostic.web.clashing import Clashes, clashes_of
from diagnostic.web.dates import day
from diagnostic.web.pages import Framing
from diagnostic.web.questions import AskedPage, asked_page, counted, has_problems, title_of
from diagnostic.web.turning import Visit, address_of
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words
from questionnaires.routing import first_open_page

Page = tuple[Framing, msgspec.Struct]


class StandPage(msgspec.Struct, frozen=True, kw_only=True):
    """Where the self-report is entered: what it is, or how far it has come.

    Parameters
    ----------
    facts : tuple of (str, str)
        Before it is begun: each a word and what it says.
    promise : bool
        Whether it says that this voice is named.
    remove : str, optional
        Where it is deleted.
    """

    initiative: Initiative
    round: str
    heading: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    promise: bool
    actions: tuple[Action, ...]
    remove: str | None
    notice: str | None


class AnswerPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the self-report."""

    initiative: Initiative
    asked: AskedPage


class ClashPage(msgspec.Struct, frozen=True, kw_only=True):
    """Two answers to the same question."""

    initiative: Initiative
    clashes: Clashes


class CheckPage(msgspec.Struct, frozen=True, kw_only=True):
    """All answers, before the self-report is completed and after.

    Parameters
    ----------
    still : str, optional
        How many have no answer; None where none can be given any more.
    finish : str, optional
        Where it is completed; None where it is.
    back : str, optional
        Where the questions are.
    """

    initiative: Initiative
    round: str
    to_round: str
    heading: str
    lead: str
    still: str | None
    sections: Sections
    finish: str | None
    back: str | None


def stand_page(staff: Visitor, found: Reported, *, removed: bool) -> Page:
    """Return the page on which the self-report is entered."""
    word, language = _words(staff)
    stand = stand_of(found.wave, found.report)
    texts = found.questionnaire.texts[language]
    page = StandPage(
        initiative=found.initiative,
        round=word("waves.title_of", title=found.wave.title),
        heading=word("self_report.title"),
        lead=texts.introduction if stand == "none" else word(f"self_report.stand.{stand}"),
        facts=_facts(found, word, language) if stand == "none" else (),
        promise=found.report is not None or stand == "none",
        actions=_ways(found, stand, word),
        remove=f"{place_of_report(found.wave)}/remove" if found.editable and found.report is not None else None,
        notice=word("self_report.removed") if removed else None,
    )
    return _framed(staff, page.initiative, "self_report", page.heading), page


def answer_page(staff: Visitor, sheet: Sheet, visit: Visit) -> Page:
    """Return a page of questions."""
    word, language = _words(staff)
    report, place = sheet.reported.report, place_of_report(sheet.reported.wave)
    done = report is not None and report.state == "submitted"
    pause = word("self_report.pause_submitted" if done else "self_report.pause")
    asked = asked_page(sheet, visit, word, language, action=address_of(place, sheet.page), pause=pause)
    page = AnswerPage(initiative=sheet.reported.initiative, asked=asked)
    status = 422 if has_problems(sheet) else 200
    return _framed(staff, page.initiative, "self_report_answer", title_of(sheet, word, language), status), page


def clash_page(staff: Visitor, sheet: Sheet, outcome: Outcome) -> Page:
    """Return the page on which one of two answers is chosen."""
    word, language = _words(staff)
    action = address_of(place_of_report(sheet.reported.wave), sheet.page)
    clashes = clashes_of(sheet, outcome, word, language, action=action)
    page = ClashPage(initiative=sheet.reported.initiative, clashes=clashes)
    return _framed(staff, page.initiative, "self_report_clash", word("clash.heading"), 409), page


def check_page(staff: Visitor, found: Reported) -> Page:
    """Return the page on which all answers are looked through."""
    word, language = _words(staff)
    place, stand = place_of_report(found.wave), stand_of(found.wave, found.report)
    asked, editable = found.questionnaire, found.editable
    values = {} if found.report is None else found.report.values
    sections = sections_of(asked, values, language, place=place if editable else None)
    still = unanswered(sections)
    heading = word("self_report.check_title" if editable else "self_report.title")
    lead = {"submitted": "self_report.check_lead_submitted", "kept": "self_report.check_lead_kept"}
    page = CheckPage(
        initiative=found.initiative,
        round=word("waves.title_of", title=found.wave.title),
        to_round=place_of(found.wave),
        heading=heading,
        lead=word(lead.get(stand, "self_report.check_lead")),
        still=_still(word, still) if editable else None,
        sections=sections,
        finish=f"{place}/check" if stand == "draft" else None,
        back=address_of(place, asked.page[-1].id) if editable else None,
    )
    return _framed(staff, page.initiative, "self_report_check", heading), page


def _words(staff: Visitor) -> tuple[Words, str]:
    language = staff.caller.language
    return words(AUDIENCE, language), language


def _framed(staff: Visitor, initiative: Initiative, template: str, title: str, status: int = 200) -> Framing:
    return framed(staff, initiative, "home", template=f"backbone/{template}.html.jinja", title=title, status=status)


def _facts(found: Reported, word: Words, language: str) -> tuple[tuple[str, str], ...]:
    asked, last = found.questionnaire, found.wave.deadline
    return (
        (word("self_report.who"), word("self_report.who_text")),
        (
            word("self_report.duration"),
            word("self_report.duration_text", minutes=asked.minutes or 1, sections=len(asked.page)),
        ),
        (
            word("self_report.until"),
            word("self_report.until_text") if last is None else word("self_report.until_day", day=day(last, language)),
        ),
    )


def _ways(found: Reported, stand: Stand, word: Words) -> tuple[Action, ...]:
    """Return where to go on, the main way first."""
    place, values = place_of_report(found.wave), {} if found.report is None else found.report.values
    check, back = f"{place}/check", Action(href=place_of(found.wave), label=word("self_report.to_round"))
    onward = address_of(place, first_open_page(found.questionnaire, values))
    ways: dict[Stand, tuple[Action, ...]] = {
        "none": (Action(href=onward, label=word("self_report.fill")), back),
        "draft": (Action(href=onward, label=word("self_report.resume")), back),
        "submitted": (back, Action(href=check, label=word("self_report.look"))),
        "kept": (back, Action(href=check, label=word("self_report.read"))),
    }
    return ways.get(stand, (back,))


def _still(word: Words, still: int) -> str:
    return counted(word, "self_report.still", still) if still else word("self_report.still_none")
