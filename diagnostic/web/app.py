"""Wires the web: the one place that puts routes, guards, headers and failures together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException

from diagnostic.domain.failures import Failure, NotFound, Refused
from diagnostic.settings import Settings
from diagnostic.web import csrf, failures, visiting
from diagnostic.web.account.routes import account
from diagnostic.web.backbone.routes import backbone
from diagnostic.web.consultant.routes import consultant
from diagnostic.web.forms import LARGEST_BODY, received
from diagnostic.web.headers import SafeHeaders
from diagnostic.web.logs import Logged
from diagnostic.web.partner.routes import partner
from diagnostic.web.public.routes import public
from diagnostic.web.site import Site, make_site

_SAFE = {"GET", "HEAD", "OPTIONS"}


def create_app(settings: Settings) -> Litestar:
    """Return the service with these settings."""
    site = make_site(settings)
    app = Litestar(
        route_handlers=[public, account, partner, backbone, consultant],
        dependencies={
            "site": Provide(_site, sync_to_thread=False),
            "guest": Provide(_guest, sync_to_thread=False),
            "staff": Provide(visiting_staff),
            "respondent": Provide(visiting_respondent),
        },
        before_request=require_form_from_here,
        exception_handlers={
            Failure: failures.failed,
            HTTPException: failures.refused,
            Exception: failures.broken,
        },
        lifespan=[_closing],
        state=State({"site": site}),
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    # Around all of it, and no middleware of Litestar: those see no request that no route takes.
    app.asgi_handler = Logged(SafeHeaders(app.asgi_handler, secure=settings.secure))
    return app


async def require_form_from_here(request: Request[Any, Any, State]) -> None:
    """Refuse what changes something and was not sent from a page of ours.

    A route that keeps what was sent even without a session says so (``unproven=True`` in its options), asks
    ``request.state.proven`` itself, and writes nothing where that is false.

    Raises
    ------
    Refused
        The form has no token of this browser, or the browser says that the request comes from elsewhere.
    NotFound
        The address holds a null byte, which no database can look for.
    """
    if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise NotFound
    if request.method in _SAFE:
        return
    site: Site = request.app.state.site
    given = (await received(request)).get(csrf.FIELD)
    here = csrf.from_here(site, request)
    proven = here and isinstance(given, str) and csrf.fits(site, request, given)
    request.state.proven = proven
    if not proven and not (here and request.route_handler.opt.get("unproven")):
        raise Refused("form_refused")


def _site(state: State) -> Site:
    site: Site = state.site
    return site


def _guest(state: State, request: Request[Any, Any, State]) -> visiting.Visitor:
    return visiting.guest(state.site, request)


async def visiting_staff(state: State, request: Request[Any, Any, State]) -> visiting.Visitor:
    """Return the member of staff who visits, for a handler that asks for ``staff``."""
    return await visiting.staff(state.site, request)


async def visiting_respondent(state: State, request: Request[Any, Any, State]) -> visiting.Visitor:
    """Return the respondent who visits, for a handler that asks for ``respondent``."""
    return await visiting.respondent(state.site, request)


@asynccontextmanager
async def _closing(app: Litestar) -> AsyncIterator[None]:
    yield
    site: Site = app.state.site
    await site.database.close()
