"""The frame around the pages of a consultant."""

from __future__ import annotations

from diagnostic.web.pages import Framing, Link
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

AUDIENCE = "consultant"


def framed(visitor: Visitor, *, template: str, title: str, simulated: bool) -> Framing:
    """Return the frame of a page for consultants."""
    word = words(AUDIENCE, visitor.caller.language)
    return Framing(
        template=template,
        title=title,
        audience=AUDIENCE,
        navigation=(
            Link("/portfolio", word("portfolio.navigation"), current=True),
            Link("/account", word("portfolio.account")),
        ),
        simulated=simulated,
    )
