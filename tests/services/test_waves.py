"""A round goes one way, one step at a time, and what it may not do leaves nothing behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound, Refused, SignInNeeded
from diagnostic.domain.turnout import Count
from diagnostic.domain.waves import MODES, STATES, STEPS, State, Step
from diagnostic.services import waves
from diagnostic.services.plans import PlanValues
from diagnostic.store import waves as stored
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import AuditEntry, Invitation, Organisation, Person, Session, Task, Wave
from questionnaires.loading import find
from questionnaires.versions import digest
from reports.context import Mode
from tests.contents import contents
from tests.factories import NOW, Round, make_initiative, make_partners, make_round, make_staff
from tests.services.rounds import make_answered

pytestmark = pytest.mark.anyio

PLAN = PlanValues(
    title=" Herbst  2026 ", questionnaire="kurzcheck", mode="confidential", grouping="sector", minimum="6"
)
PERSONS_STEPS: tuple[Step, ...] = tuple(step for step in STEPS if step != "analyse")


def take(step: Step, keys: Keys) -> Callable[[AsyncSession, Caller, str, str], Awaitable[None]]:
    """Return the service of a step."""
    if step == "publish":
        return lambda db, caller, initiative, wave: waves.publish(db, caller, initiative, wave, keys=keys)
    services = {"unpublish": waves.unpublish, "open": waves.open_, "close": waves.close, "release": waves.release}
    return services[step]


async def made(database: Database, keys: Keys, state: State, **options: Any) -> tuple[Round, Caller]:
    """Add a round in a state, and somebody of its backbone office."""
    async with database.writing() as db:
        found = await make_round(db, keys, state=state, **options)
        return found, await make_staff(db, initiative=found.initiative)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", PERSONS_STEPS)
async def test_a_step_leads_on_from_its_own_state_and_is_refused_in_every_other(
    database: Database, keys: Keys, state: State, step: Step
) -> None:
    found, caller = await made(database, keys, state)
    before = await contents(database)
    if STEPS[step].source != state:
        with pytest.raises(Refused, match="wave_step"):
            async with database.writing() as db:
                await take(step, keys)(db, caller, found.initiative, found.wave)
        assert await contents(database) == before
        return
    async with database.writing() as db:
        await take(step, keys)(db, caller, found.initiative, found.wave)
    async with database.reading() as db:
        row = await stored.get(db, found.initiative, found.wave)
        assert row is not None
        assert row.state == STEPS[step].target
        lines = (await db.execute(sa.select(AuditEntry.actor, AuditEntry.initiative_id))).all()
        assert [tuple(line) for line in lines] == [(caller.user, found.initiative)]


@pytest.mark.parametrize("step", PERSONS_STEPS)
async def test_a_round_of_somebody_else_does_not_exist(database: Database, keys: Keys, step: Step) -> None:
    found, _ = await made(database, keys, STEPS[step].source)
    async with database.writing() as db:
        other = await make_initiative(db)
        stranger = await make_staff(db, email="fremd@example.org", initiative=other)
        consultant = await make_staff(db, email="b@example.org", initiative=found.initiative, role="consultant")
    before = await contents(database)
    for caller, initiative in ((stranger, found.initiative), (stranger, other), (consultant, found.initiative)):
        with pytest.raises(NotFound):
            async with database.writing() as db:
                await take(step, keys)(db, caller, initiative, found.wave)
    with pytest.raises(SignInNeeded):
        async with database.writing() as db:
            await take(step, keys)(db, Caller(now=NOW), found.initiative, found.wave)
    assert await contents(database) == before


async def test_a_draft_keeps_its_plan_and_can_be_changed(database: Database) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
        wave = await waves.draft(db, caller, initiative, values=PLAN)
        changed = msgspec.structs.replace(PLAN, strict="yes", deadline="2026-12-01", minimum="5", mode="named")
        await waves.edit(db, caller, initiative, wave, values=changed)
    async with database.reading() as db:
        row = await stored.get(db, initiative, wave)
    assert row is not None
    assert (row.title, row.questionnaire, row.mode, row.grouping) == ("Herbst 2026", "kurzcheck", "named", "sector")
    assert (row.minimum, row.strict, row.state, row.digest) == (5, True, "draft", None)
    assert row.deadline is not None
    assert row.deadline.isoformat() == "2026-12-01T22:59:59+00:00"  # the end of that day in Germany


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"title": "  "}, {"title"}),
        ({"title": "x" * 121}, {"title"}),
        ({"questionnaire": "netzwerk", "mode": "anonymous"}, {"questionnaire"}),
        ({"network": "yes", "mode": "anonymous"}, {"network"}),
        ({"questionnaire": "geschaeftsstelle"}, {"questionnaire"}),
        ({"mode": "secret", "grouping": "function"}, {"mode", "grouping"}),
        ({"minimum": "4"}, {"minimum"}),
        ({"minimum": "-5"}, {"minimum"}),
        ({"minimum": "viele"}, {"minimum"}),
        ({"minimum": "²"}, {"minimum"}),
        ({"deadline": "2026-03-03"}, {"deadline"}),
        ({"deadline": "2026-02-30"}, {"deadline"}),
        ({"deadline": "0001-01-01"}, {"deadline"}),
    ],
)
async def test_a_plan_that_cannot_be_used_is_refused_by_field(
    database: Database, values: dict[str, str], fields: set[str]
) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await waves.draft(db, caller, initiative, values=msgspec.structs.replace(PLAN, **values))
    assert set(refused.value.fields) == fields
    assert all(problem.text("de") and problem.text("en") for problem in refused.value.fields.values())


@pytest.mark.parametrize("state", [state for state in STATES if state != "draft"])
async def test_only_a_draft_can_be_changed(database: Database, keys: Keys, state: State) -> None:
    found, caller = await made(database, keys, state)
    with pytest.raises(Refused, match="wave_not_a_draft"):
        async with database.writing() as db:
            await waves.edit(db, caller, found.initiative, found.wave, values=PLAN)


async def test_publishing_gives_everybody_a_link_and_somebody_to_who_named_nobody(
    database: Database, keys: Keys
) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
        await make_partners(db, initiative, organisations=2, people=2)
        alone = {"id": "f" * 32, "initiative_id": initiative, "name": "Ohne", "sector": "other", "created_at": NOW}
        await db.execute(sa.insert(Organisation).values(alone))
        wave = await waves.draft(db, caller, initiative, values=PLAN)
        await waves.publish(db, caller, initiative, wave, keys=keys)
    async with database.reading() as db:
        invitations = (await db.scalars(sa.select(Invitation))).all()
        person = (await db.scalars(sa.select(Person).where(Person.organisation_id == "f" * 32))).one()
        row = await stored.get(db, initiative, wave)
    assert row is not None
    assert row.digest == digest(find("kurzcheck"))
    assert len(invitations) == 5
    assert len({one.digest for one in invitations}) == 5
    assert (person.name, person.email, person.language) == ("", "", "de")
    assert keys.has(wave)


async def test_a_round_without_partners_is_not_published(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
        wave = await waves.draft(db, caller, initiative, values=PLAN)
    with pytest.raises(Refused, match="wave_without_partners"):
        async with database.writing() as db:
            await waves.publish(db, caller, initiative, wave, keys=keys)
    assert not keys.has(wave)


async def test_links_stay_the_same_when_a_round_is_taken_back_and_published_again(
    database: Database, keys: Keys
) -> None:
    found, caller = await made(database, keys, "published")
    async with database.writing() as db:
        before = set((await db.scalars(sa.select(Invitation.digest))).all())
        await waves.unpublish(db, caller, found.initiative, found.wave)
        await make_partners(db, found.initiative, organisations=0)
        await waves.publish(db, caller, found.initiative, found.wave, keys=keys)
        after = set((await db.scalars(sa.select(Invitation.digest))).all())
    assert after == before


@pytest.mark.parametrize("trace", ["state", "session"])
async def test_a_round_is_not_taken_back_once_a_link_was_opened(database: Database, keys: Keys, trace: str) -> None:
    found, caller = await made(database, keys, "published")
    one = found.invited[0].invitation
    async with database.writing() as db:
        if trace == "state":
            await db.execute(sa.update(Invitation).where(Invitation.id == one).values(state="started"))
        else:
            values = {"digest": "0" * 64, "invitation_id": one, "created_at": NOW, "expires_at": NOW}
            await db.execute(sa.insert(Session).values(values))
    with pytest.raises(Refused, match="wave_link_opened"):
        async with database.writing() as db:
            await waves.unpublish(db, caller, found.initiative, found.wave)


async def test_a_round_is_not_opened_after_its_last_day(database: Database, keys: Keys) -> None:
    found, caller = await made(database, keys, "published")
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(deadline=NOW - timedelta(seconds=1)))
    with pytest.raises(Refused, match="wave_deadline_over"):
        async with database.writing() as db:
            await waves.open_(db, caller, found.initiative, found.wave)


async def test_those_who_join_later_get_links_too(database: Database, keys: Keys) -> None:
    found, caller = await made(database, keys, "open")
    async with database.writing() as db:
        row = {"initiative_id": found.initiative, "name": "Neu", "sector": "health", "created_at": NOW}
        await db.execute(sa.insert(Organisation).values(id="e" * 32, **row))
        assert await waves.invite_new(db, caller, found.initiative, found.wave, keys=keys) == 1
        assert await waves.invite_new(db, caller, found.initiative, found.wave, keys=keys) == 0
        assert len(await stored.turnout(db, found.wave)) == 4


@pytest.mark.parametrize("mode", MODES)
async def test_closing_freezes_who_took_part_and_records_the_analysis(
    database: Database, keys: Keys, mode: Mode
) -> None:
    async with database.writing() as db:
        found = await make_answered(db, keys, organisations=8, answered=5, mode=mode)
        caller = await make_staff(db, initiative=found.initiative)
        await waves.close(db, caller, found.initiative, found.wave)
    async with database.reading() as db:
        row = await stored.get(db, found.initiative, found.wave)
        tasks = [(one.kind, one.subject, one.state) for one in (await db.scalars(sa.select(Task))).all()]
        kept = str((await db.scalars(sa.select(Wave.snapshot))).one())
    assert row is not None
    assert row.snapshot is not None
    assert row.closed_at == NOW
    assert row.snapshot.sectors == {
        "administration": Count(invited=2, answered=1),
        "civil_society": Count(invited=2, answered=1),
        "education": Count(invited=1, answered=1),
        "health": Count(invited=1, answered=1),
        "business": Count(invited=1, answered=1),
        "other": Count(invited=1, answered=0),
    }
    assert tasks == [("analysis", found.wave, "waiting")]
    hidden = [one for invited in found.invited for one in (invited.organisation, invited.person, invited.invitation)]
    if mode == "anonymous":
        assert row.snapshot.organisations == ()
        assert not any(one in kept for one in (*hidden, "Organisation"))
    else:
        taking_part = {one.organisation for one in row.snapshot.organisations if one.submitted}
        assert taking_part == {one.organisation for one in found.invited[:5]}


async def test_of_many_who_close_at_once_one_does(database: Database, keys: Keys) -> None:
    found, caller = await made(database, keys, "open")

    async def close() -> bool:
        try:
            async with database.writing() as db:
                await waves.close(db, caller, found.initiative, found.wave)
        except Refused:
            return False
        return True

    closed = await asyncio.gather(*(close() for _ in range(8)))
    assert sorted(closed) == [False] * 7 + [True]
    async with database.reading() as db:
        assert await db.scalar(sa.select(sa.func.count()).select_from(Task)) == 1


async def test_rounds_past_their_last_day_are_closed_an_hour_later(database: Database, keys: Keys) -> None:
    found, _ = await made(database, keys, "open")
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(deadline=NOW))
        assert await waves.close_overdue(db, Caller(now=NOW + timedelta(minutes=60))) == 0
        assert await waves.close_overdue(db, Caller(now=NOW + timedelta(minutes=60, seconds=1))) == 1
        assert await waves.close_overdue(db, Caller(now=NOW + timedelta(minutes=61))) == 0
        row = await stored.get(db, found.initiative, found.wave)
        line = (await db.execute(sa.select(AuditEntry.actor, AuditEntry.action))).one()
    assert row is not None
    assert row.state == "closed"
    assert tuple(line) == (None, "wave_closed")
