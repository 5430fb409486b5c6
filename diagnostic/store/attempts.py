"""The count of failed attempts by origin: what is limited is failing, not using."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.tables import Attempts

SPAN = timedelta(minutes=15)


async def failures(db: AsyncSession, origin: str, now: datetime) -> int:
    """Return how often an origin has failed within the span that runs."""
    count = await db.scalar(sa.select(Attempts.count).where(Attempts.origin == origin, Attempts.since > now - SPAN))
    return count or 0


async def count_failure(db: AsyncSession, origin: str, now: datetime) -> None:
    """Count one more failure; the first after a span begins the next."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    over = Attempts.since <= now - SPAN
    again = {
        "since": sa.case((over, sa.literal(now, Attempts.since.type)), else_=Attempts.since),
        "count": sa.case((over, 1), else_=Attempts.count + 1),
    }
    first = insert(Attempts).values(origin=origin, since=now, count=1)
    await db.execute(first.on_conflict_do_update(index_elements=[Attempts.origin], set_=again))
    await db.execute(sa.delete(Attempts).where(Attempts.since <= now - 2 * SPAN))


async def forget(db: AsyncSession, origin: str) -> None:
    """Forget the failures of an origin, after a success."""
    await db.execute(sa.delete(Attempts).where(Attempts.origin == origin))
