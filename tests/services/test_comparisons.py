"""A comparison over time: only from the next quarter on, frozen within it, gone when an initiative withdraws."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound
from diagnostic.services import comparing, comparisons, initiatives
from diagnostic.services.sweeping import sweep
from diagnostic.store import comparisons as stored
from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import AuditEntry, ComparisonRow, Task, Wave
from diagnostic.store.tasks import LEASE
from tests.factories import NOW, make_initiative, make_staff
from tests.services.comparing import (
    BEFORE,
    QUARTER,
    VALUES,
    change_initiative,
    keep_row,
    kept,
    make_comparisons,
    make_pool,
    make_released,
    row_with,
    seen,
)

pytestmark = pytest.mark.anyio

AFTER = QUARTER.begins + timedelta(hours=1)


async def test_only_those_who_said_so_before_the_quarter_take_part(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        pool = await make_pool(db)
        late, never = [await make_released(db, row_with(3.0)) for _ in range(2)]
        await change_initiative(db, late, compared_since=QUARTER.begins)
        await change_initiative(db, never, compared_since=None)
        consultant = await make_staff(db, initiative=late, role="consultant")
        other = await make_staff(db, email="b@example.org", initiative=never, role="consultant")
    await make_comparisons(database, keys)

    assert set(await kept(database)) == set(pool)
    assert (await seen(database, consultant, late)).absence == "next_quarter"
    assert (await seen(database, other, never)).absence == "not_taking_part"


async def test_the_latest_round_released_before_the_quarter_counts(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        one, *_ = await make_pool(db)
        earlier, later = BEFORE - timedelta(days=90), AFTER
        await make_released(db, row_with(1.5), initiative=one, at=earlier, title="Alt")
        await make_released(db, row_with(4.5), initiative=one, at=later, title="Neu")
        consultant = await make_staff(db, initiative=one, role="consultant")
    await make_comparisons(database, keys)

    found = await seen(database, consultant, one)

    assert found.comparison is not None
    assert found.comparison.scales[0].own.value == VALUES[0]


async def test_nothing_is_recorded_where_nobody_takes_part(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        for of in await make_pool(db):
            await change_initiative(db, of, compared_since=QUARTER.begins)

    assert not await make_comparisons(database, keys)


async def test_a_consultant_is_told_while_it_is_made_and_where_it_failed(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        one, *_ = await make_pool(db)
        nothing = await make_initiative(db, compared_since=BEFORE)
        consultant = await make_staff(db, initiative=one, role="consultant")
        other = await make_staff(db, email="b@example.org", initiative=nothing, role="consultant")
    told = [(await seen(database, consultant, one)).absence]
    async with database.writing() as db:
        await sweep(db, Caller(now=NOW), keys=keys)
    told.append((await seen(database, consultant, one)).absence)
    async with database.writing() as db:
        await db.execute(sa.update(Task).values(state="failed"))
    told.append((await seen(database, consultant, one)).absence)
    async with database.writing() as db:
        await db.execute(sa.update(Task).values(state="waiting"))
    await make_comparisons(database, keys)
    told += [(await seen(database, who, of)).absence for who, of in ((consultant, one), (other, nothing))]

    assert told == ["being_made", "being_made", "failed", None, "nothing_released"]


async def test_a_quarter_stays_as_it_is_whatever_happens_in_it(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        one, two, *_ = await make_pool(db)
    await make_comparisons(database, keys)
    before = await kept(database)

    async with database.writing() as db:
        await make_released(db, row_with(1.2))
        await make_released(db, row_with(1.2), initiative=one, at=AFTER)
        wave = await db.scalar(sa.select(Wave.id).where(Wave.initiative_id == two))
        await keep_row(db, wave or "", row_with(4.9))
    for days in (0, 1, 20):
        await make_comparisons(database, keys, NOW + timedelta(days=days))

    assert await kept(database) == before


async def test_what_comes_too_late_is_not_kept(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_pool(db)
        await sweep(db, Caller(now=NOW), keys=keys)
        first = await tasks.take(db, NOW)
        second = await tasks.take(db, NOW + 2 * LEASE)
    assert first is not None
    assert second is not None

    await comparing.compare(database, first.id, first.lease or "", lambda: NOW)
    none = await kept(database)
    for _ in range(2):
        await comparing.compare(database, second.id, second.lease or "", lambda: NOW)

    async with database.reading() as db:
        actions = list((await db.scalars(sa.select(AuditEntry.action))).all())
    assert (none, len(await kept(database)), actions) == ({}, 7, ["comparison_made"])


async def test_a_comparison_that_failed_is_made_once_it_is_tried_again(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_pool(db)
        await sweep(db, Caller(now=NOW), keys=keys)
        failed = await tasks.take(db, NOW)
        assert failed is not None
        await tasks.fail(db, failed.id, failed.lease or "", NOW, "broken")
        assert await tasks.take(db, NOW + 2 * LEASE) is None
    async with database.writing() as db:
        counts = [await comparing.try_again(db, Caller(now=NOW)) for _ in range(2)]
    await make_comparisons(database, keys)

    assert (counts, len(await kept(database))) == ([1, 0], 7)


async def test_withdrawing_deletes_ones_own_at_once_and_leaves_those_of_others(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        one, *others = await make_pool(db)
        office = await make_staff(db, initiative=one)
        consultant = await make_staff(db, email="b@example.org", initiative=one, role="consultant")
    await make_comparisons(database, keys)
    before = await kept(database)

    async with database.writing() as db:
        withdrawn = [await comparisons.withdraw(db, office, one) for _ in range(2)]
    absent = (await seen(database, consultant, one)).absence
    async with database.writing() as db:
        joined = [await comparisons.take_part(db, office, one) for _ in range(2)]
    again = (await seen(database, consultant, one)).absence
    await make_comparisons(database, keys)

    assert (withdrawn, joined, absent, again) == ([True, False], [True, False], "not_taking_part", "next_quarter")
    assert await kept(database) == {of: before[of] for of in others}
    async with database.reading() as db:
        actions = list((await db.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.number))).all())
    assert actions == ["comparison_made", "comparison_left", "comparison_joined"]


async def test_who_withdraws_while_it_is_made_is_not_kept(database: Database) -> None:
    async with database.writing() as db:
        one, *_ = await make_pool(db)
        found = await stored.candidates(db, QUARTER.begins)
        made = comparing.compared(found, QUARTER)
        await change_initiative(db, one, compared_since=None)
        count = await stored.keep(db, str(QUARTER), QUARTER.begins, NOW, made)

    assert count == 6
    assert one not in await kept(database)


async def test_the_next_quarter_has_its_own_and_the_last_one_goes(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        pool = await make_pool(db)
        late = await make_released(db, row_with(3.0), at=AFTER)
        await change_initiative(db, late, compared_since=AFTER)
    await make_comparisons(database, keys)
    following = QUARTER.following.begins
    async with database.writing() as db:
        await sweep(db, Caller(now=following), keys=keys)
    between = await kept(database)
    await make_comparisons(database, keys, following)

    assert between == {}
    assert set(await kept(database)) == {*pool, late}
    async with database.reading() as db:
        quarters = set((await db.scalars(sa.select(ComparisonRow.quarter))).all())
    assert quarters == {str(QUARTER.following)}


async def test_a_deleted_initiative_takes_its_comparison_with_it(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        one, *others = await make_pool(db)
        office = await make_staff(db, initiative=one)
    await make_comparisons(database, keys)
    async with database.writing() as db:
        await initiatives.delete(db, office, one, keys=keys)

    assert set(await kept(database)) == set(others)


async def test_a_comparison_is_for_its_consultants_and_joining_for_its_office(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        one, other, *_ = await make_pool(db)
        office = await make_staff(db, initiative=one)
        consultant = await make_staff(db, email="b@example.org", initiative=one, role="consultant")
    await make_comparisons(database, keys)

    for caller, of in ((consultant, other), (office, one), (consultant, "0" * 32)):
        with pytest.raises(NotFound):
            await seen(database, caller, of)
    for caller, of in ((consultant, one), (office, other)):
        for act in (comparisons.take_part, comparisons.withdraw):
            with pytest.raises(NotFound):
                async with database.writing() as db:
                    await act(db, caller, of)
    assert len(await kept(database)) == 7
