"""Nothing on a page or in a PDF is loaded from another host, and the fonts are the named ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import PACKAGES, ROOT, files, text

FONTS = ROOT / "reports" / "fonts"
PAGES = (".jinja", ".html", ".css", ".svg", ".js")

TAG = re.compile(r"<(?P<tag>[a-zA-Z]+)\b(?P<attributes>[^>]*)>")
LOADED_BY_TAG = re.compile(
    r"""(?<![-\w])(?:xlink:)?(?:src|srcset|href|poster|data|action|formaction)\s*=\s*["']?\s*((?:[a-z]+:)?//[^"'\s>]*)""",
    re.IGNORECASE,
)
LOADED_BY_STYLE = re.compile(
    r"""(?:url\(|@import)\s*["']?\s*((?:[a-z]+:)?//[^"')\s;]*)""",
    re.IGNORECASE,
)
LOADED_BY_SCRIPT = re.compile(
    r"""(?:fetch\(|import\(|\bfrom\b|(?<!@)\bimport\b)\s*["'`]((?:[a-z]+:)?//[^"'`]*)""",
    re.IGNORECASE,
)
LINKS = {"a"}
FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
DESCRIPTOR = re.compile(r"""(font-family|font-weight|src)\s*:\s*([^;]+)""")
NAME_INSIDE_A_FONT = re.compile(r"font-family\s*[:=][^;>]*(?:Fira Sans|Source Serif)")
FONT_ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*\| `(?P<digest>[0-9a-f]{64})` \|$", re.MULTILINE)


def loaded_elsewhere(page: str) -> Iterator[str]:
    """Every address on another host that showing the page would load; a link to follow is none."""
    for tag in TAG.finditer(page):
        if tag["tag"].lower() not in LINKS:
            yield from LOADED_BY_TAG.findall(tag["attributes"])
    yield from LOADED_BY_STYLE.findall(page)
    yield from LOADED_BY_SCRIPT.findall(page)


def test_nothing_is_loaded_from_another_host() -> None:
    found = {
        str(path): addresses
        for path in files(*PACKAGES, suffixes=PAGES)
        if (addresses := list(loaded_elsewhere(text(path))))
    }

    assert found == {}


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="" src="https://example.org/a.png">',
        "<link rel=stylesheet href=//example.org/a.css>",
        '<use xlink:href="https://example.org/a.svg#b"/>',
        "@font-face { src: url('https://example.org/a.woff2') }",
        '@import "https://example.org/a.css";',
        'import a from "https://example.org/a.js";',
    ],
)
def test_an_address_on_another_host_is_found(page: str) -> None:
    assert [address.split("/")[2] for address in loaded_elsewhere(page)] == ["example.org"]


@pytest.mark.parametrize(
    "page",
    [
        '<a class="source" href="https://doi.org/10.1000/1">',
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<img src="data:image/png;base64,//8=">',
        "@font-face { src: url(../fonts/a.woff2) }",
    ],
)
def test_links_namespaces_and_own_files_are_allowed(page: str) -> None:
    assert list(loaded_elsewhere(page)) == []


def test_the_fonts_are_the_files_that_sources_names() -> None:
    named = dict(FONT_ROW.findall((FONTS / "SOURCES.md").read_text(encoding="utf-8")))
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.iterdir()
        if path.name not in {"SOURCES.md", "faces.css"}
    }

    assert there == named


def test_each_font_file_is_declared_with_a_family_and_weight_of_its_own() -> None:
    faces = [dict(DESCRIPTOR.findall(face)) for face in FACE.findall((FONTS / "faces.css").read_text(encoding="utf-8"))]
    declared = {re.sub(r'url\("(.*)"\)', r"\1", face["src"]) for face in faces}
    keys = {(face["font-family"], face["font-weight"]) for face in faces}

    assert declared == {path.name for path in FONTS.glob("*.woff2")}
    assert len(keys) == len(faces)


def test_no_stylesheet_asks_for_a_font_by_the_name_inside_its_file() -> None:
    asking = {str(path) for path in files("reports", suffixes=PAGES) if NAME_INSIDE_A_FONT.search(text(path))}

    assert asking == set()
    assert NAME_INSIDE_A_FONT.search("<svg font-family=\"'Fira Sans', sans-serif\">")
