"""A service to attack: its settings, its database, and a world in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from diagnostic.settings import Settings
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from tests.databases import Databases
from tests.visiting import settings_for
from tests.web.security import Route, World, make_world, routes_without_server


@dataclass(frozen=True)
class Target:
    """What is attacked, and the way past it to see what was written."""

    settings: Settings
    database: Database
    world: World
    routes: list[Route]


@pytest.fixture
def kind() -> str:
    """Which database; a test that asks for both says so in its parameters."""
    return "sqlite"


@pytest.fixture
def settings(databases: Databases, kind: str, tmp_path: Path) -> Settings:
    """Settings of a service over a new database."""
    return settings_for(databases.address(kind, tmp_path), tmp_path)


@pytest.fixture
async def target(settings: Settings, tmp_path: Path) -> AsyncIterator[Target]:
    """A service with people and initiatives."""
    database = Database(settings.database)
    yield Target(settings, database, await make_world(database, Keys(tmp_path)), routes_without_server(tmp_path))
    await database.close()
