"""The page that carries a posted page on where no session knows whose it is: in its own form, and nowhere else."""

from __future__ import annotations

import re

import msgspec

from diagnostic.services.posting import PAGE
from diagnostic.web.pages import Framing
from diagnostic.web.partner.framing import AUDIENCE, framed
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

LINK = "_link"

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")


class CarryPage(msgspec.Struct, frozen=True, kw_only=True):
    """A posted page in hidden fields, with a field for the personal link where that is needed.

    Parameters
    ----------
    note : str, optional
        What is wrong with the link.
    """

    place: str
    foot: str
    action: str
    heading: str
    text: str
    hidden: tuple[tuple[str, str], ...]
    asks_link: bool
    note: str | None


def carry_page(
    visitor: Visitor, given: dict[str, list[str]], *, asks_link: bool = False, wrong: bool = False
) -> tuple[Framing, CarryPage]:
    """Return the page; `wrong` where the link that was given leads nowhere."""
    word, kind = words(AUDIENCE, visitor.caller.language), "link" if asks_link else "again"
    page = CarryPage(
        place="",
        foot="",
        action=f"/answer/{given[PAGE][0]}",
        heading=word(f"carry.{kind}_heading"),
        text=word(f"carry.{kind}_text"),
        hidden=tuple((name, text) for name, texts in given.items() if name != PAGE for text in texts),
        asks_link=asks_link,
        note=word("carry.link_wrong") if wrong else None,
    )
    title = f"{word('error_prefix')}{page.heading}" if wrong else page.heading
    status = 422 if wrong else 401 if asks_link else 409
    return framed("carry", title, None, status=status, hide_address=True), page


def token_in(link: str) -> str:
    """Return what looks like a token in what was pasted, or what was pasted."""
    found = _TOKEN.search(link.rpartition("/start/")[2])
    return found[0] if found else link
