"""Closing while others hand in: whoever was told *handed in* is in the snapshot, and nobody else is."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.services import handing_in, responding, waves
from diagnostic.store import waves as stored
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Response
from tests.factories import NOW, Invited, make_round, make_staff

pytestmark = pytest.mark.anyio


async def test_whoever_handed_in_before_the_round_closed_is_counted_and_nobody_else(
    database: Database, keys: Keys
) -> None:
    async with database.writing() as db:
        found = await make_round(db, keys, organisations=12)
        backbone = await make_staff(db, initiative=found.initiative)
    for one in found.invited:
        async with database.writing() as db:
            await responding.begin(db, Caller(now=NOW, invitation=one.invitation), keys=keys)

    async def hand_in(one: Invited) -> bool:
        async with database.writing() as db:
            caller = Caller(now=NOW, invitation=one.invitation)
            return await handing_in.hand_in(db, caller, keys=keys) == "submitted"

    async def close() -> bool:
        async with database.writing() as db:
            await waves.close(db, backbone, found.initiative, found.wave)
        return True

    people = [hand_in(one) for one in found.invited]
    done = await asyncio.gather(*people[:6], close(), *people[6:])
    acknowledged = sum(done) - 1
    async with database.reading() as db:
        row = await stored.get(db, found.initiative, found.wave)
        submitted = await db.scalar(
            sa.select(sa.func.count()).select_from(Response).where(Response.state == "submitted")
        )
    assert row is not None
    assert row.snapshot is not None
    assert sum(count.answered for count in row.snapshot.sectors.values()) == acknowledged == submitted
