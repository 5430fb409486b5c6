"""Lists of partners as files, to be read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import openpyxl

from diagnostic.partner_lists import PartnerList, read_partner_list

HEADING = ["Organisation", "Bereich", "Ansprechperson", "E-Mail", "Sprache"]

Rows = Sequence[Sequence[object]]


def csv_file(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return a CSV file with these rows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(*sheets: Rows) -> bytes:
    """Return a workbook with these sheets, each cell written as it is: a text that begins with = stays a text."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for rows in sheets:
        sheet = workbook.create_sheet()
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(line, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(*rows: Sequence[str], heading: Sequence[str] = HEADING) -> PartnerList:
    """Read a list with these rows below a heading; missing cells at the end are blank."""
    padded = [[*row, *[""] * (len(heading) - len(row))] for row in rows]
    return read_partner_list(csv_file([heading, *padded]), "partner.csv")


def told(read_list: PartnerList) -> list[str]:
    """Return what was found, as sentences in English."""
    return [found.text("en") for found in read_list.problems]


def codes(read_list: PartnerList) -> list[tuple[int | None, str]]:
    """Return row and code of everything that was found."""
    return [(found.row, found.problem.code) for found in read_list.problems]


def lines(read_list: PartnerList) -> list[int]:
    """Return the numbers of the rows that can be taken over."""
    return [row.line for row in read_list.rows]
