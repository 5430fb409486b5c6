"""What the sweep does when its time has come, and not a second before."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.services import sweeping, waves
from diagnostic.services.sweeping import sweep
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import (
    AuditEntry,
    Invitation,
    Organisation,
    Person,
    Response,
    SelfReport,
    SelfReportRevision,
    Session,
    Table,
    Wave,
)
from tests.factories import NOW, Round, make_staff
from tests.services.reporting import FACTS, report
from tests.services.rounds import make_answered

pytestmark = pytest.mark.anyio

MOMENT = timedelta(seconds=1)


async def closed(database: Database, keys: Keys) -> Round:
    """Add a round that was closed at `NOW`, with one sealed pointer and a self-report."""
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=6, answered=5)
        one = made.invited[0].invitation
        await db.execute(sa.update(Invitation).where(Invitation.id == one).values(response=b"sealed"))
        caller = await make_staff(db, initiative=made.initiative)
        await report(db, caller, made, FACTS)
        await waves.close(db, caller, made.initiative, made.wave)
    return made


async def count(db: AsyncSession, table: type[Table]) -> int:
    """Return the number of rows of a table."""
    return await db.scalar(sa.select(sa.func.count()).select_from(table)) or 0


async def test_the_key_of_a_round_is_destroyed_thirty_days_after_closing(database: Database, keys: Keys) -> None:
    made = await closed(database, keys)
    async with database.writing() as db:
        await sweep(db, Caller(now=NOW + sweeping.KEYS), keys=keys)
        assert keys.has(made.wave)
        await sweep(db, Caller(now=NOW + sweeping.KEYS + MOMENT), keys=keys)
        await sweep(db, Caller(now=NOW + sweeping.KEYS + 2 * MOMENT), keys=keys)
        pointers = set((await db.scalars(sa.select(Invitation.response))).all())
        actions = list((await db.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.number))).all())
    assert not keys.has(made.wave)
    assert pointers == {None}
    assert actions[-2:] == ["wave_closed", "key_destroyed"]


async def test_who_was_invited_is_forgotten_ninety_days_after_closing(database: Database, keys: Keys) -> None:
    await closed(database, keys)
    async with database.writing() as db:
        await sweep(db, Caller(now=NOW + sweeping.INVITATIONS), keys=keys)
        before = await count(db, Invitation)
        await sweep(db, Caller(now=NOW + sweeping.INVITATIONS + MOMENT), keys=keys)
        assert (before, await count(db, Invitation)) == (6, 0)
        assert (await count(db, Response), await count(db, Person), await count(db, Organisation)) == (5, 6, 6)


async def test_names_and_addresses_are_erased_ninety_days_after_the_last_round(database: Database, keys: Keys) -> None:
    made = await closed(database, keys)
    named = sa.select(sa.func.count(Person.id)).where(sa.or_(Person.name != "", Person.email != ""))
    over = NOW + sweeping.CONTACTS + MOMENT
    async with database.writing() as db:
        await db.execute(sa.update(Person).values(name="Person 1", email="p@example.org"))
        await sweep(db, Caller(now=over - MOMENT), keys=keys)
        assert await db.scalar(named) == 6
        await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(state="open"))
        await sweep(db, Caller(now=over), keys=keys)
        assert await db.scalar(named) == 6
        await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(state="released"))
        await sweep(db, Caller(now=over), keys=keys)
        assert await db.scalar(named) == 0
        assert (await count(db, Person), await count(db, Organisation)) == (6, 6)


async def test_answers_are_deleted_a_year_after_the_last_round(database: Database, keys: Keys) -> None:
    made = await closed(database, keys)
    over = NOW + sweeping.ANSWERS + MOMENT
    async with database.writing() as db:
        await sweep(db, Caller(now=over - MOMENT), keys=keys)
        assert (await count(db, Response), await count(db, SelfReport)) == (5, 1)
        await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(state="open"))
        await sweep(db, Caller(now=over), keys=keys)
        assert (await count(db, Response), await count(db, SelfReport)) == (5, 1)
        await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(state="released"))
        await sweep(db, Caller(now=over), keys=keys)
        assert [await count(db, one) for one in (Response, SelfReport, SelfReportRevision)] == [0, 0, 0]
        assert await count(db, Wave) == 1
        deleted = (await db.scalars(sa.select(AuditEntry.detail).where(AuditEntry.action == "answers_deleted"))).all()
    assert deleted == [{"count": 6}]


async def test_the_log_is_kept_for_a_year(database: Database, keys: Keys) -> None:
    await closed(database, keys)
    async with database.writing() as db:
        await sweep(db, Caller(now=NOW + sweeping.AUDIT + MOMENT), keys=keys)
        actions = set((await db.scalars(sa.select(AuditEntry.action))).all())
    assert "wave_closed" not in actions
    assert "audit_deleted" in actions


async def test_ended_sessions_are_deleted_and_others_stay(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        caller = await make_staff(db)
        ends = {"a": NOW + MOMENT, "b": NOW - sweeping.SESSIONS, "c": NOW - sweeping.SESSIONS - MOMENT}
        for name, end in ends.items():
            values = {"digest": name * 64, "user_id": caller.user, "created_at": NOW, "expires_at": end}
            await db.execute(sa.insert(Session).values(values))
        await sweep(db, Caller(now=NOW), keys=keys)
        assert set((await db.scalars(sa.select(Session.digest))).all()) == {"a" * 64, "b" * 64}


async def test_rounds_past_their_last_day_are_closed(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_answered(db, keys, organisations=6, answered=5)
        await db.execute(sa.update(Wave).values(deadline=NOW))
        await sweep(db, Caller(now=NOW + timedelta(minutes=61)), keys=keys)
        assert (await db.scalars(sa.select(Wave.state))).all() == ["closed"]
