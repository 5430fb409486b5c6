"""The backbone office's self-report: one for all of the office, kept page by page, and frozen with its round."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Failure, Invalid, NotFound, Refused, SignInNeeded
from diagnostic.domain.waves import STATES, State
from diagnostic.services import waves
from diagnostic.store import self_reports
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Wave
from tests.contents import actions, contents
from tests.factories import make_initiative, make_round, make_staff
from tests.services.answers import SKIPPED, fields_for
from tests.services.reporting import FACTS, Office

pytestmark = pytest.mark.anyio

PAGE = "offers"


@pytest.fixture
async def office(database: Database, tmp_path: Path) -> Office:
    """Somebody of the backbone office of an initiative with an open round."""
    async with database.writing() as db:
        made = await make_round(db, Keys(tmp_path))
        caller = await make_staff(db, initiative=made.initiative)
    return Office(database=database, caller=caller, round=made)


async def colleague(office: Office) -> Office:
    """Return somebody else of the same office."""
    async with office.database.writing() as db:
        caller = await make_staff(db, email="zwei@example.org", initiative=office.round.initiative)
    return Office(database=office.database, caller=caller, round=office.round)


async def step(office: Office, state: State) -> None:
    """Put the round into a state."""
    async with office.database.writing() as db:
        await db.execute(sa.update(Wave).values(state=state))


async def close(office: Office) -> None:
    """Close the round."""
    async with office.database.writing() as db:
        await waves.close(db, office.caller, office.round.initiative, office.round.wave)


async def done(office: Office) -> list[str]:
    """Return what the log says was done."""
    return [action for action, detail in await actions(office.database) if detail == {"wave": office.round.wave}]


async def test_the_first_page_that_is_saved_begins_it(office: Office) -> None:
    assert (await office.reported()).report is None
    await office.sheet(PAGE)
    assert await office.kept() is None

    outcome = await office.answer("structure", FACTS)

    found = await office.reported()
    assert found.report is not None
    assert (found.report.state, found.report.revision) == ("draft", 1)
    assert (found.report.questionnaire, found.report.version) == ("geschaeftsstelle", "2026.1")
    assert outcome.open == ()
    others = [f"sectors_present_{one}" for one in ("administration", "civil_society", "education", "business", "other")]
    assert await office.kept() == FACTS | dict.fromkeys(others, 0)
    assert await done(office) == ["self_report_begun"]


async def test_a_page_that_says_nothing_begins_nothing(office: Office) -> None:
    outcome = await office.answer("structure", {})

    assert len(outcome.open) == 4
    assert await office.kept() is None
    assert await done(office) == []


async def test_what_is_left_open_is_told_once_and_then_let_go(office: Office) -> None:
    first = await office.answer("resources", {"own_budget": "no"})
    second = await office.answer("resources", {}, _warned="1")

    assert (first.open, second.open) == (("coordination_hours", "funding_until"), ("coordination_hours",))
    assert await office.kept() == {"own_budget": "no", "funding_until": SKIPPED}


async def test_the_same_page_ten_times_at_once_is_kept_once(office: Office) -> None:
    fields = fields_for(await office.sheet(PAGE), {"overview_01": 4})

    outcomes = await asyncio.gather(*(office.send(fields) for _ in range(10)))

    assert {one.clashes for one in outcomes} == {()}
    assert await office.revisions() == [(PAGE, 1)]
    assert await done(office) == ["self_report_begun"]


async def test_all_of_the_office_fill_in_the_same_and_decide_where_they_differ(office: Office) -> None:
    other = await colleague(office)
    mine, theirs = await office.sheet(PAGE), await other.sheet(PAGE)

    await office.send(fields_for(mine, {"overview_01": 4, "impact_01": 2}))
    outcome = await other.send(fields_for(theirs, {"overview_01": 1, "knowhow_01": 5}))
    assert outcome.clashes == ("overview_01",)
    assert await office.kept() == {"overview_01": 4, "impact_01": 2, "knowhow_01": 5}

    asked = fields_for(await other.sheet(PAGE), {"overview_01": 1}, _clash="overview_01")
    await other.send(asked | {"_keep.overview_01": ["mine"]})
    assert await office.kept() == {"overview_01": 1, "impact_01": 2, "knowhow_01": 5}


async def test_what_cannot_be_read_stays_as_it_was_and_the_rest_is_kept(office: Office) -> None:
    outcome = await office.answer("structure", {"partners": "viele", "legal_form": "none"})

    assert [one.asked for one in outcome.problems] == ["partners"]
    assert await office.kept() == {"legal_form": "none"}


async def test_a_field_of_another_page_is_refused_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(Invalid):
        await office.answer("structure", {"legal_form": "none", "overview_01": 3})

    assert await office.kept() is None


async def test_it_counts_once_it_is_completed_and_can_be_changed_and_completed_again(office: Office) -> None:
    with pytest.raises(Refused, match="self_report_blank"):
        await office.complete()
    await office.answer(PAGE, {"overview_01": 4})
    await office.complete()
    await office.complete()
    await office.answer(PAGE, {"overview_01": 2})

    found = await office.reported()
    assert found.report is not None
    assert (found.report.state, found.report.values) == ("submitted", {"overview_01": 2})
    assert await done(office) == ["self_report_begun", "self_report_submitted"]


async def test_deleted_it_is_gone_and_may_be_begun_anew(office: Office) -> None:
    await office.answer(PAGE, {"overview_01": 4})
    shown = await office.sheet(PAGE)

    await office.remove()
    await office.remove()
    assert (await office.kept(), await office.revisions()) == (None, [])
    await office.send(fields_for(shown, {"knowhow_01": 3}))

    assert await office.kept() == {"overview_01": 4, "knowhow_01": 3}
    assert await done(office) == ["self_report_begun", "self_report_removed", "self_report_begun"]


@pytest.mark.parametrize("state", [one for one in STATES if one not in {"published", "open"}])
async def test_it_is_filled_in_only_from_publishing_to_closing(office: Office, state: State) -> None:
    await office.answer(PAGE, {"overview_01": 4})
    fields = fields_for(await office.sheet(PAGE), {"overview_01": 2})
    await step(office, state)
    before = await contents(office.database)

    for attempt in (office.sheet(PAGE), office.send(fields), office.complete(), office.remove()):
        with pytest.raises(Refused, match="self_report_not_now"):
            await attempt

    assert await contents(office.database) == before
    assert not (await office.reported()).editable


async def test_it_can_be_filled_in_before_the_round_is_open(office: Office) -> None:
    await step(office, "published")
    await office.answer(PAGE, {"overview_01": 4})
    await office.complete()

    assert await office.kept() == {"overview_01": 4}


async def test_closing_freezes_what_is_complete(office: Office) -> None:
    await office.answer(PAGE, {"overview_01": 4})
    await office.complete()
    await close(office)

    found = await office.reported()
    assert found.report is not None
    assert (found.report.state, found.report.values) == ("submitted", {"overview_01": 4})
    assert await office.revisions() == [(PAGE, 1)]


async def test_closing_deletes_what_is_not_complete_and_needs_none(office: Office) -> None:
    await office.answer(PAGE, {"overview_01": 4})
    await close(office)

    assert (await office.kept(), await office.revisions()) == (None, [])


async def test_whoever_was_told_that_it_counts_finds_it_in_the_closed_round(office: Office) -> None:
    await office.answer(PAGE, {"overview_01": 4})
    other = await colleague(office)

    told, _ = await asyncio.gather(office.complete(), close(other), return_exceptions=True)

    kept = await office.kept()
    assert (told, kept) == (None, {"overview_01": 4}) or (isinstance(told, Refused) and kept is None)


async def test_nobody_else_reaches_it(office: Office, tmp_path: Path) -> None:
    await office.answer(PAGE, {"overview_01": 4})
    fields = fields_for(await office.sheet(PAGE), {"overview_01": 2})
    async with office.database.writing() as db:
        own, foreign = await make_initiative(db), await make_round(db, Keys(tmp_path))
        stranger = await make_staff(db, email="fremd@example.org", initiative=own)
        consultant = await make_staff(
            db, email="rat@example.org", initiative=office.round.initiative, role="consultant"
        )
    before = await contents(office.database)
    nobody = Caller(now=office.caller.now)
    tried: tuple[tuple[Caller, type[Failure]], ...] = (
        (nobody, SignInNeeded),
        (stranger, NotFound),
        (consultant, NotFound),
    )

    for caller, failure in tried:
        desk = Office(database=office.database, caller=caller, round=office.round)
        for attempt in (desk.reported(), desk.sheet(PAGE), desk.send(fields), desk.complete(), desk.remove()):
            with pytest.raises(failure):
                await attempt
    mixed = Office(database=office.database, caller=office.caller, round=foreign)
    mixed.round = type(foreign)(initiative=office.round.initiative, wave=foreign.wave)
    for attempt in (mixed.reported(), mixed.sheet(PAGE), mixed.send(fields), mixed.complete(), mixed.remove()):
        with pytest.raises(NotFound):
            await attempt

    assert await contents(office.database) == before


async def test_a_page_that_there_is_not_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        await office.sheet("goals")


async def test_how_far_it_is_can_be_told_without_reading_it(office: Office) -> None:
    async with office.database.reading() as db:
        assert await self_reports.standing(db, office.round.wave) is None
    await office.answer(PAGE, {"overview_01": 4})
    async with office.database.reading() as db:
        found = await self_reports.standing(db, office.round.wave)
    assert found == self_reports.Standing(state="draft", day=office.caller.now.date())
