"""The way to the database: one transaction to read or to write in, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it brings no types
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from diagnostic.domain.failures import Unavailable
from diagnostic.store.sqlite import Connection

_QUEUE = 30
"""Seconds to wait for a connection that others of this program hold: they are many at times, and each is quick."""
_WAIT = 1.5
"""Seconds to wait for a server, or for a lock of another program, before the caller is told to try again."""
_PASSING = ("08", "40", "53", "55P03", "57")
"""How PostgreSQL begins the codes of what passes: no connection, deadlock, disk full, locked, shut down."""


class Database:
    """One database, with an engine to write and one to read.

    On SQLite all writers share one connection: it is a fair queue, where a pool of several loses transactions as
    *database is locked*. Readers have their own, which refuse to write.
    """

    def __init__(self, address: str) -> None:
        """Prepare the engines; nothing is opened before it is used."""
        self.address = address
        if address.startswith("sqlite"):
            self._writer = _sqlite(address, connections=1, query_only=False)
            self._reader = _sqlite(address, connections=5, query_only=True)
        else:
            self._writer = self._reader = _postgresql(address)
        self._write = async_sessionmaker(self._writer, expire_on_commit=False)
        self._read = async_sessionmaker(self._reader, expire_on_commit=False, autoflush=False)

    @property
    def writer(self) -> AsyncEngine:
        """The engine that writes, for migrations."""
        return self._writer

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._writer.dialect.name

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction to write in; it is committed when the block ends, and undone when it fails.

        Raises
        ------
        Unavailable
            The database does not answer, is full, or is locked by another: nothing was saved.
        """
        try:
            async with self._write.begin() as db:
                await _connect(db)
                yield db
        except SQLAlchemyError as error:
            raise _told(error) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction to read in.

        Raises
        ------
        Unavailable
            The database does not answer.
        """
        try:
            async with self._read() as db:
                await _connect(db)
                yield db
        except SQLAlchemyError as error:
            raise _told(error) from error

    async def forget_overwritten(self) -> None:
        """Empty the log of writes of SQLite: it holds what has been deleted until it happens to be written over."""
        if self.dialect != "sqlite":
            return
        connection = await Connection(sa.make_url(self.address).database or "", timeout=_WAIT).open()
        try:
            await (await connection.cursor()).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await connection.close()

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()


def _sqlite(address: str, *, connections: int, query_only: bool) -> AsyncEngine:
    path = sa.make_url(address).database or ""

    async def connected() -> Connection:
        return await Connection(path, timeout=_WAIT).open()

    engine = create_async_engine(
        address.replace("sqlite://", "sqlite+aiosqlite://", 1),
        async_creator=connected,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_QUEUE,
        hide_parameters=True,  # an error may get into a log, and parameters are answers
    )

    @sa.event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the adapter of the driver
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        if query_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if query_only else "BEGIN IMMEDIATE")

    return engine


def _postgresql(address: str) -> AsyncEngine:
    return create_async_engine(
        # The driver names the option otherwise than every other program for PostgreSQL.
        address.replace("postgresql://", "postgresql+asyncpg://", 1).replace("sslmode=", "ssl=", 1),
        pool_size=5,
        max_overflow=5,
        pool_timeout=_QUEUE,
        pool_pre_ping=True,
        hide_parameters=True,  # as above
        connect_args={"timeout": _WAIT, "command_timeout": 30},
    )


async def _connect(db: AsyncSession) -> None:
    """Begin at once, so that a server that cannot be reached is told apart from what goes wrong inside."""
    try:
        await db.connection()
    except (OSError, asyncpg.PostgresError) as error:
        raise Unavailable("database_unavailable") from error


def _told(error: SQLAlchemyError) -> Exception:
    """Return what the caller is told: *try again* for what passes, the error itself for what is a mistake of ours."""
    if isinstance(error, (PoolTimeoutError, OperationalError, InterfaceError)):
        return Unavailable("database_unavailable")
    if isinstance(error, DBAPIError) and (error.connection_invalidated or _passes(error)):
        return Unavailable("database_unavailable")
    return error


def _passes(error: DBAPIError) -> bool:
    return str(getattr(error.orig, "sqlstate", None) or "").startswith(_PASSING)
