"""Deleting an initiative: nothing of it stays but the line that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.domain.failures import NotFound, Refused
from diagnostic.domain.waves import State
from diagnostic.services import initiatives
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import AuditEntry, Table, Wave
from tests.contents import contents
from tests.factories import make_initiative, make_round, make_staff
from tests.services.reporting import FACTS, report
from tests.services.rounds import make_answered

pytestmark = pytest.mark.anyio

_STAY = {"users", "audit", "alembic_version"}


async def test_an_initiative_is_deleted_with_everything_in_it(database: Database, tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=6, answered=5)
        caller = await make_staff(db, initiative=made.initiative)
        await report(db, caller, made, FACTS)
        await db.execute(sa.update(Wave).values(state="closed"))
        await initiatives.delete(db, caller, made.initiative, keys=keys)

    async with database.reading() as db:
        left = {
            table.name
            for table in Table.metadata.sorted_tables
            if await db.scalar(sa.select(sa.func.count()).select_from(table))
        }
        actions = list((await db.scalars(sa.select(AuditEntry.action))).all())
    assert left <= _STAY
    assert actions[-1] == "initiative_deleted"
    assert not keys.has(made.wave)


@pytest.mark.parametrize("state", ["published", "open"])
async def test_it_is_not_deleted_while_people_may_be_answering(
    database: Database, tmp_path: Path, state: State
) -> None:
    keys = Keys(tmp_path)
    async with database.writing() as db:
        made = await make_round(db, keys, state=state)
        caller = await make_staff(db, initiative=made.initiative)
    before = await contents(database)

    with pytest.raises(Refused, match="initiative_in_field"):
        async with database.writing() as db:
            await initiatives.delete(db, caller, made.initiative, keys=keys)

    assert await contents(database) == before
    assert keys.has(made.wave)


async def test_nobody_deletes_the_initiative_of_others(database: Database, tmp_path: Path) -> None:
    async with database.writing() as db:
        own, foreign = await make_initiative(db), await make_initiative(db)
        caller = await make_staff(db, initiative=own)
        consultant = await make_staff(db, email="beratung@example.org", initiative=own, role="consultant")
    before = await contents(database)

    for who, which in ((caller, foreign), (consultant, own)):
        with pytest.raises(NotFound):
            async with database.writing() as db:
                await initiatives.delete(db, who, which, keys=Keys(tmp_path))

    assert await contents(database) == before
