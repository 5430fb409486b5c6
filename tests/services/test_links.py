"""Personal links are shown until they are used, and can be renewed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from diagnostic.domain.failures import NotFound, Refused
from diagnostic.domain.waves import STATES, State
from diagnostic.services import links
from diagnostic.store.database import Database
from diagnostic.store.ids import digest_of
from diagnostic.store.keys import Keys
from diagnostic.store.tables import AuditEntry, Invitation, Session
from tests.factories import NOW, make_initiative, make_round, make_staff

pytestmark = pytest.mark.anyio


async def test_a_link_is_shown_until_somebody_uses_it(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, organisations=4)
        caller = await make_staff(db, initiative=made.initiative)
        states = ("invited", "started", "submitted", "withdrawn")
        for one, state in zip(made.invited, states, strict=True):
            query = sa.update(Invitation).where(Invitation.id == one.invitation)
            await db.execute(query.values(state=state))
        found = await links.links_of(db, caller, made.initiative, made.wave, keys=keys)
    seen = {one.invitation: one for one in found.links}
    assert [seen[one.invitation].token for one in made.invited] == [made.invited[0].token, None, None, None]
    assert [seen[one.invitation].renewable for one in made.invited] == [True, True, True, True]
    assert found.without == 0


@pytest.mark.parametrize("state", [state for state in STATES if state not in {"published", "open"}])
async def test_there_are_links_from_publishing_to_closing_only(database: Database, keys: Keys, state: State) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, state=state)
        caller = await make_staff(db, initiative=made.initiative)
        with pytest.raises(Refused, match="wave_without_links"):
            await links.links_of(db, caller, made.initiative, made.wave, keys=keys)
        with pytest.raises(Refused, match="link_not_renewable"):
            await links.renew(db, caller, made.initiative, made.wave, invitation=made.invited[0].invitation, keys=keys)


async def test_a_renewed_link_takes_the_place_of_the_old_one_and_ends_its_sessions(
    database: Database, keys: Keys
) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys)
        caller = await make_staff(db, initiative=made.initiative)
        one = made.invited[0]
        values = {"digest": "0" * 64, "invitation_id": one.invitation, "created_at": NOW, "expires_at": NOW}
        await db.execute(sa.insert(Session).values(values))
        await links.renew(db, caller, made.initiative, made.wave, invitation=one.invitation, keys=keys)
        found = await links.links_of(db, caller, made.initiative, made.wave, keys=keys)
        token = next(link.token for link in found.links if link.invitation == one.invitation)
        kept = await db.scalar(sa.select(Invitation.digest).where(Invitation.id == one.invitation))
        sessions = (await db.scalars(sa.select(Session))).all()
        actions = (await db.scalars(sa.select(AuditEntry.action))).all()
    assert token is not None
    assert token != one.token
    assert kept == digest_of(token)
    assert list(sessions) == []
    assert list(actions) == ["link_renewed"]


async def test_whoever_has_handed_in_anonymously_gets_no_new_link(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, mode="anonymous")
        caller = await make_staff(db, initiative=made.initiative)
        await db.execute(sa.update(Invitation).values(state="submitted"))
        with pytest.raises(Refused, match="link_not_renewable"):
            await links.renew(db, caller, made.initiative, made.wave, invitation=made.invited[0].invitation, keys=keys)


@pytest.mark.parametrize("state", ["started", "submitted", "withdrawn"])
async def test_a_link_in_use_is_renewed_and_told_once(database: Database, keys: Keys, state: str) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys)
        caller, one = await make_staff(db, initiative=made.initiative), made.invited[0]
        await db.execute(sa.update(Invitation).values(state=state))
        token = await links.renew(db, caller, made.initiative, made.wave, invitation=one.invitation, keys=keys)
        found = await links.links_of(db, caller, made.initiative, made.wave, keys=keys)
        kept = await db.scalar(sa.select(Invitation.digest).where(Invitation.id == one.invitation))
    assert kept == digest_of(token)
    assert {link.token for link in found.links} == {None}


async def test_links_of_others_do_not_exist(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made, other = await make_round(db, keys), await make_round(db, keys)
        caller = await make_staff(db, initiative=made.initiative)
        stranger = await make_staff(db, email="fremd@example.org", initiative=await make_initiative(db))
        foreign = other.invited[0].invitation
        with pytest.raises(NotFound):
            await links.links_of(db, stranger, made.initiative, made.wave, keys=keys)
        with pytest.raises(NotFound):
            await links.renew(db, caller, made.initiative, made.wave, invitation=foreign, keys=keys)
        with pytest.raises(NotFound):
            await links.renew(db, caller, made.initiative, other.wave, invitation=foreign, keys=keys)
