"""Routes that everybody may reach: files, the language switch, health."""

from __future__ import annotations

import re

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import NotFound
from diagnostic.i18n import LANGUAGES
from diagnostic.web import cookies
from diagnostic.web.access import allow
from diagnostic.web.assets import PATH, assets
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import WebRequest
from diagnostic.web.public.pages import accessibility, imprint, privacy
from diagnostic.web.site import Site

_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
"""Begins with one slash, and has no sign that a browser leaves out or turns round."""
_FOR_EVER = "public, max-age=31536000, immutable"


class LanguageForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The language switch."""

    language: str
    next: str = "/"


@get(f"{PATH}/{{version:str}}/{{path:path}}", opt=allow("everybody"))
async def static_file(request: WebRequest, version: FromPath[str], path: FromPath[str]) -> Response[bytes]:  # noqa: ARG001 - the version is for the cache of the browser
    """Send a style, a font or a script."""
    asset = assets().get(path.removeprefix("/"))
    if asset is None:
        raise NotFound
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    content = asset.content
    if asset.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = asset.compressed, "gzip"
    return Response(content, media_type=asset.type, headers=headers)


@post("/language", opt=allow("everybody"), status_code=HTTP_303_SEE_OTHER)
async def choose_language(request: WebRequest, site: NamedDependency[Site]) -> Redirect:
    """Remember the language, and lead back to the page."""
    form = taken(await fields(request), LanguageForm)
    if form.language not in LANGUAGES:
        raise NotFound
    response = Redirect(_within(form.next), status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "language", form.language))
    return response


@get("/health", opt=allow("everybody"), media_type="text/plain")
async def health(site: NamedDependency[Site]) -> str:
    """Say that the service answers and reaches its database."""
    async with site.database.reading():
        return "ok"


def _within(address: str) -> str:
    """Return an address of ours: one that a browser could take for another place leads to the start."""
    return address if _PATH.fullmatch(address) else "/"


public = Router(path="/", route_handlers=[static_file, choose_language, health, imprint, privacy, accessibility])
