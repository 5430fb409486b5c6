"""Answers that are changed page by page: what is kept now, and each change that was acknowledged, in two tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.tables.base import Table

Values = Mapping[str, int | str]


class RevisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One acknowledged change of a page; None takes an answer back."""

    revision: int
    page: str
    key: str
    changes: Mapping[str, int | str | None]


class Pair(NamedTuple):
    """The statements for what is kept and its revisions, and the column by which a revision says whose it is."""

    owner: str
    of_page: sa.Select[Any]
    record: sa.Insert
    keep: sa.Update


def pair(kept: type[Table], revisions: type[Table]) -> Pair:
    """Return the statements for two tables: made once, and from tables, see `diagnostic.store.respondents`."""
    rows, changes = (Table.metadata.tables[one.__tablename__] for one in (kept, revisions))
    (own,) = rows.primary_key.columns
    (owner,) = (column for column in changes.c if column.references(own))
    names = RevisionRow.__struct_fields__
    return Pair(
        owner=owner.name,
        of_page=sa.select(*(changes.c[name] for name in names))
        .where(owner == sa.bindparam("known"), changes.c.page == sa.bindparam("asked"))
        .order_by(changes.c.revision),
        record=sa.insert(changes),
        keep=sa.update(rows).where(own == sa.bindparam("known")),
    )


async def of_page(db: AsyncSession, tables: Pair, owner: str, page: str) -> tuple[RevisionRow, ...]:
    """Return the changes of one page, the oldest first."""
    found = await db.execute(tables.of_page, {"known": owner, "asked": page})
    return tuple(RevisionRow(**row._asdict()) for row in found)


async def record(db: AsyncSession, tables: Pair, owner: str, change: RevisionRow) -> None:
    """Record a change."""
    await db.execute(tables.record, {tables.owner: owner, **msgspec.structs.asdict(change)})


async def revise(db: AsyncSession, tables: Pair, owner: str, change: RevisionRow, *, values: Values, day: date) -> None:
    """Record a change and keep what comes of it."""
    await record(db, tables, owner, change)
    kept = {"revision": change.revision, "values": dict(values), "day": day}
    await db.execute(tables.keep, {"known": owner, **kept})
