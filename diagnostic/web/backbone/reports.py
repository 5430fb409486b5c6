"""Pages with the report of a round: read, downloaded, released."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.services import reports, waves
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.rounds import place_of
from diagnostic.web.dates import day
from diagnostic.web.documents import (
    Finding,
    Reading,
    attached_json,
    findings_of,
    network_file,
    page_of_report,
    pdf_of_report,
    reading_of,
)
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_REPORT = "/initiatives/{initiative:str}/waves/{wave:str}/report"


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """A report: what it found, what can be read, and whether it can be released."""

    initiative: Initiative
    title: str
    standing: str
    release: str | None
    reading: Reading
    findings: tuple[Finding, ...]
    people: bool
    back: str


@get(_REPORT, opt=allow("backbone"))
async def report_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show what a report found, and what can be read."""
    language = staff.caller.language
    async with site.database.reading() as db:
        found = await reports.report_of(db, staff.caller, initiative, wave, role="backbone")
    word, row = words(AUDIENCE, language), found.wave
    place = f"{place_of(row)}/report"
    released = row.released_at
    page = ReportPage(
        initiative=found.initiative,
        title=word("reports.title", title=row.title),
        standing=word("reports.analysed")
        if released is None
        else word("reports.released", day=day(released, language)),
        release=f"{place_of(row)}/release" if released is None else None,
        reading=reading_of(found.documents, place, word, language, office=True),
        findings=findings_of(found.row, language),
        people=found.row.unit == "response",
        back=place_of(row),
    )
    framing = framed(staff, found.initiative, "home", template="backbone/report.html.jinja", title=page.title)
    return show(request, site, staff, framing, page)


@post("/initiatives/{initiative:str}/waves/{wave:str}/release", opt=allow("backbone"))
async def release(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Release a report."""
    async with site.database.writing() as db:
        await waves.release(db, staff.caller, initiative, wave)
    return Redirect(f"/initiatives/{initiative}/waves/{wave}/report", status_code=HTTP_303_SEE_OTHER)


@get(f"{_REPORT}/{{language:str}}", opt=allow("backbone"))
async def read_report(
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    language: FromPath[str],
) -> Response[bytes]:
    """Send the report as a page of its own."""
    async with site.database.reading() as db:
        found = await reports.document_of(
            db, staff.caller, (initiative, wave), role="backbone", language=language, format_="html"
        )
    return page_of_report(found)


@get(f"{_REPORT}/{{language:str}}/pdf", opt=allow("backbone"))
async def report_pdf(
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    language: FromPath[str],
) -> Response[bytes]:
    """Send the report as a PDF."""
    async with site.database.reading() as db:
        found = await reports.document_of(
            db, staff.caller, (initiative, wave), role="backbone", language=language, format_="pdf"
        )
    return pdf_of_report(found)


@get(f"{_REPORT}/diagnosis.json", opt=allow("backbone"))
async def diagnosis_json(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Response[bytes]:
    """Send the diagnosis as JSON."""
    async with site.database.reading() as db:
        found = await reports.diagnosis_of(db, staff.caller, initiative, wave, role="backbone")
    return attached_json(found)


@get(f"{_REPORT}/network/{{file:str}}", opt=allow("backbone"))
async def report_network(
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    file: FromPath[str],
) -> Response[bytes]:
    """Send a file of the network that may be shown by name."""
    async with site.database.reading() as db:
        found = await reports.network_file_of(db, staff.caller, initiative, wave, name=file)
    return network_file(found, file)


ROUTES = (report_page, release, read_report, report_pdf, diagnosis_json, report_network)
