"""Initiatives: what is known of each, and which ones a member of staff looks after."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Role
from diagnostic.store import tables
from diagnostic.store.ids import new_id
from reports.context import Region, Theme


class Initiative(msgspec.Struct, frozen=True, kw_only=True):
    """An initiative.

    Parameters
    ----------
    founded : int, optional
        The year in which it began.
    simulated : bool
        Whether its data are made up, so that every page has to say it.
    compared_since : datetime, optional
        Since when it takes part in comparisons; None where it does not.
    """

    id: str
    name: str
    theme: Theme
    region: Region
    founded: int | None
    simulated: bool
    compared_since: datetime | None = None


class ListedInitiative(msgspec.Struct, frozen=True, kw_only=True):
    """An initiative with the number of its partner organisations."""

    initiative: Initiative
    organisations: int


_TABLE = tables.Initiative
_FIELDS = tuple(getattr(_TABLE, name) for name in Initiative.__struct_fields__)


async def by_id(db: AsyncSession, initiative: str) -> Initiative | None:
    """Return an initiative."""
    row = (await db.execute(sa.select(*_FIELDS).where(_TABLE.id == initiative))).first()
    return None if row is None else msgspec.convert(row._asdict(), Initiative)


async def of_user(db: AsyncSession, user: str, role: Role) -> tuple[ListedInitiative, ...]:
    """Return the initiatives in which a member of staff has a role, by name."""
    partners = (
        sa.select(sa.func.count())
        .where(tables.Organisation.initiative_id == _TABLE.id)
        .correlate(_TABLE)
        .scalar_subquery()
    )
    query = (
        sa.select(*_FIELDS, partners.label("organisations"))
        .join(tables.Membership, tables.Membership.initiative_id == _TABLE.id)
        .where(tables.Membership.user_id == user, tables.Membership.role == role)
        .order_by(sa.func.lower(_TABLE.name), _TABLE.id)
    )
    rows = [row._asdict() for row in await db.execute(query)]
    return tuple(
        ListedInitiative(organisations=row.pop("organisations"), initiative=msgspec.convert(row, Initiative))
        for row in rows
    )


async def add(db: AsyncSession, now: datetime, *, name: str, theme: Theme, region: Region, founded: int | None) -> str:
    """Add an initiative and return its id."""
    initiative = new_id()
    values = {"id": initiative, "name": name, "theme": theme, "region": region, "founded": founded}
    await db.execute(sa.insert(_TABLE).values(**values, created_at=now))
    return initiative


async def change(
    db: AsyncSession, initiative: str, *, name: str, theme: Theme, region: Region, founded: int | None
) -> None:
    """Keep new values for an initiative."""
    values = {"name": name, "theme": theme, "region": region, "founded": founded}
    await db.execute(sa.update(_TABLE).where(_TABLE.id == initiative).values(**values))


async def compare_since(db: AsyncSession, initiative: str, moment: datetime | None) -> None:
    """Note since when an initiative takes part in comparisons, or that it does not."""
    await db.execute(sa.update(_TABLE).where(_TABLE.id == initiative).values(compared_since=moment))


async def lock(db: AsyncSession, initiative: str) -> None:
    """Let nobody else change the partners or the staff of an initiative until the transaction ends."""
    await db.execute(sa.select(_TABLE.id).where(_TABLE.id == initiative).with_for_update())


async def delete(db: AsyncSession, initiative: str) -> None:
    """Delete an initiative, and with it everything that refers to it."""
    await db.execute(sa.delete(_TABLE).where(_TABLE.id == initiative))


async def mark_simulated(db: AsyncSession, initiative: str) -> None:
    """Note that an initiative does not exist; every page of it says so from then on."""
    await db.execute(sa.update(_TABLE).where(_TABLE.id == initiative).values(simulated=True))


async def simulated(db: AsyncSession) -> str | None:
    """Return the oldest simulated initiative of an installation, if any was loaded."""
    found: str | None = await db.scalar(
        sa.select(_TABLE.id).where(_TABLE.simulated).order_by(_TABLE.created_at).limit(1)
    )
    return found
