"""The frame around the pages of a backbone office: where it is, and where it can go from there."""

from __future__ import annotations

from typing import Literal

from diagnostic.store.initiatives import Initiative
from diagnostic.web.pages import Framing, Link
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

AUDIENCE = "backbone"

Area = Literal["home", "partners", "staff"]


def framed(
    visitor: Visitor, initiative: Initiative, area: Area, *, template: str, title: str, status: int = 200
) -> Framing:
    """Return the frame of a page about one initiative.

    The template extends ``backbone/initiative.html.jinja``, and its page has the initiative as ``page.initiative``.

    Parameters
    ----------
    area : str
        The place of the navigation to which the page belongs.
    template : str
        Path below ``templates``.
    title : str
        What stands in the browser's tab.
    """
    word, home = words(AUDIENCE, visitor.caller.language), f"/initiatives/{initiative.id}"
    return Framing(
        template=template,
        title=title,
        audience=AUDIENCE,
        navigation=(
            Link(home, word("initiatives.home"), area == "home"),
            Link(f"{home}/partners", word("partners.title"), area == "partners"),
            Link(f"{home}/consultants", word("staff.navigation"), area == "staff"),
            Link("/initiatives", word("initiatives.navigation")),
            Link("/account", word("initiatives.account")),
        ),
        simulated=initiative.simulated,
        status=status,
    )


def framed_outside(visitor: Visitor, *, template: str, title: str, status: int = 200) -> Framing:
    """Return the frame of a page about no single initiative."""
    word = words(AUDIENCE, visitor.caller.language)
    return Framing(
        template=template,
        title=title,
        audience=AUDIENCE,
        navigation=(
            Link("/initiatives", word("initiatives.navigation"), current=True),
            Link("/account", word("initiatives.account")),
        ),
        status=status,
    )
