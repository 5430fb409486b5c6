"""One's own account: name, language, password, and where one starts."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller, Role
from diagnostic.domain.failures import Invalid, SignInNeeded, TooMany
from diagnostic.services import accounts, founding
from diagnostic.services.passwords import fits, hashed
from diagnostic.store import sessions, users
from diagnostic.store.database import Database
from diagnostic.store.tables import Attempts, Session, User
from tests.contents import actions, contents
from tests.factories import NOW, make_initiative, make_staff

pytestmark = pytest.mark.anyio

OLD, NEW, ORIGIN = "das alte Passwort hier", "ein neues Passwort hier", "c" * 64


async def _member(database: Database) -> Caller:
    async with database.writing() as db:
        caller = await make_staff(db)
        await users.set_password(db, caller.user or "", await hashed(OLD))
        await sessions.begin(db, now=NOW, ends=NOW + timedelta(hours=1), user=caller.user)
        await sessions.begin(db, now=NOW, ends=NOW + timedelta(hours=1), user=caller.user)
        return caller


async def test_a_renewed_password_ends_every_session(database: Database) -> None:
    caller = await _member(database)

    async with database.writing() as db:
        member = await accounts.own(db, caller)
        await founding.renew_password(db, Caller(now=NOW), email=member.email.upper(), password=NEW)
        renewed = await accounts.own(db, caller)
        left = await db.scalar(sa.select(sa.func.count()).select_from(Session))
    assert (await fits(NEW, renewed.password), await fits(OLD, renewed.password), left) == (True, False, 0)
    assert await actions(database) == [("password_renewed", {"user": member.id})]


async def test_a_weak_password_and_an_unknown_address_are_refused(database: Database) -> None:
    caller = await _member(database)
    before = await contents(database)

    async with database.writing() as db:
        own = (await accounts.own(db, caller)).email
        for email, password, field in ((own, "kurz", "password"), ("nobody@example.org", NEW, "email")):
            with pytest.raises(Invalid) as refused:
                await founding.renew_password(db, Caller(now=NOW), email=email, password=password)
            assert set(refused.value.fields) == {field}
    assert await contents(database) == before


async def test_name_and_language_change(database: Database) -> None:
    caller = await _member(database)

    async with database.writing() as db:
        await accounts.change(db, caller, name=" Kim  Neu ", language="en")
        member = await accounts.own(db, caller)

    assert (member.name, member.language, member.email) == ("Kim Neu", "en", "amt@example.org")


@pytest.mark.parametrize(
    ("name", "language", "wrong"), [("", "de", "name"), ("K\x00", "de", "name"), ("K", "fr", "language")]
)
async def test_a_name_or_language_that_does_not_do_is_refused(
    database: Database, name: str, language: str, wrong: str
) -> None:
    caller = await _member(database)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await accounts.change(db, caller, name=name, language=language)

    assert list(refused.value.fields) == [wrong]
    assert await contents(database) == before


async def test_a_new_password_ends_every_other_session(database: Database) -> None:
    caller = await _member(database)

    token = await accounts.change_password(database, caller, current=OLD, new=NEW, origin=ORIGIN)

    async with database.reading() as db:
        member = await accounts.own(db, caller)
        assert await fits(NEW, member.password)
        assert not await fits(OLD, member.password)
        assert await db.scalar(sa.select(sa.func.count()).select_from(Session)) == 1
        assert await sessions.staff(db, token, NOW) is not None
    assert await actions(database) == [("password_changed", {})]


async def test_a_wrong_password_is_counted_and_changes_nothing_else(database: Database) -> None:
    caller = await _member(database)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        await accounts.change_password(database, caller, current=NEW, new=NEW, origin=ORIGIN)

    after = await contents(database)
    assert list(refused.value.fields) == ["current"]
    assert len(after.pop("attempts")) == 1
    assert after == {table: rows for table, rows in before.items() if table != "attempts"}


async def test_a_weak_new_password_changes_nothing(database: Database) -> None:
    caller = await _member(database)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        await accounts.change_password(database, caller, current=OLD, new="zu kurz", origin=ORIGIN)

    assert list(refused.value.fields) == ["password"]
    assert await contents(database) == before


async def test_after_ten_wrong_passwords_one_waits(database: Database) -> None:
    caller = await _member(database)
    async with database.writing() as db:
        await db.execute(sa.insert(Attempts).values(origin=ORIGIN, since=NOW, count=10))

    with pytest.raises(TooMany):
        await accounts.change_password(database, caller, current=OLD, new=NEW, origin=ORIGIN)


async def test_who_has_not_signed_in_has_no_account_here(database: Database) -> None:
    with pytest.raises(SignInNeeded):
        async with database.reading() as db:
            await accounts.own(db, Caller(now=NOW))


@pytest.mark.parametrize(
    ("roles", "may_found", "consults_only"),
    [
        ((), True, False),
        ((), False, False),
        (("consultant",), False, True),
        (("consultant",), True, False),
        (("backbone",), False, False),
        (("backbone", "consultant"), False, False),
    ],
)
async def test_who_only_consults_starts_at_the_portfolio(
    database: Database,
    roles: tuple[Role, ...],
    may_found: bool,  # noqa: FBT001 - a case
    consults_only: bool,  # noqa: FBT001 - a case
) -> None:
    async with database.writing() as db:
        caller = await make_staff(db)
        await db.execute(sa.update(User).values(may_found=may_found))
        for role in roles:
            await users.join(db, caller.user or "", await make_initiative(db, name=role), role, NOW)
        start = await accounts.start(db, caller)

    assert (start.consults_only, start.language) == (consults_only, "de")
