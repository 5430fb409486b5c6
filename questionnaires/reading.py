"""The bytes of one TOML file become a table, or a problem that names the line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from questionnaires.findings import problem
from questionnaires.problems import InputError, Problem

LARGEST_FILE = 256 * 1024
"""Bytes; ten times the longest file of the library."""

_MOST_DOTS = 200
_POSITION = re.compile(r"\(at line (?P<line>\d+), column \d+\)$")
_DUPLICATE = (
    "Cannot overwrite a value",
    "Cannot declare",
    "Duplicate inline table key",
    "Cannot mutate immutable",
)
_UNCLOSED = ("Unterminated", "Illegal character '\\n'", "Expected \"'", "Expected '\"", "Unclosed")


def read_toml(data: bytes, name: str) -> dict[str, Any]:
    """Return the table that a TOML file holds.

    Parameters
    ----------
    data : bytes
        The whole file in UTF-8, with or without a byte order mark.
    name : str
        The file's name as messages give it.

    Returns
    -------
    dict
        Keys to text, numbers, truth values, dates, lists and tables; never empty.

    Raises
    ------
    InputError
        If the file is too large, not UTF-8, not TOML, or holds nothing. The problem names the line where
        there is one.
    """
    found = _problem_of_size(data, name)
    if found:
        raise InputError((found,))
    text = _decoded(data, name)
    table = _parsed(text, name)
    if not table:
        raise InputError((problem("empty_file", name),))
    return table


def _problem_of_size(data: bytes, name: str) -> Problem | None:
    if len(data) > LARGEST_FILE:
        return problem("file_too_large", name, limit=LARGEST_FILE // 1024)
    for number, line in enumerate(data.split(b"\n"), start=1):
        # The time and memory that tomllib takes for one dotted key grow with the square of its parts.
        if line.count(b".") > _MOST_DOTS:
            return problem("too_many_dots", name, line=number, limit=_MOST_DOTS)
    return None


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        raise InputError((problem("not_utf8", name, line=line),)) from reason


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise InputError((_problem_of_syntax(str(reason), text, name),)) from reason
    except RecursionError as reason:
        raise InputError((problem("nested_too_deeply", name),)) from reason
    except ValueError as reason:  # a number of thousands of digits, which int() refuses
        raise InputError((problem("number_unreadable", name),)) from reason


def _problem_of_syntax(message: str, text: str, name: str) -> Problem:
    position = _POSITION.search(message)
    lines = text.split("\n")
    line = int(position["line"]) if position else len(lines)
    excerpt = lines[line - 1].strip()[:60]
    if message.startswith(_DUPLICATE):
        return problem("duplicate_key", name, line=line, excerpt=excerpt)
    if message.startswith(_UNCLOSED):
        return problem("unclosed", name, line=line, excerpt=excerpt)
    return problem("not_toml", name, line=line, excerpt=excerpt)
