"""Routes to which an invitation leads: one joins with a new account or the one that one has."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.i18n import LANGUAGES
from diagnostic.services import joining
from diagnostic.services.joining import JoiningValues, Way
from diagnostic.services.passwords import SHORTEST
from diagnostic.web import cookies
from diagnostic.web.access import allow
from diagnostic.web.filling import Filled, filled, status_of, titled
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import Framing, WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor, keyed, origin_of
from diagnostic.web.wording import words

_AUDIENCE = "account"
_PATH = "/join/{token:str}"


class JoinForm(msgspec.Struct, frozen=True, kw_only=True):
    """Both forms of the page: `name` and `password` of a new account, or `current`, the password of one's own."""

    way: Way
    name: str = ""
    password: str = ""
    current: str = ""


class JoinPage(msgspec.Struct, frozen=True, kw_only=True):
    """What one is invited to, and two ways in; the same for every address.

    Parameters
    ----------
    form : Filled
        What was filled in, without passwords.
    """

    heading: str
    lead: str
    email: str
    form: Filled
    shortest: int


@get(_PATH, opt=allow("everybody"))
async def join_page(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor], token: FromPath[str]
) -> Response[str]:
    """Show what the link invites to; opening it changes nothing."""
    return await _page(request, site, guest, token, Filled(values={"name": ""}))


@post(_PATH, opt=allow("everybody"))
async def join(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor], token: FromPath[str]
) -> Response[str] | Redirect:
    """Join, and lead to one's work; or speak another language, since the page's address stands in no other form."""
    sent = await fields(request)
    if "language" in sent:
        return _spoken(site, token, sent["language"][0])
    form = taken(sent, JoinForm)
    values = JoiningValues(way=form.way, name=form.name, password=form.password if form.way == "new" else form.current)
    async with site.database.reading() as db:
        found = await joining.invited(db, guest.caller, token)
    origins = (origin_of(site, request, "sign-in"), keyed(site, f"sign-in:{found.email}"))
    try:
        session = await joining.join(site.database, guest.caller, token, values=values, origins=origins)
    except Invalid as invalid:
        notes = filled(form, invalid.fields, guest.caller.language).notes
        return await _page(request, site, guest, token, Filled(values={"name": form.name}, notes=notes))
    except Refused:
        field = "password" if form.way == "new" else "current"
        notes = {field: words(_AUDIENCE, guest.caller.language)(f"join.refused_{form.way}")}
        return await _page(request, site, guest, token, Filled(values={"name": form.name}, notes=notes))
    response = Redirect("/", status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "staff", session))
    return response


def _spoken(site: Site, token: str, language: str) -> Redirect:
    if language not in LANGUAGES:
        raise NotFound
    response = Redirect(f"/join/{token}", status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "language", language))
    return response


async def _page(request: WebRequest, site: Site, guest: Visitor, token: str, form: Filled) -> Response[str]:
    async with site.database.reading() as db:
        found = await joining.invited(db, guest.caller, token)
    language = guest.caller.language
    word = words(_AUDIENCE, language)
    page = JoinPage(
        heading=word("join.heading", initiative=found.name),
        lead=word(f"join.lead_{found.role}"),
        email=found.email,
        form=form,
        shortest=SHORTEST,
    )
    framing = Framing(
        template="account/join.html.jinja",
        title=titled(word("join.title"), form, language),
        audience=_AUDIENCE,
        narrow=True,
        simulated=found.simulated,
        hide_address=True,
        status=status_of(form),
    )
    return show(request, site, guest, framing, page)


ROUTES = (join_page, join)
