"""The worker: takes recorded tasks, runs each in a process of its own, and sweeps once a minute.

A task's process has the data frames and the PDF maker to itself, and takes their memory with it when it ends.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import get_args

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Unavailable
from diagnostic.journal import begin
from diagnostic.services.sweeping import sweep
from diagnostic.settings import PREFIX, Settings, settings_of
from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tasks import Kind, TaskRow

LOG = logging.getLogger("diagnostic.worker")

LONGEST = timedelta(minutes=10)
"""A task that takes longer is ended and has failed."""

_BEAT = 15.0
_PARTING = 5.0
"""Seconds in which a process ends by itself once its task is not held any more."""
_PAUSE = 1.0
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Worker:
    """What the worker works with."""

    settings: Settings
    database: Database
    keys: Keys
    longest: timedelta = LONGEST

    def command(self, task: TaskRow) -> Sequence[str]:
        """Return the command that runs a task."""
        named = {"--kind": task.kind, "--task": task.id, "--lease": task.lease or ""}
        return (sys.executable, "-m", "diagnostic.worker", *chain.from_iterable(named.items()))


def now() -> datetime:
    """Return the time: the worker is an edge of the service, as the web is."""
    return datetime.now(UTC)


async def work(settings: Settings, stop: asyncio.Event) -> None:
    """Take tasks and sweep until told to stop."""
    worker = Worker(settings=settings, database=Database(settings.database), keys=Keys(settings.data))
    swept: datetime | None = None
    try:
        while not stop.is_set():
            try:
                if swept is None or now() - swept >= _MINUTE:
                    swept = now()
                    await sweep_once(worker, swept)
                busy = await run_next(worker, stop)
            except Unavailable:
                LOG.warning("the database does not answer")
                busy = False
            if not busy:
                await _wait(stop, _PAUSE)
    finally:
        await worker.database.close()


async def sweep_once(worker: Worker, moment: datetime) -> None:
    """Do what is due at a moment."""
    async with worker.database.writing() as db:
        await sweep(db, Caller(now=moment), keys=worker.keys)
    await worker.database.forget_overwritten()


async def run_next(worker: Worker, stop: asyncio.Event) -> bool:
    """Run the next task, and say whether there was one."""
    async with worker.database.reading() as db:
        if not await tasks.any_waits(db, now()):
            return False
    async with worker.database.writing() as db:
        task = await tasks.take(db, now())
    if task is None:
        return False
    await run(worker, task, worker.command(task), stop)
    return True


async def run(worker: Worker, task: TaskRow, command: Sequence[str], stop: asyncio.Event) -> None:
    """Run a task in a process of its own, hold it meanwhile, and see to it that its end is told."""
    process = await asyncio.create_subprocess_exec(*command, env=_environment(worker.settings))
    began, lease = now(), task.lease or ""
    reason, held = "interrupted", True
    ended, stopped = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
    try:
        while True:
            await asyncio.wait({ended, stopped}, timeout=_beat(worker), return_when=asyncio.FIRST_COMPLETED)
            if stop.is_set() or ended.done():
                break
            held = await _hold(worker, task.id, lease)
            if not held:  # its work is kept and it is ending, or another worker has the task
                await asyncio.wait({ended}, timeout=min(_PARTING, worker.longest.total_seconds()))
                break
            if now() - began >= worker.longest:
                reason = "too_long"
                break
    finally:
        stopped.cancel()
        if process.returncode is None:
            process.kill()
        code = await ended
    if code != 0 and held:
        LOG.warning("task %s: process ended with %s", task.kind, code)
        await _let_go(worker, task, reason, stopping=stop.is_set())


async def _hold(worker: Worker, task: str, lease: str) -> bool:
    async with worker.database.writing() as db:
        return await tasks.renew(db, task, lease, now())


async def _let_go(worker: Worker, task: TaskRow, reason: str, *, stopping: bool) -> None:
    lease = task.lease or ""
    async with worker.database.writing() as db:
        if stopping or (reason == "interrupted" and task.attempts < tasks.ATTEMPTS):
            await tasks.give_back(db, task.id, lease)
        else:
            await tasks.fail(db, task.id, lease, now(), reason)


def _beat(worker: Worker) -> float:
    return min(_BEAT, worker.longest.total_seconds())


def _environment(settings: Settings) -> dict[str, str]:
    values = {"DATA": str(settings.data), "DATABASE": settings.database, "ADDRESS": settings.address}
    return {**os.environ, **{PREFIX + key: value for key, value in values.items()}}


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _run_task(settings: Settings, kind: Kind, task: str, lease: str) -> None:
    if kind == "comparison":
        from diagnostic.services.comparing import compare as run_it  # noqa: PLC0415 - the worker never loads data frames
    else:
        from diagnostic.services.analysing import analyse as run_it  # noqa: PLC0415 - as above

    database = Database(settings.database)
    try:
        await run_it(database, task, lease, now)
    finally:
        await database.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task that the worker has taken, as a process of its own; the status is 1 where it may be tried again."""
    parser = argparse.ArgumentParser(prog="python -m diagnostic.worker")
    parser.add_argument("--kind", choices=get_args(Kind), required=True)
    parser.add_argument("--task", required=True)
    parser.add_argument("--lease", required=True)
    options = parser.parse_args(arguments)
    begin()
    try:
        asyncio.run(_run_task(settings_of(os.environ), options.kind, options.task, options.lease))
    except Unavailable:
        return 1
    return 0


if __name__ == "__main__":
    # What was done is kept by now; to take apart what was loaded for it would take a second more.
    status = main()
    logging.shutdown()
    os._exit(status)
