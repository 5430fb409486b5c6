"""When the database does not answer: said at once and in plain words, and over as soon as it answers again."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from httpx import Response
from sqlalchemy.ext.asyncio import create_async_engine

from diagnostic.settings import Settings
from tests.visiting import Visit, visiting
from tests.web.conftest import Target
from tests.web.security import PASSWORD, everything

pytestmark = pytest.mark.anyio

SOON = 2.0
"""Seconds within which somebody is told; no figure of speed, but of the time that the service waits for a database."""


async def sign_in(visit: Visit) -> tuple[Response, float]:
    """Sign in, which reads and writes, and measure how long the answer took."""
    await visit.get("/imprint")
    begun = monotonic()
    page = await visit.post("/sign-in", {"email": "backbone@example.org", "password": PASSWORD})
    return page, monotonic() - begun


def is_told(page: Response) -> bool:
    """Whether an answer says in plain words that nothing was saved, and when to come back."""
    return (page.status_code, page.headers.get("retry-after")) == (503, "5") and "nicht gespeichert" in page.text


def path_of(settings: Settings) -> str:
    """Return the path of the SQLite file."""
    return settings.database.removeprefix("sqlite:///")


@contextmanager
def no_room_on_the_disk() -> Iterator[None]:
    """Let no file of this process grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_file_that_another_program_holds(target: Target) -> None:
    other = sqlite3.connect(path_of(target.settings), isolation_level=None)
    async with visiting(target.settings, follow=False) as visit:
        other.execute("BEGIN IMMEDIATE")
        page, took = await sign_in(visit)
        other.execute("ROLLBACK")
        other.close()
        after, _ = await sign_in(visit)

    assert is_told(page)
    assert took < SOON
    assert after.status_code == 303


async def test_a_disk_that_is_full(target: Target) -> None:
    before = await everything(target.database)
    async with visiting(target.settings, follow=False) as visit:
        await visit.get("/health")
        with no_room_on_the_disk():
            page, took = await sign_in(visit)
        unchanged = await everything(target.database) == before
        after, _ = await sign_in(visit)

    assert is_told(page)
    assert took < SOON
    assert unchanged
    assert after.status_code == 303


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_a_server_that_ends_every_connection(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        before, _ = await sign_in(visit)
        await _on_server(target.settings, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        page, took = await sign_in(visit)
        after, _ = await sign_in(visit)

    assert before.status_code == 303
    assert page.status_code == 303 or is_told(page)
    assert took < SOON
    assert after.status_code == 303


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_a_database_that_is_gone_and_comes_back(target: Target) -> None:
    name = urlsplit(target.settings.database).path[1:]
    async with visiting(target.settings, follow=False) as visit:
        await sign_in(visit)
        await target.database.close()
        await _on_server(target.settings, f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        await _on_server(target.settings, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        page, took = await sign_in(visit)
        health = await visit.get("/health")
        await _on_server(target.settings, f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')
        after, _ = await sign_in(visit)

    assert (is_told(page), health.status_code) == (True, 503)
    assert took < SOON
    assert after.status_code == 303


async def test_pages_without_a_database_are_there_all_the_time(target: Target) -> None:
    gone = f"sqlite:///{target.settings.data}/nosuch/file.sqlite"
    settings = Settings(data=target.settings.data, database=gone, address=target.settings.address)
    async with visiting(settings, follow=False) as visit:
        statuses = [(await visit.get(path)).status_code for path in ("/imprint", "/privacy", "/sign-in", "/health")]

    assert statuses == [200, 200, 200, 503]


async def _on_server(settings: Settings, statement: str) -> None:
    """Run a statement of an administrator, from another database of the server."""
    name = urlsplit(settings.database).path[1:]
    address = settings.database.replace("postgresql://", "postgresql+asyncpg://", 1).replace(f"/{name}?", "/postgres?")
    engine = create_async_engine(address)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(sa.text(statement.replace("{others}", f"datname = '{name}'")))
    await engine.dispose()
