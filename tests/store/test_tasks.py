"""A task is worked on by one worker at a time, and by another where that one is not heard of."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.tables import Task
from diagnostic.store.tasks import ATTEMPTS, LEASE, TaskRow
from tests.factories import NOW

pytestmark = pytest.mark.anyio

LATER = NOW + LEASE + timedelta(seconds=1)


async def taken(database: Database) -> TaskRow:
    """Record a task and take it."""
    async with database.writing() as db:
        await tasks.record(db, "analysis", "a" * 32, NOW)
    async with database.writing() as db:
        task = await tasks.take(db, NOW)
    assert task is not None
    return task


async def test_of_many_workers_one_takes_a_task(database: Database) -> None:
    async with database.writing() as db:
        for subject in "abc":
            await tasks.record(db, "analysis", subject * 32, NOW)

    async def take() -> str | None:
        async with database.writing() as db:
            task = await tasks.take(db, NOW)
            return None if task is None else task.subject

    found = await asyncio.gather(*(take() for _ in range(6)))

    assert sorted(one for one in found if one) == ["a" * 32, "b" * 32, "c" * 32]


async def test_the_oldest_task_comes_first(database: Database) -> None:
    async with database.writing() as db:
        await tasks.record(db, "analysis", "b" * 32, NOW)
        await tasks.record(db, "analysis", "a" * 32, NOW - timedelta(seconds=1))
        first = await tasks.take(db, NOW)
    assert first is not None
    assert (first.subject, first.state, first.attempts) == ("a" * 32, "running", 1)


async def test_a_task_is_taken_again_only_after_its_lease_has_run_out(database: Database) -> None:
    first = await taken(database)
    async with database.writing() as db:
        assert await tasks.take(db, NOW + LEASE) is None
        assert await tasks.renew(db, first.id, first.lease or "", NOW + LEASE)
        assert await tasks.take(db, NOW + 2 * LEASE) is None
        second = await tasks.take(db, NOW + 2 * LEASE + timedelta(seconds=1))
    assert second is not None
    assert (second.id, second.attempts) == (first.id, 2)
    assert second.lease != first.lease


async def test_whoever_lost_the_lease_changes_nothing(database: Database) -> None:
    first = await taken(database)
    async with database.writing() as db:
        second = await tasks.take(db, LATER)
        lease = first.lease or ""
        assert await tasks.held(db, first.id, lease) is None
        assert not await tasks.renew(db, first.id, lease, LATER)
        assert not await tasks.tell(db, first.id, lease, LATER, step="scoring", done=1, total=4)
        assert not await tasks.finish(db, first.id, lease, LATER)
        assert not await tasks.fail(db, first.id, lease, LATER, "broken")
        assert not await tasks.give_back(db, first.id, lease)
        assert await tasks.of(db, "analysis", "a" * 32) == second


async def test_a_task_is_tried_three_times(database: Database) -> None:
    moment = NOW
    await taken(database)
    async with database.writing() as db:
        for _ in range(ATTEMPTS - 1):
            moment += LEASE + timedelta(seconds=1)
            assert await tasks.take(db, moment) is not None
        moment += LEASE + timedelta(seconds=1)
        assert await tasks.take(db, moment) is None
        failed = await tasks.of(db, "analysis", "a" * 32)
        assert failed is not None
        assert (failed.state, failed.step, failed.attempts, failed.lease) == ("failed", "interrupted", 3, None)
        assert await tasks.again(db, failed.id)
        assert not await tasks.again(db, failed.id)
        fresh = await tasks.take(db, moment)
    assert fresh is not None
    assert (fresh.state, fresh.attempts) == ("running", 1)


async def test_a_finished_task_is_not_taken_again(database: Database) -> None:
    task = await taken(database)
    async with database.writing() as db:
        assert await tasks.tell(db, task.id, task.lease or "", NOW, step="printing", done=3, total=4)
        assert await tasks.finish(db, task.id, task.lease or "", NOW)
        assert await tasks.take(db, LATER) is None
        row = (await db.scalars(sa.select(Task))).one()
    assert (row.state, row.lease, row.leased_until, row.finished_at) == ("done", None, None, NOW)
