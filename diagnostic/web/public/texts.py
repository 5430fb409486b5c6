"""Imprint, privacy and accessibility: plain texts that an installation replaces by files of its own.

A text is a file of paragraphs with an empty line between them. A paragraph that begins with ``# `` is the title, with
``## `` a heading; one whose lines begin with ``- `` is a list. Everything else is shown as it is written.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from diagnostic.i18n import LANGUAGES

NAMES = ("imprint", "privacy", "accessibility")
FOLDER = "pages"

_LARGEST = 200_000
_GAP = re.compile(r"\n\s*\n")


class Block(msgspec.Struct, frozen=True):
    """A heading, a paragraph by lines, or a list by items."""

    kind: Literal["heading", "paragraph", "list"]
    lines: tuple[str, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text as it is shown.

    Parameters
    ----------
    language : str
        The language it is written in: that of another file where an installation has none in the reader's.
    template : bool
        Whether it is the one that came with the program, and has gaps to fill.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str
    template: bool


def text_of(data: Path, name: str, language: str) -> Text:
    """Return a text: the installation's own in the language of the reader, else in the other, else the template."""
    for spoken in (language, *LANGUAGES):
        own = _own(data / FOLDER / f"{name}.{spoken}.txt")
        if own is not None:
            return _text(own, spoken, template=False)
    packaged = resources.files("diagnostic.web.public").joinpath("texts", f"{name}.{language}.txt")
    return _text(packaged.read_text(encoding="utf-8"), language, template=True)


def has_own(data: Path, name: str) -> bool:
    """Whether an installation has written a text of its own."""
    return any(_own(data / FOLDER / f"{name}.{language}.txt") is not None for language in LANGUAGES)


def _own(path: Path) -> str | None:
    try:
        content = path.read_bytes()[:_LARGEST]
    except OSError:
        return None
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\0", "")
    return text if text.strip() else None


def _text(content: str, language: str, *, template: bool) -> Text:
    parts = [part.strip() for part in _GAP.split(content.strip())]
    title = parts.pop(0).removeprefix("# ") if parts[0].startswith("# ") else ""
    return Text(title=title, blocks=tuple(map(_block, parts)), language=language, template=template)


def _block(part: str) -> Block:
    lines = tuple(line.strip() for line in part.splitlines())
    if part.startswith("## "):
        return Block("heading", (" ".join(lines).removeprefix("## "),))
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(line.removeprefix("- ") for line in lines))
    return Block("paragraph", lines)
