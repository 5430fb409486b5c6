"""Failures become pages here and nowhere else: in plain words, with what to do, and never with what was sent."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from diagnostic.domain import failures
from diagnostic.web import cookies
from diagnostic.web.logs import LOG, pattern_of
from diagnostic.web.pages import Framing, WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import guest
from diagnostic.web.wording import Words, words

_STATUS: Mapping[type[failures.Failure], int] = {
    failures.NotFound: 404,
    failures.SignInNeeded: 401,
    failures.LinkNeeded: 401,
    failures.Refused: 403,
    failures.Invalid: 422,
    failures.TooMany: 429,
    failures.Unavailable: 503,
}
_HTTP = {404: "not_found", 405: "not_found", 413: "too_large"}
_LEADING_ON = frozenset({"not_found", "link_not_renewable", "analysis_not_failed"})
"""Besides those of a round: what somebody who has signed in can only leave. Elsewhere what was typed is a page back."""

_SECRET = ("/start/", "/join/")
_INITIATIVE = re.compile(r"/initiatives/[0-9a-f]{32}(?=/)")


class FailurePage(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, and what to do.

    Parameters
    ----------
    details : tuple of str
        What is wrong with each field, where that is the reason; each sentence once.
    actions : tuple of (str, str)
        Where to go on: address and words.
    """

    heading: str
    text: str
    details: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()


def failed(request: WebRequest, error: failures.Failure) -> Response[str]:
    """Return the page of a failure that a service told."""
    details: tuple[str, ...] = ()
    if isinstance(error, failures.Invalid):
        language = guest(_site(request), request).caller.language
        details = tuple(dict.fromkeys(problem.text(language) for problem in error.fields.values()))
    response = _page(request, error.key, _STATUS[type(error)], values=error.values, details=details)
    if isinstance(error, failures.Unavailable):
        response.headers["Retry-After"] = "5"
    return response


def refused(request: WebRequest, error: HTTPException) -> Response[str]:
    """Return the page of a request that no route takes: wrong address, method, size or form."""
    status = error.status_code
    if status not in _HTTP and status >= 500:  # noqa: PLR2004 - from here on it is our mistake
        return broken(request, error)
    return _page(request, _HTTP.get(status, "bad_request"), 404 if status == 405 else status)  # noqa: PLR2004


def broken(request: WebRequest, error: Exception) -> Response[str]:
    """Return the page of a mistake of ours; the log says where, without a word of what was sent."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s: %s\n%s", pattern_of(request.scope), type(error).__qualname__, frames)
    return _page(request, "broken", 500)


def _page(
    request: WebRequest,
    key: str,
    status: int,
    *,
    values: Mapping[str, str | int] = {},
    details: tuple[str, ...] = (),
) -> Response[str]:
    site = _site(request)
    visitor = guest(site, request)
    word = words("failures", visitor.caller.language)
    page = FailurePage(
        heading=word(f"{key}.heading"),
        text=word(f"{key}.text", **values),
        details=details,
        actions=_ways_on(request, site, key, word),
    )
    framing = Framing(
        template="failure.html.jinja",
        title=page.heading,
        audience="failures",
        narrow=True,
        hide_address=not _may_stand(request),
        status=status,
    )
    return show(request, site, visitor, framing, page)


def _ways_on(request: WebRequest, site: Site, key: str, word: Words) -> tuple[tuple[str, str], ...]:
    """Return where to go on; who may see an initiative is led back to it, and what was not found leads to the start."""
    if key == "sign_in_needed":
        return (("/sign-in", word("sign_in")),)
    if cookies.read(site, request, "staff") is None or not (key in _LEADING_ON or key.startswith("wave_")):
        return ()
    initiative = None if key == "not_found" else _INITIATIVE.match(request.url.path)
    return (("/", word("to_start")),) if initiative is None else ((initiative[0], word("to_initiative")),)


def _may_stand(request: WebRequest) -> bool:
    """Whether a page may name its own address, so that its language can be switched: no form, and no personal link."""
    pattern = pattern_of(request.scope)
    return request.method == "GET" and pattern.startswith("/") and not pattern.startswith(_SECRET)


def _site(request: WebRequest) -> Site:
    site: Site = request.app.state.site
    return site
