"""The report as one page of HTML: sound markup, whole by itself, open to a screen reader, and safe to fill."""

from __future__ import annotations

import dataclasses
import itertools
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element

import pytest

import reports
from questionnaires.model import Questionnaire
from reports import drawings, figures, network, parts, view, voices
from reports.building import build_report
from reports.languages import Language
from reports.material import Occasion
from reports.rendering import packaged, render_html, render_paper
from scoring.diagnosis import Diagnosis, Participation
from scoring.published import Cell, Shares
from scoring.relations import NetworkResult
from tests.unit.reports.factories import (
    FOREIGN,
    VOLLANALYSE,
    among,
    condition,
    diagnosis,
    foreign,
    group,
    scale,
    scales,
    simulated,
    statement,
)
from tests.unit.reports.pages import CELLS, SVG, Page, text
from tests.unit.reports.tied import NETZWERK, basic, named, ties_alone, trust_in_parts, with_network
from tests.unit.reports.tied import network as made_network
from tests.unit.reports.told import everything_told
from tests.unit.reports.wider import everything, everything_coarse, everything_refused

TEMPLATES = sorted((Path(reports.__file__).parent / "templates").rglob("*.jinja"))
HEADINGS = ("h1", "h2", "h3", "h4")
HOSTILE = "<script>alert('1')</script> & \"Kreis\" </style><img src=x onerror=alert(2)> ‹Łódź›"

WITHHELD = statement("silos_02", cell=Cell(hidden="too_few"), shares=None)
FEW = Participation(unit="organisation", contributors=3, invited=9, persons=4)
MIXED = among(
    scales(impact="withheld", logics="watch"),
    scale(
        "silos",
        "flagged",
        groups=(group("administration"), group("civil_society", "education")),
        statements=(statement("silos_01"), WITHHELD),
    ),
)
TENTHS = statement("silos_01", shares=Shares(low=50, middle=30, high=20, step=10))
CASES: dict[str, tuple[Diagnosis, Questionnaire]] = {
    "18 of 26": (simulated(), VOLLANALYSE),
    "by sector": (simulated(organisations=40, by_sector=True), VOLLANALYSE),
    "many": (simulated(organisations=120, by_sector=True), VOLLANALYSE),
    "strict": (simulated(strict=True), VOLLANALYSE),
    "some withheld": (
        diagnosis(MIXED, conditions=(condition("agenda"), condition("office", None)), stage="withheld"),
        VOLLANALYSE,
    ),
    "a bar withheld": (diagnosis((scale("silos", "flagged", statements=(TENTHS, WITHHELD)),)), VOLLANALYSE),
    "all withheld": (diagnosis(scales("withheld"), participation=FEW), VOLLANALYSE),
    "nothing flagged": (diagnosis(scales("watch")), VOLLANALYSE),
    "nothing to watch": (diagnosis(scales("strength")), VOLLANALYSE),
    "eleven hurdles": (diagnosis(scales("flagged")), VOLLANALYSE),
    "foreign": (foreign(), FOREIGN),
    "18 of 26, everything told": (everything_told(simulated()), VOLLANALYSE),
    "by sector, everything told": (everything_told(simulated(organisations=120, by_sector=True)), VOLLANALYSE),
    "half steps, everything told": (everything_told(simulated(organisations=12)), VOLLANALYSE),
    "everything": (everything(), VOLLANALYSE),
    "everything refused": (everything_refused(), VOLLANALYSE),
    "everything coarse": (everything_coarse(), VOLLANALYSE),
    "ties": (with_network(), VOLLANALYSE),
    "ties of sixty": (with_network(made_network(named=named(60), trust=trust_in_parts())), VOLLANALYSE),
    "ties of few": (with_network(basic()), VOLLANALYSE),
    "ties refused": (with_network(NetworkResult(refused="too_few", organisations=12, respondents=7)), VOLLANALYSE),
    "ties alone": (ties_alone(), NETZWERK),
}


@cache
def page_of(case: str, language: Language = "de") -> Page:
    """Return the page of one of the cases."""
    whole, questionnaire = CASES[case]
    return Page(render_html(build_report(whole, questionnaire, language=language)))


@pytest.fixture(
    params=[(case, language) for case in CASES for language in ("de", "en")], ids=lambda p: f"{p[0]} {p[1]}"
)
def page(request: pytest.FixtureRequest) -> Page:
    """The page of each case in each language."""
    case, language = request.param
    return page_of(case, language)


def width(row: Element) -> int:
    """How many columns the cells of a row fill."""
    return sum(int(cell.get("colspan", "1")) for cell in row if cell.tag in CELLS)


def names(element: Element) -> list[str]:
    """What may name an element: the ids that it refers to."""
    return (element.get("aria-labelledby") or "").split()


def test_a_page_is_html_without_a_fault(page: Page) -> None:
    assert page.html.startswith("<!DOCTYPE html>")
    assert page.errors == []


def test_a_page_names_its_language_and_has_a_title(page: Page) -> None:
    assert page.root.get("lang") in {"de", "en"}
    (title,) = page.root.findall("head/title")
    (heading,) = page.all("h1")
    assert (title.text or "").startswith(text(heading))


def test_ids_are_unique_and_every_reference_has_its_target(page: Page) -> None:
    ids = page.values("id")
    links = [link.removeprefix("#") for link in page.values("href")]
    assert sorted(set(ids)) == sorted(ids)
    assert {*links, *(name for element in page.root.iter() for name in names(element))} - set(ids) == set()
    assert all(link.startswith("#") for link in page.values("href"))


def test_a_page_needs_nothing_but_itself(page: Page) -> None:
    attributes = {name for element in page.root.iter() for name in element.attrib}
    assert attributes & {"src", "srcset", "data", "poster", "action", "style"} == set()
    assert {name for name in attributes if name.startswith("on")} == set()
    assert {element.tag for element in page.root.iter()} & {"script", "link", "img", "iframe", "object"} == set()
    (style,) = page.all("style")
    assert set(re.findall(r"url\(([^,)]*)", style.text or "")) == {'"data:font/woff2;base64'}
    assert "@import" not in (style.text or "")


def test_every_drawing_says_in_words_what_it_shows(page: Page) -> None:
    drawings = page.all(f"{SVG}svg")
    unsaid = [drawing for drawing in drawings if drawing.find(f"{SVG}title") is not drawing[0]]
    assert unsaid == []
    assert {drawing.get("role") for drawing in drawings} <= {"img"}
    assert all((drawing[0].text or "").strip() for drawing in drawings)


def test_every_table_has_a_name_and_headers_that_say_what_they_head(page: Page) -> None:
    for table in page.all("table"):
        assert {header.get("scope") for header in table.iter("th")} <= {"col", "row", "rowgroup"}
        assert {cell.get("scope") for row in table.findall("thead/tr") for cell in row.findall("th")} == {"col"}
        assert all(row.find("th") is not None or not text(row[0]) for row in table.findall("tbody/tr"))
        assert names(table), [text(header) for header in table.iter("th")][:3]


def test_every_row_of_a_table_fills_its_columns(page: Page) -> None:
    for table in page.all("table"):
        widths = {width(row) for row in table.iter("tr")}
        assert len(widths) == 1, [text(header) for header in table.iter("th")][:3]


def test_headings_do_not_leave_out_a_level(page: Page) -> None:
    levels = [HEADINGS.index(str(element.tag)) for element in page.root.iter() if element.tag in HEADINGS]
    assert levels[0] == 0
    assert max(after - before for before, after in itertools.pairwise(levels)) <= 1


def test_no_value_of_the_program_shows_through(page: Page) -> None:
    words = " ".join(page.lines())
    assert re.findall(r"\b(?:None|True|False|nan|Undefined)\b|[{}]|\w+\(\)|\\\w", words) == []


@pytest.mark.parametrize(("case", "number"), [("18 of 26", 2), ("eleven hurdles", 11), ("nothing flagged", 0)])
def test_every_hurdle_has_a_page_of_its_own_to_which_contents_and_findings_lead(case: str, number: int) -> None:
    page = page_of(case)
    pages = [element.get("id") for element in page.all("section") if "barrier" in (element.get("class") or "").split()]
    links = {link.removeprefix("#") for link in page.values("href")}
    assert len(pages) == number
    assert set(pages) <= links


def test_a_report_without_any_figure_is_one_page_with_the_reason() -> None:
    page = page_of("all withheld")
    assert [element.get("id") for element in page.all("section")] == ["findings"]
    assert page.all("table") == []
    assert page.all("nav") == []


@pytest.mark.parametrize("paper", [False, True], ids=["screen", "paper"])
def test_what_an_initiative_is_called_cannot_become_markup(paper: bool) -> None:  # noqa: FBT001 - pytest gives it
    built = build_report(simulated(), VOLLANALYSE, occasion=Occasion(title=HOSTILE))
    page = Page(render_paper(built, ()) if paper else render_html(built))
    (subtitle,) = (element for element in page.all("p") if element.get("class") == "subtitle")
    assert page.errors == []
    assert (page.all("script"), page.all("img"), len(page.all("style"))) == ([], [], 1)
    assert text(subtitle) == f"{HOSTILE} (simulierte Daten)"
    assert HOSTILE in (page.root.findtext("head/title") or "")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_trusts_no_text(template: Path) -> None:
    written = template.read_text(encoding="utf-8")
    assert re.findall(r"\|\s*safe\b|autoescape|\bMarkup\b", written) == []
    assert re.findall(r"=\s*\{\{", written) == []


def test_only_our_own_styles_are_taken_as_they_are() -> None:
    trusting = {
        path.name
        for path in Path(reports.__file__).parent.rglob("*.py")
        if "Markup" in path.read_text(encoding="utf-8")
    }
    assert trusting == {"rendering.py"}
    assert "</style" not in "".join(
        packaged("styles", f"{name}.css").decode() for name in ("report", "screen", "print")
    )


@pytest.mark.parametrize("module", [view, parts, figures, drawings, voices, network])
def test_nothing_is_finished_for_a_report_that_no_template_shows(module: ModuleType) -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    fields = {
        f"{name}.{field.name}"
        for name, part in vars(module).items()
        if dataclasses.is_dataclass(part) and part.__module__ == module.__name__
        for field in dataclasses.fields(part)
    }
    assert {field for field in fields if not re.search(rf"\.{field.partition('.')[2]}\b", shown)} == set()


def test_the_same_view_gives_the_same_page() -> None:
    first, second = (build_report(simulated(), VOLLANALYSE) for _ in range(2))
    assert first == second
    assert render_html(first) == render_html(second)


def test_a_page_is_read_by_phones_at_their_own_width() -> None:
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page_of("18 of 26").html


def test_only_packaged_files_are_given_to_a_report() -> None:
    assert packaged("fonts", "faces.css").startswith(b"/*")
    with pytest.raises(FileNotFoundError):
        packaged("styles", "absent.css")


def test_a_fault_in_the_markup_would_be_found() -> None:
    broken = Page("<!DOCTYPE html><html lang=de><head><title>a</title></head><body><p>b<div>c</p></div></body></html>")
    assert broken.errors == ["(1, 78): unexpected-end-tag {'name': 'p'}"]
