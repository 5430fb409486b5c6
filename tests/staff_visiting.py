"""A member of staff in a browser, already signed in, with an initiative to look after."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from diagnostic.domain.caller import Caller, Role
from diagnostic.store import sessions
from diagnostic.store.database import Database
from tests.factories import make_initiative, make_staff
from tests.visiting import HERE, Visit, settings_for, visiting

_HOST = urlsplit(HERE).hostname or ""


@dataclass(frozen=True, kw_only=True)
class StaffVisit:
    """The browser, and whom it belongs to."""

    browser: Visit
    database: Database
    caller: Caller
    initiative: str

    @property
    def home(self) -> str:
        """Address of the initiative."""
        return f"/initiatives/{self.initiative}"


@asynccontextmanager
async def staff_visiting(
    database: Database, folder: Path, *, role: Role = "backbone", language: str = "de", **initiative: Any
) -> AsyncIterator[StaffVisit]:
    """Open a browser in which a member of staff has signed in who has a role in a new initiative."""
    async with database.writing() as db:
        made = await make_initiative(db, **initiative)
        caller = await make_staff(db, initiative=made, role=role)
    async with visiting(settings_for(database.address, folder)) as browser:
        await sign_in(browser, database, caller)
        browser.client.cookies.set("language", language, domain=_HOST)
        yield StaffVisit(browser=browser, database=database, caller=caller, initiative=made)


async def sign_in(browser: Visit, database: Database, caller: Caller) -> None:
    """Begin a session for a member of staff in a browser."""
    now = datetime.now(UTC)
    async with database.writing() as db:
        token = await sessions.begin(db, now=now, ends=now + timedelta(hours=1), user=caller.user)
    browser.client.cookies.set("staff", token, domain=_HOST)
