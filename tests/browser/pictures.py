"""Draws every page of the simulated service into docs/pictures/service, in both languages, for a desk and a phone."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.places import PLACES, Place
from tests.browser.showcase import Showcase, showcase
from tests.browser.windows import Windows, windows_on
from tests.integration.demonstration import demo_in

FOLDER = Path(__file__).parents[2] / "docs/pictures/service"
LANGUAGES = ("de", "en")
WIDTHS = (1280, 390)
COLOURS = 64
"""So many that the small marks of the findings keep theirs."""

TALLEST = 1800
"""Pixels: what is further down a page shows nothing that is not above."""

PUBLIC_ADDRESS = "https://befragung.example.org"
HIDE_SECRETS = """([here, shown]) => {
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        text.data = text.data.replaceAll(here, shown).replace(/\\/(start|join)\\/[\\w-]{20,}/g, "/$1/…");
    }
    for (const field of document.querySelectorAll("input[type=password]")) field.value = "";
}"""
LEFT_OVER = "() => /[\\w-]{43}/.test(document.documentElement.innerText)"


def main() -> None:
    """Draw all of them anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    chromium = shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        showcase(data := Path(folder), demo_in(data)) as shown,
        sync_playwright() as program,
    ):
        browser = program.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for place in PLACES:
            if not place.own:
                with windows_on(browser, shown.service.address) as windows:
                    for language in LANGUAGES:
                        draw(windows, shown, place, language)
        browser.close()


def draw(windows: Windows, shown: Showcase, place: Place, language: str) -> None:
    """Draw one page in one language."""
    page = windows.open(language=language, cookies={**shown.cookies[place.who], "language": language})
    page.goto(shown.path(place, language))
    if place.before is not None:
        place.before(page)
    page.evaluate(HIDE_SECRETS, [shown.service.address, PUBLIC_ADDRESS])
    if page.evaluate(LEFT_OVER):
        raise SystemExit(f"{place.name}: a secret is still on the page")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        (FOLDER / f"{place.name}-{language}-{width}.png").write_bytes(drawn(page, width))


def drawn(page: Page, width: int) -> bytes:
    """Return a page as a small PNG."""
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    content = page.screenshot(
        full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall}, animations="disabled", caret="hide"
    )
    small = io.BytesIO()
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    kept = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    kept.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
