"""Routes on which an initiative is deleted with everything in it."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Refused
from diagnostic.services import initiatives
from diagnostic.web.access import allow
from diagnostic.web.backbone.confirming import ConfirmPage, framing
from diagnostic.web.backbone.framing import AUDIENCE
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_PATH = "/initiatives/{initiative:str}/delete"


@get(_PATH, opt=allow("backbone"))
async def delete_initiative_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Ask before an initiative is deleted."""
    return await _confirm(request, site, staff, initiative)


@post(_PATH, opt=allow("backbone"))
async def delete_initiative(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str] | Redirect:
    """Delete an initiative, and lead to the others."""
    try:
        async with site.database.writing() as db:
            await initiatives.delete(db, staff.caller, initiative, keys=site.keys)
    except Refused:
        return await _confirm(request, site, staff, initiative, refused=True)
    return Redirect("/initiatives", status_code=HTTP_303_SEE_OTHER)


async def _confirm(
    request: WebRequest, site: Site, staff: Visitor, initiative: str, *, refused: bool = False
) -> Response[str]:
    async with site.database.reading() as db:
        found = await initiatives.summary(db, staff.caller, initiative)
    word = words(AUDIENCE, staff.caller.language)
    page = ConfirmPage(
        initiative=found,
        heading=word("initiatives.delete_title", name=found.name),
        text=word("initiatives.delete_text"),
        button=word("initiatives.delete_button"),
        back=f"/initiatives/{found.id}/edit",
        refusal=word("initiatives.initiative_in_field") if refused else None,
    )
    return show(request, site, staff, framing(staff, page, "home"), page)


ROUTES = (delete_initiative_page, delete_initiative)
