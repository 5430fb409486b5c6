"""The pages before and after answering, as values: where a link leads, what to check, what happens next."""

from __future__ import annotations

import msgspec

from diagnostic.services.judging import Values
from diagnostic.services.responding import Opened, Stage
from diagnostic.services.sweeping import ANSWERS, AUDIT, INVITATIONS, KEYS
from diagnostic.store.respondents import Respondent
from diagnostic.web.checking import Sections, sections_of, unanswered
from diagnostic.web.pages import Framing
from diagnostic.web.partner.framing import (
    AUDIENCE,
    RESULTS,
    Page,
    day_in_words,
    foot_of,
    framed,
    last_day,
    place_of,
)
from diagnostic.web.questions import counted
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, in_words, words
from questionnaires.asking import fields_of
from questionnaires.rosters import possible_pages

_MONTH = 30.4


class StartPage(Page, frozen=True, kw_only=True):
    """Where a personal link leads.

    Parameters
    ----------
    facts : tuple of (str, str)
        Four, each a word and what it says.
    promise : (str, str)
        The promise of the mode: how it begins, and the rest.
    duty : tuple of (str, tuple of str)
        What everybody has to be told beforehand: heading and sentences.
    """

    kicker: str
    heading: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    promise: tuple[str, str]
    duty: tuple[tuple[str, tuple[str, ...]], ...]
    button: str


class StatePage(Page, frozen=True, kw_only=True):
    """How things stand where there is nothing to answer.

    Parameters
    ----------
    button : str, optional
        Words of a button that posts to the page itself.
    actions : tuple of (str, str)
        Where to go on: address and words.
    on_link : bool
        Whether it is where a personal link leads: only there does the page take the button, and another language.
    """

    heading: str
    text: str
    on_link: bool = False
    button: str | None = None
    actions: tuple[tuple[str, str], ...] = ()


class CheckPage(Page, frozen=True, kw_only=True):
    """All answers, before they are handed in and after.

    Parameters
    ----------
    sections : tuple of (str, tuple of Checked)
        Title of each section and its answers.
    still : str
        How many have no answer.
    submit : str, optional
        What handing in means; None where it is done, or too late.
    done : bool
        Whether it is handed in.
    """

    lead: str
    sections: Sections
    still: str
    submit: str | None
    late: bool
    done: bool
    back: str


class ThanksPage(Page, frozen=True, kw_only=True):
    """What happens next; `reachable` where the answers can still be changed."""

    next: str
    promise: str
    reachable: bool


class CopyPage(msgspec.Struct, frozen=True, kw_only=True):
    """The answers on paper."""

    simulated: bool
    heading: str
    subtitle: str
    day: str
    promise: str
    sections: Sections


def start_page(visitor: Visitor, found: Opened) -> tuple[Framing, StartPage]:
    """Return the page on which one begins, or goes on."""
    language, person = visitor.caller.language, found.person
    word = words(AUDIENCE, language)
    asked = found.asked
    texts = asked.texts[language]
    page = StartPage(
        place="",
        kicker=word("start.kicker", initiative=person.initiative_name, round=person.title),
        heading=texts.title,
        lead=texts.introduction,
        facts=_facts(visitor, found),
        promise=_promise(word, found),
        duty=_duty(word, found),
        button=word("start.resume" if found.stage == "answering" else "start.button"),
    )
    return framed("start", texts.title, person, hide_address=True), page


def state_page(
    visitor: Visitor, person: Respondent, stage: Stage, *, on_link: bool = False, refused: bool = False
) -> tuple[Framing, StatePage]:
    """Return the page that says how things stand.

    Parameters
    ----------
    on_link : bool
        Whether it is where a personal link leads, so that its button can lead on.
    refused : bool
        Whether something was sent and not kept.
    """
    word = words(AUDIENCE, visitor.caller.language)
    came = {"submitted": "closed_submitted_text", "started": "closed_started_text"}
    key = came.get(person.progress, "closed_text") if stage == "closed" else f"{stage}_text"
    if stage == "closed" and person.state == "released":
        key = "closed_released_anonymous_text" if person.mode == "anonymous" else "closed_released_text"
    text = word(f"state.{key}", day=last_day(visitor, person) or "")
    page = StatePage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        heading=word(f"state.{stage}"),
        text=f"{word('state.not_saved')} {text}" if refused else text,
        on_link=on_link,
        actions=((RESULTS, word("state.released_button")),) if stage == "released" and not on_link else (),
        button=word(f"state.{stage}_button")
        if on_link and stage in {"late", "released", "submitted", "withdrawn"}
        else None,
    )
    return framed("state", page.heading, person, status=409 if refused else 200, hide_address=True), page


def message_page(
    person: Respondent | None, heading: str, text: str, *, status: int = 200, actions: tuple[tuple[str, str], ...] = ()
) -> tuple[Framing, StatePage]:
    """Return a page that says one thing."""
    page = StatePage(place=place_of(person), heading=heading, text=text, actions=actions)
    return framed("state", heading, person, status=status, hide_address=True), page


def check_page(visitor: Visitor, found: Opened, values: Values) -> tuple[Framing, CheckPage]:
    """Return the page on which all answers are checked."""
    word, person = words(AUDIENCE, visitor.caller.language), found.person
    asked = found.edition
    sections = sections_of(asked, values, visitor.caller.language, place="")
    still = unanswered(sections)
    done = found.stage == "submitted"
    page = CheckPage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        lead=word("check.lead_submitted" if done else "check.lead"),
        sections=sections,
        still=counted(word, "check.open", still) if still else word("check.open_none"),
        submit=word(f"check.submit_{person.mode}") if found.stage == "answering" else None,
        late=found.stage == "late",
        done=done,
        back=f"/answer/{asked.page[-1].id}",
    )
    return framed("check", word("check.title"), person), page


def thanks_page(visitor: Visitor, person: Respondent, *, reachable: bool) -> tuple[Framing, ThanksPage]:
    """Return the page after handing in."""
    word, day = words(AUDIENCE, visitor.caller.language), last_day(visitor, person)
    following = word("thanks.next")
    page = ThanksPage(
        place=place_of(person),
        next=following if day is None else f"{word('thanks.until', day=day)} {following}",
        promise=word(
            f"thanks.{person.mode}", minimum=in_words(word, person.minimum), organisation=person.organisation_name
        ),
        reachable=reachable,
    )
    return framed("thanks", word("thanks.title"), person), page


def copy_page(visitor: Visitor, found: Opened, values: Values) -> CopyPage:
    """Return the answers for paper."""
    word, person = words(AUDIENCE, visitor.caller.language), found.person
    asked = found.edition
    day = word("copy.day", day=day_in_words(visitor, visitor.caller.now))
    return CopyPage(
        simulated=person.simulated,
        heading=word("copy.heading", questionnaire=asked.texts[visitor.caller.language].title),
        subtitle=word("copy.subtitle", initiative=person.initiative_name, round=person.title),
        day=day if found.stage == "submitted" else f"{day}. {word('copy.draft')}",
        promise=foot_of(visitor, person),
        sections=sections_of(asked, values, visitor.caller.language, place=None),
    )


def _facts(visitor: Visitor, found: Opened) -> tuple[tuple[str, str], ...]:
    word, person, asked = words(AUDIENCE, visitor.caller.language), found.person, found.edition
    sections, minutes = len(possible_pages(found.asked)), asked.minutes or 1
    until = (word("start.until"), last_day(visitor, person) or word("start.until_open"))
    who = (word("start.who"), word("start.who_text"))
    if person.mode == "anonymous":
        duration = (word("start.duration"), word("start.minutes_text", minutes=minutes))
        statements = sum(len(fields_of(asked, page.id)) for page in asked.page)
        size = (word("start.size"), word("start.size_text", sections=sections, statements=statements))
        return (who, duration, size, until)
    for_whom = (word("start.for_whom"), word("start.for_whom_text", organisation=person.organisation_name))
    duration = (word("start.duration"), word("start.duration_text", minutes=minutes, sections=sections))
    if not found.partners:
        return (who, for_whom, duration, until)
    about = (word("start.about"), word("start.about_text", partners=len(found.partners) - 1))
    return (who, for_whom, about, duration, until)


def _promise(word: Words, found: Opened) -> tuple[str, str]:
    person = found.person
    rest = word(
        f"promise.{person.mode}", others=in_words(word, person.minimum - 1), organisation=person.organisation_name
    )
    ties = f" {word('promise.ties')}" if found.partners else ""
    return word(f"promise.{person.mode}_start"), f"{rest}{ties}"


def _duty(word: Words, found: Opened) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who keeps what, for how long, and what can be done about it, with the figures that the sweep works by."""
    person = found.person
    times = word(
        "duty.how_long_text",
        invitation_days=INVITATIONS.days,
        answer_months=round(ANSWERS.days / _MONTH),
        audit_months=round(AUDIT.days / _MONTH),
    )
    link = () if person.mode == "anonymous" else (word("duty.how_long_link", link_days=KEYS.days),)
    ties = (
        word("duty.ties"),
        (word("duty.ties_shown"), word("duty.ties_rated", minimum=in_words(word, person.minimum))),
    )
    return (
        (word("duty.responsible"), (word("duty.responsible_text", initiative=person.initiative_name),)),
        (word("duty.purpose"), (word("duty.purpose_text"),)),
        (word("duty.kept"), (word(f"duty.kept_{person.mode}"),)),
        *((ties,) if found.partners else ()),
        (word("duty.how_long"), (*link, times, word("duty.how_long_list"))),
        (word("duty.rights"), (word(f"duty.rights_{person.mode}"), word("duty.rights_text"))),
    )
