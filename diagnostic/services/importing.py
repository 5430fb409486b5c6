"""Taking a list of partners over: first what would happen row by row, then all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid
from diagnostic.partner_lists import PartnerRow
from diagnostic.partner_lists.entries import Checks
from diagnostic.partner_lists.model import MOST_ROWS
from diagnostic.services.initiatives import summary
from diagnostic.store import audit, initiatives, partners
from diagnostic.store.initiatives import Initiative
from diagnostic.store.partners import Partner
from questionnaires.problems import Problem
from questionnaires.profile import SECTORS
from questionnaires.showing import shown

Fate = Literal["new_organisation", "new_person", "known", "refused"]
"""What becomes of a row: it adds an organisation (with a person), a person, nothing, or cannot be taken over."""


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a list and what becomes of it; `problem` where it is refused."""

    row: PartnerRow
    fate: Fate
    problem: Problem | None = None


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What would happen to the rows of a list.

    Parameters
    ----------
    organisations, people : int
        How many would be added. An organisation without anybody in the list gets one person without a name.
    in_field : bool
        Whether a wave is published or open: who is added now is not part of it.
    """

    initiative: Initiative
    rows: tuple[PlannedRow, ...]
    organisations: int
    people: int
    in_field: bool

    @property
    def accepted(self) -> tuple[PartnerRow, ...]:
        """The rows that add something."""
        return tuple(one.row for one in self.rows if one.fate in {"new_organisation", "new_person"})


async def preview(db: AsyncSession, caller: Caller, initiative: str, *, rows: Sequence[PartnerRow]) -> ImportPlan:
    """Return what would happen to the rows of a list; nothing is written.

    Raises
    ------
    NotFound
        The caller is not of the backbone office.
    """
    found = await summary(db, caller, initiative)
    planning = planned(await partners.of_initiative(db, initiative), rows)
    return ImportPlan(
        initiative=found,
        rows=tuple(planning.rows),
        organisations=len(planning.new),
        people=sum(len(people) or 1 for people in planning.new.values()) + len(planning.joining),
        in_field=await partners.has_wave_in_field(db, initiative),
    )


async def take_over(
    db: AsyncSession, caller: Caller, initiative: str, *, rows: Sequence[PartnerRow]
) -> tuple[int, int]:
    """Add the organisations and people of a list, and return how many of each.

    Parameters
    ----------
    rows : sequence of PartnerRow
        Not trusted: each is checked again, and compared with what is there by now.

    Raises
    ------
    NotFound
        The caller is not of the backbone office.
    Invalid
        A row is not one that a preview shows.
    """
    found = await summary(db, caller, initiative)
    require_sound(rows)
    await initiatives.lock(db, found.id)
    planning = planned(await partners.of_initiative(db, initiative), rows)
    named = [(planning.spelt[key].organisation, planning.spelt[key].sector) for key in planning.new]
    ids = await partners.add_organisations(db, initiative, caller.now, organisations=named)
    people = [
        _person(organisation, row)
        for organisation, (key, several) in zip(ids, planning.new.items(), strict=True)
        for row in (several or [planning.spelt[key]])
    ]
    people += [_person(organisation, row) for organisation, row in planning.joining]
    await partners.add_people(db, caller.now, people=people)
    counts = {"organisations": len(ids), "people": len(people)}
    await audit.record(db, caller, "partners_imported", initiative=initiative, detail=counts)
    return len(ids), len(people)


class Planning:
    """Goes through the rows of a list, and remembers who is there by then.

    Attributes
    ----------
    rows : list of PlannedRow
        What becomes of each row.
    new : dict
        Name of a new organisation, without case, to the rows of its people; `spelt` has its first row.
    joining : list
        Id of an organisation that is there, and the row of a person who joins it.
    """

    def __init__(self, there: Sequence[Partner]) -> None:
        """Begin with the partners that are there."""
        self.rows: list[PlannedRow] = []
        self.new: dict[str, list[PartnerRow]] = {}
        self.spelt: dict[str, PartnerRow] = {}
        self.joining: list[tuple[str, PartnerRow]] = []
        self._there = {partner.name.casefold(): partner for partner in there}
        everybody = [(key, person) for key, partner in self._there.items() for person in partner.people]
        self._addresses = {person.email.casefold(): key for key, person in everybody if person.email}
        self._names = {(key, person.name.casefold()): person.email.casefold() for key, person in everybody}

    def add(self, row: PartnerRow) -> None:
        """Decide what becomes of the next row."""
        key = row.organisation.casefold()
        wrong = self._wrong(key, row)
        if wrong is not None:
            self.rows.append(PlannedRow(row=row, fate="refused", problem=wrong))
        elif self._is_known(key, row):
            self.rows.append(PlannedRow(row=row, fate="known"))
        else:
            self.rows.append(PlannedRow(row=row, fate=self._take(key, row)))

    def _wrong(self, key: str, row: PartnerRow) -> Problem | None:
        partner = self._there.get(key)
        if partner is not None and partner.sector != row.sector:
            return _problem("partner_sector_differs", organisation=shown(row.organisation))
        holder = self._addresses.get((row.email or "").casefold())
        if holder is not None and holder != key:
            name = self._there[holder].name if holder in self._there else self.spelt[holder].organisation
            return _problem("partner_email_taken", value=shown(row.email), organisation=shown(name))
        return None

    def _is_known(self, key: str, row: PartnerRow) -> bool:
        if row.name is None and row.email is None:
            return key in self._there or key in self.new
        email = (row.email or "").casefold()
        if email and email in self._addresses:
            return True
        kept = self._names.get((key, row.name.casefold())) if row.name else None
        return kept is not None and (not kept or not email)

    def _take(self, key: str, row: PartnerRow) -> Fate:
        if row.email:
            self._addresses[row.email.casefold()] = key
        if row.name:
            self._names.setdefault((key, row.name.casefold()), (row.email or "").casefold())
        partner = self._there.get(key)
        if partner is not None:
            self.joining.append((partner.id, row))
            return "new_person"
        is_first = key not in self.new
        people = self.new.setdefault(key, [])
        self.spelt.setdefault(key, row)
        if row.name or row.email:
            people.append(row)
        return "new_organisation" if is_first else "new_person"


def planned(there: Sequence[Partner], rows: Sequence[PartnerRow]) -> Planning:
    """Return what becomes of the rows of a list beside the partners that are there."""
    planning = Planning(there)
    for row in rows:
        planning.add(row)
    return planning


def _person(organisation: str, row: PartnerRow) -> dict[str, str]:
    return {
        "organisation_id": organisation,
        "name": row.name or "",
        "email": row.email or "",
        "language": row.language or "de",
    }


def require_sound(rows: Sequence[PartnerRow]) -> None:
    """Refuse rows that reading a list cannot have brought about.

    Raises
    ------
    Invalid
        There are too many rows, one has a cell that cannot be kept, or two contradict each other.
    """
    checks = Checks()
    told = {row.organisation.casefold(): (row.organisation, row.sector) for row in rows}
    sound = len(rows) <= MOST_ROWS and all(
        checks.organisation(row.organisation) == (row.organisation, None)
        and row.sector in SECTORS
        and checks.name(row.name or "") == (row.name, None)
        and checks.email(row.email or "") == (row.email, None)
        and told[row.organisation.casefold()] == (row.organisation, row.sector)
        for row in rows
    )
    if not sound:
        raise Invalid({"rows": _problem("partner_rows_changed")})


def _problem(code: str, **values: str) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
