"""A page of HTML as its readers take it: a tree of elements, with what is wrong in its markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]  # it ships no types

SVG = "{http://www.w3.org/2000/svg}"
BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd"}
APART = {"span", "p", "h4"}
CELLS = {"th", "td"}
NO_TEXT = {"style", f"{SVG}svg"}


@dataclass(frozen=True)
class Page:
    """A parsed page."""

    html: str

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = HTMLParser(namespace_html_elements=False)
        root = parser.parse(self.html)
        return root, [f"{place}: {code} {values}" for place, code, values in parser.errors]

    @property
    def root(self) -> Element:
        """The element ``html``."""
        return self._parsed[0]

    @property
    def errors(self) -> list[str]:
        """What breaks the rules of HTML, each with its place."""
        return self._parsed[1]

    def all(self, tag: str) -> list[Element]:
        """Every element of a name, in the order of the page."""
        return list(self.root.iter(tag))

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in the order of the page."""
        return [value for element in self.root.iter() if (value := element.get(attribute)) is not None]

    def lines(self) -> list[str]:
        """The words of the page, a line for each block and each row of a table, drawings left out."""
        body = self.root.find("body")
        return [] if body is None else list(lines_of(body))


def text(element: Element) -> str:
    """The words of an element without those of drawings, with single spaces; no-break spaces stay as they are."""
    words = "".join(_texts(element)).replace("\n", " ").split(" ")
    return " ".join(word for word in words if word)


def _texts(element: Element) -> Iterator[str]:
    if element.tag not in NO_TEXT:
        yield element.text or ""
        for child in element:
            apart = " " if child.tag in APART else ""
            yield from (apart, *_texts(child), apart, child.tail or "")


def lines_of(element: Element) -> Iterator[str]:
    """The words of a part of a page, a line for each block and each row of a table."""
    if element.tag == "tr":
        yield " | ".join(text(cell) for cell in element if cell.tag in CELLS)
    elif element.tag in BLOCKS:
        if line := text(element):
            yield line
    elif element.tag not in NO_TEXT:
        for child in element:
            yield from lines_of(child)
