"""Routes of one page of answers: shown, saved, and never lost, whatever became of the session."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import LinkNeeded, NotFound
from diagnostic.i18n import LANGUAGES
from diagnostic.services import answering, opening
from diagnostic.services.answering import Sheet
from diagnostic.services.opening import Begun
from diagnostic.services.posting import LANGUAGE, PAGE, Posted, posted
from diagnostic.services.responding import Opened, respondent_of
from diagnostic.web import cookies
from diagnostic.web.access import allow
from diagnostic.web.forms import fields
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.partner import questions
from diagnostic.web.partner.carrying import LINK, carry_page, token_in
from diagnostic.web.partner.framing import AUDIENCE, RESULTS
from diagnostic.web.partner.pages import message_page, state_page
from diagnostic.web.site import Site
from diagnostic.web.turning import address_after, address_of, onward, stays, visit_of
from diagnostic.web.visiting import Visitor, origin_of, respondent
from diagnostic.web.wording import words

Fields = dict[str, list[str]]


@get("/answer/{page:str}", opt=allow("respondent"))
async def answer_page(
    request: WebRequest, site: NamedDependency[Site], respondent: NamedDependency[Visitor], page: FromPath[str]
) -> Response[str]:
    """Show a page of questions, as it was answered so far."""
    if respondent.ended:
        return _ended(request, site, respondent, held=respondent.held is not None)
    async with site.database.reading() as db:
        found = await answering.sheet(db, respondent.caller, page, keys=site.keys, held=respondent.held)
    if isinstance(found, Opened):
        return show(request, site, respondent, *state_page(respondent, found.person, found.stage))
    return _shown(request, site, respondent, found)


@post("/answer/{page:str}", opt=allow("respondent", unproven=True))
async def answer(
    request: WebRequest, site: NamedDependency[Site], guest: NamedDependency[Visitor], page: FromPath[str]
) -> Response[str] | Redirect:
    """Save a page, and lead to the next; what cannot be saved stays in the page that is shown instead."""
    given = await fields(request) | {PAGE: [page]}
    link = given.pop(LINK, None)
    sent, chosen = posted(given), given.get(LANGUAGE, [""])[0]
    guest = with_language(guest, chosen) if chosen in LANGUAGES else guest
    if link is not None:
        return await _by_link(request, site, guest, given, link[0])
    try:
        visitor = await respondent(site, request)
    except LinkNeeded:
        return show(request, site, guest, *carry_page(guest, given, asks_link=True))
    visitor = with_language(visitor, guest.caller.language)
    if visitor.ended:
        return await _held(request, site, visitor, given)
    if not request.state.proven:
        return show(request, site, visitor, *carry_page(visitor, given))
    response = await _saved(request, site, visitor, sent)
    if chosen in LANGUAGES:
        response.set_cookie(cookies.write(site, "language", chosen))
    return response


def begun_at(site: Site, begun: Begun, session: str) -> Redirect:
    """Return where a person goes on, in a new session."""
    replayed = begun.replayed
    if begun.stage == "released":
        address = RESULTS
    elif replayed is not None and replayed.outcome is not None:
        sent = replayed.outcome.posted
        address = address_of("", replayed.page) if stays(replayed) else f"{onward('', replayed, sent)}?replayed=1"
    else:
        address = address_of("", begun.page)
    response = Redirect(address, status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "answers", session))
    return response


def origin(site: Site, request: WebRequest) -> str:
    """Return under which digest wrong links are counted."""
    return origin_of(site, request, "link")


def with_language(visitor: Visitor, language: str) -> Visitor:
    """Return a visitor who reads another language."""
    return msgspec.structs.replace(visitor, caller=msgspec.structs.replace(visitor.caller, language=language))


async def _saved(request: WebRequest, site: Site, visitor: Visitor, sent: Posted) -> Response[str] | Redirect:
    async with site.database.writing() as db:
        saved = await answering.save(db, visitor.caller, sent, keys=site.keys)
        if visitor.held is not None and visitor.held.get(PAGE) == [sent.page]:
            await opening.let_go(db, cookies.read(site, request, "answers") or "")
    if isinstance(saved, Opened):
        return show(request, site, visitor, *state_page(visitor, saved.person, saved.stage, refused=True))
    if stays(saved):
        return _shown(request, site, visitor, saved)
    address = address_after("", saved, sent, visitor.caller.now)
    return Redirect(address, status_code=HTTP_303_SEE_OTHER)


async def _held(request: WebRequest, site: Site, visitor: Visitor, given: Fields) -> Response[str]:
    """Keep a page that came after the end of its session; where that cannot be, the page carries it on."""
    cookie = cookies.read(site, request, "answers") or ""
    if request.state.proven:
        async with site.database.writing() as db:
            if await opening.hold(db, visitor.caller, cookie, given):
                return _ended(request, site, visitor, held=True)
    guest = msgspec.structs.replace(visitor, caller=msgspec.structs.replace(visitor.caller, invitation=None))
    return show(request, site, guest, *carry_page(guest, given, asks_link=True))


async def _by_link(
    request: WebRequest, site: Site, guest: Visitor, given: Fields, link: str
) -> Response[str] | Redirect:
    """Save a page that came with the personal link in place of a session."""
    if not request.state.proven:
        return show(request, site, guest, *carry_page(guest, given, asks_link=True))
    try:
        token = token_in(link)
        person = await respondent_of(site.database, guest.caller, token, origin=origin(site, request))
    except NotFound:
        return show(request, site, guest, *carry_page(guest, given, asks_link=True, wrong=True))
    caller = msgspec.structs.replace(guest.caller, invitation=person.invitation)
    async with site.database.writing() as db:
        cookie = cookies.read(site, request, "answers")
        begun = await opening.start(db, caller, keys=site.keys, cookie=cookie, carried=given)
    if begun.session is None:
        return show(request, site, guest, *state_page(guest, person, begun.stage, refused=True))
    return begun_at(site, begun, begun.session)


def _shown(request: WebRequest, site: Site, visitor: Visitor, sheet: Sheet) -> Response[str]:
    if sheet.outcome is not None and sheet.outcome.clashes:
        return show(request, site, visitor, *questions.clash_page(visitor, sheet, sheet.outcome))
    visit = visit_of(request.query_params, sheet, visitor.caller.now)
    return show(request, site, visitor, *questions.answer_page(visitor, sheet, visit))


def _ended(request: WebRequest, site: Site, visitor: Visitor, *, held: bool) -> Response[str]:
    word = words(AUDIENCE, visitor.caller.language)
    text = word("carry.ended_held" if held else "carry.ended_text")
    return show(request, site, visitor, *message_page(None, word("carry.ended"), text, status=401))
