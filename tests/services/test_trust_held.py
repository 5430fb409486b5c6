"""A page that is held for a person after their session ended: sealed, and never where it could not be saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.services import handing_in, opening
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Session, Wave
from reports.context import Mode
from tests.factories import make_round
from tests.services.answers import Desk, fields_for

pytestmark = pytest.mark.anyio


async def seated(database: Database, folder: Path, mode: Mode) -> Desk:
    """Return the desk of somebody in a round of a mode."""
    keys = Keys(folder)
    async with database.writing() as db:
        made = await make_round(db, keys, mode=mode)
    return Desk(database=database, keys=keys, invited=made.invited[0])


async def hand_in(desk: Desk) -> None:
    """Hand in."""
    async with desk.database.writing() as db:
        await handing_in.hand_in(db, desk.caller, keys=desk.keys)


async def withdraw(desk: Desk) -> None:
    """Take the answers back."""
    async with desk.database.writing() as db:
        await handing_in.withdraw(db, desk.caller, keys=desk.keys)


async def close(desk: Desk) -> None:
    """Let the round be closed."""
    async with desk.database.writing() as db:
        await db.execute(sa.update(Wave).values(state="closed"))


@pytest.mark.parametrize(
    ("mode", "end"), [("anonymous", hand_in), ("confidential", withdraw), ("anonymous", withdraw), ("named", close)]
)
async def test_nothing_is_held_where_nothing_can_be_saved(
    database: Database, tmp_path: Path, mode: Mode, end: Callable[[Desk], Awaitable[None]]
) -> None:
    desk = await seated(database, tmp_path, mode)
    session = (await desk.start()).session or ""
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})
    await end(desk)

    async with database.writing() as db:
        held = await opening.hold(db, desk.caller, session, fields)
        kept = (await db.scalars(sa.select(Session.held))).all()

    assert not held
    assert set(kept) <= {None}


async def test_what_is_held_cannot_be_read_without_the_cookie(database: Database, tmp_path: Path) -> None:
    desk = await seated(database, tmp_path, "confidential")
    session = (await desk.start()).session or ""
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})

    async with database.writing() as db:
        assert await opening.hold(db, desk.caller, session, fields)
        (kept,) = (await db.scalars(sa.select(Session.held))).all()

    assert kept is not None
    assert b"overview_01" not in kept
    assert b"offers" not in kept
