"""The cookies: of staff, of respondents, of forms, and of the language chosen.

Where pages are reached over https, they are for https alone and for this host alone, as their names promise.
"""

from __future__ import annotations

from typing import Literal

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from diagnostic.web.site import Site

Purpose = Literal["staff", "answers", "form", "language"]

_HALF_A_YEAR = 182 * 24 * 3600
_AGES: dict[Purpose, int | None] = {
    "staff": None,  # until the browser is closed; the session itself ends earlier
    "answers": 30 * 24 * 3600,  # longer than the session, so that a page posted too late finds whose it is
    "form": None,
    "language": _HALF_A_YEAR,
}


def name_of(site: Site, purpose: Purpose) -> str:
    """Return the name of a cookie."""
    return f"__Host-{purpose}" if site.settings.secure else purpose


def read(site: Site, connection: ASGIConnection, purpose: Purpose) -> str | None:  # type: ignore[type-arg]
    """Return what a browser sent in a cookie."""
    return connection.cookies.get(name_of(site, purpose)) or None


def write(site: Site, purpose: Purpose, value: str) -> Cookie:
    """Return a cookie to set."""
    return Cookie(
        key=name_of(site, purpose),
        value=value,
        max_age=_AGES[purpose],
        path="/",
        secure=site.settings.secure,
        httponly=True,
        samesite="lax",
    )


def clear(site: Site, purpose: Purpose) -> Cookie:
    """Return a cookie that ends one."""
    return Cookie(
        key=name_of(site, purpose),
        value="",
        max_age=0,
        path="/",
        secure=site.settings.secure,
        httponly=True,
        samesite="lax",
    )
