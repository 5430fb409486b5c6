"""Handing in counts once, anonymous answers have no way back, and whoever withdraws leaves nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from diagnostic.domain.waves import GRACE
from diagnostic.services import handing_in
from diagnostic.services.responding import Stage
from diagnostic.store import audit, sessions
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import AuditEntry, Table, Wave
from reports.context import Mode
from tests.factories import NOW, Round, make_round
from tests.services.answers import Desk, invitation_row, stored

pytestmark = pytest.mark.anyio


async def begun(database: Database, folder: Path, mode: Mode, *, people: int = 1) -> tuple[Round, list[Desk]]:
    """Make a round in which people have answered one statement each."""
    keys = Keys(folder)
    async with database.writing() as db:
        made = await make_round(db, keys, mode=mode, organisations=people)
    desks = [Desk(database=database, keys=keys, invited=invited) for invited in made.invited]
    for number, desk in enumerate(desks):
        await desk.start()
        await desk.answer("offers", {"overview_01": number % 5 + 1})
    return made, desks


async def hand_in(desk: Desk) -> Stage:
    async with desk.database.writing() as db:
        return await handing_in.hand_in(db, desk.caller, keys=desk.keys)


async def withdraw(desk: Desk) -> bool:
    async with desk.database.writing() as db:
        return await handing_in.withdraw(db, desk.caller, keys=desk.keys)


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    async with database.reading() as db:
        return {
            table.name: [dict(row._mapping) for row in await db.execute(sa.select(table))]  # noqa: SLF001 - its name
            for table in Table.metadata.sorted_tables
        }


@pytest.mark.parametrize(("mode", "stage"), [("confidential", "submitted"), ("anonymous", "apart")])
async def test_fifty_who_hand_in_at_once_through_one_link_hand_in_one_response(
    database: Database, tmp_path: Path, mode: Mode, stage: Stage
) -> None:
    made, (desk,) = await begun(database, tmp_path, mode)

    assert await asyncio.gather(*(hand_in(desk) for _ in range(50))) == [stage] * 50

    (response,) = await stored(database, made.wave)
    assert (response.state, response.values) == ("submitted", {"overview_01": 1})
    assert (await invitation_row(database, made.invited[0]))["state"] == "submitted"


@pytest.mark.parametrize("mode", ["confidential", "named"])
async def test_what_was_handed_in_may_be_changed_and_stays_handed_in(
    database: Database, tmp_path: Path, mode: Mode
) -> None:
    made, (desk,) = await begun(database, tmp_path, mode)
    await hand_in(desk)

    await desk.answer("offers", {"overview_01": 5})

    (response,) = await stored(database, made.wave)
    assert (response.state, response.values, response.revisions) == ("submitted", {"overview_01": 5}, (1, 2))
    assert (response.organisation, response.day.isoformat()) == (made.invited[0].organisation, "2026-03-04")


async def test_anonymous_answers_have_no_way_back_to_their_person(database: Database, tmp_path: Path) -> None:
    made, (desk,) = await begun(database, tmp_path, "anonymous")
    (draft,) = await stored(database, made.wave)
    session = (await desk.start()).session or ""
    desk.now += timedelta(hours=1)

    await hand_in(desk)

    (response,) = await stored(database, made.wave)
    assert (response.values, response.revisions) == ({"overview_01": 1}, ())
    assert (response.organisation, response.sector, response.day.isoformat()) == (None, "administration", "2026-03-02")
    assert await invitation_row(database, desk.invited) == {"state": "submitted", "started_at": None, "response": None}
    rows = await everything(database)
    assert draft.id not in str(rows)
    assert response.id not in str({name: of_table for name, of_table in rows.items() if name != "responses"})
    ids = (desk.invited.invitation, desk.invited.person, desk.invited.organisation)
    assert not [one for one in ids if one in str(rows["responses"] + rows["revisions"])]
    assert {str(row["created_at"])[:16] for row in rows["sessions"]} == {"2026-03-01 23:00"}
    async with database.reading() as db:
        found = await sessions.respondent(db, session, desk.now)
    assert found == sessions.RespondentSession(invitation=desk.invited.invitation, ended=True, held=None)


async def test_each_who_hands_in_anonymously_gives_all_answers_before_new_ids(
    database: Database, tmp_path: Path
) -> None:
    made, desks = await begun(database, tmp_path, "anonymous", people=8)

    for desk in desks[:-1]:
        await hand_in(desk)
    before = {one.id for one in await stored(database, made.wave)}
    await hand_in(desks[-1])

    after = await stored(database, made.wave)
    assert before.isdisjoint({one.id for one in after})
    assert sorted(one.values["overview_01"] for one in after) == [1, 1, 2, 2, 3, 3, 4, 5]


async def test_many_who_hand_in_anonymously_at_once_all_count(database: Database, tmp_path: Path) -> None:
    made, desks = await begun(database, tmp_path, "anonymous", people=20)

    await asyncio.gather(*(hand_in(desk) for desk in desks))

    after = await stored(database, made.wave)
    assert [(one.state, one.revisions) for one in after] == [("submitted", ())] * 20


async def test_after_the_last_day_there_is_an_hour_and_then_the_draft_stays_one(
    database: Database, tmp_path: Path
) -> None:
    made, desks = await begun(database, tmp_path, "confidential", people=2)
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(deadline=NOW))

    stages = []
    for desk, late in zip(desks, (timedelta(0), timedelta(seconds=1)), strict=True):
        desk.now = NOW + GRACE + late
        stages.append(await hand_in(desk))

    assert stages == ["submitted", "late"]
    assert sorted(one.state for one in await stored(database, made.wave)) == ["draft", "submitted"]


async def test_a_closed_round_takes_nothing_any_more(database: Database, tmp_path: Path) -> None:
    made, (desk,) = await begun(database, tmp_path, "confidential")
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(state="closed"))

    assert (await hand_in(desk), await withdraw(desk), (await desk.start()).stage) == ("closed", False, "closed")
    (response,) = await stored(database, made.wave)
    assert (response.state, response.values) == ("draft", {"overview_01": 1})


@pytest.mark.parametrize("mode", ["confidential", "named", "anonymous"])
async def test_whoever_withdraws_leaves_nothing_and_may_begin_anew(
    database: Database, tmp_path: Path, mode: Mode
) -> None:
    made, (desk,) = await begun(database, tmp_path, mode)
    session = (await desk.start()).session or ""

    assert (await withdraw(desk), await withdraw(desk)) == (True, False)

    rows = await everything(database)
    assert (rows["responses"], rows["revisions"]) == ([], [])
    withdrawn = {"state": "withdrawn", "started_at": None, "response": None}
    assert await invitation_row(database, desk.invited) == withdrawn
    async with database.reading() as db:
        found = await sessions.respondent(db, session, desk.now)
        assert await audit.first_broken(db) is None
        (line,) = (await db.scalars(sa.select(AuditEntry))).all()
    assert found is not None
    assert found.ended
    assert (line.action, line.actor, line.initiative_id, line.detail) == (
        "answers_withdrawn",
        None,
        made.initiative,
        {"wave": made.wave},
    )
    begun_anew = await desk.start()
    assert (begun_anew.stage, begun_anew.page) == ("answering", "offers")


async def test_anonymous_answers_that_were_handed_in_cannot_be_withdrawn(database: Database, tmp_path: Path) -> None:
    made, (desk,) = await begun(database, tmp_path, "anonymous")
    await hand_in(desk)

    assert not await withdraw(desk)
    assert len(await stored(database, made.wave)) == 1
