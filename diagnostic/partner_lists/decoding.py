"""The text in the bytes of a CSV file, whose encoding is never guessed."""

from __future__ import annotations

import re

from diagnostic.partner_lists.model import ListRefusedError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")

# Umlauts and typographic signs as UTF-8 writes them. In Windows-1252 the same bytes would read "Ã¼" or "â€“".
_WRITTEN_AS_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")
# ä and ö as DOS writes them, ü as old Macs do. In Windows-1252 the same bytes would read „, ” and Ÿ inside a word.
_WRITTEN_OTHERWISE = re.compile(rb"[a-z][\x84\x94\x9f][a-z]")


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a mark, or else in Windows-1252.

    Raises
    ------
    ListRefusedError
        It is another kind of file, or its letters cannot be told for certain.
    """
    if content.startswith(_OTHER_FORMATS):
        raise ListRefusedError("partner_other_format")
    if content.startswith(_UTF16):
        raise ListRefusedError("partner_utf16")
    null = content.find(0)
    if null >= 0:
        raise ListRefusedError("partner_null_byte", line=_line(content, null))
    try:
        return content.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        mark = len(_UTF8_MARK) if content.startswith(_UTF8_MARK) else 0
        line = _line(content, mark + error.start)
    if content.startswith(_UTF8_MARK) or _WRITTEN_AS_UTF8.search(content) or _WRITTEN_OTHERWISE.search(content):
        raise ListRefusedError("partner_encoding", line=line)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ListRefusedError("partner_encoding", line=_line(content, error.start)) from error


def _line(content: bytes, position: int) -> int:
    ends = content.count(b"\n", 0, position) or content.count(b"\r", 0, position)
    return ends + 1
