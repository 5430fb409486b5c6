"""Signing in, where one starts, and one's own account, in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Role
from diagnostic.services.passwords import hashed
from diagnostic.store import users
from diagnostic.store.database import Database
from diagnostic.store.tables import User
from tests.contents import contents
from tests.factories import make_staff
from tests.staff_visiting import sign_in, staff_visiting
from tests.statements import MOST_A_PAGE, statements
from tests.visiting import settings_for, visiting

pytestmark = pytest.mark.anyio

OLD, NEW = "das alte Passwort hier", "ein neues Passwort hier"


async def _with_password(database: Database) -> str:
    async with database.writing() as db:
        caller = await make_staff(db)
        await users.set_password(db, caller.user or "", await hashed(OLD))
    return caller.user or ""


async def test_who_signs_in_is_led_to_the_initiatives_in_their_language(database: Database, tmp_path: Path) -> None:
    user = await _with_password(database)
    async with database.writing() as db:
        await users.change(db, user, name="Kim Beispiel", language="en")
    async with visiting(settings_for(database.address, tmp_path)) as browser:
        page = await browser.get("/")
        assert page.url.path == "/sign-in"
        assert "Anmelden" in page.text
        page = await browser.post("/sign-in", {"email": " AMT@example.org ", "password": OLD})

    assert page.url.path == "/initiatives"
    assert "Your initiatives" in page.text


async def test_a_wrong_password_keeps_the_address_and_says_the_same_as_for_no_account(
    database: Database, tmp_path: Path
) -> None:
    await _with_password(database)
    async with visiting(settings_for(database.address, tmp_path)) as browser:
        pages = []
        for email in ("amt@example.org", "niemand@example.org"):
            await browser.get("/sign-in")
            pages.append(await browser.post("/sign-in", {"email": email, "password": "etwas anderes"}))

    assert [page.status_code for page in pages] == [403, 403]
    assert all("E-Mail-Adresse und Passwort passen nicht zusammen." in page.text for page in pages)
    assert 'value="amt@example.org"' in pages[0].text
    assert "etwas anderes" not in pages[0].text


@pytest.mark.parametrize(("role", "place"), [("backbone", "/initiatives"), ("consultant", "/portfolio")])
async def test_one_starts_where_one_works(database: Database, tmp_path: Path, role: Role, place: str) -> None:
    async with staff_visiting(database, tmp_path, role=role) as visit:
        async with database.writing() as db:
            await db.execute(sa.update(User).values(may_found=False))
        page = await visit.browser.get("/")

    assert page.history[0].headers["location"] == place


async def test_name_and_language_are_changed(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await visit.browser.get("/account")
        assert "Sie melden sich mit amt@example.org an." in page.text
        page = await visit.browser.post("/account", {"name": "Kim <b>Neu</b>", "language": "en"})

    assert "Saved." in page.text
    assert 'value="Kim &lt;b&gt;Neu&lt;/b&gt;"' in page.text
    assert '<html lang="en">' in page.text


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "language": "de"},
        {"name": "x" * 201, "language": "de"},
        {"name": "Kim\x07", "language": "de"},
        {"name": "Kim", "language": "fr"},
        {"name": "Kim", "language": "de", "may_found": "1"},
        {"name": "Kim"},
    ],
)
async def test_an_account_takes_nothing_else(database: Database, tmp_path: Path, form: dict[str, str]) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        await visit.browser.get("/account")
        page = await visit.browser.post("/account", form)
        assert await contents(database) == before

    assert page.status_code == 422


async def test_a_new_password_keeps_this_browser_signed_in_and_no_other(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            await users.set_password(db, visit.caller.user or "", await hashed(OLD))
        before = visit.browser.client.cookies["staff"]
        async with visiting(settings_for(database.address, tmp_path)) as other:
            await sign_in(other, database, visit.caller)
            assert (await other.get("/account")).status_code == 200
            await visit.browser.get("/account/password")
            page = await visit.browser.post("/account/password", {"current": OLD, "password": NEW})
            assert (await other.get("/account")).status_code == 401

    assert "Das neue Passwort gilt." in page.text
    assert visit.browser.client.cookies["staff"] != before


async def test_a_password_that_does_not_do_is_told_and_stands_in_no_page(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            await users.set_password(db, visit.caller.user or "", await hashed(OLD))
        await visit.browser.get("/account/password")
        wrong = await visit.browser.post("/account/password", {"current": "falsch geraten", "password": NEW})
        weak = await visit.browser.post("/account/password", {"current": OLD, "password": "zu kurz"})

    assert (wrong.status_code, weak.status_code) == (422, 422)
    assert '<a href="#current">Das jetzige Passwort stimmt nicht.' in wrong.text
    assert '<a href="#password">Dieses Passwort geht nicht.' in weak.text
    assert not any(text in wrong.text + weak.text for text in (OLD, NEW, "falsch geraten", "zu kurz"))


async def test_pages_ask_the_database_few_questions(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        for path in ("/account", "/account/password"):
            with statements() as asked:
                page = await visit.browser.get(path)
            assert page.status_code == 200
            assert 0 < len(asked) <= MOST_A_PAGE
