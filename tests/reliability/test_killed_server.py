"""A server killed while people answer: what was acknowledged is kept, once, and everybody goes on where they were."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random

import pytest
import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Response
from reports.context import Mode
from tests.browser.service import Service
from tests.databases import Databases
from tests.factories import NOW, make_round
from tests.reliability.clients import PATIENCE, Client, Gate, Record
from tests.reliability.ledger import differences, integrity

CLIENTS = 4
PEOPLE_FOR_A_KILL = 6
MODES: tuple[Mode, ...] = ("confidential", "anonymous")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A service in an installation of its own, and the people who answer in each of its rounds."""

    service: Service
    keys: Keys
    records: dict[str, list[Record]]

    def wrong(self) -> tuple[list[str], str]:
        """Return in what the database differs from what people were told, and what it says of itself."""

        async def asked() -> tuple[list[str], str]:
            database = Database(self.service.database or "")
            found = [
                text
                for wave, records in self.records.items()
                for text in await differences(database, self.keys, wave, records)
            ]
            said = await integrity(database)
            await database.close()
            return found, said

        return asyncio.run(asked())


def made(databases: Databases, kind: str, folder: Path, people: int) -> Field:
    """Return a service with an open round in each mode, and its people; it does not run yet."""
    address, keys = databases.address(kind, folder), Keys(folder)
    keys.secret()

    async def rounds() -> dict[str, list[Record]]:
        database, found = Database(address), {}
        for mode in MODES:
            async with database.writing() as db:
                new = await make_round(db, keys, mode=mode, organisations=people)
            found[new.wave] = [Record(invited=one, mode=mode) for one in new.invited]
        await database.close()
        return found

    return Field(service=Service(folder, address), keys=keys, records=asyncio.run(rounds()))


def kill_again_and_again(field: Field, kills: int, chance: Random) -> int:
    """Let people answer, kill the server at moments that nobody chose, and return how often that was."""
    people: Queue[Record] = Queue()
    for pair in zip(*field.records.values(), strict=True):
        for record in pair:
            people.put(record)
    gate, failures = Gate(CLIENTS), list[BaseException]()
    clients = [
        Client(
            address=field.service.address,
            people=people,
            gate=gate,
            chance=Random(chance.random()),  # noqa: S311 - moments and answers, no secrets
            failures=failures,
        )
        for _ in range(CLIENTS)
    ]
    field.service.start("--no-worker")
    for client in clients:
        client.start()
    killed = 0
    while killed < kills and gate.wait_for_requests(chance.randint(1, 40)):
        clients[0].join(chance.uniform(0, 0.02))
        field.service.kill()
        killed += 1
        gate.wait_for_rest()
        assert (failures, *field.wrong()) == ([], [], "ok")
        field.service.start("--no-worker")
        gate.reopen()
    finish(people, clients, failures)
    return killed


def finish(people: Queue[Record], clients: Sequence[Client], failures: Sequence[BaseException]) -> None:
    """Let those who have begun come to their end, and nobody else begin."""
    while not people.empty():
        people.get()
    for client in clients:
        client.join(PATIENCE)
        assert not client.is_alive()
    assert list(failures) == []


def survive(databases: Databases, kind: str, folder: Path, kills: int) -> None:
    """Kill a server so often, and compare everything at the end."""
    field = made(databases, kind, folder, people=kills * PEOPLE_FOR_A_KILL)
    try:
        assert kill_again_and_again(field, kills, Random(kills)) == kills  # noqa: S311 - as above
    finally:
        field.service.kill()

    records = [record for found in field.records.values() for record in found]
    assert field.wrong() == ([], "ok")
    assert sum(record.submitted for record in records) >= CLIENTS
    assert all(record.pending is None and record.submitted == record.submitting for record in records)


@pytest.mark.parametrize(("kind", "kills"), [("sqlite", 6), ("postgresql", 3)])
def test_a_server_killed_while_people_answer_loses_and_doubles_nothing(
    databases: Databases, kind: str, kills: int, tmp_path: Path
) -> None:
    survive(databases, kind, tmp_path, kills)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_server_killed_two_hundred_times_loses_and_doubles_nothing(
    databases: Databases, kind: str, tmp_path: Path
) -> None:
    survive(databases, kind, tmp_path, 200)


def test_an_answer_that_was_lost_and_one_that_is_there_twice_would_be_found(
    databases: Databases, tmp_path: Path
) -> None:
    field = made(databases, "sqlite", tmp_path, people=1)
    (certain,), (apart,) = field.records.values()
    certain.values, certain.forms = {"offers_known": 4}, 1
    apart.submitting = apart.submitted = True
    row = {"state": "submitted", "revision": 1, "sector": "other", "day": NOW.date(), "wave_id": list(field.records)[1]}

    async def double() -> None:
        database = Database(field.service.database or "")
        async with database.writing() as db:
            for id_ in ("a", "b"):
                await db.execute(sa.insert(Response).values(id=id_, organisation_id=None, values={}, **row))
        await database.close()

    asyncio.run(double())
    lost = f"{certain.invited.invitation}: the response is lost"
    assert field.wrong() == ([lost, "doubled: []"], "ok")
