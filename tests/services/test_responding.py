"""A personal link opens what it should, at every stage of a round, and nothing it should not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound, TooMany
from diagnostic.domain.waves import GRACE, State
from diagnostic.services import responding
from diagnostic.services.responding import FAILURES, Stage, respondent_of, stage_of
from diagnostic.store import attempts, respondents
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.respondents import Progress, Respondent
from diagnostic.store.tables import Attempts
from reports.context import Mode
from tests.factories import NOW, Round, make_round
from tests.services.answers import Desk, invitation_row, stored

pytestmark = pytest.mark.anyio

ORIGIN = "origin"
WRONG = "x" * 43
LAST = NOW - timedelta(hours=1)


async def made(database: Database, folder: Path, mode: Mode = "confidential") -> Round:
    async with database.writing() as db:
        return await make_round(db, Keys(folder), mode=mode)


async def test_a_link_finds_its_person_and_changes_nothing(database: Database, tmp_path: Path) -> None:
    made_round = await made(database, tmp_path)
    one = made_round.invited[1]

    found = await respondent_of(database, Caller(now=NOW), one.token, origin=ORIGIN)

    assert (found.invitation, found.organisation, found.sector) == (one.invitation, one.organisation, one.sector)
    assert (found.organisation_name, found.initiative_name) == ("Organisation 2", "Musterinitiative")
    assert (found.questionnaire, found.mode, found.state) == ("kurzcheck/2026.1", "confidential", "open")
    assert await stored(database, made_round.wave) == []
    assert await invitation_row(database, one) == {"state": "invited", "started_at": None, "response": None}


async def test_a_wrong_link_is_counted_and_one_that_looks_like_none_is_not(database: Database, tmp_path: Path) -> None:
    await made(database, tmp_path)

    for token in (WRONG, "zu kurz", WRONG[:42], f"{WRONG}y"):
        with pytest.raises(NotFound):
            await respondent_of(database, Caller(now=NOW), token, origin=ORIGIN)

    async with database.reading() as db:
        assert await attempts.failures(db, ORIGIN, NOW) == 1


async def test_too_many_wrong_links_from_one_origin_shut_out_wrong_ones_for_a_while(
    database: Database, tmp_path: Path
) -> None:
    await made(database, tmp_path)
    async with database.writing() as db:
        await db.execute(sa.insert(Attempts).values(origin=ORIGIN, since=NOW, count=FAILURES))

    with pytest.raises(TooMany):
        await respondent_of(database, Caller(now=NOW), WRONG, origin=ORIGIN)
    with pytest.raises(NotFound):
        await respondent_of(database, Caller(now=NOW), WRONG, origin="another")
    with pytest.raises(NotFound):
        await respondent_of(database, Caller(now=NOW + attempts.SPAN), WRONG, origin=ORIGIN)


async def test_a_right_link_opens_however_many_wrong_ones_came_from_its_origin(
    database: Database, tmp_path: Path
) -> None:
    one = (await made(database, tmp_path)).invited[0]
    async with database.writing() as db:
        await db.execute(sa.insert(Attempts).values(origin=ORIGIN, since=NOW, count=FAILURES))

    found = await respondent_of(database, Caller(now=NOW), one.token, origin=ORIGIN)

    assert found.invitation == one.invitation


async def test_fifty_who_begin_at_once_through_one_link_make_one_response(database: Database, tmp_path: Path) -> None:
    made_round = await made(database, tmp_path)
    desk = Desk(database=database, keys=Keys(tmp_path), invited=made_round.invited[0])

    begun = await asyncio.gather(*(desk.start() for _ in range(50)))

    assert len({one.session for one in begun}) == 50
    (response,) = await stored(database, made_round.wave)
    assert (response.state, response.values, response.sector) == ("draft", {}, "administration")
    assert response.organisation == made_round.invited[0].organisation


async def test_an_anonymous_draft_has_no_organisation_and_nothing_finer_than_the_week(
    database: Database, tmp_path: Path
) -> None:
    made_round = await made(database, tmp_path, "anonymous")
    desk = Desk(database=database, keys=Keys(tmp_path), invited=made_round.invited[0])

    await desk.start()
    await desk.answer("offers", {"overview_01": 4})

    (response,) = await stored(database, made_round.wave)
    assert (response.organisation, response.day.isoformat()) == (None, "2026-03-02")
    assert (await invitation_row(database, made_round.invited[0]))["started_at"] == datetime(2026, 3, 1, 23, tzinfo=UTC)


async def test_a_link_leads_to_the_first_page_with_something_left_to_answer(database: Database, tmp_path: Path) -> None:
    made_round = await made(database, tmp_path)
    desk = Desk(database=database, keys=Keys(tmp_path), invited=made_round.invited[0])

    assert (await desk.start()).page == "offers"
    await desk.answer("offers", {"overview_01": 4}, _warned="1")

    assert (await desk.start()).page == "goals"


async def test_a_link_whose_round_has_lost_its_key_finds_no_answers(database: Database, tmp_path: Path) -> None:
    made_round = await made(database, tmp_path)
    desk = Desk(database=database, keys=Keys(tmp_path), invited=made_round.invited[0])
    await desk.start()
    desk.keys.destroy(made_round.wave)

    with pytest.raises(NotFound):
        await desk.sheet("offers")


async def test_an_invitation_that_is_gone_opens_nothing(database: Database, tmp_path: Path) -> None:
    async with database.reading() as db:
        with pytest.raises(NotFound):
            await responding.opened(db, Caller(now=NOW, invitation="0" * 32), keys=Keys(tmp_path))
        assert await respondents.locked(db, "0" * 32) is None


@pytest.mark.parametrize(
    ("state", "progress", "deadline", "mode", "stage"),
    [
        ("draft", "invited", None, "confidential", "early"),
        ("published", "invited", None, "confidential", "early"),
        ("open", "invited", None, "confidential", "ready"),
        ("open", "invited", NOW, "confidential", "ready"),
        ("open", "invited", LAST, "confidential", "over"),
        ("open", "started", None, "confidential", "answering"),
        ("open", "started", NOW - GRACE, "confidential", "answering"),
        ("open", "started", NOW - GRACE - timedelta(seconds=1), "confidential", "late"),
        ("open", "submitted", LAST - GRACE, "confidential", "submitted"),
        ("open", "submitted", None, "named", "submitted"),
        ("open", "submitted", None, "anonymous", "apart"),
        ("open", "withdrawn", None, "confidential", "withdrawn"),
        ("open", "withdrawn", LAST, "confidential", "over"),
        ("closed", "submitted", None, "confidential", "closed"),
        ("released", "started", None, "anonymous", "closed"),
    ],
)
def test_a_stage_follows_from_the_round_and_how_far_the_person_has_come(
    state: State, progress: Progress, deadline: datetime | None, mode: Mode, stage: Stage
) -> None:
    person = Respondent(
        invitation="i",
        progress=progress,
        started_at=NOW - timedelta(days=3) if progress == "started" else None,
        pointer=None,
        language="de",
        organisation="o",
        organisation_name="Verein A",
        sector="other",
        initiative="n",
        initiative_name="Musterinitiative",
        simulated=False,
        wave="w",
        title="Frühjahr 2026",
        questionnaire="kurzcheck/2026.1",
        network=None,
        mode=mode,
        minimum=5,
        state=state,
        deadline=deadline,
    )

    assert stage_of(person, NOW) == stage
