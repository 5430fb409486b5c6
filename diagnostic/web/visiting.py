"""Who visits: from the cookies of a request to the caller of a service."""

from __future__ import annotations

import hashlib
import hmac

import msgspec
from babel import negotiate_locale
from litestar.connection import ASGIConnection

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import LinkNeeded, SignInNeeded
from diagnostic.i18n import LANGUAGES
from diagnostic.store import sessions
from diagnostic.web import cookies
from diagnostic.web.site import Site


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever opened a page.

    Parameters
    ----------
    name : str, optional
        The name of a member of staff who has signed in.
    may_found : bool
        Whether that person may begin initiatives.
    ended : bool
        Whether this is a respondent whose session has ended.
    held : dict, optional
        The page that such a respondent had posted, by field.
    """

    caller: Caller
    name: str | None = None
    may_found: bool = False
    ended: bool = False
    held: dict[str, list[str]] | None = None


def guest(site: Site, connection: ASGIConnection) -> Visitor:  # type: ignore[type-arg]
    """Return a visitor of whom nothing is known but the language."""
    return Visitor(caller=Caller(now=site.now(), language=language_of(site, connection)))


async def staff(site: Site, connection: ASGIConnection) -> Visitor:  # type: ignore[type-arg]
    """Return the member of staff who has signed in.

    Raises
    ------
    SignInNeeded
        Nobody has, or the session has ended.
    """
    visitor, token = guest(site, connection), cookies.read(site, connection, "staff")
    if token is None:
        raise SignInNeeded
    async with site.database.reading() as db:
        found = await sessions.staff(db, token, visitor.caller.now)
    if found is None:
        raise SignInNeeded
    caller = msgspec.structs.replace(visitor.caller, user=found.user)
    return Visitor(caller=caller, name=found.name, may_found=found.may_found)


async def respondent(site: Site, connection: ASGIConnection) -> Visitor:  # type: ignore[type-arg]
    """Return the respondent whose link was opened in this browser, also where the session has ended.

    Raises
    ------
    LinkNeeded
        No link was opened in this browser.
    """
    visitor, token = guest(site, connection), cookies.read(site, connection, "answers")
    if token is None:
        raise LinkNeeded
    async with site.database.reading() as db:
        found = await sessions.respondent(db, token, visitor.caller.now)
    if found is None:
        raise LinkNeeded
    caller = msgspec.structs.replace(visitor.caller, invitation=found.invitation)
    return Visitor(caller=caller, ended=found.ended, held=found.held)


def language_of(site: Site, connection: ASGIConnection) -> str:  # type: ignore[type-arg]
    """Return the language chosen on a page, else the first of the browser's that we speak, else German."""
    chosen = cookies.read(site, connection, "language")
    if chosen in LANGUAGES:
        return chosen
    wanted = [part.partition(";")[0].strip() for part in connection.headers.get("accept-language", "").split(",")]
    return negotiate_locale([one.replace("-", "_") for one in wanted if one], LANGUAGES) or LANGUAGES[0]


def origin_of(site: Site, connection: ASGIConnection, purpose: str) -> str:  # type: ignore[type-arg]
    """Return the keyed digest under which the failures of a place are counted: no address is kept."""
    client = connection.client.host if connection.client else ""
    if site.settings.trusted_proxy:
        client = connection.headers.get("x-forwarded-for", client).rpartition(",")[2].strip()
    return keyed(site, f"{purpose}:{client}")


def keyed(site: Site, text: str) -> str:
    """Return a digest that only this installation can make."""
    return hmac.digest(site.secret, f"origin:{text}".encode(), hashlib.sha256).hex()
