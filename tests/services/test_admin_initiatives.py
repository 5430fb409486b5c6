"""Beginning and changing initiatives."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from diagnostic.domain.failures import Invalid, NotFound
from diagnostic.services import initiatives
from diagnostic.services.initiatives import InitiativeValues
from diagnostic.store import users
from diagnostic.store.database import Database
from diagnostic.store.initiatives import Initiative, ListedInitiative
from diagnostic.store.tables import User
from tests.contents import actions, contents
from tests.factories import make_initiative, make_partners, make_staff

pytestmark = pytest.mark.anyio

VALUES = InitiativeValues(name="  Gemeinsam   stark ", theme="seniors", region="rural", founded="2021")


async def test_whoever_begins_an_initiative_becomes_its_backbone_office(database: Database) -> None:
    async with database.writing() as db:
        caller = await make_staff(db)
        made = await initiatives.found(db, caller, values=VALUES)

    async with database.reading() as db:
        assert await users.roles(db, caller.user or "", made) == {"backbone"}
        assert await initiatives.summary(db, caller, made) == Initiative(
            id=made, name="Gemeinsam stark", theme="seniors", region="rural", founded=2021, simulated=False
        )
    assert await actions(database) == [("initiative_founded", {})]


async def test_who_may_not_begin_initiatives_finds_no_way_to(database: Database) -> None:
    async with database.writing() as db:
        caller = await make_staff(db)
        await db.execute(sa.update(User).values(may_found=False))
    before = await contents(database)

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await initiatives.found(db, caller, values=VALUES)

    assert await contents(database) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "zwei\nZeilen"),
        ("name", "un\u202esichtbar"),
        ("theme", "anything"),
        ("region", ""),
        ("founded", "22"),
        ("founded", "1899"),
        ("founded", "2027"),
        ("founded", "２０２１"),
        ("founded", "20.5"),
    ],
)
async def test_a_value_that_cannot_be_used_is_named_and_nothing_is_written(
    database: Database, field: str, value: str
) -> None:
    async with database.writing() as db:
        caller = await make_staff(db)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await initiatives.found(db, caller, values=msgspec.structs.replace(VALUES, **{field: value}))

    assert list(refused.value.fields) == [field]
    assert await contents(database) == before


async def test_the_year_may_be_left_out(database: Database) -> None:
    async with database.writing() as db:
        caller = await make_staff(db)
        made = await initiatives.found(db, caller, values=msgspec.structs.replace(VALUES, founded=""))
        assert (await initiatives.summary(db, caller, made)).founded is None


async def test_an_initiative_takes_new_values(database: Database) -> None:
    async with database.writing() as db:
        made = await make_initiative(db)
        caller = await make_staff(db, initiative=made)
        await initiatives.change(db, caller, made, values=VALUES)
        assert await initiatives.summary(db, caller, made) == Initiative(
            id=made, name="Gemeinsam stark", theme="seniors", region="rural", founded=2021, simulated=False
        )
    assert await actions(database) == [("initiative_changed", {})]


async def test_only_ones_own_initiatives_are_listed_by_name_with_their_partners_counted(database: Database) -> None:
    async with database.writing() as db:
        await make_initiative(db, name="Fremde")
        last, first = await make_initiative(db, name="Zuletzt"), await make_initiative(db, name="anfangs")
        await make_partners(db, last, organisations=2)
        caller = await make_staff(db, initiative=last)
        await users.join(db, caller.user or "", first, "backbone", caller.now)
        await users.join(db, caller.user or "", await make_initiative(db, name="Beraten"), "consultant", caller.now)
        found = await initiatives.own(db, caller)

    assert [(one.initiative.name, one.organisations) for one in found] == [("anfangs", 0), ("Zuletzt", 2)]
    assert all(isinstance(one, ListedInitiative) for one in found)
