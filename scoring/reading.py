"""A CSV file as a table of strings that knows the row numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pandas as pd

from questionnaires.showing import shown
from scoring.encoding import encoding_of
from scoring.refusing import FILE_CHARACTERS, Refusals
from scoring.sheets import letters

MOST_COLUMNS = 16_384  # what the common spreadsheet programs can hold
MOST_ROWS = 1_048_576  # the same, with the header
MOST_CELL_CHARACTERS = 32_767  # the same
MOST_ROW_CHARACTERS = 1_000_000

_QUOTED = re.compile(r'"[^"]*+(?:"|\Z)')
_LINE_END = re.compile(r"[\r\n]")
_CELLS_AT_ONCE = 20_000  # larger chunks are slower: so many lists keep the garbage collector busy


def read_table(data: bytes, *, file: str) -> pd.DataFrame:
    """Read the bytes of a CSV file as a table of strings; nothing is interpreted, dropped or completed.

    Cells are separated by ``;`` or ``,``, whichever stands in the header outside quotation marks. The encoding is
    UTF-8, with or without a mark at the beginning, or else Windows-1252. Spaces around cells and names are taken off.
    Blank rows are passed over, but counted.

    Parameters
    ----------
    data : bytes
        The whole file, at most 100 MB.
    file : str
        Name of the file for messages.

    Returns
    -------
    pandas.DataFrame
        One column of ``str`` for each column of the file, a missing cell as ``""``. The index ``row`` is the row
        number as a spreadsheet shows it: the header is row 1, and a quoted line break does not begin a new row.

    Raises
    ------
    InputError
        The file is no CSV file, has no rows, columns without a name or with the same name, rows with too many or too
        few cells, a quotation mark without its partner, or is larger than a spreadsheet could be. Every faulty row is
        named.
    """
    encoding = encoding_of(data, file=file)
    found = Refusals(file=shown(file, characters=FILE_CHARACTERS))
    with io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="") as text:
        delimiter = _delimiter(text.read(MOST_ROW_CHARACTERS), found)
        text.seek(0)
        rows = _rows(text, delimiter, found)
        names = _names(next(rows)[1], found)
        numbers, columns = _columns(rows, len(names), found)
    found.raise_any()
    if not numbers:
        found.stop("header_only")
    index = pd.Index(numbers, dtype="int64", name="row")
    cells = {name: pd.Series(column, index=index, dtype="str") for name, column in zip(names, columns, strict=True)}
    return pd.DataFrame(cells, index=index, copy=False)


def _delimiter(start: str, found: Refusals) -> str:
    header = _LINE_END.split(_QUOTED.sub("", start), maxsplit=1)[0]
    present = [delimiter for delimiter in ";," if delimiter in header]
    if len(present) > 1:
        found.stop("mixed_delimiters")
    if not present and "\t" in header.strip():
        found.stop("tabs")
    # A header without either is a single column, and a comma in a cell then belongs to the text.
    return present[0] if present else ";"


class _Lines:
    """The lines of a text, for a parser that must not gather an endless row."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.length = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline()
        self.length += len(line)
        if self.length > MOST_ROW_CHARACTERS:
            raise _RowTooLongError
        if not line:
            self.ended = True
            raise StopIteration
        return line


class _RowTooLongError(Exception):
    """One row has more characters than a row may have."""


def _rows(text: io.TextIOWrapper, delimiter: str, found: Refusals) -> Iterator[tuple[int, list[str]]]:
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in range(1, MOST_ROWS + 1):
        lines.length = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _RowTooLongError:
            found.stop("row_too_long", row=number, characters=MOST_ROW_CHARACTERS)
        except csv.Error as error:
            found.stop(_broken(error, lines), row=number, characters=MOST_CELL_CHARACTERS)
        if lines.length > MOST_CELL_CHARACTERS and max(map(len, cells)) > MOST_CELL_CHARACTERS:
            found.stop("cell_too_long", row=number, characters=MOST_CELL_CHARACTERS)
        yield number, cells
    if text.read().strip():
        found.stop("too_many_rows", rows=MOST_ROWS)


def _broken(error: csv.Error, lines: _Lines) -> str:
    if "field limit" in str(error):
        return "cell_too_long"
    return "quote_not_closed" if lines.ended else "quote_closed_early"


def _names(cells: list[str], found: Refusals) -> list[str]:
    names = [cell.strip() for cell in cells]
    if not any(names):
        found.stop("header_blank")
    if len(names) > MOST_COLUMNS:
        found.stop("too_many_columns", columns=MOST_COLUMNS)
    first: dict[str, int] = {}
    for position, name in enumerate(names):
        if not name:
            found.add("column_unnamed", column=letters(position))
        elif name in first:
            found.add("column_twice", name=shown(name), first=letters(first[name]), second=letters(position))
        first.setdefault(name, position)
    found.raise_any()
    return names


def _columns(rows: Iterator[tuple[int, list[str]]], width: int, found: Refusals) -> tuple[list[int], list[list[str]]]:
    numbers: list[int] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    chunk: list[list[str]] = []
    for number, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != width:
            code = "cells_too_many" if len(cells) > width else "cells_too_few"
            found.add(code, row=number, cells=len(cells), columns=width)
            continue
        numbers.append(number)
        chunk.append(cells)
        if len(chunk) * width >= _CELLS_AT_ONCE:
            _turn(chunk, columns)
            chunk = []
    _turn(chunk, columns)
    return numbers, columns


def _turn(chunk: list[list[str]], columns: list[list[str]]) -> None:
    for column, cells in zip(columns, zip(*chunk, strict=True), strict=False):
        column.extend(map(str.strip, cells))
