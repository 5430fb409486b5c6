"""A backbone office that fills in its self-report, for tests of its pages."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from httpx import Response

from diagnostic.domain.waves import State
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Membership, SelfReport, Wave
from questionnaires.loading import find
from questionnaires.routing import pages_of
from tests.factories import NOW, make_round
from tests.staff_visiting import StaffVisit, staff_visiting
from tests.web.partner import fields_of

PAGES = pages_of(find("geschaeftsstelle"))
FACTS = {"partners": "12", "legal_form": "association", "agreement_signed": "some", "sectors_present_health": "1"}
OFFERS = ("overview_01", "knowhow_02", "impact_01", "overview_02", "knowhow_01", "impact_02")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A member of the backbone office in a browser, and the round that the self-report belongs to."""

    visit: StaffVisit
    wave: str

    @property
    def place(self) -> str:
        """Address of the self-report."""
        return f"{self.wave}/self-report"

    @property
    def page(self) -> Response:
        """The page before the person."""
        assert self.visit.browser.page is not None
        return self.visit.browser.page

    @property
    def text(self) -> str:
        """What it says, without markup."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.page.text)).split())

    @property
    def where(self) -> str:
        """Its address below the self-report."""
        return self.page.url.path.removeprefix(self.place)

    async def open(self, path: str = "") -> Response:
        """Open a page below the self-report."""
        return await self.visit.browser.get(f"{self.place}{path}")

    async def send(self, answers: Mapping[str, str] = {}, **own: str) -> Response:
        """Send the page with these answers beside those that stand there."""
        sent = {"_go": "next", **fields_of(self.page.text), **answers, **own}
        return await self.visit.browser.post(self.page.url.path, {name: text for name, text in sent.items() if text})

    async def press(self, path: str) -> Response:
        """Press a button that posts below the self-report."""
        return await self.visit.browser.post(f"{self.place}{path}")


@asynccontextmanager
async def desk(database: Database, folder: Path, *, state: State = "open", language: str = "de") -> AsyncIterator[Desk]:
    """Open a browser on a round in a state."""
    async with staff_visiting(database, folder, language=language) as visit:
        async with database.writing() as db:
            made = await make_round(db, Keys(folder), state=state)
            row = {"user_id": visit.caller.user, "initiative_id": made.initiative, "role": "backbone", "since": NOW}
            await db.execute(sa.insert(Membership).values(row))
        yield Desk(visit=visit, wave=f"/initiatives/{made.initiative}/waves/{made.wave}")


async def step(database: Database, state: State) -> None:
    """Put the round into a state."""
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(state=state))


async def kept(database: Database) -> dict[str, int | str] | None:
    """Return the answers that are kept, if there are any."""
    async with database.reading() as db:
        found: dict[str, int | str] | None = await db.scalar(sa.select(SelfReport.values))
        return found
