"""One response, driven as devices drive it: pages shown, sent, sent again, and brought by a new session."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.services import answering, judging, opening
from diagnostic.services.answering import Sheet
from diagnostic.services.judging import Outcome
from diagnostic.services.posting import posted
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation, Response, Revision
from tests.factories import NOW, Invited

SKIPPED = 99


@dataclass(kw_only=True)
class Desk:
    """Where one person answers, from as many devices as they like."""

    database: Database
    keys: Keys
    invited: Invited
    now: datetime = NOW

    @property
    def caller(self) -> Caller:
        """The person, now."""
        return Caller(now=self.now, invitation=self.invited.invitation)

    async def start(self, **values: Any) -> opening.Begun:
        """Press the button of the personal link."""
        async with self.database.writing() as db:
            return await opening.start(db, self.caller, keys=self.keys, **values)

    async def sheet(self, page: str) -> Sheet:
        """Open a page."""
        async with self.database.reading() as db:
            found = await answering.sheet(db, self.caller, page, keys=self.keys)
        assert isinstance(found, Sheet)
        return found

    async def send(self, fields: Mapping[str, list[str]]) -> Outcome:
        """Send a page."""
        async with self.database.writing() as db:
            after = await answering.save(db, self.caller, posted(fields), keys=self.keys)
        assert isinstance(after, Sheet)
        assert after.outcome is not None
        return after.outcome

    async def answer(self, page: str, answers: Mapping[str, int | str | None], **own: str) -> Outcome:
        """Open a page and send it with these answers beside those that stand there."""
        shown = await self.sheet(page)
        return await self.send(fields_for(shown, answers, **own))


def fields_for(shown: judging.Sheet, answers: Mapping[str, int | str | None], **own: str) -> dict[str, list[str]]:
    """Return what a form sends: what stood on the page, changed as told; None leaves a question open."""
    names = {name for one in shown.asked for name in one.variables}
    kept = {name: value for name, value in shown.values.items() if name in names and value != SKIPPED}
    form = {"_page": shown.page, "_base": str(shown.revision), "_key": secrets.token_hex(8), **own}
    return {name: [str(value)] for name, value in {**form, **kept, **answers}.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A response as the database has it."""

    id: str
    organisation: str | None
    sector: str
    state: str
    day: date
    values: dict[str, Any]
    revisions: tuple[int, ...]


async def stored(database: Database, wave: str) -> list[Stored]:
    """Return every response of a round."""
    async with database.reading() as db:
        rows = (await db.scalars(sa.select(Response).where(Response.wave_id == wave))).all()
        query = sa.select(Revision.response_id, Revision.revision).order_by(Revision.revision)
        revisions = [tuple(row) for row in await db.execute(query)]
    return [
        Stored(
            id=row.id,
            organisation=row.organisation_id,
            sector=row.sector,
            state=row.state,
            day=row.day,
            values=row.values,
            revisions=tuple(number for response, number in revisions if response == row.id),
        )
        for row in rows
    ]


async def invitation_row(database: Database, invited: Invited) -> dict[str, Any]:
    """Return what the database has of an invitation."""
    columns = (Invitation.state, Invitation.started_at, Invitation.response)
    async with database.reading() as db:
        row = (await db.execute(sa.select(*columns).where(Invitation.id == invited.invitation))).one()
    return row._asdict()
