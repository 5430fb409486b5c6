"""Responses: the answers given through one invitation, and the revisions by which they came about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.ids import new_id
from diagnostic.store.tables import Response, Revision
from diagnostic.store.tables.base import Table

Values = Mapping[str, int | str]

_RESPONSES, _REVISIONS = (Table.metadata.tables[one.__tablename__] for one in (Response, Revision))
# Made once, and from tables, as every page asks them; see `diagnostic.store.respondents`.
_GET = sa.select(
    _RESPONSES.c.id, _RESPONSES.c.state, _RESPONSES.c.revision, _RESPONSES.c["values"].label("given")
).where(_RESPONSES.c.id == sa.bindparam("known"))
_OF_PAGE = (
    sa.select(_REVISIONS.c.revision, _REVISIONS.c.key, _REVISIONS.c.changes)
    .where(_REVISIONS.c.response_id == sa.bindparam("known"), _REVISIONS.c.page == sa.bindparam("asked"))
    .order_by(_REVISIONS.c.revision)
)
_RECORD = sa.insert(_REVISIONS)
_KEEP = sa.update(_RESPONSES).where(_RESPONSES.c.id == sa.bindparam("known"))


class ResponseRow(msgspec.Struct, frozen=True, kw_only=True):
    """The answers of one respondent as they are kept now."""

    id: str
    state: str
    revision: int
    values: Values


class RevisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One acknowledged change; None takes an answer back."""

    revision: int
    key: str
    changes: Mapping[str, int | str | None]


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
    found = await db.execute(_OF_PAGE, {"known": response, "asked": page})
    return tuple(RevisionRow(**row._asdict()) for row in found)


async def revise(
    db: AsyncSession, response: ResponseRow, change: RevisionRow, *, page: str, values: Values, day: date
) -> None:
    """Record a change and keep what comes of it."""
    row = {"response_id": response.id, "page": page, **msgspec.structs.asdict(change)}
    await db.execute(_RECORD, row)
    kept = {"revision": change.revision, "values": dict(values), "day": day}
    await db.execute(_KEEP, {"known": response.id, **kept})


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
