"""From a ReportView, or a page of HTML, to a tagged PDF: the only module that knows WeasyPrint."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reports.rendering import packaged, render_paper
from reports.view import ReportView

SYSTEM_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
"""Debian packages with the system libraries that WeasyPrint loads."""

_BASE = "file:///reports/"
_SHEETS = ("fonts/faces.css", "styles/report.css", "styles/print.css")
_TYPES = {"css": "text/css", "woff2": "font/woff2"}


class PdfUnavailableError(RuntimeError):
    """The system libraries that draw a PDF are missing."""


class PdfDocument(NamedTuple):
    """A finished PDF, and how many pages it has."""

    content: bytes
    pages: int


def render_pdf(view: ReportView) -> PdfDocument:
    """Return the report as PDF/UA-1: tagged, with title and language, and the same bytes for the same view.

    Raises
    ------
    PdfUnavailableError
        If the system libraries are missing; `SYSTEM_PACKAGES` names what to install.
    """
    return html_to_pdf(render_paper(view, _SHEETS))


def html_to_pdf(html: str) -> PdfDocument:
    """Return a page of HTML as PDF/UA-1: tagged, with its title and language, and the same bytes for the same page.

    It may link ``fonts/faces.css`` and what lies beside it; nothing else is loaded.

    Raises
    ------
    PdfUnavailableError
        If the system libraries are missing; `SYSTEM_PACKAGES` names what to install.
    """
    try:
        import weasyprint  # noqa: PLC0415 - loads system libraries, and only a PDF needs them
    except OSError as error:
        raise PdfUnavailableError(SYSTEM_PACKAGES) from error
    page = weasyprint.HTML(string=html, base_url=_BASE, url_fetcher=_fetcher())
    document = page.render(font_config=_fonts())
    content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"zusammenspiel")
    return PdfDocument(content=bytes(content or b""), pages=len(document.pages))


@cache
def _fonts() -> object:
    """Return where unpacked fonts are kept: unpacking them takes a third of a PDF, so a process does it once."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - as above

    return FontConfiguration()


def _fetcher() -> object:
    """Return a fetcher that opens packaged fonts and style sheets and refuses everything else."""
    from weasyprint import urls  # noqa: PLC0415 - as above

    class PackagedFiles(urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint brings no types
        """Opens ``file:///reports/folder/name`` only, which is no place on the disk."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> urls.URLFetcherResponse:  # noqa: ARG002 - theirs
            """Return a packaged file."""
            path = url.removeprefix(_BASE)
            folder, _, name = path.partition("/")
            if path == url or folder not in {"fonts", "styles"} or "/" in name:
                raise urls.FatalURLFetchingError(f"a report loads packaged files only, not {url}")
            kind = _TYPES[name.rpartition(".")[2]]
            return urls.URLFetcherResponse(url, packaged(folder, name), headers={"Content-Type": kind})

    return PackagedFiles()
