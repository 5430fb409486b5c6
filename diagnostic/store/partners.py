"""Partner organisations of an initiative, and the people in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.waves import STATES, is_frozen
from diagnostic.store.ids import new_id
from diagnostic.store.tables import Invitation, Organisation, Person, Wave

_PUBLISHED = tuple(state for state in STATES if state != "draft")
_IN_FIELD = tuple(state for state in _PUBLISHED if not is_frozen(state))


class PartnerPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person in a partner organisation; name and address may be blank."""

    id: str
    organisation: str
    name: str
    email: str
    language: str


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """A partner organisation with its people, in the order in which they were added."""

    id: str
    name: str
    sector: str
    people: tuple[PartnerPerson, ...] = ()


_PERSON = (Person.id, Person.organisation_id.label("organisation"), Person.name, Person.email, Person.language)


async def of_initiative(db: AsyncSession, initiative: str) -> tuple[Partner, ...]:
    """Return the partner organisations of an initiative with their people, by name."""
    return await _partners(db, Organisation.initiative_id == initiative)


async def one(db: AsyncSession, initiative: str, organisation: str) -> Partner | None:
    """Return a partner organisation, unless it is another initiative's."""
    found = await _partners(db, Organisation.initiative_id == initiative, Organisation.id == organisation)
    return found[0] if found else None


async def names(db: AsyncSession, organisations: Collection[str]) -> dict[str, str]:
    """Return the names of organisations by their ids."""
    query = sa.select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisations))
    return {row.id: row.name for row in await db.execute(query)}


async def _partners(db: AsyncSession, *which: sa.ColumnElement[bool]) -> tuple[Partner, ...]:
    organisations = await db.execute(
        sa.select(Organisation.id, Organisation.name, Organisation.sector)
        .where(*which)
        .order_by(sa.func.lower(Organisation.name), Organisation.id)
    )
    found = await db.execute(
        sa.select(*_PERSON)
        .join(Organisation, Person.organisation_id == Organisation.id)
        .where(*which)
        .order_by(Person.created_at, sa.func.lower(Person.name), Person.id)
    )
    people: dict[str, list[PartnerPerson]] = {}
    for row in found:
        people.setdefault(row.organisation, []).append(PartnerPerson(**row._asdict()))
    return tuple(Partner(**row._asdict(), people=tuple(people.get(row.id, ()))) for row in organisations)


async def has_name(db: AsyncSession, initiative: str, name: str, *, beside: str | None = None) -> bool:
    """Whether an organisation of an initiative, beside one, is called so, in whatever case."""
    rows = await db.execute(
        sa.select(Organisation.id, Organisation.name).where(Organisation.initiative_id == initiative)
    )
    return any(row.id != beside and row.name.casefold() == name.casefold() for row in rows)


async def holder_of(db: AsyncSession, initiative: str, email: str, *, beside: str | None = None) -> str | None:
    """Return the organisation where somebody of an initiative, beside one, has an address, in whatever case."""
    query = (
        sa.select(Organisation.name)
        .join(Person, Person.organisation_id == Organisation.id)
        .where(Organisation.initiative_id == initiative, sa.func.lower(Person.email) == email.lower())
        .where(Person.id != (beside or ""))
        .limit(1)
    )
    name: str | None = await db.scalar(query)
    return name


async def add_organisations(
    db: AsyncSession, initiative: str, now: datetime, *, organisations: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """Add organisations, each with name and sector, and return their ids in the same order."""
    ids, rows = [], []
    for name, sector in organisations:
        ids.append(new_id())
        values = {"id": ids[-1], "initiative_id": initiative, "name": name, "sector": sector}
        rows.append({**values, "created_at": now})
    if rows:
        await db.execute(sa.insert(Organisation), rows)
    return tuple(ids)


async def change_organisation(db: AsyncSession, organisation: str, *, name: str, sector: str) -> None:
    """Keep a new name and sector of an organisation."""
    values = {"name": name, "sector": sector}
    await db.execute(sa.update(Organisation).where(Organisation.id == organisation).values(**values))


async def remove_organisation(db: AsyncSession, organisation: str) -> None:
    """Remove an organisation and its people."""
    await db.execute(sa.delete(Organisation).where(Organisation.id == organisation))


async def add_people(db: AsyncSession, now: datetime, *, people: Iterable[Mapping[str, Any]]) -> None:
    """Add people, each with ``organisation_id``, ``name``, ``email`` and ``language``."""
    rows = [{"id": new_id(), **person, "created_at": now} for person in people]
    if rows:
        await db.execute(sa.insert(Person), rows)


async def change_person(db: AsyncSession, person: str, *, name: str, email: str, language: str) -> None:
    """Keep new values for a person."""
    values = {"name": name, "email": email, "language": language}
    await db.execute(sa.update(Person).where(Person.id == person).values(**values))


async def remove_person(db: AsyncSession, person: str) -> None:
    """Remove a person."""
    await db.execute(sa.delete(Person).where(Person.id == person))


async def lock_people(db: AsyncSession, organisation: str) -> None:
    """Let nobody invite these people until the transaction ends."""
    await db.execute(sa.select(Person.id).where(Person.organisation_id == organisation).with_for_update())


async def published_waves(db: AsyncSession, organisation: str) -> tuple[str, ...]:
    """Return the titles of the waves from *published* on to which people of an organisation are invited."""
    return await _invited(db, Person.organisation_id == organisation, _PUBLISHED)


async def waves_in_field(
    db: AsyncSession, *, organisation: str | None = None, person: str | None = None
) -> tuple[str, ...]:
    """Return the titles of the waves, published or open, to which people of an organisation, or one, are invited."""
    which = Person.id == person if person is not None else Person.organisation_id == organisation
    return await _invited(db, which, _IN_FIELD)


async def has_wave_in_field(db: AsyncSession, initiative: str) -> bool:
    """Whether a wave of an initiative is published or open, so that whoever is added now is not part of it."""
    query = sa.select(Wave.id).where(Wave.initiative_id == initiative, Wave.state.in_(_IN_FIELD)).limit(1)
    return await db.scalar(query) is not None


async def _invited(db: AsyncSession, which: sa.ColumnElement[bool], states: tuple[str, ...]) -> tuple[str, ...]:
    query = (
        sa.select(Wave.title)
        .join(Invitation, Invitation.wave_id == Wave.id)
        .join(Person, Person.id == Invitation.person_id)
        .where(which, Wave.state.in_(states))
        .distinct()
        .order_by(Wave.title)
    )
    return tuple((await db.scalars(query)).all())
