"""Responses: the answers given through one invitation, and the revisions by which they came about."""

from __future__ import annotations

from datetime import date

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store import revising
from diagnostic.store.ids import new_id
from diagnostic.store.revising import RevisionRow, Values
from diagnostic.store.tables import Response, Revision
from diagnostic.store.tables.base import Table

_RESPONSES = Table.metadata.tables[Response.__tablename__]
# Made once, and from the table, as every page asks it; see `diagnostic.store.respondents`.
_GET = sa.select(
    _RESPONSES.c.id, _RESPONSES.c.state, _RESPONSES.c.revision, _RESPONSES.c["values"].label("given")
).where(_RESPONSES.c.id == sa.bindparam("known"))
_TABLES = revising.pair(Response, Revision)


class ResponseRow(msgspec.Struct, frozen=True, kw_only=True):
    """The answers of one respondent as they are kept now."""

    id: str
    state: str
    revision: int
    values: Values


async def add(db: AsyncSession, wave: str, *, organisation: str | None, sector: str, day: date) -> str:
    """Add a draft without answers and return its id."""
    response = new_id()
    row = {"wave_id": wave, "organisation_id": organisation, "sector": sector, "day": day}
    await db.execute(sa.insert(Response).values(id=response, state="draft", revision=0, values={}, **row))
    return response


async def get(db: AsyncSession, response: str) -> ResponseRow | None:
    """Return a response."""
    row = (await db.execute(_GET, {"known": response})).first()
    return None if row is None else ResponseRow(id=row.id, state=row.state, revision=row.revision, values=row.given)


async def of_page(db: AsyncSession, response: str, page: str) -> tuple[RevisionRow, ...]:
    """Return the changes of one page, the oldest first."""
    return await revising.of_page(db, _TABLES, response, page)


async def revise(db: AsyncSession, response: str, change: RevisionRow, *, values: Values, day: date) -> None:
    """Record a change and keep what comes of it."""
    await revising.revise(db, _TABLES, response, change, values=values, day=day)


async def hand_in(db: AsyncSession, response: str, day: date) -> None:
    """Let a response count."""
    await db.execute(sa.update(Response).where(Response.id == response).values(state="submitted", day=day))


async def hand_in_apart(db: AsyncSession, draft: ResponseRow, *, wave: str, sector: str, day: date) -> None:
    """Let answers count under a new id, and delete the draft with its revisions.

    Nobody else may hand in to the wave meanwhile. Everything handed in before is written anew with it, under new ids
    and in the order of those: otherwise the number of the transaction that a database keeps with each row, or the
    place of a row in the file, would tell which answers came with which invitation.
    """
    await db.execute(sa.delete(Response).where(Response.id == draft.id))
    columns = (Response.sector, Response.day, Response.values.label("given"))
    handed_in = sa.delete(Response).where(Response.wave_id == wave, Response.state == "submitted")
    before = (await db.execute(handed_in.returning(*columns))).all()
    given = [(row.sector, row.day, row.given) for row in before] + [(sector, day, dict(draft.values))]
    rows = [
        {
            "id": new_id(),
            "wave_id": wave,
            "organisation_id": None,
            "sector": of_sector,
            "state": "submitted",
            "revision": 0,
            "values": values,
            "day": of_day,
        }
        for of_sector, of_day, values in given
    ]
    await db.execute(sa.insert(Response), sorted(rows, key=lambda row: str(row["id"])))


async def delete(db: AsyncSession, response: str) -> None:
    """Delete a response with its revisions."""
    await db.execute(sa.delete(Response).where(Response.id == response))
