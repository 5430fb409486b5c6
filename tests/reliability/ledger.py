"""Compares what a database has kept with what its people were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation, Response, Revision
from tests.reliability.clients import Record


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A response and its revisions, as the database has them."""

    state: str
    values: Mapping[str, int]
    revision: int
    revisions: Sequence[int]
    changes: Mapping[str, int]


async def differences(database: Database, keys: Keys, wave: str, records: Iterable[Record]) -> list[str]:
    """Return everything in which the database differs from what people were told; nothing may be on its way twice."""
    async with database.reading() as db:
        responses = {one.id: one for one in await db.scalars(sa.select(Response).where(Response.wave_id == wave))}
        pointers = await _pointers(db, keys, wave)
        kept = {id_: _kept(one, await _revisions(db, wave)) for id_, one in responses.items()} if responses else {}
    people = list(records)
    told = [f"{one.invited.invitation}: {text}" for one in people for text in _personal(one, pointers, kept)]
    apart = [one for id_, one in kept.items() if id_ not in set(pointers.values())]
    return told + _apart([one for one in people if one.mode == "anonymous"], apart)


async def integrity(database: Database) -> str:
    """Return what the database says of itself: SQLite of its pages and references, PostgreSQL of its references."""
    async with database.reading() as db:
        if database.dialect == "sqlite":
            found = [str(row[0]) for row in await db.execute(sa.text("PRAGMA integrity_check"))]
            found += [str(tuple(row)) for row in await db.execute(sa.text("PRAGMA foreign_key_check"))]
            return ", ".join(found)
        orphans = (
            sa.select(sa.func.count()).select_from(Revision).where(Revision.response_id.not_in(sa.select(Response.id)))
        )
        return "ok" if await db.scalar(orphans) == 0 else "revisions without a response"


async def _pointers(db: AsyncSession, keys: Keys, wave: str) -> dict[str, str | None]:
    query = sa.select(Invitation.id, Invitation.response).where(Invitation.wave_id == wave)
    rows = [tuple(row) for row in await db.execute(query)]
    return {id_: keys.unseal(wave, id_, sealed) for id_, sealed in rows if sealed is not None}


async def _revisions(db: AsyncSession, wave: str) -> Mapping[str, list[Any]]:
    query = (
        sa.select(Revision.response_id, Revision.revision, Revision.changes)
        .join(Response, Response.id == Revision.response_id)
        .where(Response.wave_id == wave)
        .order_by(Revision.revision)
    )
    found: dict[str, list[Any]] = {}
    for id_, number, changes in await db.execute(query):
        found.setdefault(id_, []).append((number, changes))
    return found


def _kept(row: Response, revisions: Mapping[str, list[Any]]) -> Kept:
    own = revisions.get(row.id, [])
    return Kept(
        state=row.state,
        values=row.values,
        revision=row.revision,
        revisions=[number for number, _ in own],
        changes={name: value for _, changes in own for name, value in changes.items()},
    )


def _personal(record: Record, pointers: Mapping[str, str | None], kept: Mapping[str, Kept]) -> list[str]:
    """Return what differs in the response to which a person's link leads."""
    pointer = pointers.get(record.invited.invitation)
    if pointer is None:
        gone = record.mode == "anonymous" and record.submitting
        return ["the response is lost"] if record.forms and not gone else []
    found = kept.get(pointer)
    if found is None:
        return ["the link leads to a response that is not there"]
    arrived = record.pending is not None and found.values != record.values
    expected = {**record.values, **(record.pending or {})} if arrived else record.values
    told = []
    if found.values != expected:
        told.append(f"kept {found.values}, told {expected}")
    if found.values != found.changes:
        told.append("the revisions add up to something else")
    if list(found.revisions) != list(range(1, record.forms + arrived + 1)) or found.revision != record.forms + arrived:
        told.append(f"revisions {found.revisions}, acknowledged {record.forms}, on its way {arrived}")
    if (found.state == "submitted") not in {record.submitted, record.submitting}:
        told.append(f"is {found.state}")
    return told


def _apart(records: Sequence[Record], kept: Sequence[Kept]) -> list[str]:
    """Return what differs among the responses to which no link leads any more."""
    certain = Counter(_text(one.values) for one in records if one.submitted)
    possible = certain + Counter(_text(one.values) for one in records if one.submitting and not one.submitted)
    found = Counter(_text(one.values) for one in kept)
    told = [f"lost: {one}" for one in (certain - found).elements()]
    return told + [f"doubled: {one}" for one in (found - possible).elements()]


def _text(values: Mapping[str, int]) -> str:
    return str(sorted(values.items()))
