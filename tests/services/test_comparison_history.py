"""Whatever happens within a quarter, what a comparison said stays said, and only withdrawing takes one's own away."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
import sqlalchemy as sa

from diagnostic.domain.quarters import quarter_of
from diagnostic.services import comparing, comparisons
from diagnostic.store import tasks
from diagnostic.store.comparisons import Candidate
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Wave
from diagnostic.worker import Worker, run_next, sweep_once
from tests.factories import NOW, make_initiative, make_staff
from tests.services.comparing import (
    QUARTER,
    keep_row,
    kept,
    make_comparisons,
    make_pool,
    make_released,
    row_with,
)
from tests.visiting import settings_for

STEPS = 25
ACTS = ("release", "found", "analyse", "withdraw", "join", "sweep")


@pytest.mark.anyio
@pytest.mark.parametrize("seed", range(4))
async def test_no_history_within_a_quarter_changes_what_was_said(database: Database, keys: Keys, seed: int) -> None:
    drawn = Random(seed)  # noqa: S311 - no secret
    async with database.writing() as db:
        pool = await make_pool(db)
        offices = {
            of: await make_staff(db, email=f"{number}@example.org", initiative=of) for number, of in enumerate(pool)
        }
    await make_comparisons(database, keys)
    expected, now = await kept(database), NOW
    for _ in range(STEPS):
        now = min(now + timedelta(days=drawn.uniform(0, 2)), QUARTER.following.begins - timedelta(seconds=1))
        act, of = drawn.choice(ACTS), drawn.choice(pool)
        caller, row = msgspec.structs.replace(offices[of], now=now), row_with(round(drawn.uniform(1.5, 4.5), 1))
        async with database.writing() as db:
            if act == "release":
                await make_released(db, row, initiative=of, at=now)
            elif act == "found":
                await make_released(db, row, initiative=await make_initiative(db, compared_since=now), at=now)
            elif act == "analyse":
                wave = await db.scalar(sa.select(Wave.id).where(Wave.initiative_id == of).limit(1))
                await keep_row(db, wave or "", row)
            elif act == "withdraw":
                await comparisons.withdraw(db, caller, of)
                expected.pop(of, None)
            elif act == "join":
                await comparisons.take_part(db, caller, of)
        await make_comparisons(database, keys, now)

        assert await kept(database) == expected, act


@pytest.mark.parametrize("seed", range(10))
def test_names_and_the_order_of_the_others_leave_no_trace(seed: int) -> None:
    drawn = Random(seed)  # noqa: S311 - as above
    rows = [row_with(round(drawn.uniform(1.8, 4.2), 1), n=drawn.randint(12, 40)) for _ in range(9)]

    def said(names: list[str], order: list[int]) -> dict[int, bytes]:
        found = [
            Candidate(
                initiative=names[number],
                simulated=False,
                wave=f"w{names[number]}",
                questionnaire="kurzcheck",
                released_at=NOW,
                row=msgspec.to_builtins(rows[number]),
            )
            for number in order
        ]
        told = {one.initiative: comparison for one, comparison in comparing.compared(found, QUARTER)}
        return {number: msgspec.json.encode(told[names[number]]) for number in range(len(rows))}

    numbers = list(range(len(rows)))
    names = [str(number) for number in numbers]
    shuffled = drawn.sample(numbers, len(numbers))

    assert said(names, numbers) == said([f"x{name}" for name in reversed(names)], shuffled)


@pytest.mark.anyio
async def test_the_worker_makes_a_comparison_in_a_process_of_its_own(
    database: Database, address: str, tmp_path: Path
) -> None:
    worker = Worker(settings=settings_for(address, tmp_path), database=database, keys=Keys(tmp_path))
    now = datetime.now(UTC)
    async with database.writing() as db:
        await make_pool(db)

    await sweep_once(worker, now)
    assert await run_next(worker, asyncio.Event())
    await sweep_once(worker, now)
    assert not await run_next(worker, asyncio.Event())

    async with database.reading() as db:
        task = await tasks.of(db, "comparison", str(quarter_of(now)))
    assert task is not None
    assert (task.state, len(await kept(database))) == ("done", 7)
