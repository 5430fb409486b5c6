"""The report as PDF: tagged for a screen reader, complete in itself, the same bytes for the same view."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import msgspec
import pypdf
import pytest
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, PdfObject, StreamObject

from reports.building import build_report
from reports.languages import Language
from reports.material import Occasion
from reports.pdf import SYSTEM_PACKAGES, PdfDocument, PdfUnavailableError, _fetcher, render_pdf
from reports.view import ReportView
from scoring.diagnosis import Participation
from scoring.findings import DontKnow, ScaleResult
from scoring.published import State
from tests.unit.reports.factories import VOLLANALYSE, cell, diagnosis, scales, simulated, statement
from tests.unit.reports.told import agreed, backbone

TITLE = "Bündnis für Łódź – größer & „schöner“"
OURS = {"Report-Sans", "Report-Sans-Medium", "Report-Sans-Semi-Bold", "Report-Sans-Ext", "Report-Sans-Ext-Semi-Bold"}
OURS |= {"Report-Sans-Ext-Medium", "Report-Serif", "Report-Serif-Ext"}
TRUE = BooleanObject(value=True)
FEW = Participation(unit="organisation", contributors=3, invited=9, persons=4)


def view_of(language: Language = "de", title: str | None = TITLE) -> ReportView:
    """Return the report of 18 of 26 simulated organisations."""
    return build_report(simulated(), VOLLANALYSE, language=language, occasion=Occasion(title=title))


def drawn(view: ReportView) -> PdfDocument:
    """Return a report as PDF; without the system libraries the test is skipped, on the build machine it fails."""
    try:
        return render_pdf(view)
    except PdfUnavailableError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"a PDF needs {missing}")


@pytest.fixture(scope="module")
def german() -> PdfDocument:
    """The German report."""
    return drawn(view_of())


@pytest.fixture(scope="module")
def english() -> PdfDocument:
    """The English report."""
    return drawn(view_of("en"))


@pytest.fixture(params=["german", "english"])
def document(request: pytest.FixtureRequest) -> PdfDocument:
    """The report in each language."""
    found: PdfDocument = request.getfixturevalue(request.param)
    return found


def read(document: PdfDocument) -> pypdf.PdfReader:
    """Open a PDF."""
    return pypdf.PdfReader(io.BytesIO(document.content))


def at(document: PdfDocument, *keys: str) -> PdfObject:
    """What stands in the catalogue of a PDF, which holds what is true of all of it, under these keys."""
    found: PdfObject = read(document).trailer
    for key in ("/Root", *keys):
        if not isinstance(found, DictionaryObject):
            raise TypeError(key)
        found = found[key].get_object() or found
    return found


def fonts(document: PdfDocument) -> Iterator[DictionaryObject]:
    """Every font of every page."""
    for page in read(document).pages:
        resources = page["/Resources"]
        if isinstance(resources, DictionaryObject):
            yield from (font.get_object() for font in resources.get("/Font", {}).values())


def tags(element: PdfObject) -> Iterator[DictionaryObject]:
    """Every element of the structure, at any depth."""
    if not isinstance(element, DictionaryObject):
        raise TypeError(element)
    yield element
    inside = element.get("/K", [])
    for child in inside if isinstance(inside, list) else [inside]:
        part = child.get_object()
        if isinstance(part, DictionaryObject) and "/S" in part:
            yield from tags(part)


def embedded(font: DictionaryObject) -> bool:
    """Tell whether the shapes of a font lie in the file."""
    parts = font["/DescendantFonts"]
    if not isinstance(parts, ArrayObject):
        raise TypeError(font)
    descriptors = [part.get_object()["/FontDescriptor"] for part in parts]
    return all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)


def test_a_pdf_is_tagged_and_says_that_it_keeps_pdf_ua(document: PdfDocument) -> None:
    metadata = at(document, "/Metadata")
    assert isinstance(metadata, StreamObject)
    assert re.search(r'pdfuaid:part="1"|<pdfuaid:part>1<', metadata.get_data().decode())
    assert at(document, "/MarkInfo", "/Marked") == TRUE
    assert at(document, "/ViewerPreferences", "/DisplayDocTitle") == TRUE


def test_the_tags_tell_headings_tables_and_drawings_apart(german: PdfDocument) -> None:
    elements = list(tags(at(german, "/StructTreeRoot")))
    found = {str(element["/S"]) for element in elements if "/S" in element}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= found
    assert [one for one in elements if one.get("/S") == "/Figure" and not one.get("/Alt")] == []


def test_a_pdf_names_its_language(german: PdfDocument, english: PdfDocument) -> None:
    assert (str(at(german, "/Lang")), str(at(english, "/Lang"))) == ("de", "en")


def test_a_pdf_has_the_title_with_its_foreign_letters(german: PdfDocument) -> None:
    metadata = read(german).metadata
    assert metadata is not None
    assert (metadata.title or "").startswith("Wie wir zusammenarbeiten · Bündnis für Łódź – größer & „schöner“")


def test_a_pdf_has_no_date_and_no_name_of_a_machine(german: PdfDocument) -> None:
    metadata = read(german).metadata
    assert metadata is not None
    assert {"/CreationDate", "/ModDate", "/Author"} & set(metadata) == set()


def test_the_text_can_be_taken_out_with_its_letters(german: PdfDocument) -> None:
    first = read(german).pages[0].extract_text()
    assert "Bündnis für Łódź – größer & „schöner“" in first
    assert "Hürde, sehr sicher: 2,6 von 5 (2,4 bis 2,9)" in first


def test_fonts_are_embedded_and_ours_alone(document: PdfDocument) -> None:
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts(document)}
    assert {"Report-Sans", "Report-Sans-Semi-Bold", "Report-Serif"} <= names
    assert names - OURS == set()
    assert [str(font["/BaseFont"]) for font in fonts(document) if not embedded(font)] == []


def test_every_page_after_the_first_has_the_running_head_and_every_page_its_number(german: PdfDocument) -> None:
    pages = [page.extract_text() for page in read(german).pages]
    assert len(pages) == german.pages
    assert all("Beteiligung: 18 von 26 Organisationen" in page for page in pages)
    assert [number for number, page in enumerate(pages, start=1) if str(number) not in page.split()] == []
    assert all(TITLE in page for page in pages)
    assert "simulierte Daten" in pages[0]


def test_a_report_has_as_many_pages_as_its_parts_need(document: PdfDocument) -> None:
    assert 12 <= document.pages <= 16


def test_the_first_page_holds_the_findings_and_the_overview(german: PdfDocument) -> None:
    first = read(german).pages[0].extract_text()
    view = view_of()
    assert view.cover.profile is not None
    assert view.cover.heading in first
    assert view.cover.profile.heading in first
    assert all(row.name.split()[0] in first for family in view.cover.profile.families for row in family.rows)


def test_too_few_answers_give_a_report_of_one_page() -> None:
    view = build_report(diagnosis(scales("withheld"), participation=FEW), VOLLANALYSE)
    document = drawn(view)
    (page,) = read(document).pages
    assert document.pages == 1
    assert view.cover.heading in page.extract_text()


LONG = Occasion(
    title="Bündnis für gutes Aufwachsen und Zusammenleben im Landkreis Musterstadt",
    fielded=(dt.date(2026, 5, 4), dt.date(2026, 5, 29)),
)
HALF = cell(form="halves", n=8, population=12, value=2.5, low=2.1, high=2.9, below=0.9)
MANY = DontKnow(much=True)


def from_groups(part: ScaleResult) -> ScaleResult:
    """Return a scale whose total comes from sectors, which takes a note of its own on the first page."""
    return msgspec.structs.replace(part, cell=msgspec.structs.replace(part.cell, from_groups=True))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_crowded_first_page_stays_one_page(language: Language) -> None:
    states: dict[str, State] = dict.fromkeys((part.id for part in scales()), "flagged")
    whole = diagnosis(tuple(map(from_groups, scales(**states))), simulated=True)
    view = build_report(whole, VOLLANALYSE, language=language, occasion=LONG)
    pages = [" ".join(page.extract_text().split()) for page in read(drawn(view)).pages]
    assert pages[1].startswith(view.barriers[0].kicker)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_hurdle_of_which_all_is_told_is_a_double_page_and_the_first_page_stays_one(language: Language) -> None:
    parts = tuple(
        agreed(
            part.id,
            unity="contested",
            backbone=backbone(3.5, "higher"),
            statements=tuple(statement(one.id) for one in VOLLANALYSE.statements_of(part.id)),
        )
        for part in scales()
    )
    view = build_report(diagnosis(parts), VOLLANALYSE, language=language, occasion=LONG)
    pages = [" ".join(page.extract_text().split()) for page in read(drawn(view)).pages]
    for barrier, left, right in zip(view.barriers, pages[1::2], pages[2::2], strict=False):
        assert barrier.standing is not None
        assert barrier.advice is not None
        assert left.startswith(barrier.kicker)
        assert barrier.rule_label in left
        assert right.startswith(barrier.standing.heading)
        assert barrier.advice.owner_label in right


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_hurdle_whose_statements_are_hidden_fits_one_page_with_its_blank_lines(language: Language) -> None:
    office = backbone(3.5, "higher")
    told = {"cell": HALF, "statements_hidden": "too_few", "dont_know": MANY, "backbone": office}
    parts = tuple(msgspec.structs.replace(part, **told) for part in scales("flagged"))
    view = build_report(diagnosis(parts), VOLLANALYSE, language=language, occasion=LONG)
    pages = [" ".join(page.extract_text().split()) for page in read(drawn(view)).pages][1 : len(parts) + 1]
    assert len(pages) == 11
    for page, barrier in zip(pages, view.barriers, strict=True):
        assert barrier.advice is not None
        assert page.startswith(barrier.kicker)
        assert barrier.advice.owner_label in page


def test_the_same_view_gives_the_same_bytes(german: PdfDocument) -> None:
    assert drawn(view_of()).content == german.content


@pytest.mark.usefixtures("german")
def test_a_pdf_opens_packaged_files_and_nothing_else() -> None:
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - loads system libraries

    fetcher = _fetcher()
    assert fetcher.fetch("file:///reports/styles/print.css").read().startswith(b"/* The report on A4")  # type: ignore[attr-defined]  # WeasyPrint ships no types
    for url in (
        "https://example.org/a.css",
        "http://127.0.0.1/a.css",
        "file:///etc/passwd",
        "file:///reports/catalogue/measures.toml",
        "file:///reports/styles/../pdf.py",
        "file:///reports/fonts/../../pdf.py",
    ):
        with pytest.raises(FatalURLFetchingError, match="packaged files only"):
            fetcher.fetch(url)  # type: ignore[attr-defined]  # as above


class NoLibraries(MetaPathFinder):
    """An interpreter on a machine without the system libraries: importing WeasyPrint fails as it does there."""

    def find_spec(self, name: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        """Refuse WeasyPrint, and leave everything else to others."""
        del path, target
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return None


def test_missing_system_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoLibraries(), *sys.meta_path])
    with pytest.raises(PdfUnavailableError, match=SYSTEM_PACKAGES):
        render_pdf(view_of())
