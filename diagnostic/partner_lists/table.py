"""A table as a file holds it: numbered rows of texts, before anybody knows what they mean."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from diagnostic.partner_lists.model import MOST_COLUMNS, MOST_ROWS, ListProblem, ListRefusedError

Row = tuple[int, list[str]]
"""The number of a row as a spreadsheet shows it, and its cells."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a file that are not blank.

    Parameters
    ----------
    heading : list of str
        The first row that is not blank, one name for each column; a column without a name has ``""``.
    rows : list of Row
        The rows below it. In a text file they may be shorter or longer than the heading.
    remarks : tuple of ListProblem
        What was passed over in the file.
    """

    heading: list[str]
    rows: list[Row]
    remarks: tuple[ListProblem, ...] = ()


def filled(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that are not blank, or refuse a list that has too many, or nothing but a heading."""
    kept: list[Row] = []
    for number, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        kept.append((number, cells))
        if len(kept) > MOST_ROWS + 1:
            raise ListRefusedError("partner_too_many_rows", most=MOST_ROWS)
    if not kept:
        raise ListRefusedError("partner_file_empty")
    if len(kept) == 1:
        raise ListRefusedError("partner_heading_only")
    return kept


def width(cells: list[str]) -> int:
    """Return how many cells a row has up to the last that is not blank; too many are refused."""
    count = max((position for position, cell in enumerate(cells, 1) if cell.strip()), default=0)
    if count > MOST_COLUMNS:
        raise ListRefusedError("partner_too_many_columns", most=MOST_COLUMNS, count=count)
    return count
