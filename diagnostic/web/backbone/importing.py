"""Routes on which a list of partners is read, looked through and taken over."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Invalid
from diagnostic.partner_lists import PartnerList, PartnerRow, read_partner_list, template_csv
from diagnostic.partner_lists.model import MOST_BYTES, Language
from diagnostic.services import importing, initiatives
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.import_pages import UploadPage, preview_page
from diagnostic.web.forms import fields, taken, upload
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words
from questionnaires.problems import Problem

_HOME = "/initiatives/{initiative:str}/partners/import"
_MARGIN = 100_000  # for the form around the file
_MOST_ROWS_BYTES = 4_000_000  # 5,000 rows as a preview hands them on: longer than the file, which may be compressed
_TEMPLATES = {"de": "partner.csv", "en": "partners.csv"}


class ConfirmForm(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a preview, as JSON."""

    rows: str


@get(_HOME, opt=allow("backbone"))
async def import_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Show the form to upload a list with."""
    async with site.database.reading() as db:
        found = await initiatives.summary(db, staff.caller, initiative)
    return _upload_page(request, site, staff, found)


@get(_HOME + "/template.csv", opt=allow("backbone"))
async def import_template(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[bytes]:
    """Send a list to fill in."""
    async with site.database.reading() as db:
        await initiatives.summary(db, staff.caller, initiative)
    language: Language = "en" if staff.caller.language == "en" else "de"
    headers = {"Content-Disposition": f'attachment; filename="{_TEMPLATES[language]}"'}
    return Response(template_csv(language), media_type="text/csv; charset=utf-8", headers=headers)


@post(_HOME, opt=allow("backbone"), request_max_body_size=MOST_BYTES + _MARGIN)
async def read_import(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Read a list and show what would become of each row; nothing is kept."""
    async with site.database.reading() as db:
        found = await initiatives.summary(db, staff.caller, initiative)
    sent = await upload(request, "file")
    if sent is None:
        missing = words(AUDIENCE, staff.caller.language)("import.file_missing")
        return _upload_page(request, site, staff, found, note=missing)
    name, content = sent
    return await _preview(request, site, staff, found, read_partner_list(content, name))


@post(_HOME + "/confirm", opt=allow("backbone"), request_max_body_size=_MOST_ROWS_BYTES)
async def confirm_import(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Redirect:
    """Take the rows of a preview over, and lead to the partners."""
    rows = _rows(taken(await fields(request), ConfirmForm).rows)
    async with site.database.writing() as db:
        await importing.take_over(db, staff.caller, initiative, rows=rows)
    return Redirect(f"/initiatives/{initiative}/partners?done=imported", status_code=HTTP_303_SEE_OTHER)


def _rows(text: str) -> tuple[PartnerRow, ...]:
    try:
        return msgspec.json.decode(text, type=tuple[PartnerRow, ...])
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Invalid({"rows": Problem(package="diagnostic", code="partner_rows_changed", values={})}) from error


async def _preview(
    request: WebRequest, site: Site, staff: Visitor, initiative: Initiative, read: PartnerList
) -> Response[str]:
    async with site.database.reading() as db:
        plan = await importing.preview(db, staff.caller, initiative.id, rows=read.rows)
    page = preview_page(words(AUDIENCE, staff.caller.language), staff.caller.language, read, plan)
    template = "backbone/import_preview.html.jinja"
    framing = framed(staff, initiative, "partners", template=template, title=page.heading)
    return show(request, site, staff, framing, page)


def _upload_page(
    request: WebRequest, site: Site, staff: Visitor, initiative: Initiative, note: str | None = None
) -> Response[str]:
    word = words(AUDIENCE, staff.caller.language)
    page = UploadPage(initiative=initiative, home=f"/initiatives/{initiative.id}/partners", note=note)
    prefix = "" if note is None else word("error_prefix")
    framing = framed(
        staff,
        initiative,
        "partners",
        template="backbone/import.html.jinja",
        title=prefix + word("import.title"),
        status=200 if note is None else 422,
    )
    return show(request, site, staff, framing, page)


ROUTES = (import_page, import_template, read_import, confirm_import)
