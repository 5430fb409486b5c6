"""A person with a personal link and a browser without JavaScript, for tests of the partner's pages."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from httpx import Response

from diagnostic.domain.waves import State
from diagnostic.settings import Settings
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Person, Session
from reports.context import Mode
from tests.factories import Invited, Round, make_round
from tests.visiting import HERE, Visit, settings_for, visiting

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_CHECKED = re.compile(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)"(?: id="[^"]*")? checked>')
_TYPED = re.compile(r'<input class="kern-form-input__input[^>]* name="([^"]+)" value="([^"]*)"')
_TITLE = re.compile(r"<title>(.*?) – Zusammenspiel</title>")
_HEADING = re.compile(r"<h1>(.*?)</h1>")


def fields_of(page: str) -> dict[str, str]:
    """Return what the form of a page would send as it stands."""
    found = [*_HIDDEN.findall(page), *_CHECKED.findall(page), *_TYPED.findall(page)]
    return {name: html.unescape(text) for name, text in found if name != "next"}


@dataclass(kw_only=True)
class Guest:
    """One browser of the person."""

    visit: Visit
    invited: Invited

    @property
    def page(self) -> Response:
        """The page before the person."""
        assert self.visit.page is not None
        return self.visit.page

    @property
    def title(self) -> str:
        """What stands in the tab."""
        return html.unescape(_TITLE.findall(self.page.text)[0])

    @property
    def heading(self) -> str:
        """The first heading."""
        return html.unescape(_HEADING.findall(self.page.text)[0])

    @property
    def where(self) -> str:
        """The address of the page, without what follows it."""
        return self.page.url.path

    @property
    def fields(self) -> dict[str, str]:
        """What the form of the page would send as it stands."""
        return fields_of(self.page.text)

    async def open(self) -> Response:
        """Open the personal link."""
        return await self.visit.get(f"/start/{self.invited.token}")

    async def begin(self) -> Response:
        """Open the link and press its button."""
        await self.open()
        return await self.visit.post(f"/start/{self.invited.token}")

    async def send(self, answers: Mapping[str, str] = {}, **own: str) -> Response:
        """Send the page with these answers beside those that stand there."""
        sent = {"_go": "next", **self.fields, **answers, **own}
        return await self.visit.post(self.where, {name: text for name, text in sent.items() if text})


@asynccontextmanager
async def guest(settings: Settings, invited: Invited) -> AsyncIterator[Guest]:
    """Open a browser for a person."""
    async with visiting(settings) as visit:
        yield Guest(visit=visit, invited=invited)


async def make(
    database: Database, folder: Path, address: str, *, mode: Mode = "confidential", state: State = "open", **values: Any
) -> tuple[Round, Settings]:
    """Make a round and the settings of a service that holds it."""
    async with database.writing() as db:
        made = await make_round(db, Keys(folder), mode=mode, state=state, **values)
    return made, settings_for(address, folder)


async def end_sessions(database: Database) -> None:
    """Let two hours pass for every browser."""
    async with database.writing() as db:
        began = await db.scalar(sa.select(sa.func.min(Session.created_at)))
        await db.execute(sa.update(Session).values(expires_at=began))


async def speak(database: Database, language: str) -> None:
    """Let everybody have been invited in a language."""
    async with database.writing() as db:
        await db.execute(sa.update(Person).values(language=language))


def link_of(invited: Invited) -> str:
    """Return the personal link as it stands in an invitation."""
    return f"{HERE}/start/{invited.token}"
