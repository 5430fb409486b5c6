"""Routes on which staff sign in and out, and from which they start."""

from __future__ import annotations

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Refused, SignInNeeded
from diagnostic.services import accounts, signing_in
from diagnostic.web import cookies, visiting
from diagnostic.web.access import allow
from diagnostic.web.account import joining, own
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import Framing, WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor, keyed, origin_of
from diagnostic.web.wording import words

_AUDIENCE = "account"


class SignInForm(msgspec.Struct, frozen=True):
    """What is asked for on signing in."""

    email: str
    password: str


class SignInPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page to sign in on; after a failure it keeps the address."""

    email: str = ""
    refused: bool = False


@get("/", opt=allow("everybody"))
async def start(request: WebRequest, site: NamedDependency[Site]) -> Redirect:
    """Lead staff to their work, and guests to where one signs in."""
    try:
        visitor = await visiting.staff(site, request)
    except SignInNeeded:
        return Redirect("/sign-in", status_code=HTTP_303_SEE_OTHER)
    async with site.database.reading() as db:
        begins = await accounts.start(db, visitor.caller)
    response = Redirect("/portfolio" if begins.consults_only else "/initiatives", status_code=HTTP_303_SEE_OTHER)
    if cookies.read(site, request, "language") is None:
        response.set_cookie(cookies.write(site, "language", begins.language))
    return response


@get("/sign-in", opt=allow("everybody"))
async def sign_in_page(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor]
) -> Response[str]:
    """Show the form to sign in with."""
    return _sign_in_page(request, site, guest, SignInPage())


@post("/sign-in", opt=allow("everybody"))
async def sign_in(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor]
) -> Response[str] | Redirect:
    """Sign in, and lead to the initiatives."""
    form = taken(await fields(request), SignInForm)
    origins = (origin_of(site, request, "sign-in"), keyed(site, f"sign-in:{form.email.lower()}"))
    try:
        token = await signing_in.sign_in(
            site.database, guest.caller, email=form.email, password=form.password, origins=origins
        )
    except Refused:
        return _sign_in_page(request, site, guest, SignInPage(email=form.email, refused=True))
    response = Redirect("/", status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "staff", token))
    return response


@post("/sign-out", opt=allow("everybody"))
async def sign_out(request: WebRequest, site: NamedDependency[Site]) -> Redirect:
    """Sign out, and lead to where one signs in."""
    token = cookies.read(site, request, "staff")
    if token is not None:
        async with site.database.writing() as db:
            await signing_in.sign_out(db, token)
    response = Redirect("/sign-in", status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.clear(site, "staff"))
    return response


def _sign_in_page(request: WebRequest, site: Site, guest: Visitor, page: SignInPage) -> Response[str]:
    word = words(_AUDIENCE, guest.caller.language)
    framing = Framing(
        template="account/sign_in.html.jinja",
        title=(word("error_prefix") if page.refused else "") + word("sign_in.title"),
        audience=_AUDIENCE,
        narrow=True,
        status=403 if page.refused else 200,
    )
    return show(request, site, guest, framing, page)


account = Router(path="/", route_handlers=[start, sign_in_page, sign_in, sign_out, *own.ROUTES, *joining.ROUTES])
