"""In which encoding the bytes of a CSV file are written, and which bytes are no CSV file at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from questionnaires import encoding
from questionnaires.encoding import UTF8_MARK, Encoding, EncodingError, Trouble
from questionnaires.showing import shown
from scoring.refusing import FILE_CHARACTERS, Refusals

MOST_BYTES = 100_000_000
_SAMPLE = 4_096
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")

_SENTENCES: Mapping[Trouble, str] = {
    "spreadsheet": "spreadsheet_file",
    "other_format": "not_text",
    "utf16": "utf16",
    "null_byte": "null_bytes",
    "mixed": "mixed_encoding",
    "unknown": "unknown_encoding",
}


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
    if not data.removeprefix(UTF8_MARK).strip():
        found.stop("empty_file")
    start = data[:_SAMPLE]
    try:
        told = encoding.encoding_of(data)
    except EncodingError as error:
        unmarked = error.trouble == "null_byte" and start.count(0) * 3 > len(start)
        _stop(found, EncodingError("utf16") if unmarked else error)
    if _CONTROL.search(start.splitlines()[0] if start.splitlines() else b""):
        found.stop("not_text")
    return told


def _stop(found: Refusals, error: EncodingError) -> NoReturn:
    code = _SENTENCES[error.trouble]
    if error.trouble in {"null_byte", "mixed", "unknown"}:
        found.stop(code, line=error.line)
    found.stop(code)
