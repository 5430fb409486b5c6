"""The handbook's pages taken apart: blocks, code, quotations, headings and links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from diagnostic.i18n import Language
from tests.architecture.source import ROOT

DOCS = ROOT / "docs"
CONSULTANT: dict[Language, Path] = {"de": DOCS / "consultant.de.md", "en": DOCS / "consultant.md"}

_FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(
    r"`(?P<name>\w+\.(?:csv|toml))`[^`]*```(?:csv|toml)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
_QUOTE = re.compile(r"(?:^> .*\n)+", re.MULTILINE)
_HEADING = re.compile(r"^(?P<level>#+) (?P<text>.+)$", re.MULTILINE)
_ROW = re.compile(r"^\|(?P<cells>.*)\|$", re.MULTILINE)


class Fence(NamedTuple):
    """A fenced block of code, and the language it says it is in."""

    kind: str
    content: str


class Heading(NamedTuple):
    """A heading and its level, 1 for the title."""

    level: int
    text: str

    @property
    def anchor(self) -> str:
        """What a link to it ends with."""
        return re.sub(r"[^\w\- ]", "", self.text.lower()).replace(" ", "-")


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def fences(text: str) -> list[Fence]:
    """Return every fenced block."""
    return [Fence(found["kind"], found["content"]) for found in _FENCE.finditer(text)]


def prose(text: str) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", text)


def flowing(text: str) -> str:
    """Return the prose of a page without its line breaks."""
    return " ".join(prose(text).split())


def headings(text: str) -> list[Heading]:
    """Return the headings of a page."""
    return [Heading(len(found["level"]), found["text"]) for found in _HEADING.finditer(prose(text))]


def commands(text: str) -> list[list[str]]:
    """Return the arguments of every ``diagnostic`` in the blocks of kind ``sh``, in their order."""
    lines = "\n".join(fence.content for fence in fences(text) if fence.kind == "sh").replace("\\\n", "").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("diagnostic ")]


def example_files(text: str) -> dict[str, bytes]:
    """Return the files whose content stands in a block below their name."""
    return {found["name"]: found["content"].encode() for found in _NAMED.finditer(text)}


def quotes(text: str) -> list[str]:
    """Return every quotation on one line."""
    return [" ".join(found[0].replace("\n> ", " ").removeprefix("> ").split()) for found in _QUOTE.finditer(text)]


def block(text: str, name: str) -> str:
    """Return what stands between the two comments of a block."""
    _, _, rest = text.partition(f"<!-- {name} -->\n")
    content, end, _ = rest.partition(f"<!-- /{name} -->")
    if not end:
        raise ValueError(f"the page has no block {name}")
    return content


def with_block(text: str, name: str, content: str) -> str:
    """Return a page with other content in a block."""
    return text.replace(
        f"<!-- {name} -->\n{block(text, name)}<!-- /{name} -->", f"<!-- {name} -->\n{content}<!-- /{name} -->"
    )


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of the tables in a text, heads and lines below them left out."""
    found = [[cell.strip() for cell in row["cells"].split("|")] for row in _ROW.finditer(text)]
    lines = [place for place, row in enumerate(found) if set("".join(row)) <= {"-", ":"}]
    heads = {place - 1 for place in lines}
    return [row for place, row in enumerate(found) if place not in heads.union(lines)]
