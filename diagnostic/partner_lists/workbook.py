"""The table on the first sheet of an XLSX file."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diagnostic.partner_lists.archive import MOST_ROWS_OF_SHEET, safe_archive
from diagnostic.partner_lists.model import ListProblem, ListRefusedError, problem
from diagnostic.partner_lists.table import Row, Table, filled, width
from questionnaires.showing import shown

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MOST_CELLS = 10_000_000  # blank ones counted, that a far cell draws along

_EXACT = 2**53
# XLSX writes a control sign as _x000D_, since XML cannot.
_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")


def read_workbook(content: bytes) -> Table:
    """Read the first visible sheet of an XLSX file; of a formula its result, of a number its value as plain text.

    Raises
    ------
    ListRefusedError
        The file is damaged, has macros, is larger inside than a list can be, or no program has worked out its formulas.
    """
    archive = safe_archive(content)
    try:
        table = _read(archive)
    except ListRefusedError:
        raise
    except Exception as error:  # the library raises whatever an odd part makes it stumble over
        raise ListRefusedError("partner_workbook_broken") from error
    return table


def _read(archive: io.BytesIO) -> Table:
    import openpyxl  # noqa: PLC0415 - it loads numpy, and most processes never read a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of the workbook that are not read
        workbook = openpyxl.load_workbook(archive, read_only=True, data_only=True, keep_links=False)
        title, others = _sheet(workbook)
        (number, heading), *rows = filled(_rows(workbook, title))
    columns = max(width(cells) for cells in [heading, *(cells for _, cells in rows)])
    remarks = (_only_sheet(title, others),) if others else ()
    padded = [(line, _padded(cells, columns)) for line, cells in [(number, heading), *rows]]
    return Table(heading=[cell.strip() for cell in padded[0][1]], rows=padded[1:], remarks=remarks)


def _sheet(workbook: Workbook) -> tuple[str, int]:
    """Return the title of the first visible sheet, and how many other visible ones there are."""
    visible = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise ListRefusedError("partner_workbook_broken")
    return visible[0], len(visible) - 1


def _only_sheet(title: str, others: int) -> ListProblem:
    return ListProblem(severity="remark", problem=problem("partner_first_sheet", title=shown(title), others=others))


def _rows(workbook: Workbook, title: str) -> Iterator[Row]:
    sheet = next(sheet for sheet in workbook.worksheets if sheet.title == title)
    sheet.reset_dimensions()
    read = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS_OF_SHEET, values_only=True), 1):
        read += len(cells)
        if read > MOST_CELLS:
            raise ListRefusedError("partner_sheet_too_wide")
        yield number, [_text(value) for value in cells]


def _padded(cells: list[str], columns: int) -> list[str]:
    return [*cells[:columns], *[""] * (columns - len(cells))]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case str():
            return _CONTROL.sub(lambda sign: chr(int(sign[1], 16)), value)
        case _:
            return str(value)
