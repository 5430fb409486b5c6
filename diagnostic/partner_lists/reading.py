"""From the bytes of an uploaded list to the rows that can be taken over, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterable

from diagnostic.partner_lists.comparing import Entry, compared
from diagnostic.partner_lists.delimited import read_delimited
from diagnostic.partner_lists.entries import Checks
from diagnostic.partner_lists.headings import Columns, columns_of
from diagnostic.partner_lists.model import (
    MOST_BYTES,
    MOST_PROBLEMS,
    Field,
    ListProblem,
    ListRefusedError,
    PartnerList,
    problem,
)
from diagnostic.partner_lists.table import Row, Table
from diagnostic.partner_lists.workbook import read_workbook
from questionnaires.problems import Problem
from questionnaires.showing import shown

FILE_CHARACTERS = 200  # a name is told in full

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"  # the container of older spreadsheets, and of newer ones with a password
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def read_partner_list(content: bytes, name: str) -> PartnerList:
    """Read a list of organisations and of people in them; bad content is told, never raised.

    The content decides whether it is CSV or XLSX, not the name of the file. The first row that is not blank holds the
    headings, in German or English. Needed are the organisation and its sector, which may be left blank in further rows
    of the same organisation. Nothing is neutralised: a cell that begins with ``=`` is kept as it is.

    Parameters
    ----------
    content : bytes
        The uploaded file: at most 2 MB, 5,000 rows and 50 columns.
    name : str
        What the file is called, for messages.

    Returns
    -------
    PartnerList
        Every row without an error, and all errors and remarks. A list that cannot be read has no rows.
    """
    file = shown(name, characters=FILE_CHARACTERS)
    try:
        table = _table(content)
    except ListRefusedError as refusal:
        return PartnerList(file=file, rows=(), problems=(ListProblem(problem=refusal.problem),))
    columns = columns_of(table)
    told = [*table.remarks, *columns.problems]
    if any(found.severity == "error" for found in told):
        return PartnerList(file=file, rows=(), problems=tuple(told))
    entries, wrong = _entries(table, columns)
    rows, unlike = compared(entries, columns.names)
    in_rows = sorted([*wrong, *unlike], key=lambda found: found.row or 0)
    return PartnerList(file=file, rows=rows, problems=_capped([*told, *in_rows]))


def _table(content: bytes) -> Table:
    if len(content) > MOST_BYTES:
        raise ListRefusedError("partner_file_too_big", megabytes=MOST_BYTES // 1_000_000)
    if content.startswith(_OLE):
        raise ListRefusedError("partner_password" if _PASSWORD in content else "partner_old_workbook")
    return read_workbook(content) if content.startswith(_ZIP) else read_delimited(content)


def _entries(table: Table, columns: Columns) -> tuple[list[Entry], list[ListProblem]]:
    """Return each row cell by cell, and what is wrong with single cells and with the number of cells."""
    checks = Checks()
    entries: list[Entry] = []
    wrong: list[ListProblem] = []
    for row in table.rows:
        ragged = _ragged(row, len(table.heading))
        if ragged is not None:
            wrong.append(ListProblem(row=row[0], problem=ragged))
            continue
        entry, found = _entry(row, columns, checks)
        entries.append(entry)
        wrong += [
            ListProblem(row=row[0], column=columns.names[field], problem=one)
            for field, one in found.items()
            if one is not None
        ]
    return entries, wrong


def _ragged(row: Row, width: int) -> Problem | None:
    _, cells = row
    if len(cells) < width:
        return problem("partner_cells_too_few", cells=len(cells), columns=width)
    if any(cell.strip() for cell in cells[width:]):
        return problem("partner_cells_too_many", cells=len(cells), columns=width)
    return None


def _entry(row: Row, columns: Columns, checks: Checks) -> tuple[Entry, dict[Field, Problem | None]]:
    line, cells = row
    texts: dict[Field, str] = {field: cells[position] for field, position in columns.positions.items()}
    organisation, of_organisation = checks.organisation(texts["organisation"])
    sector, of_sector = checks.sector(texts["sector"])
    name, of_name = checks.name(texts.get("name", ""))
    email, of_email = checks.email(texts.get("email", ""))
    language, of_language = checks.language(texts.get("language", ""))
    wrong: dict[Field, Problem | None] = {
        "organisation": of_organisation,
        "sector": of_sector,
        "name": of_name,
        "email": of_email,
        "language": of_language,
    }
    entry = Entry(
        line=line,
        organisation=organisation,
        sector=sector,
        written=texts["sector"].strip(),
        name=name,
        email=email,
        language=language,
        sound=not any(wrong.values()),
    )
    return entry, wrong


def _capped(found: Iterable[ListProblem]) -> tuple[ListProblem, ...]:
    """Return the first problems, and how many more there are; an error if one of those is an error."""
    every = tuple(found)
    kept, others = every[:MOST_PROBLEMS], every[MOST_PROBLEMS:]
    if not others:
        return kept
    wrong = any(one.severity == "error" for one in others)
    more = ListProblem(severity="error" if wrong else "remark", problem=problem("partner_more", count=len(others)))
    return *kept, more
