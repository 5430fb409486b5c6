"""Which column of a list holds what."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diagnostic.partner_lists.model import Field, ListProblem, heading, problem
from diagnostic.partner_lists.table import Table
from diagnostic.partner_lists.words import column_of, near_column

NEEDED: tuple[Field, ...] = ("organisation", "sector")


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Where the fields stand.

    Parameters
    ----------
    positions : dict
        Field to the position of its column, 0 being the first.
    names : dict
        Field to the heading of its column, as messages show it.
    problems : tuple of ListProblem
        Remarks on columns that are not read, and errors that refuse the whole list.
    """

    positions: Mapping[Field, int]
    names: Mapping[Field, str]
    problems: tuple[ListProblem, ...]


def columns_of(table: Table) -> Columns:
    """Find the columns of a list by their headings; those that are not understood are told, never guessed."""
    positions: dict[Field, int] = {}
    problems: list[ListProblem] = []
    for position, name in enumerate(table.heading):
        field = column_of(name)
        if field is None:
            continue
        if field in positions:
            problems.append(_twice(table.heading, positions[field], position))
        positions.setdefault(field, position)
    problems += [ListProblem(problem=problem(f"partner_{field}_missing")) for field in NEEDED if field not in positions]
    problems += _unread(table)
    names = {field: heading(table.heading[position]) for field, position in positions.items()}
    return Columns(positions=positions, names=names, problems=tuple(problems))


def letters(position: int) -> str:
    """Return the letters by which a spreadsheet calls a column, 0 being A."""
    name = ""
    left = position + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _twice(names: list[str], first: int, second: int) -> ListProblem:
    values = {"first": heading(names[first]), "second": heading(names[second])}
    where = {"first_letter": letters(first), "second_letter": letters(second)}
    return ListProblem(column=values["second"], problem=problem("partner_column_twice", **values, **where))


def _unread(table: Table) -> list[ListProblem]:
    near = near_column()
    found: list[ListProblem] = []
    for position, name in enumerate(table.heading):
        if name and column_of(name) is None:
            meant = near(name)
            code = "partner_column_unread" if meant is None else "partner_column_unread_near"
            told = problem(code, column=heading(name), letter=letters(position), near=meant or "")
            found.append(ListProblem(severity="remark", column=heading(name), problem=told))
        elif not name and any(len(cells) > position and cells[position].strip() for _, cells in table.rows):
            told = problem("partner_column_unnamed", letter=letters(position))
            found.append(ListProblem(severity="remark", problem=told))
    return found
