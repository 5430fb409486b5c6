"""The worker runs each task in a process of its own, and survives the death of that process."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diagnostic.domain.failures import Refused
from diagnostic.services import analysing, waves
from diagnostic.store import tasks
from diagnostic.store import waves as stored
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tasks import ATTEMPTS, LEASE, TaskRow
from diagnostic.worker import Worker, run, run_next, work
from tests.factories import NOW, Round, make_staff
from tests.services.rounds import make_answered
from tests.visiting import settings_for

pytestmark = pytest.mark.anyio

DYING = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
ENDLESS = (sys.executable, "-c", "import signal; signal.pause()")


@pytest.fixture
def worker(address: str, database: Database, keys: Keys, tmp_path: Path) -> Worker:
    """A worker over the database of the test."""
    return Worker(settings=settings_for(address, tmp_path), database=database, keys=keys)


async def closed(worker: Worker) -> Round:
    """Add a round that was closed, and so waits for its analysis."""
    async with worker.database.writing() as db:
        made = await make_answered(db, worker.keys, organisations=8, answered=6)
        caller = await make_staff(db, initiative=made.initiative)
        await waves.close(db, caller, made.initiative, made.wave)
    return made


async def taken(worker: Worker, now: datetime) -> TaskRow:
    """Take the task that waits."""
    async with worker.database.writing() as db:
        task = await tasks.take(db, now)
    assert task is not None
    return task


async def task_of(worker: Worker, made: Round) -> TaskRow:
    """Return the analysis of a round."""
    async with worker.database.reading() as db:
        task = await tasks.of(db, "analysis", made.wave)
    assert task is not None
    return task


async def test_a_task_is_done_by_a_process_of_its_own(worker: Worker) -> None:
    made = await closed(worker)

    assert await run_next(worker, asyncio.Event())
    assert not await run_next(worker, asyncio.Event())

    async with worker.database.reading() as db:
        wave = await stored.by_id(db, made.wave)
    assert (await task_of(worker, made)).state == "done"
    assert wave is not None
    assert wave.state == "analysed"


async def test_an_analysis_killed_halfway_is_taken_up_again_once_its_lease_has_run_out(worker: Worker) -> None:
    made = await closed(worker)
    began = datetime.now(UTC)
    first = await taken(worker, began)
    process = await asyncio.create_subprocess_exec(
        *worker.command(first),
        env={
            **os.environ,
            "ZUSAMMENSPIEL_DATA": str(worker.settings.data),
            "ZUSAMMENSPIEL_DATABASE": worker.settings.database,
        },
    )
    while (await task_of(worker, made)).step == "starting":
        await asyncio.wait({asyncio.create_task(process.wait())}, timeout=0.01)
        assert process.returncode is None
    process.send_signal(signal.SIGKILL)
    await process.wait()

    killed = await task_of(worker, made)
    async with worker.database.writing() as db:
        assert await tasks.take(db, began) is None
    second = await taken(worker, datetime.now(UTC) + LEASE + timedelta(seconds=1))
    await analysing.analyse(worker.database, first.id, first.lease or "", lambda: NOW, printing=False)
    assert await task_of(worker, made) == second
    await analysing.analyse(worker.database, second.id, second.lease or "", lambda: NOW, printing=False)

    assert (killed.state, killed.attempts, second.attempts) == ("running", 1, 2)
    assert (await task_of(worker, made)).state == "done"


async def test_a_process_that_dies_gives_its_task_back_until_it_has_died_three_times(worker: Worker) -> None:
    made = await closed(worker)
    states = []
    for _ in range(ATTEMPTS):
        await run(worker, await taken(worker, datetime.now(UTC)), DYING, asyncio.Event())
        states.append((await task_of(worker, made)).state)

    assert states == ["waiting", "waiting", "failed"]
    assert (await task_of(worker, made)).step == "interrupted"


async def test_a_process_that_does_not_end_is_ended(worker: Worker) -> None:
    made = await closed(worker)
    hasty = Worker(
        settings=worker.settings, database=worker.database, keys=worker.keys, longest=timedelta(milliseconds=50)
    )

    await run(hasty, await taken(worker, datetime.now(UTC)), ENDLESS, asyncio.Event())

    task = await task_of(worker, made)
    assert (task.state, task.step) == ("failed", "too_long")


async def test_a_worker_that_is_told_to_stop_gives_its_task_back(worker: Worker) -> None:
    made = await closed(worker)
    stop = asyncio.Event()
    stop.set()

    await run(worker, await taken(worker, datetime.now(UTC)), ENDLESS, stop)

    assert (await task_of(worker, made)).state == "waiting"


async def test_a_round_that_was_analysed_is_not_closed_again(worker: Worker) -> None:
    made = await closed(worker)
    await run_next(worker, asyncio.Event())
    async with worker.database.writing() as db:
        caller = await make_staff(db, email="b@example.org", initiative=made.initiative)
        with pytest.raises(Refused):
            await waves.close(db, caller, made.initiative, made.wave)


async def test_the_worker_works_until_it_is_told_to_stop(worker: Worker) -> None:
    made = await closed(worker)
    stop = asyncio.Event()
    working = asyncio.create_task(work(worker.settings, stop))
    while (await task_of(worker, made)).state != "done":
        done, _ = await asyncio.wait({working}, timeout=0.01)
        assert done == set()
    stop.set()
    await working


async def test_the_worker_itself_loads_no_data_frames_and_no_pdf_maker() -> None:
    code = "import sys, diagnostic.worker; print({'pandas', 'numpy', 'scipy', 'weasyprint'} & set(sys.modules))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()

    assert said.decode().strip() == "set()"


async def test_a_process_whose_task_is_kept_is_not_told_as_killed(
    worker: Worker, heard: pytest.LogCaptureFixture
) -> None:
    made = await closed(worker)
    hasty = Worker(
        settings=worker.settings, database=worker.database, keys=worker.keys, longest=timedelta(milliseconds=200)
    )
    task = await taken(worker, datetime.now(UTC))
    async with worker.database.writing() as db:
        await tasks.finish(db, task.id, task.lease or "", NOW)

    with heard.at_level("WARNING", logger="diagnostic.worker"):
        await run(hasty, task, ENDLESS, asyncio.Event())

    assert heard.messages == []
    assert (await task_of(worker, made)).state == "done"


async def test_looking_for_a_task_finds_one_that_waits_and_one_whose_lease_has_run_out(worker: Worker) -> None:
    now = datetime.now(UTC)
    looked = []
    for act in (None, closed, taken):
        if act is closed:
            await closed(worker)
        elif act is taken:
            await taken(worker, now)
        async with worker.database.reading() as db:
            looked.append(await tasks.any_waits(db, now))
    async with worker.database.reading() as db:
        looked.append(await tasks.any_waits(db, now + LEASE + timedelta(seconds=1)))

    assert looked == [False, True, False, True]
