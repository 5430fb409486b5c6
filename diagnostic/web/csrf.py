"""Whether a form was sent from a page of ours: by a token bound to the session, and by what the browser says."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from litestar.connection import ASGIConnection

from diagnostic.web import cookies
from diagnostic.web.site import Site

FIELD = "csrf"
_UNSAID = "null"
_BYTES = 32
_BINDING: tuple[cookies.Purpose, ...] = ("staff", "answers", "form")


def token(site: Site, purpose: cookies.Purpose, cookie: str) -> str:
    """Return a token bound to a cookie: masked anew for each page, so that compression tells nothing of it."""
    mask = secrets.token_bytes(_BYTES)
    return base64.urlsafe_b64encode(mask + _mixed(mask, _digest(site, purpose, cookie))).decode()


def fits(site: Site, connection: ASGIConnection, given: str) -> bool:  # type: ignore[type-arg]
    """Whether a token was made for this browser: for one of the sessions it holds, or for its forms without one."""
    try:
        content = base64.urlsafe_b64decode(given.encode())
    except ValueError:
        return False
    if len(content) != 2 * _BYTES:
        return False
    unmasked = _mixed(content[:_BYTES], content[_BYTES:])
    held = ((purpose, cookies.read(site, connection, purpose)) for purpose in _BINDING)
    return any(hmac.compare_digest(unmasked, _digest(site, purpose, cookie)) for purpose, cookie in held if cookie)


def from_here(site: Site, connection: ASGIConnection) -> bool:  # type: ignore[type-arg]
    """Whether the browser says that the request comes from a page of ours; old ones say only the origin.

    Since our pages keep their addresses to themselves, a browser that says no more sends ``null`` for the origin, from
    our own pages too: then the token decides, as where neither header is sent.
    """
    fetched = connection.headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = connection.headers.get("origin", _UNSAID)
    scheme = "https" if site.settings.secure else "http"
    return origin in {_UNSAID, site.settings.address, f"{scheme}://{connection.headers.get('host')}"}


def _digest(site: Site, purpose: cookies.Purpose, cookie: str) -> bytes:
    return hmac.digest(site.secret, f"form:{purpose}:{cookie}".encode(), hashlib.sha256)


def _mixed(mask: bytes, content: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(mask, content, strict=True))
