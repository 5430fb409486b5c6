"""What whoever runs the service has to know: rounds that need their key, and tasks that nobody finishes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.tables import Task, Wave

LONG = timedelta(minutes=10)
"""A task that has waited, or been held by a worker that is gone, for so long is stuck."""


class StuckTasks(msgspec.Struct, frozen=True, kw_only=True):
    """How many tasks wait although a worker should have taken them, and how many have failed."""

    waiting: int
    failed: int


async def waves_with_links(db: AsyncSession) -> tuple[str, ...]:
    """Return the waves whose personal links are in use."""
    query = sa.select(Wave.id).where(Wave.state.in_(("published", "open"))).order_by(Wave.id)
    return tuple(await db.scalars(query))


async def stuck_tasks(db: AsyncSession, now: datetime, *, expected: AbstractSet[str]) -> StuckTasks:
    """Return what is stuck; a task that failed for an expected reason is none."""
    lost = sa.and_(Task.state == "running", Task.leased_until < now - LONG)
    left = sa.and_(Task.state == "waiting", Task.created_at < now - LONG)
    failed = sa.and_(Task.state == "failed", Task.step.not_in(expected))
    return StuckTasks(waiting=await _count(db, sa.or_(lost, left)), failed=await _count(db, failed))


async def _count(db: AsyncSession, condition: sa.ColumnElement[bool]) -> int:
    return await db.scalar(sa.select(sa.func.count()).select_from(Task).where(condition)) or 0
