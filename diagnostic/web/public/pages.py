"""Routes of the texts that every page leads to: imprint, privacy, accessibility."""

from __future__ import annotations

import asyncio

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from diagnostic.web.access import allow
from diagnostic.web.pages import Framing, WebRequest, show
from diagnostic.web.public.record import Area, record
from diagnostic.web.public.texts import Text, text_of
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_AUDIENCE = "public"


class TextPage(msgspec.Struct, frozen=True, kw_only=True):
    """A text, and the record of processing below that on privacy."""

    text: Text
    record: tuple[Area, ...] = ()


@get("/imprint", opt=allow("everybody"))
async def imprint(request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor]) -> Response[str]:
    """Say who is responsible for this installation."""
    return await _page(request, site, guest, "imprint")


@get("/privacy", opt=allow("everybody"))
async def privacy(request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor]) -> Response[str]:
    """Say what is kept of whom, why, and for how long."""
    return await _page(request, site, guest, "privacy")


@get("/accessibility", opt=allow("everybody"))
async def accessibility(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor]
) -> Response[str]:
    """Say for whom these pages work, and whom to tell where they do not."""
    return await _page(request, site, guest, "accessibility")


async def _page(request: WebRequest, site: Site, guest: Visitor, name: str) -> Response[str]:
    language = guest.caller.language
    text = await asyncio.to_thread(text_of, site.settings.data, name, language)
    word = words(_AUDIENCE, language)
    page = TextPage(text=text, record=record(word) if name == "privacy" else ())
    framing = Framing(
        template="public/text.html.jinja", title=text.title or word(name), audience=_AUDIENCE, narrow=True
    )
    return show(request, site, guest, framing, page)
