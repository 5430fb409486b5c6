"""Every link in the handbook has a target, and every command it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT
from tests.unit.docs.pages import DOCS, fences, headings, prose, read

PAGES = (*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *sorted(DOCS.rglob("*.md")))

LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:")
CODE = re.compile(r"`(?P<code>[^`\n]+)`")
MADE = re.compile(r"^make (?P<targets>[a-z ]+)$", re.MULTILINE)
TARGET = re.compile(r"^(?P<name>[a-z]+):", re.MULTILINE)


def broken(page: Path, text: str) -> Iterator[str]:
    """Yield every link to a file or a heading that is not there."""
    for found in LINK.finditer(prose(text)):
        target = found["target"]
        if ELSEWHERE.match(target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        there = file.exists() and file.is_relative_to(ROOT)
        if not there or (anchor and anchor not in anchors(read(file) if name else text)):
            yield target


def anchors(text: str) -> set[str]:
    """Return what links to the headings of a page end with."""
    return {heading.anchor for heading in headings(text)}


def made(text: str) -> set[str]:
    """Return every target that a page says to make, in code within a line or in a block."""
    code = [found["code"] for found in CODE.finditer(prose(text))] + [fence.content for fence in fences(text)]
    return {target for part in code for found in MADE.finditer(part) for target in found["targets"].split()}


def test_every_link_has_a_target() -> None:
    found = {str(page.relative_to(ROOT)): links for page in PAGES if (links := list(broken(page, read(page))))}

    assert found == {}


def test_every_target_of_make_that_a_page_names_exists() -> None:
    targets = {found["name"] for found in TARGET.finditer(read(ROOT / "Makefile"))}
    named = {target for page in PAGES for target in made(read(page))}

    assert named - targets == set()
    assert {"run", "test", "install"} <= named


def test_a_link_to_nothing_is_found() -> None:
    text = (
        "# One\n[a](gone.md) [b](#two) [c](#one) [d](https://example.org) [e](../README.md) [f](../README.md#no-such)\n"
    )

    assert list(broken(DOCS / "method.md", text)) == ["gone.md", "#two", "../README.md#no-such"]


def test_a_target_of_make_is_found_in_a_line_and_in_a_block() -> None:
    assert made("`make lint types`, made, `makes no`\n\n```\nmake run\n```\n") == {"lint", "types", "run"}
