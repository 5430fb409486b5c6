"""The table in a CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from diagnostic.partner_lists.decoding import decode
from diagnostic.partner_lists.model import ListRefusedError
from diagnostic.partner_lists.table import Row, Table, filled, width
from diagnostic.partner_lists.words import column_of

DELIMITERS = ";,\t"

_BLANK = f"{DELIMITERS} \r\n"  # a row of other delimiters is blank too
_HINT = re.compile(r"sep=([;,\t])(?:\r\n|\r|\n|\Z)", re.IGNORECASE)


def read_delimited(content: bytes) -> Table:
    """Read the bytes of a CSV file; cells are separated by ``;``, ``,`` or tabs, whichever makes out the heading.

    Raises
    ------
    ListRefusedError
        It is no CSV file, or not one row of it can be told from the next.
    """
    text = decode(content)
    hint = _HINT.match(text)
    # By this line spreadsheet programs tell each other the delimiter: a row of the file, though none of the list.
    body = text[hint.end() :] if hint else text
    delimiter = hint[1] if hint else _delimiter(text)
    (_, heading), *rows = filled(_rows(body, delimiter, start=2 if hint else 1))
    return Table(heading=[cell.strip() for cell in heading[: width(heading)]], rows=rows)


def _delimiter(text: str) -> str:
    """Return the delimiter with which most headings are known, or else that which makes most columns."""

    def found(delimiter: str) -> tuple[int, int]:
        cells = _heading(text, delimiter)
        return len({column_of(cell) for cell in cells} - {None}), len(cells)

    return max(DELIMITERS, key=found)


def _heading(text: str, delimiter: str) -> list[str]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return next((cells for cells in reader if any(cell.strip(_BLANK) for cell in cells)), [])
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, *, start: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            long = "field limit" in str(error)
            raise ListRefusedError("partner_cell_endless" if long else "partner_quote", row=number) from error
        yield number, cells
        number += 1
