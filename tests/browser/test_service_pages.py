"""Every page of the service in a browser: for every eye and hand, in both languages, from a phone to a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from reports.languages import Language
from tests.browser.places import FILES, PLACES, Place
from tests.browser.reading import HIDDEN, TOO_WIDE, WIDTHS, barriers_to_reading, style
from tests.browser.service import PATIENCE
from tests.browser.showcase import Showcase, showcase
from tests.browser.windows import Windows, windows_on
from tests.integration.demonstration import copy_of_demo
from tests.web.security import routes_without_server

pytestmark = pytest.mark.browser

LANGUAGES: tuple[Language, ...] = ("de", "en")
SAMPLE = (
    "sign-in",
    "invitation",
    "answer-offers",
    "check",
    "home",
    "partners",
    "round-open",
    "self-report-offers",
    "report",
    "portfolio",
    "comparison",
)
"""Pages that together hold every part of which pages are made."""

WITH_AXE = {1280, 320}
"""Widths at which axe looks at the sample: no style changes between 390 and 320.

At every other page it looks once: languages differ in words alone, and pages in the parts that the sample holds.
"""

BRAND = " – Zusammenspiel"
MADE_UP = {"de": "Simulierte Daten", "en": "Simulated data"}
MOST_REQUESTS, MOST_BYTES, MOST_BYTES_LATER = 6, 100_000, 15_000
TOO_SMALL = """() => [...document.querySelectorAll("button.kern-btn, a.kern-btn, label.answer, input, select")]
    .filter(one => one.checkVisibility() && one.type !== "hidden" && !one.closest("label.answer input"))
    .map(one => one.getBoundingClientRect()).filter(box => box.height > 1 && box.height < 24).length"""
"""How many things to press are lower than 24 pixels."""

MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
    const {transitionDuration, animationName} = getComputedStyle(one);
    return animationName !== "none" || transitionDuration.split(", ").some(time => parseFloat(time) > 0);
}).map(one => `${one.tagName}.${one.className}`)"""


@pytest.fixture(scope="module")
def shown(chromium: str, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Showcase]:  # noqa: ARG001 - nothing is started where there is no browser
    """The demo and more, served."""
    folder = tmp_path_factory.mktemp("showcase") / "data"
    with showcase(folder, copy_of_demo(shared, folder)) as found:
        yield found


@pytest.fixture(scope="module")
def desks(shown: Showcase, browser: Browser) -> Iterator[Windows]:
    """Windows that stay open for further pages, one for each person and language: a new one costs more than a page."""
    with windows_on(browser, shown.service.address) as found:
        yield found


@pytest.fixture
def windows(shown: Showcase, browser: Browser) -> Iterator[Windows]:
    """Windows of this test alone."""
    with windows_on(browser, shown.service.address) as found:
        yield found


def visit(page: Page, shown: Showcase, place: Place, language: Language = "de") -> Page:
    """Open a page, and do there what is done first."""
    answer = page.goto(shown.path(place, language))
    if place.before is not None:
        place.before(page)
    else:
        assert answer is not None
        assert answer.status == place.status, shown.service.journal.read_text()[-4000:]
    return page


def cookies_of(shown: Showcase, place: Place, language: Language = "de") -> dict[str, str]:
    """Return the cookies of the person who opens a page, and has chosen a language."""
    return {**shown.cookies[place.who], "language": language}


def sample() -> list[Place]:
    """Return the pages of the sample."""
    return [place for place in PLACES if place.name in SAMPLE]


def test_every_page_and_every_file_has_a_visit(tmp_path: Path) -> None:
    routes = {route.pattern for route in routes_without_server(tmp_path) if route.method == "GET"}

    assert {place.route for place in PLACES} | set(FILES) == routes
    assert len({place.name for place in PLACES}) == len(PLACES)
    assert {place.name for place in sample()} == set(SAMPLE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_open_to_all_and_fits_its_window(
    desks: Windows, shown: Showcase, place: Place, language: Language
) -> None:
    desks.forget()
    with_axe = WITH_AXE if place.name in SAMPLE else {1280} if language == "de" else set()
    with desks.desk(f"{place.who} {language}", language, cookies_of(shown, place, language)) as page:
        visit(page, shown, place, language)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if not place.own and width in with_axe:
                assert (width, barriers_to_reading(page)) == (width, [])
            assert (width, page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")) == (width, True)
            assert (width, page.evaluate(TOO_WIDE), page.evaluate(TOO_SMALL)) == (width, [], 0)
        assert page.evaluate(HIDDEN) == []

        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        assert place.own or page.title().endswith(BRAND)
        assert not place.simulated or MADE_UP[language].lower() in page.locator("body").inner_text().lower()
    assert (desks.elsewhere, desks.said) == ([], [])


@pytest.mark.parametrize("place", sample(), ids=lambda place: place.name)
def test_a_page_is_open_to_all_in_the_dark_too(windows: Windows, shown: Showcase, place: Place) -> None:
    page = visit(windows.open(cookies=cookies_of(shown, place), color_scheme="dark"), shown, place)

    assert style(page, "body", "backgroundColor") != "rgb(255, 255, 255)"
    assert barriers_to_reading(page) == []


@pytest.mark.parametrize("place", sample(), ids=lambda place: place.name)
def test_a_page_keeps_its_parts_in_forced_colours_and_stands_still_where_that_is_asked(
    windows: Windows, shown: Showcase, place: Place
) -> None:
    system: dict[str, Any] = {"forced_colors": "active", "color_scheme": "dark", "reduced_motion": "reduce"}
    page = visit(windows.open(cookies=cookies_of(shown, place), **system), shown, place)

    unable = "color-contrast"  # axe takes the ground of a page for white, which a dark scheme is not
    assert barriers_to_reading(page, but=(unable,)) == []
    assert style(page, "h1", "color") == "rgb(255, 255, 255)"
    assert page.evaluate(MOVING) == []


def test_a_page_of_a_respondent_comes_with_few_requests_and_little_weight(windows: Windows, shown: Showcase) -> None:
    invitation = next(place for place in PLACES if place.name == "invitation-anonymous")
    page = windows.open()
    weights: list[int] = []
    page.on("requestfinished", lambda request: weights.append(_weight(request.url, request.sizes())))
    page.goto(shown.path(invitation, "de"))
    page.wait_for_function("document.fonts.status === 'loaded'")
    first = [weight for weight in weights if weight]
    weights.clear()
    with page.expect_navigation():
        page.locator("main form button").click()
    page.wait_for_load_state("networkidle")

    assert len(first) <= MOST_REQUESTS
    assert sum(first) <= MOST_BYTES
    assert 0 < sum(weights) <= MOST_BYTES_LATER


def test_a_link_that_was_copied_says_so_on_its_button(windows: Windows, shown: Showcase) -> None:
    place = next(place for place in PLACES if place.name == "links")
    page = windows.open(cookies=cookies_of(shown, place), permissions=["clipboard-read", "clipboard-write"])
    visit(page, shown, place)
    first = page.locator(".links > li").first
    first.locator("button[data-copy]").click()

    expect(first.locator("button[data-copy]")).to_contain_text("kopiert")
    expect(page.locator("#copied")).to_contain_text("ist kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == first.locator(".address").inner_text().strip()
    assert windows.said == []


@pytest.mark.parametrize("route", FILES)
def test_a_file_comes_as_what_it_is(shown: Showcase, route: str) -> None:
    who, kind = FILES[route]
    wave = {} if "{wave}" not in route else {"wave": "past"}
    with httpx.Client(base_url=shown.service.address, cookies=dict(shown.cookies[who]), timeout=PATIENCE) as client:
        answer = client.get(shown.filled(route, "de", wave))

    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert answer.content != b""


def _weight(url: str, sizes: object) -> int:
    """Return the bytes that came over the line; what stands in the page itself is counted there."""
    assert isinstance(sizes, dict)
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"]) if url.startswith("http") else 0
