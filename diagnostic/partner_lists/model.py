"""What a list of partners holds, what is wrong with it and where, and how large it may be."""

from __future__ import annotations

from typing import Literal

import msgspec

from questionnaires.problems import Problem
from questionnaires.showing import shown

Field = Literal["organisation", "sector", "name", "email", "language"]
Language = Literal["de", "en"]

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 50
MOST_PROBLEMS = 1_000
"""Told of one list; the others are counted."""


class PartnerRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row that can be taken over: an organisation, and perhaps a person in it.

    Parameters
    ----------
    line : int
        The number of the row as a spreadsheet shows it; a line break inside a cell does not begin a new row.
    organisation : str
        Name of the organisation, spelt alike in all its rows.
    sector : str
        One of `questionnaires.profile.SECTORS`, the same in all rows of the organisation.
    name, email, language : str, optional
        The person; None where the cell is blank.
    """

    line: int
    organisation: str
    sector: str
    name: str | None = None
    email: str | None = None
    language: Language | None = None


class ListProblem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing found in a list.

    Parameters
    ----------
    severity : str
        An ``error`` keeps the row, or without a row the whole list, from being taken over. A ``remark`` is worth a
        second look.
    row : int, optional
        The number of the row as a spreadsheet shows it; None where the whole file or a column is meant.
    column : str, optional
        The heading of the column as the file has it.
    problem : Problem
        What was found and how to mend it, without the place.
    """

    severity: Literal["error", "remark"] = "error"
    row: int | None = None
    column: str | None = None
    problem: Problem

    def text(self, language: str) -> str:
        """Return the sentence in a language (``de`` or ``en``), with the place before it where there is one."""
        sentence = self.problem.text(language)
        if self.row is None:
            return sentence
        if self.column is None:
            return problem("partner_in_row", row=self.row, sentence=sentence).text(language)
        return problem("partner_in_cell", row=self.row, column=self.column, sentence=sentence).text(language)


class PartnerList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was read from a file.

    Parameters
    ----------
    file : str
        What the file is called, as it may stand in a message.
    rows : tuple of PartnerRow
        Every row without an error, in the order of the file.
    problems : tuple of ListProblem
        First what is wrong with the whole file, then row by row; at most `MOST_PROBLEMS` and how many more there are.
        Every row that is not in `rows` has an error among all of them.
    """

    file: str
    rows: tuple[PartnerRow, ...]
    problems: tuple[ListProblem, ...]


class ListRefusedError(Exception):
    """Nothing of a file can be read; it carries the one reason."""

    def __init__(self, code: str, **values: str | int) -> None:
        """Keep the reason; the message, which may get into a log, is the code alone."""
        super().__init__(code)
        self.problem = problem(code, **values)


def problem(code: str, **values: str | int) -> Problem:
    """Return a problem of this package; its values are kept as they are, so quote cells with `shown`."""
    return Problem(package="diagnostic", code=code, values=values)


def heading(text: str) -> str:
    """Return the heading of a column as it may stand in a message."""
    return shown(text)
