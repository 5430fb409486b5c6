"""In which encoding the bytes of a text file are written: told, and never guessed."""

from __future__ import annotations

import re
from typing import Literal

Encoding = Literal["utf-8-sig", "cp1252"]
Trouble = Literal["spreadsheet", "other_format", "utf16", "null_byte", "mixed", "unknown"]

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")

# Umlauts and typographic signs as UTF-8 writes them. In Windows-1252 the same bytes would read "Ã¼" or "â€“".
_WRITTEN_AS_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")
# ä and ö as DOS writes them, ü as old Macs do. In Windows-1252 the same bytes would read „, ” and Ÿ inside a word.
_WRITTEN_OTHERWISE = re.compile(rb"[a-z][\x84\x94\x9f][a-z]")


class EncodingError(ValueError):
    """The bytes are no text, or their letters cannot be told for certain.

    Parameters
    ----------
    trouble : str
        ``spreadsheet`` or ``other_format``: another kind of file. ``utf16``. ``null_byte``: damaged. ``mixed``: partly
        UTF-8. ``unknown``: neither UTF-8 nor certainly Windows-1252.
    line : int
        The first line where it shows, from 1.
    """

    def __init__(self, trouble: Trouble, line: int = 1) -> None:
        """Keep what is the matter, and where."""
        super().__init__(trouble)
        self.trouble: Trouble = trouble
        self.line = line


def encoding_of(content: bytes) -> Encoding:
    """Return ``utf-8-sig`` (with or without the mark at the beginning) or ``cp1252``.

    Raises
    ------
    EncodingError
        It is another kind of file, or the encoding cannot be told for certain.
    """
    _refuse_other_formats(content)
    marked = content.startswith(UTF8_MARK)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = line_of(content, error.start)
    else:
        return "utf-8-sig"
    if marked or _WRITTEN_AS_UTF8.search(content):
        raise EncodingError("mixed", line)
    if _WRITTEN_OTHERWISE.search(content):
        raise EncodingError("unknown", line)
    try:
        content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise EncodingError("unknown", line) from error
    return "cp1252"


def line_of(content: bytes, position: int) -> int:
    """Return the line, from 1, in which a byte stands."""
    ends = content.count(b"\n", 0, position) or content.count(b"\r", 0, position)
    return ends + 1


def _refuse_other_formats(content: bytes) -> None:
    if content.startswith(_SPREADSHEETS):
        raise EncodingError("spreadsheet")
    if content.startswith(_OTHER_FORMATS):
        raise EncodingError("other_format")
    if content.startswith(_UTF16_MARKS):
        raise EncodingError("utf16")
    null = content.find(0)
    if null >= 0:
        raise EncodingError("null_byte", line_of(content, null))
