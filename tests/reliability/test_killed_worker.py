"""An analysis whose processes are killed in a running service: it is taken up again, and done once."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from diagnostic.services import waves
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import DiagnosisRow, Document, Task, Wave
from diagnostic.store.tasks import LEASE
from tests.browser.service import Service, serving
from tests.databases import KINDS, Databases
from tests.factories import Round, make_staff
from tests.services.rounds import make_answered

T = TypeVar("T")

LOOK = 0.05
LONGEST = LEASE.total_seconds() + 60


@pytest.mark.parametrize("kind", KINDS)
def test_an_analysis_that_is_killed_is_taken_up_at_once_and_done_once(
    databases: Databases, kind: str, tmp_path: Path
) -> None:
    address = databases.address(kind, tmp_path)
    made = closed(address, tmp_path)
    with serving(tmp_path, database=address) as service:
        os.kill(until(lambda: analysing(service)), signal.SIGKILL)

        assert until(lambda: ended(address)) == ("done", 2)
    assert outcome(address, made) == ("analysed", 1, 4)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_an_analysis_whose_worker_is_killed_with_it_is_taken_up_by_the_next_worker_and_done_once(
    databases: Databases, kind: str, tmp_path: Path
) -> None:
    address = databases.address(kind, tmp_path)
    made = closed(address, tmp_path)
    with serving(tmp_path, database=address) as service:
        task = until(lambda: analysing(service))
        for process in (parent(task), task):
            os.kill(process, signal.SIGKILL)

        assert until(lambda: ended(address)) == ("done", 2)
    assert outcome(address, made) == ("analysed", 1, 4)


def closed(address: str, folder: Path) -> Round:
    """Add a round that was closed, and so waits for its analysis."""

    async def make() -> Round:
        database = Database(address)
        async with database.writing() as db:
            made = await make_answered(db, Keys(folder), organisations=8, answered=6)
            caller = await make_staff(db, initiative=made.initiative)
            await waves.close(db, caller, made.initiative, made.wave)
        await database.close()
        return made

    return asyncio.run(make())


def analysing(service: Service) -> int | None:
    """Return the process that analyses, or None while there is none."""
    assert service.process is not None
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
            if b"--task" in command and os.getpgid(int(entry.name)) == service.process.pid:
                return int(entry.name)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
    return None


def parent(process: int) -> int:
    """Return the process that began another."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("PPid:")[2].split()[0])


def ended(address: str) -> tuple[str, int] | None:
    """Return how the task ended and how often it was begun, or None while it has not."""
    ((state, attempts),) = rows(address, sa.select(Task.state, Task.attempts))
    return (state, attempts) if state in {"done", "failed"} else None


def outcome(address: str, made: Round) -> tuple[str, int, int]:
    """Return the state of the round, and how many diagnoses and documents it has."""
    ((state,),) = rows(address, sa.select(Wave.state).where(Wave.id == made.wave))
    ((diagnoses,),) = rows(address, sa.select(sa.func.count()).select_from(DiagnosisRow))
    ((documents,),) = rows(address, sa.select(sa.func.count()).select_from(Document))
    return state, diagnoses, documents


def rows(address: str, query: sa.Select[Any]) -> Sequence[tuple[Any, ...]]:
    """Return what a database answers."""

    async def ask() -> Sequence[tuple[Any, ...]]:
        database = Database(address)
        async with database.reading() as db:
            found = [tuple(row) for row in await db.execute(query)]
        await database.close()
        return found

    return asyncio.run(ask())


def until(look: Callable[[], T | None]) -> T:
    """Look until there is something to see."""
    nobody = threading.Event()
    for _ in range(int(LONGEST / LOOK)):
        found = look()
        if found is not None:
            return found
        nobody.wait(LOOK)
    raise AssertionError("nothing came of it")
