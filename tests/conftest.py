"""What every test shares: golden files, programs that must be there, and how Hypothesis searches."""

from __future__ import annotations

import difflib
import logging
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from diagnostic.store.database import Database
from tests.databases import KINDS, Databases

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews golden files."""
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew, then read their diff")


@dataclass(frozen=True)
class Golden:
    """Compares a text with the one kept under tests/golden, or keeps the new one."""

    renew: bool

    def check(self, name: str, text: str) -> None:
        """Fail with a diff where `text` is not the content of ``tests/golden/<name>``."""
        path = GOLDEN / name
        if self.renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        if not path.exists():
            pytest.fail(f"tests/golden/{name} does not exist. Write it with: pytest --renew-golden")
        kept = path.read_bytes().decode("utf-8")
        if text != kept:
            diff = difflib.unified_diff(kept.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="", n=1)
            pytest.fail("\n".join([*diff, "If the change is wanted: pytest --renew-golden"]), pytrace=False)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Golden files, compared or, under --renew-golden, written."""
    return Golden(renew=bool(request.config.getoption("--renew-golden")))


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is not None:
        return path
    reason = f"{name} is not installed: run .ci/system-packages pdf browser"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; without it the test is skipped, on the build machine it fails."""
    return _program("chromium")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Path of the program that draws PDF pages; where it is missing, as with the browser."""
    return _program("pdftoppm")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of a run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder


@pytest.fixture(scope="session")
def databases(shared: Path) -> Databases:
    """Makes new databases on SQLite and on PostgreSQL."""
    return Databases(shared)


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> str:
    """The address of a new database: each test that asks for it runs on SQLite and on PostgreSQL."""
    return databases.address(request.param, tmp_path)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the service logs, also where a command has already set this process to log as a server does."""
    monkeypatch.setattr(logging.getLogger("diagnostic"), "propagate", True)
    return caplog


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the service does."""
    return "asyncio"


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """A new database, open."""
    database = Database(address)
    yield database
    await database.close()
