"""The report in a browser: for every eye and hand, from a phone to a desk, on screen and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest

from reports.building import build_report
from reports.languages import Language
from reports.rendering import render_html
from reports.view import ReportView
from scoring.diagnosis import Participation
from tests.browser.conftest import Reader, Visit
from tests.browser.reading import HIDDEN, TOO_WIDE, WIDTHS, barriers_to_reading, style
from tests.unit.reports.factories import VOLLANALYSE, diagnosis, scales, simulated
from tests.unit.reports.tied import with_network
from tests.unit.reports.wider import everything, everything_coarse, everything_refused

pytestmark = pytest.mark.browser

Opening = Callable[[str, Reader], Visit]

FEW = Participation(unit="organisation", contributors=3, invited=9, persons=4)
PHONE = 390
OTHERS = {
    "by sector": simulated(organisations=40, by_sector=True),
    "many": simulated(organisations=120, by_sector=True),
    "all withheld": diagnosis(scales("withheld"), participation=FEW),
    "everything": everything(),
    "refused": everything_refused(),
    "coarse": everything_coarse(),
    "ties": with_network(),
}


def view_of(language: Language = "de") -> ReportView:
    """Return the report of 18 of 26 simulated organisations."""
    return build_report(simulated(), VOLLANALYSE, language=language)


def page_of(case: str) -> str:
    """Return the German page of another report."""
    return render_html(build_report(OTHERS[case], VOLLANALYSE))


def looked_at(visit: Opening, html: str, widths: tuple[int, ...]) -> None:
    """See that a report fits these windows and is open to all: no style of it changes between 390 and 320 pixels."""
    page = visit(html, Reader()).page
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert width == PHONE or (width, barriers_to_reading(page)) == (width, [])
        assert (width, page.evaluate(TOO_WIDE), page.evaluate(HIDDEN)) == (width, [], [])
        assert (width, page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")) == (width, True)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_is_open_to_all_and_fits_its_window(visit: Opening, language: Language) -> None:
    looked_at(visit, render_html(view_of(language)), WIDTHS)


@pytest.mark.parametrize(
    ("case", "widths"),
    [
        *((case, (320,)) for case in ("by sector", "all withheld", "refused", "coarse")),
        *((case, WIDTHS) for case in ("many", "everything", "ties")),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_other_reports_are_open_to_all_and_fit_their_window_too(
    visit: Opening, case: str, widths: tuple[int, ...]
) -> None:
    looked_at(visit, page_of(case), widths)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_asks_for_nothing_and_complains_of_nothing(visit: Opening, language: Language) -> None:
    seen = visit(render_html(view_of(language)), Reader())
    seen.page.wait_for_function("document.fonts.status === 'loaded'")
    assert [url for url in seen.asked if not url.startswith("data:font/woff2;")] == []
    assert seen.said == []


def test_the_fonts_inside_the_file_are_the_ones_that_are_shown(visit: Opening) -> None:
    page = visit(render_html(view_of()), Reader()).page
    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    assert {"Report Sans", "Report Serif"} <= {name.strip('"') for name in loaded}
    assert "Report Serif" in style(page, "h1", "fontFamily")


def test_a_report_is_whole_without_scripts(visit: Opening) -> None:
    view = view_of()
    with_scripts, without = (
        visit(render_html(view), Reader(scripts=on)).page.inner_text("main") for on in (True, False)
    )
    assert without == with_scripts
    assert all(page.title in without for page in view.barriers)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_keyboard_reaches_every_link_and_sees_where_it_is(visit: Opening, width: int) -> None:
    page = visit(render_html(view_of()), Reader(width=width)).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_every_link_leads_to_something_that_is_shown(visit: Opening) -> None:
    page = visit(render_html(view_of()), Reader()).page
    places = page.evaluate("""() => [...document.querySelectorAll('a[href^="#"]')]
        .map(link => document.getElementById(link.hash.slice(1))?.checkVisibility() ?? false)""")
    assert len(places) > 5
    assert set(places) == {True}


@pytest.mark.parametrize("width", [1280, 390])
def test_measures_stand_side_by_side_on_a_desk_and_one_below_the_other_on_a_phone(visit: Opening, width: int) -> None:
    page = visit(render_html(view_of()), Reader(width=width)).page
    shown = (page.locator(".advice-table").first.is_visible(), page.locator(".advice-card").first.is_visible())
    assert shown == (width == 1280, width == 390)


@pytest.mark.parametrize("width", [1280, 390])
def test_printing_from_a_browser_gives_the_layout_for_paper_from_any_window(visit: Opening, width: int) -> None:
    page = visit(render_html(view_of()), Reader(width=width)).page
    page.emulate_media(media="print")
    assert page.locator(".advice-table").first.is_visible()
    assert not any(page.locator(one).first.is_visible() for one in (".contents", ".advice-card", ".skip"))
    assert style(page, ".chapter", "breakBefore") == "page"
    assert style(page, ".profile-table tbody tr", "display") == "table-row"
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert 8 <= len(sheets) <= 16
    assert [round(float(side) * 25.4 / 72) for side in sheets[0].mediabox[2:]] == [210, 297]


def test_forced_colours_leave_words_and_drawings_readable(visit: Opening) -> None:
    page = visit(render_html(view_of()), Reader(colours="active", scheme="dark")).page
    unable = "color-contrast"  # axe takes the ground of a page for white, which a dark scheme is not
    assert barriers_to_reading(page, but=(unable,)) == []
    assert style(page, "h1", "color") == "rgb(255, 255, 255)"
    assert style(page, ".strip-cell svg", "forcedColorAdjust") == "none"
    assert {style(page, one, "backgroundColor") for one in (".strip-cell", ".strip-head", "svg.mark")} == {
        "rgb(255, 255, 255)"
    }


def test_a_page_that_shuts_someone_out_would_be_found(visit: Opening) -> None:
    body = '<main><h1 style="width: 500px">a</h1><p style="color: #ccc">pale</p></main>'
    page = visit(
        f"<!DOCTYPE html><html><head><title>a</title></head><body>{body}</body></html>", Reader(width=320)
    ).page
    assert [found.split(":")[0] for found in barriers_to_reading(page)] == ["color-contrast", "html-has-lang"]
    assert page.evaluate(TOO_WIDE) == ["H1. a"]
