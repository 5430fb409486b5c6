"""In which encoding the bytes of a CSV file are written, and which bytes are no CSV file at all."""

from __future__ import annotations

import re
from typing import Literal

from questionnaires.showing import shown
from scoring.refusing import FILE_CHARACTERS, Refusals

Encoding = Literal["utf-8-sig", "cp1252"]

MOST_BYTES = 100_000_000
_SAMPLE = 4_096

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = {
    b"PK\x03\x04": "spreadsheet_file",
    b"\xd0\xcf\x11\xe0": "spreadsheet_file",
    b"%PDF": "not_text",
    b"\x89PNG": "not_text",
    b"\xff\xd8\xff": "not_text",
    b"GIF8": "not_text",
    b"\x1f\x8b": "not_text",
    b"7z\xbc\xaf": "not_text",
    b"Rar!": "not_text",
    b"{\\rtf": "not_text",
}

# Umlauts and typographic signs as UTF-8 writes them. In Windows-1252 the same bytes would read "Ã¼" or "â€“".
_WRITTEN_AS_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")
# ä and ö as DOS writes them, ü as old Macs do. In Windows-1252 the same bytes would read „, ” and Ÿ inside a word.
_WRITTEN_OTHERWISE = re.compile(rb"[a-z][\x84\x94\x9f][a-z]")
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")


def encoding_of(data: bytes, *, file: str) -> Encoding:
    """Return the encoding of a CSV file, UTF-8 or else Windows-1252, and never guess between the two.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Name of the file for messages.

    Returns
    -------
    str
        ``utf-8-sig`` (with or without the mark at the beginning) or ``cp1252``.

    Raises
    ------
    InputError
        The file is larger than 100 MB, empty, a spreadsheet or another binary file, UTF-16, or text whose letters
        cannot be told for certain.
    """
    found = Refusals(file=shown(file, characters=FILE_CHARACTERS))
    if len(data) > MOST_BYTES:
        found.stop("too_big", megabytes=MOST_BYTES // 1_000_000)
    _refuse_other_formats(data, found)
    if not data.removeprefix(_UTF8_MARK).strip():
        found.stop("empty_file")
    if _is(data, "utf-8"):
        return "utf-8-sig"
    if data.startswith(_UTF8_MARK) or _WRITTEN_AS_UTF8.search(data):
        found.stop("mixed_encoding", line=_first_line_not_utf8(data))
    if _WRITTEN_OTHERWISE.search(data) or not _is(data, "cp1252"):
        found.stop("unknown_encoding", line=_first_line_not_utf8(data))
    return "cp1252"


def _refuse_other_formats(data: bytes, found: Refusals) -> None:
    for signature, code in _SIGNATURES.items():
        if data.startswith(signature):
            found.stop(code)
    start = data[:_SAMPLE]
    if start.startswith(_UTF16_MARKS) or start.count(0) * 3 > len(start):
        found.stop("utf16")
    null = data.find(0)
    if null >= 0:
        found.stop("null_bytes", line=_line(data, null))
    if _CONTROL.search(start.splitlines()[0] if start.splitlines() else b""):
        found.stop("not_text")


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _first_line_not_utf8(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _line(data, error.start)
    return 1


def _line(data: bytes, position: int) -> int:
    ends = data.count(b"\n", 0, position) or data.count(b"\r", 0, position)
    return ends + 1
