"""The frame around the pages of respondents, and what several of them say."""

from __future__ import annotations

from datetime import datetime

import msgspec
from babel.dates import format_date

from diagnostic.domain.days import day_of
from diagnostic.services.editions import asks_about_partners
from diagnostic.store.respondents import Respondent
from diagnostic.web.pages import Framing
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import in_words, words

AUDIENCE = "partner"

RESULTS = "/results"
"""Where the own answers stand beside what all said, once that is released."""

_LOCALES = {"de": "de_DE", "en": "en_GB"}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of a respondent has: the place beside the brand, and the sentence below."""

    place: str = ""
    foot: str = ""


def framed(
    template: str, title: str, person: Respondent | None, *, status: int = 200, hide_address: bool = False
) -> Framing:
    """Return the frame of a page; with a person it says where data are simulated."""
    return Framing(
        template=f"partner/{template}.html.jinja",
        title=title,
        audience=AUDIENCE,
        narrow=True,
        simulated=person is not None and person.simulated,
        status=status,
        hide_address=hide_address,
    )


def place_of(person: Respondent | None) -> str:
    """Return what stands beside the name of the installation."""
    return "" if person is None else person.initiative_name


def foot_of(visitor: Visitor, person: Respondent | None) -> str:
    """Return the sentence below a page: what the mode promises, once more."""
    if person is None:
        return ""
    word = words(AUDIENCE, visitor.caller.language)
    promise = word(f"foot.{person.mode}", minimum=in_words(word, person.minimum), organisation=person.organisation_name)
    return f"{promise} {word('foot.ties')}" if asks_about_partners(person) else promise


def last_day(visitor: Visitor, person: Respondent) -> str | None:
    """Return the last day to answer, in words, or None where there is none."""
    if person.deadline is None:
        return None
    return day_in_words(visitor, person.deadline)


def day_in_words(visitor: Visitor, moment: datetime) -> str:
    """Return the day of a moment as people write it."""
    return format_date(day_of(moment), format="full", locale=_LOCALES[visitor.caller.language])
