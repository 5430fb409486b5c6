"""Reports as they are sent and listed: the same for backbone offices and consultants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from babel.numbers import format_decimal
from litestar import Response

from diagnostic.domain.portfolio import PortfolioRow, ScaleFigure
from diagnostic.services.reports import NETWORK
from diagnostic.store.diagnoses import KeptDocument, Listed
from diagnostic.web.wording import SHARED, Words, words
from reports.wording import load_wording
from scoring.published import State

LANGUAGES: tuple[Literal["de", "en"], ...] = ("de", "en")


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to a report, as a page or as a file: its name, and address and words of each link."""

    name: str
    links: tuple[tuple[str, str], ...]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What of a report can be read or downloaded; `lacks_pdf` where it could not be drawn.

    Parameters
    ----------
    first : str
        Address of the report as a page in the reader's language.
    """

    first: str
    ways: tuple[Way, ...]
    lacks_pdf: bool


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says on one barrier."""

    name: str
    state: State
    word: str
    value: str
    range: str | None
    n: str


def page_of_report(document: KeptDocument) -> Response[bytes]:
    """Return a report as a page: it may use the styles and fonts that it holds, and nothing else."""
    policy = (
        f"default-src 'none'; style-src {document.style}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Response(
        document.content, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy}
    )


def pdf_of_report(document: KeptDocument) -> Response[bytes]:
    """Return a report as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="report.{document.language}.pdf"'}
    return Response(document.content, media_type="application/pdf", headers=headers)


def attached_json(text: str) -> Response[bytes]:
    """Return a diagnosis as a file to keep."""
    headers = {"Content-Disposition": 'attachment; filename="diagnosis.json"'}
    return Response(text.encode(), media_type="application/json", headers=headers)


def network_file(document: KeptDocument, name: str) -> Response[bytes]:
    """Return a file of the network to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    kind = "application/xml" if document.format == "graphml" else "text/csv"
    return Response(document.content, media_type=f"{kind}; charset=utf-8", headers=headers)


def reading_of(documents: Sequence[Listed], place: str, word: Words, language: str, *, office: bool) -> Reading:
    """Return what can be read below an address; the files of the network are for the backbone office alone."""
    named: dict[str, str] = {one: word(f"documents.languages.{one}") for one in LANGUAGES}
    pages = tuple((f"{place}/{one}", name) for one, name in named.items())
    pdfs = tuple(
        (f"{place}/{one.language}/pdf", f"{named[one.language]} ({_size(one.size, language)})")
        for one in documents
        if one.format == "pdf"
    )
    kept = {one.format for one in documents}
    network = tuple(
        (f"{place}/network/{name}", word(f"documents.network.{format_}"))
        for name, format_ in NETWORK.items()
        if office and format_ in kept
    )
    ways = (
        ("page", pages),
        ("pdf", pdfs),
        ("data", ((f"{place}/diagnosis.json", word("documents.data")),)),
        ("network", network),
    )
    return Reading(
        first=f"{place}/{language}",
        ways=tuple(Way(name=word(f"documents.ways.{key}"), links=links) for key, links in ways if links),
        lacks_pdf=not pdfs,
    )


def findings_of(row: PortfolioRow, language: str) -> tuple[Finding, ...]:
    """Return what a report says on each barrier, in the order of the questionnaire."""
    names = load_wording(language).barriers.scales
    return tuple(
        Finding(
            name=names[scale.id].name if scale.id in names else scale.id,
            state=scale.state,
            word=state_word(scale.state, language),
            value=value_of(scale, language),
            range=range_of(scale, language),
            n="" if scale.n is None else str(scale.n),
        )
        for scale in row.scales
    )


def state_word(state: State, language: str) -> str:
    """Return what a report calls a state: *Hürde*."""
    return load_wording(language).sentence(f"states.{state}")


def value_of(scale: ScaleFigure, language: str) -> str:
    """Return a printed mean: *2,4*, *bis 2,0*; or the sentence that says why there is none."""
    sentence = load_wording(language).sentence
    if scale.value is None:
        return sentence(f"hidden.{scale.hidden or 'too_few'}")
    text = str(format_decimal(scale.value, format="0.0", locale=language))
    return text if scale.end is None else sentence(f"number.{scale.end}_end").format(value=text)


def range_of(scale: ScaleFigure, language: str) -> str | None:
    """Return the range of a printed mean, *2,2 bis 2,6*; none where the figure has none."""
    if scale.low is None or scale.high is None:
        return None
    low, high = (format_decimal(end, format="0.0", locale=language) for end in (scale.low, scale.high))
    return words(SHARED, language)("documents.range", low=low, high=high)


def _size(size: int, language: str) -> str:
    return f"{format_decimal(max(size / 1_000_000, 0.1), format='0.0', locale=language)}\N{NO-BREAK SPACE}MB"
