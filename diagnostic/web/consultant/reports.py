"""The released report of one initiative, as a consultant reads it."""

from __future__ import annotations

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from diagnostic.services import reports
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.consultant.framing import AUDIENCE, framed
from diagnostic.web.dates import day
from diagnostic.web.documents import (
    Finding,
    Reading,
    attached_json,
    findings_of,
    page_of_report,
    pdf_of_report,
    reading_of,
)
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_REPORT = "/portfolio/{initiative:str}/waves/{wave:str}"


class ReleasedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A released report: what it found, and what can be read."""

    initiative: Initiative
    title: str
    standing: str
    reading: Reading
    findings: tuple[Finding, ...]
    people: bool


@get(_REPORT, opt=allow("consultant"))
async def released_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show what a released report found."""
    language = staff.caller.language
    async with site.database.reading() as db:
        found = await reports.report_of(db, staff.caller, initiative, wave, role="consultant")
    word, at = words(AUDIENCE, language), found.wave.released_at or staff.caller.now
    page = ReleasedPage(
        initiative=found.initiative,
        title=word("report.title", name=found.initiative.name),
        standing=word("report.standing", title=found.wave.title, day=day(at, language)),
        reading=reading_of(found.documents, f"/portfolio/{initiative}/waves/{wave}", word, language, office=False),
        findings=findings_of(found.row, language),
        people=found.row.unit == "response",
    )
    framing = framed(
        staff,
        template="consultant/report.html.jinja",
        title=page.title,
        simulated=found.initiative.simulated,
    )
    return show(request, site, staff, framing, page)


@get(f"{_REPORT}/{{language:str}}", opt=allow("consultant"))
async def read_released(
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    language: FromPath[str],
) -> Response[bytes]:
    """Send a released report as a page of its own."""
    async with site.database.reading() as db:
        found = await reports.document_of(
            db, staff.caller, (initiative, wave), role="consultant", language=language, format_="html"
        )
    return page_of_report(found)


@get(f"{_REPORT}/{{language:str}}/pdf", opt=allow("consultant"))
async def released_pdf(
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    language: FromPath[str],
) -> Response[bytes]:
    """Send a released report as a PDF."""
    async with site.database.reading() as db:
        found = await reports.document_of(
            db, staff.caller, (initiative, wave), role="consultant", language=language, format_="pdf"
        )
    return pdf_of_report(found)


@get(f"{_REPORT}/diagnosis.json", opt=allow("consultant"))
async def released_json(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Response[bytes]:
    """Send the diagnosis of a released report as JSON."""
    async with site.database.reading() as db:
        found = await reports.diagnosis_of(db, staff.caller, initiative, wave, role="consultant")
    return attached_json(found)


ROUTES = (released_page, read_released, released_pdf, released_json)
