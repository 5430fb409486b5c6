"""Routes on which the backbone office reports on itself: page by page, checked, completed, or deleted."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Refused
from diagnostic.i18n import LANGUAGES
from diagnostic.services import self_reporting
from diagnostic.services.posting import LANGUAGE, PAGE, posted
from diagnostic.services.self_reporting import Reported, Sheet
from diagnostic.web import cookies
from diagnostic.web.access import allow
from diagnostic.web.backbone import confirming, self_report_pages
from diagnostic.web.backbone.framing import AUDIENCE
from diagnostic.web.backbone.self_report_notes import place_of_report
from diagnostic.web.forms import fields
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.turning import address_after, stays, visit_of
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_PLACE = "/initiatives/{initiative:str}/waves/{wave:str}/self-report"


@get(_PLACE, opt=allow("backbone"))
async def stand(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show what the self-report is, or how far it has come."""
    found = await _found(site, staff, initiative, wave)
    removed = request.query_params.get("done") == "removed" and found.report is None
    return show(request, site, staff, *self_report_pages.stand_page(staff, found, removed=removed))


@get(f"{_PLACE}/answer/{{page:str}}", opt=allow("backbone"))
async def answer_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    page: FromPath[str],
) -> Response[str]:
    """Show a page of questions, as it was answered so far."""
    async with site.database.reading() as db:
        sheet = await self_reporting.sheet(db, staff.caller, initiative, wave, page)
    return _shown(request, site, staff, sheet)


@post(f"{_PLACE}/answer/{{page:str}}", opt=allow("backbone"))
async def answer(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    page: FromPath[str],
) -> Response[str] | Redirect:
    """Save a page, and lead to the next."""
    given = await fields(request)
    sent, chosen = posted(given | {PAGE: [page]}), given.get(LANGUAGE, [""])[0]
    async with site.database.writing() as db:
        saved = await self_reporting.save(db, staff.caller, initiative, wave, sent)
    if stays(saved):
        return _shown(request, site, staff, saved)
    place = place_of_report(saved.reported.wave)
    response = Redirect(address_after(place, saved, sent, staff.caller.now), status_code=HTTP_303_SEE_OTHER)
    if chosen in LANGUAGES:
        response.set_cookie(cookies.write(site, "language", chosen))
    return response


@get(f"{_PLACE}/check", opt=allow("backbone"))
async def check(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str] | Redirect:
    """Show all answers; where there are none, how things stand."""
    found = await _found(site, staff, initiative, wave)
    if found.report is None:
        return _to(place_of_report(found.wave))
    return show(request, site, staff, *self_report_pages.check_page(staff, found))


@post(f"{_PLACE}/check", opt=allow("backbone"))
async def complete(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Let the self-report count, and say so."""
    async with site.database.writing() as db:
        await self_reporting.hand_in(db, staff.caller, initiative, wave)
    return _to(f"/initiatives/{initiative}/waves/{wave}/self-report")


@get(f"{_PLACE}/remove", opt=allow("backbone"))
async def remove_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str] | Redirect:
    """Ask before the self-report is deleted.

    Raises
    ------
    Refused
        It cannot be deleted any more.
    """
    found = await _found(site, staff, initiative, wave)
    if found.report is None:
        return _to(place_of_report(found.wave))
    if not found.editable:
        raise Refused("self_report_not_now")
    word = words(AUDIENCE, staff.caller.language)
    page = confirming.ConfirmPage(
        initiative=found.initiative,
        heading=word("self_report.remove_title"),
        text=word("self_report.remove_text"),
        button=word("self_report.remove_button"),
        back=place_of_report(found.wave),
    )
    return show(request, site, staff, confirming.framing(staff, page, "home"), page)


@post(f"{_PLACE}/remove", opt=allow("backbone"))
async def remove(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Delete the self-report, and say so."""
    async with site.database.writing() as db:
        await self_reporting.remove(db, staff.caller, initiative, wave)
    return _to(f"/initiatives/{initiative}/waves/{wave}/self-report?done=removed")


async def _found(site: Site, staff: Visitor, initiative: str, wave: str) -> Reported:
    async with site.database.reading() as db:
        return await self_reporting.reported(db, staff.caller, initiative, wave)


def _shown(request: WebRequest, site: Site, staff: Visitor, sheet: Sheet) -> Response[str]:
    if sheet.outcome is not None and sheet.outcome.clashes:
        return show(request, site, staff, *self_report_pages.clash_page(staff, sheet, sheet.outcome))
    visit = visit_of(request.query_params, sheet, staff.caller.now)
    return show(request, site, staff, *self_report_pages.answer_page(staff, sheet, visit))


def _to(address: str) -> Redirect:
    return Redirect(address, status_code=HTTP_303_SEE_OTHER)


ROUTES = (stand, answer_page, answer, check, complete, remove_page, remove)
