"""The home of an initiative says one thing that comes next, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from diagnostic.domain.failures import NotFound
from diagnostic.domain.waves import State
from diagnostic.services import overview, waves
from diagnostic.services.overview import NextStep
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Organisation, Task, Wave
from tests.factories import NOW, make_initiative, make_partners, make_round, make_staff
from tests.services.rounds import make_answered
from tests.services.test_waves import PLAN

pytestmark = pytest.mark.anyio


async def test_before_the_first_round_partners_come_first(database: Database) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
        assert (await overview.home(db, caller, initiative)).next == NextStep(key="name_partners")
        wave = await waves.draft(db, caller, initiative, values=PLAN)
        assert (await overview.home(db, caller, initiative)).next == NextStep(key="name_partners")
        await make_partners(db, initiative, organisations=3)
        few = NextStep(key="name_more", count=3, more=6)
        assert (await overview.home(db, caller, initiative)).next == few
        await db.execute(sa.delete(Organisation))
        await make_partners(db, initiative, organisations=6)
        assert (await overview.home(db, caller, initiative)).next == NextStep(key="check_draft")
        await db.execute(sa.delete(Wave).where(Wave.id == wave))
        found = await overview.home(db, caller, initiative)
    assert (found.next, found.round) == (NextStep(key="plan_first"), None)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("published", NextStep(key="open", count=3)),
        ("open", NextStep(key="hand_out", count=3)),
        ("closed", NextStep(key="wait")),
        ("analysed", NextStep(key="read_report")),
        ("released", NextStep(key="discuss_report")),
    ],
)
async def test_each_state_has_its_next_step(database: Database, keys: Keys, state: State, expected: NextStep) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, state=state)
        caller = await make_staff(db, initiative=made.initiative)
        assert (await overview.home(db, caller, made.initiative)).next == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"organisations": 9, "answered": 3}, NextStep(key="remind_all", count=6, more=2)),
        ({"organisations": 4, "answered": 3}, NextStep(key="remind", count=1, more=2)),
        ({"organisations": 9, "answered": 7}, NextStep(key="remind", count=2)),
        ({"organisations": 9, "answered": 9}, NextStep(key="close")),
        (
            {"organisations": 30, "answered": 24, "grouping": "sector"},
            NextStep(key="remind_sector", count=6, more=1, sector="administration"),
        ),
        ({"organisations": 9, "answered": 3, "mode": "anonymous"}, NextStep(key="remind_all", count=6, more=2)),
    ],
)
async def test_while_a_round_is_open_those_who_are_missing_are_named_by_number(
    database: Database, keys: Keys, options: dict[str, Any], expected: NextStep
) -> None:
    async with database.writing() as db:
        made = await make_answered(db, keys, **options)
        caller = await make_staff(db, initiative=made.initiative)
        assert (await overview.home(db, caller, made.initiative)).next == expected


async def test_after_the_last_day_the_round_is_to_be_closed(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=6, answered=2)
        caller = await make_staff(db, initiative=made.initiative)
        await db.execute(sa.update(Wave).values(deadline=NOW - timedelta(minutes=1)))
        assert (await overview.home(db, caller, made.initiative)).next == NextStep(key="close_late")


@pytest.mark.parametrize(
    ("reason", "expected"), [("no_answers", NextStep(key="nobody_answered")), ("broken", NextStep(key="again"))]
)
async def test_a_failed_analysis_is_tried_again_where_that_helps(
    database: Database, keys: Keys, reason: str, expected: NextStep
) -> None:
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=6, answered=2)
        caller = await make_staff(db, initiative=made.initiative)
        await waves.close(db, caller, made.initiative, made.wave)
        await db.execute(sa.update(Task).values(state="failed", step=reason))
        found = await overview.home(db, caller, made.initiative)
    assert found.next == expected


async def test_the_latest_round_that_is_not_released_stands_first(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, state="released")
        caller = await make_staff(db, initiative=made.initiative)
        later = msgspec.structs.replace(caller, now=NOW + timedelta(days=200))
        draft = await waves.draft(db, later, made.initiative, values=PLAN)
        found = await overview.home(db, caller, made.initiative)
    assert found.round is not None
    assert found.round.wave.id == draft
    assert [wave.id for wave in found.earlier] == [made.wave]


async def test_before_the_launch_there_is_a_forecast_and_afterwards_none(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, state="published", organisations=20)
        caller = await make_staff(db, initiative=made.initiative)
        before = await overview.round_of(db, caller, made.initiative, made.wave)
        await waves.open_(db, caller, made.initiative, made.wave)
        after = await overview.round_of(db, caller, made.initiative, made.wave)
    assert before.forecast is not None
    assert (before.forecast.invited, before.forecast.visible) == (20, True)
    assert after.forecast is None


async def test_the_home_of_another_initiative_does_not_exist(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys)
        other = await make_initiative(db)
        stranger = await make_staff(db, initiative=other)
        with pytest.raises(NotFound):
            await overview.home(db, stranger, made.initiative)
        with pytest.raises(NotFound):
            await overview.round_of(db, stranger, other, made.wave)
