"""One browser for all tests of pages, and a visit that keeps what a page asked for and complained about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How a page is read: how wide the window is, and what the reader's system asks for."""

    width: int = 1280
    scripts: bool = True
    colours: Literal["active", "none"] = "none"
    scheme: Literal["dark", "light"] = "light"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """An open page, what it asked for besides itself, and what the browser had to say."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium without a window; it ends with its module, since its driver holds the event loop that others need."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str, Reader], Visit]]:
    """Open a page from a file, as a reader would who was sent it."""
    contexts = []

    def opened(html: str, reader: Reader) -> Visit:
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": reader.width, "height": 900},
            java_script_enabled=reader.scripts,
            forced_colors=reader.colours,
            color_scheme=reader.scheme,
        )
        contexts.append(context)
        seen = Visit(page=context.new_page())
        seen.page.on("request", lambda request: seen.asked.append(request.url))
        seen.page.on("console", lambda message: seen.said.append(message.text))
        seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
        seen.page.goto(file.as_uri())
        if seen.asked[0] == file.as_uri():
            del seen.asked[0]
        return seen

    yield opened
    for context in contexts:
        context.close()
