"""A link to join, used twice at the same moment."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.services import joining, staffing
from diagnostic.services.joining import JoiningValues
from diagnostic.store.database import Database
from diagnostic.store.tables import Session, User
from tests.factories import NOW, make_initiative, make_staff

pytestmark = pytest.mark.anyio

CHOSEN = "vier Wörter ohne Sinn"
NEW = JoiningValues(way="new", name="Bo Beispiel", password=CHOSEN)


async def test_of_two_who_make_an_account_by_one_link_at_once_one_joins(database: Database) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        office = await make_staff(db, initiative=initiative)
        token = await staffing.invite(db, office, initiative, email="neu@example.org", role="consultant")

    outcomes = await asyncio.gather(
        *(joining.join(database, Caller(now=NOW), token, values=NEW, origins=("a" * 64,)) for _ in range(4)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["NotFound"] * 3 + ["str"]
    async with database.reading() as db:
        assert await db.scalar(sa.select(sa.func.count()).select_from(User)) == 2
        assert await db.scalar(sa.select(sa.func.count()).select_from(Session)) == 1
