"""Inviting consultants and colleagues, and taking roles back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller, Role
from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.services import staffing
from diagnostic.store import sessions, staff, users
from diagnostic.store.database import Database
from diagnostic.store.ids import digest_of
from diagnostic.store.tables import Session, StaffInvitation
from tests.contents import actions, contents
from tests.factories import NOW, make_initiative, make_staff

pytestmark = pytest.mark.anyio


async def _begun(database: Database) -> tuple[Caller, str]:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        return await make_staff(db, initiative=initiative), initiative


async def test_an_invitation_is_kept_without_its_token_for_fourteen_days(database: Database) -> None:
    caller, initiative = await _begun(database)

    async with database.writing() as db:
        token = await staffing.invite(db, caller, initiative, email=" Neu@Example.org ", role="consultant")
        row = (await db.execute(sa.select(StaffInvitation.__table__))).one()
        (pending,) = (await staffing.listed(db, caller, initiative)).pending

    assert (row.digest, row.email, row.role) == (digest_of(token), "neu@example.org", "consultant")
    assert token not in repr(tuple(row))
    assert (pending.email, pending.role, pending.expires) == ("neu@example.org", "consultant", NOW + timedelta(days=14))
    assert await actions(database) == [("staff_invited", {"role": "consultant"})]


async def test_inviting_says_the_same_whether_or_not_there_is_an_account(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        await make_staff(db, email="konto@example.org")

    async with database.writing() as db:
        for email in ("konto@example.org", "niemand@example.org"):
            await staffing.invite(db, caller, initiative, email=email, role="consultant")
        found = await staffing.listed(db, caller, initiative)

    assert sorted((one.email, one.role, one.expires) for one in found.pending) == [
        ("konto@example.org", "consultant", NOW + timedelta(days=14)),
        ("niemand@example.org", "consultant", NOW + timedelta(days=14)),
    ]


async def test_inviting_again_ends_the_earlier_link(database: Database) -> None:
    caller, initiative = await _begun(database)

    async with database.writing() as db:
        first = await staffing.invite(db, caller, initiative, email="neu@example.org", role="consultant")
        second = await staffing.invite(db, caller, initiative, email="neu@example.org", role="consultant")
        await staffing.invite(db, caller, initiative, email="neu@example.org", role="backbone")
        assert await staff.joining(db, first, NOW) is None
        assert await staff.joining(db, second, NOW) is not None
        assert len((await staffing.listed(db, caller, initiative)).pending) == 2


async def test_a_revoked_invitation_is_gone_and_cannot_be_revoked_again(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        token = await staffing.invite(db, caller, initiative, email="neu@example.org", role="backbone")
        (pending,) = (await staffing.listed(db, caller, initiative)).pending
        await staffing.revoke(db, caller, initiative, pending.id)

    async with database.reading() as db:
        assert await staff.joining(db, token, NOW) is None
        assert (await staffing.listed(db, caller, initiative)).pending == ()
    with pytest.raises(NotFound):
        async with database.writing() as db:
            await staffing.revoke(db, caller, initiative, pending.id)
    assert [action for action, _ in await actions(database)] == ["staff_invited", "staff_invitation_revoked"]


@pytest.mark.parametrize(
    ("email", "role", "field"),
    [
        ("", "consultant", "email"),
        ("kein Postfach", "consultant", "email"),
        ("a@b.example\nBcc: c@d.example", "consultant", "email"),
        ("neu@example.org", "", "role"),
        ("neu@example.org", "admin", "role"),
        ("AMT@example.org", "backbone", "email"),
    ],
)
async def test_an_invitation_that_makes_no_sense_is_refused_by_field(
    database: Database, email: str, role: str, field: str
) -> None:
    caller, initiative = await _begun(database)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await staffing.invite(db, caller, initiative, email=email, role=role)

    assert list(refused.value.fields) == [field]
    assert await contents(database) == before


@pytest.mark.parametrize("role", ["backbone", "consultant"])
async def test_whose_role_is_taken_is_signed_out_everywhere(database: Database, role: Role) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        other = await make_staff(db, email="zwei@example.org", initiative=initiative, role=role)
        for user in (other.user, other.user, caller.user):
            await sessions.begin(db, now=NOW, ends=NOW + timedelta(hours=1), user=user)

    async with database.writing() as db:
        await staffing.remove(db, caller, initiative, other.user or "", role)
        assert await users.roles(db, other.user or "", initiative) == frozenset()
        assert (await db.scalars(sa.select(Session.user_id))).all() == [caller.user]

    assert await actions(database) == [("membership_ended", {"user": other.user, "role": role})]


async def test_one_role_is_taken_and_the_other_stays(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        await users.join(db, caller.user or "", initiative, "consultant", NOW)
        await staffing.remove(db, caller, initiative, caller.user or "", "consultant")
        assert await users.roles(db, caller.user or "", initiative) == {"backbone"}


async def test_the_last_of_the_backbone_office_stays(database: Database) -> None:
    caller, initiative = await _begun(database)
    before = await contents(database)

    with pytest.raises(Refused) as refused:
        async with database.writing() as db:
            await staffing.remove(db, caller, initiative, caller.user or "", "backbone")

    assert refused.value.key == "last_backbone"
    assert await contents(database) == before


async def test_who_has_not_the_role_cannot_lose_it(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        other = await make_staff(db, email="zwei@example.org", initiative=initiative, role="consultant")

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await staffing.remove(db, caller, initiative, other.user or "", "backbone")
