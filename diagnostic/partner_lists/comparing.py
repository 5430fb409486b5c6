"""What the rows of a list say together: one sector and one spelling an organisation, one row an address."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

import msgspec

from diagnostic.partner_lists.model import Field, Language, ListProblem, PartnerRow, problem
from questionnaires.showing import shown


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a list, each of its cells checked for itself.

    Parameters
    ----------
    line : int
        The number of the row.
    organisation : str
        Its name; blank or unfit where the row is not sound.
    sector, name, email, language : str, optional
        None where the cell is blank or wrong.
    written : str
        The sector as it stands in the cell.
    sound : bool
        Whether no cell of it is wrong.
    """

    line: int
    organisation: str
    sector: str | None
    written: str
    name: str | None
    email: str | None
    language: Language | None
    sound: bool

    @property
    def key(self) -> str:
        """What is the same in all spellings of the organisation's name."""
        return self.organisation.casefold()


def compared(entries: Sequence[Entry], names: Mapping[Field, str]) -> tuple[tuple[PartnerRow, ...], list[ListProblem]]:
    """Compare the rows of a list with each other.

    Parameters
    ----------
    entries : sequence of Entry
        All rows with the right number of cells.
    names : dict
        Field to the heading of its column.

    Returns
    -------
    tuple
        The rows that can be taken over, and what is wrong with the others beside what is wrong with single cells.
    """
    named = [entry for entry in entries if entry.organisation]
    sectors = _firsts(named, lambda entry: entry.key if entry.sector else None)
    found = [
        *_spellings(named, names["organisation"]),
        *_contradictions(named, sectors, names["sector"]),
        *_without_sector(named, sectors, names["sector"]),
        *_addresses(entries, names.get("email", "")),
        *_people(named, names.get("name", "")),
    ]
    bad = {one.row for one in found if one.severity == "error"}
    rows = tuple(
        PartnerRow(
            line=entry.line,
            organisation=entry.organisation,
            sector=sectors[entry.key].sector or "",
            name=entry.name,
            email=entry.email,
            language=entry.language,
        )
        for entry in entries
        if entry.sound and entry.line not in bad
    )
    return rows, found


def _firsts(entries: Sequence[Entry], key: Callable[[Entry], Hashable]) -> dict[Hashable, Entry]:
    """Return the first row with each key; rows without one have None."""
    first: dict[Hashable, Entry] = {}
    for entry in entries:
        value = key(entry)
        if value is not None:
            first.setdefault(value, entry)
    return first


def _repeats(entries: Sequence[Entry], key: Callable[[Entry], Hashable]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each row with a key that an earlier one has, after the first such one."""
    first = _firsts(entries, key)
    for entry in entries:
        earlier = first.get(key(entry))
        if earlier is not None and earlier is not entry:
            yield earlier, entry


def _spellings(entries: Sequence[Entry], column: str) -> Iterator[ListProblem]:
    for first, entry in _repeats(entries, lambda entry: entry.key):
        if entry.organisation != first.organisation:
            spelt, other = shown(entry.organisation), shown(first.organisation)
            told = problem("partner_spelling", value=spelt, first=first.line, other=other)
            yield ListProblem(row=entry.line, column=column, problem=told)


def _contradictions(entries: Sequence[Entry], sectors: Mapping[Hashable, Entry], column: str) -> Iterator[ListProblem]:
    """Yield a problem for every row of an organisation with two sectors: nobody knows which of them is right."""
    second = _firsts(
        [entry for entry in entries if entry.sector and entry.sector != sectors[entry.key].sector],
        lambda entry: entry.key,
    )
    for entry in entries:
        if entry.key in second:
            first, other = sectors[entry.key], second[entry.key]
            told = problem(
                "partner_sector_two",
                organisation=shown(entry.organisation),
                first=first.line,
                sector=shown(first.written),
                second=other.line,
                other=shown(other.written),
            )
            yield ListProblem(row=entry.line, column=column, problem=told)


def _without_sector(entries: Sequence[Entry], sectors: Mapping[Hashable, Entry], column: str) -> Iterator[ListProblem]:
    for entry in entries:
        if entry.key not in sectors and not entry.written:
            told = problem("partner_sector_nowhere", organisation=shown(entry.organisation))
            yield ListProblem(row=entry.line, column=column, problem=told)


def _addresses(entries: Sequence[Entry], column: str) -> Iterator[ListProblem]:
    for first, entry in _repeats(entries, lambda entry: entry.email and entry.email.casefold()):
        told = problem("partner_email_twice", value=shown(entry.email), first=first.line)
        yield ListProblem(row=entry.line, column=column, problem=told)


def _people(entries: Sequence[Entry], column: str) -> Iterator[ListProblem]:
    """Yield a remark on each name that its organisation has before, unless the address tells that already."""
    for first, entry in _repeats(entries, lambda entry: entry.name and (entry.key, entry.name.casefold())):
        if entry.email is None or entry.email != first.email:
            told = problem("partner_name_twice", value=shown(entry.name), first=first.line)
            yield ListProblem(severity="remark", row=entry.line, column=column, problem=told)
