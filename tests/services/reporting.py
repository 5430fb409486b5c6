"""A backbone office at its self-report: pages shown, sent, completed and deleted, by any of its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.services import self_reporting
from diagnostic.services.judging import Outcome
from diagnostic.services.posting import posted
from diagnostic.services.self_reporting import Reported, Sheet
from diagnostic.store.database import Database
from diagnostic.store.tables import SelfReport, SelfReportRevision
from questionnaires.answering import form_of
from questionnaires.routing import pages_of
from tests.factories import Round
from tests.services.answers import fields_for

FACTS: dict[str, int | str] = {
    "legal_form": "association",
    "agreement_signed": "some",
    "partners": 12,
    "sectors_present_health": 1,
}
"""What can be said on the first page."""


@dataclass(kw_only=True)
class Office:
    """Where somebody of the backbone office fills it in."""

    database: Database
    caller: Caller
    round: Round

    async def reported(self) -> Reported:
        """Look how far it is."""
        async with self.database.reading() as db:
            return await self_reporting.reported(db, self.caller, self.round.initiative, self.round.wave)

    async def sheet(self, page: str) -> Sheet:
        """Open a page."""
        async with self.database.reading() as db:
            return await self_reporting.sheet(db, self.caller, self.round.initiative, self.round.wave, page)

    async def send(self, fields: Mapping[str, list[str]]) -> Outcome:
        """Send a page."""
        async with self.database.writing() as db:
            sent = posted(fields)
            after = await self_reporting.save(db, self.caller, self.round.initiative, self.round.wave, sent)
        assert after.outcome is not None
        return after.outcome

    async def answer(self, page: str, answers: Mapping[str, int | str | None], **own: str) -> Outcome:
        """Open a page and send it with these answers beside those that stand there."""
        return await self.send(fields_for(await self.sheet(page), answers, **own))

    async def complete(self) -> None:
        """Let it count."""
        async with self.database.writing() as db:
            await self_reporting.hand_in(db, self.caller, self.round.initiative, self.round.wave)

    async def remove(self) -> None:
        """Delete it."""
        async with self.database.writing() as db:
            await self_reporting.remove(db, self.caller, self.round.initiative, self.round.wave)

    async def kept(self) -> dict[str, Any] | None:
        """Return the answers as the database has them, if there are any."""
        async with self.database.reading() as db:
            found: dict[str, Any] | None = await db.scalar(sa.select(SelfReport.values))
            return found

    async def revisions(self) -> list[tuple[str, int]]:
        """Return page and number of every change."""
        query = sa.select(SelfReportRevision.page, SelfReportRevision.revision).order_by(SelfReportRevision.revision)
        async with self.database.reading() as db:
            return [(row.page, row.revision) for row in await db.execute(query)]


async def report(
    db: AsyncSession, caller: Caller, made: Round, values: Mapping[str, int | str], *, complete: bool = True
) -> None:
    """Fill in the self-report of a round, and complete it."""
    asked = self_reporting.offered()
    for number, page in enumerate(pages_of(asked)):
        own = {"_page": [page], "_base": [str(number)], "_key": [page], "_warned": ["1"]}
        fields = {name: list(texts) for name, texts in form_of(asked, page, values).items()}
        await self_reporting.save(db, caller, made.initiative, made.wave, posted(own | fields))
    if complete:
        await self_reporting.hand_in(db, caller, made.initiative, made.wave)
