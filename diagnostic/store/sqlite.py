"""A connection to SQLite for SQLAlchemy: a statement runs where it is called, and in a thread only what may wait.

A statement of a page takes some ten microseconds, and handing it to a thread and back takes a hundred: aiosqlite, which
this takes the place of, does that four times a statement. A commit waits for the disk, and the beginning of a
transaction for the lock of another program.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_MAY_WAIT = ("BEGIN IMMEDIATE", "PRAGMA")


class Connection:
    """What SQLAlchemy asks of a connection of aiosqlite. Whoever holds a transaction has it to themselves."""

    def __init__(self, path: str, *, timeout: float) -> None:
        """Prepare to open a file; `timeout` is how many seconds the lock of another program is waited for."""
        self._path = path
        self._timeout = timeout
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")

    async def open(self) -> Connection:
        """Open the file. The driver is kept from opening transactions by itself: it would do so too late."""

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(self._path, timeout=self._timeout, isolation_level=None, check_same_thread=False)

        self._quick = await self.patiently(connect)
        return self

    async def cursor(self) -> Cursor:
        """Return a new cursor."""
        return Cursor(self, self._quick.cursor())

    async def commit(self) -> None:
        """Keep what was written."""
        await self.patiently(self._quick.commit)

    async def rollback(self) -> None:
        """Undo what was not committed; a transaction that only reads ends so too."""
        self._quick.rollback()

    async def create_function(self, *given: Any, **options: Any) -> None:  # noqa: ANN401 - as the driver has it
        """Let statements call a function."""
        self._quick.create_function(*given, **options)

    async def close(self) -> None:
        """Close the file."""
        await self.patiently(self._quick.close)
        self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """Close the file where nobody can wait for it."""
        self._thread.submit(self._quick.close)
        self._thread.shutdown(wait=False)

    async def patiently(self, call: Callable[..., T], *given: object) -> T:
        """Call something in the thread; who is cancelled meanwhile waits for its end, so that nothing runs at once."""
        running = asyncio.get_running_loop().run_in_executor(self._thread, call, *given)
        cancelled: asyncio.CancelledError | None = None
        while not running.done():
            try:
                await asyncio.wait([running])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            running.exception()  # looked at, so that nothing warns of it
            raise cancelled
        return running.result()


class Cursor:
    """What SQLAlchemy asks of a cursor of aiosqlite."""

    def __init__(self, connection: Connection, quick: sqlite3.Cursor) -> None:
        """Remember where to run what may wait."""
        self._connection = connection
        self._quick = quick

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - description, rowcount, lastrowid, as the driver has them
        return getattr(self._quick, name)

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run a statement."""
        if statement.startswith(_MAY_WAIT):
            await self._connection.patiently(self._quick.execute, statement, values)
        else:
            self._quick.execute(statement, values)

    async def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        await self._connection.patiently(self._quick.executemany, statement, rows)

    async def fetchone(self) -> Any:  # noqa: ANN401 - a row, or None
        """Return the next row."""
        return self._quick.fetchone()

    async def fetchmany(self, size: int = 1) -> list[Any]:
        """Return the next rows."""
        return self._quick.fetchmany(size)

    async def fetchall(self) -> list[Any]:
        """Return every row that is left."""
        return self._quick.fetchall()

    async def close(self) -> None:
        """Forget what is left."""
        self._quick.close()
