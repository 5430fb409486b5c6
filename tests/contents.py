"""Everything that a database holds, to compare before and after."""

from __future__ import annotations

import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.tables import Table


async def contents(database: Database) -> dict[str, list[str]]:
    """Return the rows of every table, in an order of their own."""
    async with database.reading() as db:
        return {
            table.name: sorted(repr(tuple(row)) for row in await db.execute(sa.select(table)))
            for table in Table.metadata.sorted_tables
        }


async def actions(database: Database) -> list[tuple[str, dict[str, object]]]:
    """Return what the audit log says was done, with its details, from the first line on."""
    audit = Table.metadata.tables["audit"]
    async with database.reading() as db:
        rows = await db.execute(sa.select(audit.c.action, audit.c.detail).order_by(audit.c.number))
        return [(row.action, row.detail) for row in rows]
