"""The page before something is taken away: what will be gone, and one button."""

from __future__ import annotations

import msgspec

from diagnostic.store.initiatives import Initiative
from diagnostic.web.backbone.framing import Area, framed
from diagnostic.web.pages import Framing
from diagnostic.web.visiting import Visitor


class ConfirmPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is about to happen.

    Parameters
    ----------
    back : str
        Where one goes who does not want it.
    refusal : str, optional
        Why it cannot happen; then there is no button.
    """

    initiative: Initiative
    heading: str
    text: str
    button: str
    back: str
    refusal: str | None = None


def framing(staff: Visitor, page: ConfirmPage, area: Area) -> Framing:
    """Return the frame of such a page."""
    return framed(
        staff,
        page.initiative,
        area,
        template="backbone/confirm.html.jinja",
        title=page.heading,
        status=200 if page.refusal is None else 403,
    )
