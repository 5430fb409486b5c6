"""The connection to SQLite: quick where nothing waits, and whole where somebody is cancelled meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from diagnostic.store.sqlite import Connection

pytestmark = pytest.mark.anyio


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Connection]:
    """A connection to a file with an empty table; it waits half a second for a lock."""
    connection = await Connection(str(tmp_path / "a.sqlite"), timeout=0.5).open()
    await told(connection, "CREATE TABLE t (n INTEGER)")
    yield connection
    await connection.close()


async def told(connection: Connection, statement: str) -> list[Any]:
    """Run a statement and return its rows."""
    cursor = await connection.cursor()
    await cursor.execute(statement)
    rows = await cursor.fetchall()
    await cursor.close()
    return rows


async def test_what_was_committed_stays_and_what_was_rolled_back_does_not(file: Connection) -> None:
    await told(file, "BEGIN IMMEDIATE")
    await told(file, "INSERT INTO t VALUES (1)")
    await file.commit()
    await told(file, "BEGIN IMMEDIATE")
    cursor = await file.cursor()
    await cursor.executemany("INSERT INTO t VALUES (?)", [(2,), (3,)])
    during = await told(file, "SELECT n FROM t ORDER BY n")
    await file.rollback()

    assert during == [(1,), (2,), (3,)]
    assert await told(file, "SELECT n FROM t") == [(1,)]


async def test_rows_are_given_one_at_a_time_or_several(file: Connection) -> None:
    cursor = await file.cursor()
    await cursor.execute("VALUES (1), (2), (3), (4)")
    assert [await cursor.fetchone(), await cursor.fetchmany(2), await cursor.fetchall()] == [(1,), [(2,), (3,)], [(4,)]]
    assert cursor.rowcount == -1


async def test_others_go_on_while_a_lock_is_waited_for(file: Connection, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(told(file, "BEGIN IMMEDIATE"))
    await asyncio.sleep(0)
    other.execute("ROLLBACK")
    other.close()

    assert await waiting == []
    await file.rollback()


async def test_the_lock_of_another_program_is_told(file: Connection, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await told(file, "BEGIN IMMEDIATE")
    other.close()


async def test_whoever_is_cancelled_while_waiting_leaves_a_connection_that_can_be_used(
    file: Connection, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(told(file, "BEGIN IMMEDIATE"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    other.close()

    await told(file, "BEGIN IMMEDIATE")
    await told(file, "INSERT INTO t VALUES (1)")
    await file.commit()
    assert await told(file, "SELECT n FROM t") == [(1,)]
