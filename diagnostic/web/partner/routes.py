"""Routes before and after answering: the personal link, the check, the end, the copy, and taking back."""

from __future__ import annotations

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import LinkNeeded
from diagnostic.i18n import LANGUAGES
from diagnostic.printing import PrintingUnavailableError, pdf_of
from diagnostic.services import handing_in, opening
from diagnostic.services.posting import LANGUAGE
from diagnostic.services.responding import Opened, arrived, opened, respondent_of, standing
from diagnostic.store.respondents import Respondent
from diagnostic.web import cookies
from diagnostic.web.access import allow
from diagnostic.web.forms import fields
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.partner.answers import answer, answer_page, begun_at, origin, with_language
from diagnostic.web.partner.framing import AUDIENCE, framed, place_of
from diagnostic.web.partner.pages import (
    StatePage,
    check_page,
    copy_page,
    message_page,
    start_page,
    state_page,
    thanks_page,
)
from diagnostic.web.partner.results import results
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_HERE = "?"
"""Leads back to the page itself without naming it: the address of a personal link stands in no answer."""


@get("/start/{token:str}", opt=allow("everybody"))
async def start(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor], token: FromPath[str]
) -> Response[str]:
    """Show where a personal link leads; nothing changes."""
    person = await respondent_of(site.database, guest.caller, token, origin=origin(site, request))
    visitor = _speaking(request, site, guest, person)
    stage = standing(person, guest.caller.now, keys=site.keys)
    if stage in {"ready", "answering"}:
        async with site.database.reading() as db:
            found = await arrived(db, person, stage)
        return show(request, site, visitor, *start_page(visitor, found))
    return show(request, site, visitor, *state_page(visitor, person, stage, on_link=True))


@post("/start/{token:str}", opt=allow("everybody"), status_code=HTTP_303_SEE_OTHER)
async def begin(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor], token: FromPath[str]
) -> Redirect:
    """Begin, or go on; or show the same page in the other language."""
    chosen = (await fields(request)).get(LANGUAGE, [""])[0]
    if chosen in LANGUAGES:
        response = Redirect(_HERE, status_code=HTTP_303_SEE_OTHER)
        response.set_cookie(cookies.write(site, "language", chosen))
        return response
    person = await respondent_of(site.database, guest.caller, token, origin=origin(site, request))
    visitor = _speaking(request, site, guest, person)
    caller = msgspec.structs.replace(visitor.caller, invitation=person.invitation)
    async with site.database.writing() as db:
        cookie = cookies.read(site, request, "answers")
        begun = await opening.start(db, caller, keys=site.keys, cookie=cookie)
    if begun.session is None:
        return Redirect(_HERE, status_code=HTTP_303_SEE_OTHER)
    response = begun_at(site, begun, begun.session)
    response.set_cookie(cookies.write(site, "language", visitor.caller.language))
    return response


@get("/check", opt=allow("respondent"))
async def check(
    request: WebRequest, site: NamedDependency[Site], respondent: NamedDependency[Visitor]
) -> Response[str]:
    """Show all answers before they are handed in, and after."""
    found = await _found(site, respondent)
    if found.response is None:
        return show(request, site, respondent, *state_page(respondent, found.person, found.stage))
    return show(request, site, respondent, *check_page(respondent, found, found.response.values))


@post("/check", opt=allow("respondent"), status_code=HTTP_303_SEE_OTHER)
async def submit(site: NamedDependency[Site], respondent: NamedDependency[Visitor]) -> Redirect:
    """Hand in, and lead to what happens next; where that is too late, the check says so."""
    if respondent.ended:
        stage = (await _found(site, respondent, ended_too=True)).stage
        if stage == "answering":
            raise LinkNeeded
    else:
        async with site.database.writing() as db:
            stage = await handing_in.hand_in(db, respondent.caller, keys=site.keys)
    return Redirect("/thanks" if stage in {"apart", "submitted"} else "/check", status_code=HTTP_303_SEE_OTHER)


@get("/thanks", opt=allow("respondent"))
async def thanks(
    request: WebRequest, site: NamedDependency[Site], respondent: NamedDependency[Visitor]
) -> Response[str] | Redirect:
    """Show what happens next; the session may have ended with handing in."""
    found = await _found(site, respondent, ended_too=True)
    if found.stage in {"apart", "submitted"}:
        reachable = found.stage == "submitted" and not respondent.ended
        return show(request, site, respondent, *thanks_page(respondent, found.person, reachable=reachable))
    if found.response is None:
        return show(request, site, respondent, *state_page(respondent, found.person, found.stage))
    return Redirect("/check", status_code=HTTP_303_SEE_OTHER)


@get("/copy.pdf", opt=allow("respondent"))
async def copy(
    request: WebRequest, site: NamedDependency[Site], respondent: NamedDependency[Visitor]
) -> Response[str] | Response[bytes]:
    """Send the answers as a PDF."""
    word = words(AUDIENCE, respondent.caller.language)
    found = await _found(site, respondent)
    if found.response is None:
        return show(request, site, respondent, *state_page(respondent, found.person, found.stage))
    page = copy_page(respondent, found, found.response.values)
    template = site.templates.get_template("partner/copy.html.jinja")
    try:
        content = await pdf_of(template.render(page=page, t=word, language=respondent.caller.language))
    except PrintingUnavailableError:
        actions = (("/check", word("copy.back")),)
        heading, text = word("copy.unavailable"), word("copy.unavailable_text")
        return show(request, site, respondent, *message_page(found.person, heading, text, status=503, actions=actions))
    headers = {"Content-Disposition": f'attachment; filename="{word("copy.file")}"'}
    return Response(content, media_type="application/pdf", headers=headers)


@get("/withdraw", opt=allow("respondent"))
async def withdraw_page(
    request: WebRequest, site: NamedDependency[Site], respondent: NamedDependency[Visitor]
) -> Response[str]:
    """Ask once more before anything is deleted; afterwards say that it is."""
    found = await _found(site, respondent, ended_too=True)
    if found.response is None:
        return show(request, site, respondent, *state_page(respondent, found.person, found.stage))
    _require_going_on(respondent)
    word = words(AUDIENCE, respondent.caller.language)
    page = StatePage(place=place_of(found.person), heading=word("withdraw.title"), text=word("withdraw.text"))
    return show(request, site, respondent, framed("withdraw", page.heading, found.person), page)


@post("/withdraw", opt=allow("respondent"), status_code=HTTP_303_SEE_OTHER)
async def withdraw(site: NamedDependency[Site], respondent: NamedDependency[Visitor]) -> Redirect:
    """Delete the answers."""
    if not respondent.ended:
        async with site.database.writing() as db:
            await handing_in.withdraw(db, respondent.caller, keys=site.keys)
    return Redirect("/withdraw", status_code=HTTP_303_SEE_OTHER)


async def _found(site: Site, visitor: Visitor, *, ended_too: bool = False) -> Opened:
    if not ended_too:
        _require_going_on(visitor)
    async with site.database.reading() as db:
        return await opened(db, visitor.caller, keys=site.keys)


def _require_going_on(visitor: Visitor) -> None:
    if visitor.ended:
        raise LinkNeeded


def _speaking(request: WebRequest, site: Site, guest: Visitor, person: Respondent) -> Visitor:
    """Return the visitor with the language chosen, or else the one in which the person was invited."""
    chosen = cookies.read(site, request, "language") in LANGUAGES
    return guest if chosen else with_language(guest, person.language)


partner = Router(
    path="/",
    route_handlers=[start, begin, answer_page, answer, check, submit, thanks, copy, withdraw_page, withdraw, results],
)
