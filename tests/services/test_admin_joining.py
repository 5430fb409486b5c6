"""Joining by a link: once, in time, and without a way into somebody else's account."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import msgspec
import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound, Refused, TooMany
from diagnostic.services import joining, staffing
from diagnostic.services.joining import JoiningValues
from diagnostic.services.passwords import fits, hashed
from diagnostic.store import sessions, users
from diagnostic.store.database import Database
from diagnostic.store.tables import Attempts, Session, StaffInvitation, User
from tests.contents import actions, contents
from tests.factories import NOW, make_initiative, make_staff

pytestmark = pytest.mark.anyio

GUEST = Caller(now=NOW, language="en")
ORIGINS = ("a" * 64, "b" * 64)
EMAIL = "neu@example.org"
CHOSEN, KEPT, SHORT = "vier Wörter ohne Sinn", "das alte Passwort hier", "zu kurz"
NEW = JoiningValues(way="new", name="Bo Beispiel", password=CHOSEN)
EXISTING = JoiningValues(way="existing", password=KEPT)


async def _invited(database: Database, *, account: bool = False, password: bool = True) -> tuple[str, str]:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
        if account:
            member = await make_staff(db, email="neu@example.org")
            if password:
                await users.set_password(db, member.user or "", await hashed(EXISTING.password))
        token = await staffing.invite(db, caller, initiative, email="neu@example.org", role="consultant")
        return token, initiative


async def test_a_new_person_gets_an_account_the_role_and_a_session(database: Database) -> None:
    token, initiative = await _invited(database)

    session = await joining.join(database, GUEST, token, values=NEW, origins=ORIGINS)

    async with database.reading() as db:
        found = await sessions.staff(db, session, NOW)
        member = await users.by_email(db, "neu@example.org")
        assert found is not None
        assert member is not None
        assert found.user == member.id
        assert (member.name, member.language, member.may_found) == ("Bo Beispiel", "en", False)
        assert await fits(NEW.password, member.password)
        assert await users.roles(db, member.id, initiative) == {"consultant"}
    assert await actions(database) == [
        ("staff_invited", {"role": "consultant"}),
        ("membership_given", {"user": member.id, "role": "consultant"}),
    ]


async def test_who_has_an_account_joins_with_its_password_and_keeps_it_as_it_is(database: Database) -> None:
    token, initiative = await _invited(database, account=True)
    async with database.reading() as db:
        before = await users.by_email(db, "neu@example.org")
    assert before is not None

    session = await joining.join(database, GUEST, token, values=EXISTING, origins=ORIGINS)

    async with database.reading() as db:
        found = await sessions.staff(db, session, NOW)
        assert found is not None
        assert found.user == before.id
        assert await users.by_email(db, "neu@example.org") == before
        assert await users.roles(db, before.id, initiative) == {"consultant"}


@pytest.mark.parametrize("values", [NEW, EXISTING])
async def test_a_link_works_once(database: Database, values: JoiningValues) -> None:
    token, _ = await _invited(database, account=values is EXISTING)
    await joining.join(database, GUEST, token, values=values, origins=ORIGINS)
    before = await contents(database)

    with pytest.raises(NotFound):
        await joining.join(database, GUEST, token, values=EXISTING, origins=ORIGINS)

    assert await contents(database) == before


async def test_of_two_who_use_a_link_at_once_one_joins(database: Database) -> None:
    token, _ = await _invited(database, account=True)

    outcomes = await asyncio.gather(
        *(joining.join(database, GUEST, token, values=EXISTING, origins=ORIGINS) for _ in range(2)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["NotFound", "str"]
    async with database.reading() as db:
        assert await db.scalar(sa.select(sa.func.count()).select_from(Session)) == 1


async def test_a_link_ends_after_fourteen_days(database: Database) -> None:
    token, _ = await _invited(database)
    before = await contents(database)
    late = msgspec.structs.replace(GUEST, now=NOW + timedelta(days=14))

    with pytest.raises(NotFound):
        await joining.join(database, late, token, values=NEW, origins=ORIGINS)

    assert await contents(database) == before
    in_time = msgspec.structs.replace(GUEST, now=NOW + timedelta(days=14, seconds=-1))
    await joining.join(database, in_time, token, values=NEW, origins=ORIGINS)


async def test_a_link_that_never_was_leads_nowhere(database: Database) -> None:
    with pytest.raises(NotFound):
        await joining.join(database, GUEST, "x" * 43, values=NEW, origins=ORIGINS)


async def test_looking_at_an_invitation_changes_nothing(database: Database) -> None:
    token, initiative = await _invited(database)
    before = await contents(database)

    async with database.writing() as db:
        found = await joining.invited(db, GUEST, token)

    assert (found.email, found.initiative, found.role, found.name) == (
        "neu@example.org",
        initiative,
        "consultant",
        "Musterinitiative",
    )
    assert await contents(database) == before


@pytest.mark.parametrize("password", [True, False])
async def test_a_link_never_sets_the_password_of_an_account(database: Database, password: bool) -> None:  # noqa: FBT001 - a case
    token, _ = await _invited(database, account=True, password=password)
    before = await contents(database)

    with pytest.raises(Refused) as refused:
        await joining.join(database, GUEST, token, values=NEW, origins=ORIGINS)

    assert refused.value.key == "join_refused"
    assert await contents(database) == before


@pytest.mark.parametrize("account", [True, False])
async def test_a_wrong_password_says_the_same_with_and_without_an_account(
    database: Database,
    account: bool,  # noqa: FBT001 - a case
) -> None:
    token, _ = await _invited(database, account=account)

    wrong = JoiningValues(way="existing", password=CHOSEN)
    with pytest.raises(Refused) as refused:
        await joining.join(database, GUEST, token, values=wrong, origins=ORIGINS)

    assert (refused.value.key, dict(refused.value.values)) == ("join_refused", {})
    async with database.reading() as db:
        assert await db.scalar(sa.select(StaffInvitation.used_at)) is None
        assert sorted((await db.scalars(sa.select(Attempts.count))).all()) == [1, 1]


async def test_after_ten_wrong_passwords_even_the_right_one_waits(database: Database) -> None:
    token, _ = await _invited(database, account=True)
    async with database.writing() as db:
        await db.execute(sa.insert(Attempts).values(origin=ORIGINS[1], since=NOW, count=10))

    with pytest.raises(TooMany):
        await joining.join(database, GUEST, token, values=EXISTING, origins=ORIGINS)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (msgspec.structs.replace(NEW, name=""), ["name"]),
        (msgspec.structs.replace(NEW, name="x" * 201), ["name"]),
        (msgspec.structs.replace(NEW, password=SHORT), ["password"]),
        (msgspec.structs.replace(NEW, name="", password="x" * 201), ["name", "password"]),
        (msgspec.structs.replace(NEW, password=EMAIL.upper()), ["password"]),
    ],
)
@pytest.mark.parametrize("account", [True, False])
async def test_a_name_or_password_that_does_not_do_is_refused_alike_for_every_address(
    database: Database,
    values: JoiningValues,
    wrong: list[str],
    account: bool,  # noqa: FBT001 - a case
) -> None:
    token, _ = await _invited(database, account=account)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        await joining.join(database, GUEST, token, values=values, origins=ORIGINS)

    assert sorted(refused.value.fields) == wrong
    assert await contents(database) == before


async def test_joining_makes_exactly_one_account(database: Database) -> None:
    token, _ = await _invited(database)
    await joining.join(database, GUEST, token, values=NEW, origins=ORIGINS)

    async with database.reading() as db:
        emails = (await db.scalars(sa.select(User.email).order_by(User.email))).all()
    assert emails == ["amt@example.org", "neu@example.org"]
