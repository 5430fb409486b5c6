"""Tasks: long work recorded beside what makes it necessary, and taken by one worker at a time under a lease."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.ids import new_id
from diagnostic.store.tables import Task

LEASE = timedelta(seconds=60)
"""A worker that has not been heard of for so long is given up."""

ATTEMPTS = 3

Kind = Literal["analysis", "comparison"]
TaskState = Literal["waiting", "running", "done", "failed"]


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A task: `step` is what is being done, or why it failed; `done` of `total` steps."""

    id: str
    kind: Kind
    subject: str
    state: TaskState
    step: str
    done: int
    total: int
    attempts: int
    lease: str | None


_FIELDS = tuple(getattr(Task, name) for name in TaskRow.__struct_fields__)


async def record(db: AsyncSession, kind: Kind, subject: str, now: datetime) -> str:
    """Record a task and return its id; there is one of a kind for a subject."""
    task = new_id()
    values = {"id": task, "kind": kind, "subject": subject, "state": "waiting", "created_at": now}
    await db.execute(sa.insert(Task).values(**values))
    return task


async def record_once(db: AsyncSession, kind: Kind, subject: str, now: datetime) -> bool:
    """Record a task unless there is one of the kind for the subject, and say whether it was recorded."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"id": new_id(), "kind": kind, "subject": subject, "state": "waiting", "created_at": now}
    first = insert(Task).values(**values).on_conflict_do_nothing(index_elements=[Task.kind, Task.subject])
    return (await db.execute(first.returning(Task.id))).first() is not None


async def of(db: AsyncSession, kind: Kind, subject: str) -> TaskRow | None:
    """Return the task of a kind for a subject."""
    return _row((await db.execute(sa.select(*_FIELDS).where(Task.kind == kind, Task.subject == subject))).first())


async def any_waits(db: AsyncSession, now: datetime) -> bool:
    """Whether there is a task to take; to look changes nothing."""
    query = sa.select(Task.id).where(sa.or_(Task.state == "waiting", _lost(now))).limit(1)
    return await db.scalar(query) is not None


async def take(db: AsyncSession, now: datetime, *, subject: str | None = None) -> TaskRow | None:
    """Take the oldest task that nobody works on, or that about a subject, under a new lease; None where there is none.

    One whose lease has run out is taken again, `ATTEMPTS` times in all, and then has failed.
    """
    lost = _lost(now)
    await db.execute(
        sa.update(Task)
        .where(lost, Task.attempts >= ATTEMPTS)
        .values(state="failed", step="interrupted", lease=None, leased_until=None, finished_at=now)
    )
    query = (
        sa.select(Task.id)
        .where(sa.or_(Task.state == "waiting", lost), sa.true() if subject is None else Task.subject == subject)
        .order_by(Task.created_at, Task.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    task = await db.scalar(query)
    if task is None:
        return None
    begun = {"state": "running", "step": "starting", "done": 0, "total": 0, "lease": new_id()}
    await db.execute(
        sa.update(Task).where(Task.id == task).values(**begun, leased_until=now + LEASE, attempts=Task.attempts + 1)
    )
    return _row((await db.execute(sa.select(*_FIELDS).where(Task.id == task))).first())


async def held(db: AsyncSession, task: str, lease: str) -> TaskRow | None:
    """Return a task if this lease still holds it, and let nobody else take it before this transaction ends."""
    query = sa.select(*_FIELDS).where(Task.id == task, Task.lease == lease, Task.state == "running")
    return _row((await db.execute(query.with_for_update())).first())


async def renew(db: AsyncSession, task: str, lease: str, now: datetime) -> bool:
    """Hold a task for longer, and say whether it was still held."""
    return await _change(db, task, lease, leased_until=now + LEASE)


async def tell(db: AsyncSession, task: str, lease: str, now: datetime, **progress: str | int) -> bool:
    """Tell how far a task is (`step`, `done`, `total`), and hold it for longer."""
    return await _change(db, task, lease, leased_until=now + LEASE, **progress)


async def finish(db: AsyncSession, task: str, lease: str, now: datetime) -> bool:
    """End a task as done, and say whether it was still held."""
    return await _change(db, task, lease, state="done", step="", lease=None, leased_until=None, finished_at=now)


async def fail(db: AsyncSession, task: str, lease: str, now: datetime, reason: str) -> bool:
    """End a task as failed, for a reason that the pages have words for, and say whether it was still held."""
    return await _change(db, task, lease, state="failed", step=reason, lease=None, leased_until=None, finished_at=now)


async def give_back(db: AsyncSession, task: str, lease: str) -> bool:
    """Let a task wait again, and say whether it was still held."""
    return await _change(db, task, lease, state="waiting", step="", lease=None, leased_until=None)


async def again(db: AsyncSession, task: str) -> bool:
    """Let a failed task wait again, and say whether it had failed."""
    fresh = {"state": "waiting", "step": "", "attempts": 0, "done": 0, "total": 0, "finished_at": None}
    query = sa.update(Task).where(Task.id == task, Task.state == "failed").values(**fresh).returning(Task.id)
    return (await db.execute(query)).first() is not None


async def all_again(db: AsyncSession, kind: Kind) -> int:
    """Let every failed task of a kind wait again, and say how many."""
    failed = (await db.scalars(sa.select(Task.id).where(Task.kind == kind, Task.state == "failed"))).all()
    return sum([await again(db, task) for task in failed])


def _lost(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(Task.state == "running", Task.leased_until < now)


async def _change(db: AsyncSession, task: str, with_lease: str, **values: Any) -> bool:  # noqa: ANN401 - columns
    query = (
        sa.update(Task)
        .where(Task.id == task, Task.lease == with_lease, Task.state == "running")
        .values(**values)
        .returning(Task.id)
    )
    return (await db.execute(query)).first() is not None


def _row(row: Any) -> TaskRow | None:  # noqa: ANN401 - a row of all columns
    return None if row is None else TaskRow(**row._asdict())


async def forget(db: AsyncSession, subjects: Sequence[str]) -> None:
    """Delete the tasks about things that are no more."""
    await db.execute(sa.delete(Task).where(Task.subject.in_(subjects)))
