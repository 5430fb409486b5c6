"""Waves: their states, and how many of those invited have answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.turnout import OrganisationTurnout, Snapshot
from diagnostic.domain.waves import State
from diagnostic.store.ids import new_id
from diagnostic.store.tables import Invitation, Organisation, Person, Response, Wave
from reports.context import Mode
from scoring.published import Grouping


class WaveRow(msgspec.Struct, frozen=True, kw_only=True):
    """One wave, as its table has it; `network` is the version of the network module that is asked after the rest."""

    id: str
    initiative_id: str
    title: str
    questionnaire: str
    version: str
    network: str | None
    digest: str | None
    mode: Mode
    grouping: Grouping
    minimum: int
    strict: bool
    state: State
    deadline: datetime | None
    created_at: datetime
    published_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    analysed_at: datetime | None
    released_at: datetime | None
    snapshot: Snapshot | None


_FIELDS = tuple(getattr(Wave, name) for name in WaveRow.__struct_fields__)


async def of_initiative(db: AsyncSession, initiative: str) -> tuple[WaveRow, ...]:
    """Return the waves of an initiative, the newest first."""
    query = sa.select(*_FIELDS).where(Wave.initiative_id == initiative).order_by(Wave.created_at.desc(), Wave.id)
    return tuple(_row(row) for row in await db.execute(query))


async def get(db: AsyncSession, initiative: str, wave: str) -> WaveRow | None:
    """Return a wave, if it is one of this initiative."""
    query = sa.select(*_FIELDS).where(Wave.id == wave, Wave.initiative_id == initiative)
    row = (await db.execute(query)).first()
    return None if row is None else _row(row)


async def by_id(db: AsyncSession, wave: str) -> WaveRow | None:
    """Return a wave."""
    row = (await db.execute(sa.select(*_FIELDS).where(Wave.id == wave))).first()
    return None if row is None else _row(row)


async def locked(db: AsyncSession, wave: str) -> WaveRow | None:
    """Return a wave, and let nobody else change it or hand in to it before this transaction ends."""
    row = (await db.execute(sa.select(*_FIELDS).where(Wave.id == wave).with_for_update())).first()
    return None if row is None else _row(row)


async def add(db: AsyncSession, initiative: str, now: datetime, **values: object) -> str:
    """Add a draft and return its id."""
    wave = new_id()
    fixed = {"id": wave, "initiative_id": initiative, "state": "draft", "created_at": now}
    await db.execute(sa.insert(Wave).values(**fixed, **values))
    return wave


async def change(db: AsyncSession, wave: str, **values: object) -> None:
    """Change columns of a wave."""
    await db.execute(sa.update(Wave).where(Wave.id == wave).values(**values))


async def freeze(db: AsyncSession, wave: str, now: datetime, snapshot: Snapshot) -> None:
    """Close a wave with its snapshot."""
    await change(db, wave, state="closed", closed_at=now, snapshot=msgspec.to_builtins(snapshot))


async def turnout(db: AsyncSession, wave: str) -> tuple[OrganisationTurnout, ...]:
    """Return how many people of each organisation were invited to a wave, and how many have handed in."""
    submitted = sa.func.sum(sa.case((Invitation.state == "submitted", 1), else_=0))
    query = (
        sa.select(Organisation.id, Organisation.sector, sa.func.count(Invitation.id), submitted)
        .join(Person, Person.organisation_id == Organisation.id)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(Invitation.wave_id == wave)
        .group_by(Organisation.id, Organisation.sector)
        .order_by(Organisation.id)
    )
    return tuple(_turnout(row) for row in await db.execute(query))


async def partners(db: AsyncSession, initiative: str) -> tuple[OrganisationTurnout, ...]:
    """Return how many people of each organisation would be invited: one of an organisation that names none."""
    people = sa.func.count(Person.id)
    query = (
        sa.select(Organisation.id, Organisation.sector, sa.case((people == 0, 1), else_=people), sa.literal(0))
        .outerjoin(Person, Person.organisation_id == Organisation.id)
        .where(Organisation.initiative_id == initiative)
        .group_by(Organisation.id, Organisation.sector)
        .order_by(Organisation.id)
    )
    return tuple(_turnout(row) for row in await db.execute(query))


async def handed_in_by_sector(db: AsyncSession, wave: str) -> dict[str, int]:
    """Return how many responses of each sector were handed in."""
    query = (
        sa.select(Response.sector, sa.func.count(Response.id))
        .where(Response.wave_id == wave, Response.state == "submitted")
        .group_by(Response.sector)
    )
    return {row[0]: int(row[1]) for row in await db.execute(query)}


async def delete_drafts(db: AsyncSession, wave: str) -> None:
    """Delete what was begun in a wave and never handed in: once it is closed, nobody can see or change it."""
    await db.execute(sa.delete(Response).where(Response.wave_id == wave, Response.state == "draft"))


async def overdue(db: AsyncSession, before: datetime) -> tuple[str, ...]:
    """Return the open waves whose deadline lies before a moment."""
    query = sa.select(Wave.id).where(Wave.state == "open", Wave.deadline.is_not(None), Wave.deadline < before)
    return tuple((await db.scalars(query.order_by(Wave.id))).all())


async def closed_before(db: AsyncSession, moment: datetime) -> tuple[str, ...]:
    """Return the waves that were closed before a moment."""
    query = sa.select(Wave.id).where(Wave.closed_at.is_not(None), Wave.closed_at < moment)
    return tuple((await db.scalars(query.order_by(Wave.id))).all())


def _row(row: Any) -> WaveRow:  # noqa: ANN401 - a row of all columns
    values = row._asdict()
    kept = values.pop("snapshot")
    return WaveRow(**values, snapshot=None if kept is None else msgspec.convert(kept, Snapshot))


def _turnout(row: Any) -> OrganisationTurnout:  # noqa: ANN401 - as above
    organisation, sector, invited, submitted = row
    return OrganisationTurnout(organisation=organisation, sector=sector, invited=int(invited), submitted=int(submitted))
