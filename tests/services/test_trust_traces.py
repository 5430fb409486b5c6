"""What whoever has the database without the keys could lay side by side: nothing that tells whose answers are whose."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from diagnostic.domain.caller import Caller
from diagnostic.services import answering, handing_in, responding, waves
from diagnostic.services.posting import posted
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation, Response, Revision
from diagnostic.worker import Worker, sweep_once
from questionnaires.loading import find
from questionnaires.routing import pages_of
from reports.context import Mode
from tests.factories import NOW, Invited, Round, make_round, make_staff
from tests.visiting import settings_for

pytestmark = pytest.mark.anyio

PAGE = pages_of(find("kurzcheck"))[0]
SENT = {"_page": [PAGE], "_base": ["0"], "_key": ["k"], "_warned": ["1"]}


async def _begun(database: Database, keys: Keys, mode: Mode, *, organisations: int = 5) -> Round:
    """Return an open round in which everybody began, one a minute, and saved a page."""
    async with database.writing() as db:
        made = await make_round(db, keys, mode=mode, organisations=organisations)
    for minute, one in enumerate(made.invited):
        caller = Caller(now=NOW + timedelta(minutes=minute), invitation=one.invitation)
        async with database.writing() as db:
            await responding.begin(db, caller, keys=keys)
            await answering.save(db, caller, posted(SENT), keys=keys)
    return made


async def _hand_in(database: Database, keys: Keys, one: Invited) -> None:
    async with database.writing() as db:
        await handing_in.hand_in(db, Caller(now=NOW, invitation=one.invitation), keys=keys)


async def _close(database: Database, made: Round) -> None:
    async with database.writing() as db:
        backbone = await make_staff(db, initiative=made.initiative)
        await waves.close(db, backbone, made.initiative, made.wave)


def _kept(address: str) -> tuple[bytes, bytes]:
    """Return what is in the file of an SQLite database, and in its log of writes."""
    file = Path(address.removeprefix("sqlite:///"))
    return file.read_bytes(), file.with_name(f"{file.name}-wal").read_bytes()


@pytest.mark.parametrize("table", ["responses", "revisions"])
async def test_sqlite_numbers_no_answers_in_the_order_of_their_coming(address: str, table: str) -> None:
    database = Database(address)
    if database.dialect != "sqlite":
        pytest.skip("only SQLite numbers rows")

    with pytest.raises(OperationalError, match="rowid"):
        async with database.writer.connect() as connection:
            await connection.execute(sa.text(f"SELECT rowid FROM {table}"))  # noqa: S608 - one of the two above
    await database.close()


@pytest.mark.parametrize("mode", ["anonymous", "confidential", "named"])
async def test_a_closed_round_keeps_neither_drafts_nor_the_moments_of_beginning(
    database: Database, keys: Keys, mode: Mode
) -> None:
    made = await _begun(database, keys, mode)
    for one in made.invited[:3]:
        await _hand_in(database, keys, one)

    await _close(database, made)

    async with database.reading() as db:
        states = (await db.scalars(sa.select(Response.state))).all()
        known = set(await db.scalars(sa.select(Response.id)))
        revised = set(await db.scalars(sa.select(Revision.response_id)))
        left = (await db.execute(sa.select(Invitation.state, Invitation.started_at, Invitation.response))).all()
    assert states == ["submitted"] * 3
    assert revised == (set() if mode == "anonymous" else known)
    assert sorted((row.state, row.started_at) for row in left) == [("started", None)] * 2 + [("submitted", None)] * 3
    assert sum(row.response is not None for row in left) == (0 if mode == "anonymous" else 3)


async def test_transactions_tell_of_no_closed_round_which_answers_came_with_which_invitation(
    database: Database, keys: Keys
) -> None:
    if database.dialect != "postgresql":
        pytest.skip("SQLite keeps no number of the transaction with a row")
    made = await _begun(database, keys, "confidential")
    for one in made.invited:
        await _hand_in(database, keys, one)
    together = sa.text("SELECT count(*) FROM responses r JOIN invitations i ON r.xmin = i.xmin")
    async with database.reading() as db:
        assert await db.scalar(together) == 5, "while the round is open, they do"

    await _close(database, made)

    async with database.reading() as db:
        assert await db.scalar(together) == 0


async def test_a_sweep_empties_the_log_in_which_sqlite_keeps_what_was_deleted(
    address: str, tmp_path: Path, keys: Keys
) -> None:
    worker = Worker(settings=settings_for(address, tmp_path), database=Database(address), keys=keys)
    if worker.database.dialect != "sqlite":
        pytest.skip("PostgreSQL keeps its log elsewhere")
    made = await _begun(worker.database, keys, "anonymous")
    async with worker.database.reading() as db:
        drafts = set(await db.scalars(sa.select(Response.id)))
    for one in made.invited:
        await _hand_in(worker.database, keys, one)
    _, log = _kept(address)
    assert any(draft.encode() in log for draft in drafts), "before the sweep it does"

    await sweep_once(worker, NOW)

    content, log = _kept(address)
    assert log == b""
    assert not any(draft.encode() in content for draft in drafts)
    await worker.database.close()
