"""One line a request: method, pattern of the route, status, milliseconds; never an address, a name or what was sent."""

from __future__ import annotations

import logging
from time import perf_counter

from litestar.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("diagnostic.web")

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_UNKNOWN = "-"


class Logged:
    """Writes the line when a request has been answered, around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        """Remember what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and measure."""
        status, begun = 0, perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            spent = round(1000 * (perf_counter() - begun))
            LOG.info("%s %s %d %d ms", _method(scope), pattern_of(scope), status, spent)


def pattern_of(scope: Scope) -> str:
    """Return the pattern of the route, which has no token in it; what no route takes has none."""
    return str(scope.get("path_template") or _UNKNOWN)


def _method(scope: Scope) -> str:
    """Return the method; one that a sender made up is not written down."""
    method = str(scope.get("method", _UNKNOWN))
    return method if method in _METHODS else _UNKNOWN
