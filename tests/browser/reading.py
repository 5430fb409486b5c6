"""What a page is measured by: what axe finds, what is too wide or cut off, and how something is drawn."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (1280, 390, 320)

TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, .skip"))
    .map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
HIDDEN = """() => [...document.body.querySelectorAll("p, h1, h2, h3, h4, th, td, li, dt, dd")]
    .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
                   && getComputedStyle(one).display !== "inline" && !one.closest(".table-rows thead"))
    .map(one => one.textContent.trim().slice(0, 60))"""
"""The heads of a table that has become rows are there for screen readers alone."""

_LOADED = "() => window.axe !== undefined"
_FOUND = """options => axe.run(document, options).then(found => found.violations.map(
    one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(" | ")}`))"""


def barriers_to_reading(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds, each with the elements it found it in; some rules may be left out."""
    if not page.evaluate(_LOADED):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but}}
    found: list[str] = page.evaluate(_FOUND, options)
    return found


def style(page: Page, selector: str, name: str) -> str:
    """Return what a style comes to on the first element that a selector finds."""
    found: str = page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{name}")
    return found
