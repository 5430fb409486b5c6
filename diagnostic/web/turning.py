"""How pages of a questionnaire follow one another: how one is visited, and where what was sent leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

import msgspec

from diagnostic.domain.days import ZONE
from diagnostic.services.judging import Sheet
from diagnostic.services.posting import Posted
from questionnaires.routing import next_page, previous_page

GROUP = "group-"
"""How the id of a group of partners begins on a page."""

_TIME = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])", re.ASCII)


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """How a page is visited: when the one before was saved, whether it warns, and whether it is left for the check."""

    saved: str | None = None
    warns: bool = False
    checking: bool = False
    replayed: bool = False


def visit_of(query: Mapping[str, str], sheet: Sheet, now: datetime) -> Visit:
    """Return how a page is visited, from what follows its address; one that was sent just now has been saved now."""
    time = _TIME.fullmatch(query.get("saved", ""))
    return Visit(
        saved=now.astimezone(ZONE).strftime("%H:%M") if sheet.outcome else time and f"{time[1]}:{time[2]}",
        warns="open" in query,
        checking="check" in query or (sheet.outcome is not None and sheet.outcome.posted.go == "check"),
        replayed="replayed" in query,
    )


def address_of(place: str, page: str | None) -> str:
    """Return the address of a page below a place, or that of the check."""
    return f"{place}/check" if page is None else f"{place}/answer/{page}"


def stays(sheet: Sheet) -> bool:
    """Whether a page that was sent has to be shown again at once: something on it was not kept."""
    return sheet.outcome is not None and bool(sheet.outcome.clashes or sheet.outcome.problems)


def address_after(place: str, sheet: Sheet, sent: Posted, now: datetime) -> str:
    """Return where a saved page leads; one that lacks answers warns once."""
    query = {"saved": now.astimezone(ZONE).strftime("%H%M")}
    outcome = sheet.outcome
    warns = outcome is not None and bool(outcome.open) and not sent.warned and sent.go in {"next", "check"}
    if warns:
        query |= {"open": "1"} | ({"check": "1"} if sent.go == "check" else {})
    address = address_of(place, sent.page) if warns else onward(place, sheet, sent)
    return f"{address}?{urlencode(query)}{f'#{GROUP}{sent.fill}' if sent.fill else ''}"


def onward(place: str, sheet: Sheet, sent: Posted) -> str:
    """Return the address where somebody goes on after a page."""
    page: str | None = sent.page
    if sent.go == "check":
        page = None
    elif sent.go == "next":
        page = next_page(sheet.questionnaire, sent.page)
    elif sent.go == "back":
        page = previous_page(sheet.questionnaire, sent.page) or sent.page
    return address_of(place, page)
