"""Inviting staff in the browser, joining by the link, and taking roles back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from diagnostic.store import users
from diagnostic.store.database import Database
from diagnostic.store.tables import StaffInvitation
from tests.contents import contents
from tests.factories import make_staff
from tests.staff_visiting import StaffVisit, sign_in, staff_visiting
from tests.statements import MOST_A_PAGE, statements
from tests.visiting import HERE, Visit, settings_for, visiting

pytestmark = pytest.mark.anyio

NEW = {"way": "new", "name": "Bo Beispiel", "password": "vier Wörter ohne Sinn"}
SHORT = "zu kurz"
LINK = re.compile(re.escape(HERE) + r"(/join/[\w-]{43})")


async def _invite(visit: StaffVisit, email: str = "neu@example.org", role: str = "consultant") -> str:
    await visit.browser.get(f"{visit.home}/consultants")
    page = await visit.browser.post(f"{visit.home}/consultants", {"email": email, "role": role})
    found = LINK.search(page.text)
    assert found is not None
    return found[1]


async def _join(browser: Visit, link: str, **values: str) -> httpx.Response:
    await browser.get(link)
    return await browser.post(link, NEW | values)


async def test_a_link_is_shown_once_and_leads_a_new_person_to_work(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        link = await _invite(visit, role="backbone")
        again = await visit.browser.get(f"{visit.home}/consultants")
        async with visiting(settings_for(database.address, tmp_path)) as guest:
            opened = await guest.get(link)
            page = await _join(guest, link)
            joined = await guest.get(f"{visit.home}/consultants")

    assert LINK.search(again.text) is None
    assert "neu@example.org" in again.text
    assert "Sie sind eingeladen: Musterinitiative" in opened.text
    assert link.removeprefix("/join/") not in opened.text
    assert [one.headers["location"] for one in page.history] == ["/", "/initiatives"]
    assert "Bo Beispiel" in joined.text


async def test_opening_a_link_changes_nothing(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        link = await _invite(visit)
        before = await contents(database)
        async with visiting(settings_for(database.address, tmp_path)) as guest:
            for _ in range(3):
                assert (await guest.get(link)).status_code == 200
        assert await contents(database) == before


async def test_the_page_of_a_link_is_the_same_for_every_address(database: Database, tmp_path: Path) -> None:
    async with database.writing() as db:
        await make_staff(db, email="konto@example.org")
    async with staff_visiting(database, tmp_path / "a") as visit:
        links = [await _invite(visit, email) for email in ("konto@example.org", "fremd@example.org")]
        async with visiting(settings_for(database.address, tmp_path / "a")) as guest:
            pages = [(await guest.get(link)).text for link in links]

    first, second = (re.sub(r'name="csrf" value="[^"]*"|konto@|fremd@', "", page) for page in pages)
    assert first == second


@pytest.mark.parametrize("how", ["used", "expired", "revoked", "never"])
async def test_a_link_that_is_over_is_not_found(database: Database, tmp_path: Path, how: str) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        link = "/join/" + "x" * 43 if how == "never" else await _invite(visit)
        async with visiting(settings_for(database.address, tmp_path)) as guest:
            if how == "used":
                await _join(guest, link)
            if how == "expired":
                async with database.writing() as db:
                    past = datetime.now(UTC) - timedelta(seconds=1)
                    await db.execute(sa.update(StaffInvitation).values(expires_at=past))
            if how == "revoked":
                page = await visit.browser.get(f"{visit.home}/consultants")
                found = re.search(r'action="([^"]*/revoke)"', page.text)
                assert found is not None
                assert "zurückgezogen" in (await visit.browser.post(found[1])).text
            before = await contents(database)
            await guest.get("/sign-in")
            posted = await guest.post(link, NEW)
            opened = await guest.get(link)
            assert await contents(database) == before

    assert (opened.status_code, posted.status_code) == (404, 404)
    assert link.removeprefix("/join/") not in opened.text + posted.text


async def test_a_form_that_is_not_right_keeps_the_name_and_no_password(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        link = await _invite(visit)
        async with visiting(settings_for(database.address, tmp_path)) as guest:
            page = await _join(guest, link, password=SHORT)
            wrong = await guest.post(link, {"way": "existing", "current": "irgendein Passwort"})
            unknown = await guest.post(link, NEW | {"role": "backbone"})

    assert (page.status_code, wrong.status_code, unknown.status_code) == (422, 422, 422)
    assert '<a href="#password">Dieses Passwort geht nicht.' in page.text
    assert 'value="Bo Beispiel"' in page.text
    assert SHORT not in page.text
    assert '<a href="#current">Adresse und Passwort passen nicht zusammen.' in wrong.text


async def test_guessing_a_password_with_new_links_is_counted_as_on_signing_in(
    database: Database, tmp_path: Path
) -> None:
    guess, found = {"way": "existing", "current": "irgendein Passwort"}, []
    settings = settings_for(database.address, tmp_path)
    async with staff_visiting(database, tmp_path) as visit, visiting(settings) as guest:
        for times in (5, 5, 1):
            link = await _invite(visit)
            await guest.get(link)
            found += [(await guest.post(link, form)).status_code for form in [guess] * times]
        await guest.get("/sign-in")
        found.append((await guest.post("/sign-in", {"email": "neu@example.org", "password": SHORT})).status_code)

    assert found == [422] * 10 + [429, 429]


async def test_the_language_of_a_link_is_switched_without_the_link_in_the_page(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        link = await _invite(visit)
        async with visiting(settings_for(database.address, tmp_path)) as guest:
            await guest.get(link)
            page = await guest.post(link, {"language": "en"})
            odd = await guest.post(link, {"language": "tlh"})

    assert "You are invited: Musterinitiative" in page.text
    assert odd.status_code == 404


async def test_a_role_is_taken_and_its_holder_signed_out(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            other = await make_staff(db, email="zwei@example.org", initiative=visit.initiative)
        async with visiting(settings_for(database.address, tmp_path)) as second:
            await sign_in(second, database, other)
            assert (await second.get(f"{visit.home}/consultants")).status_code == 200
            remove = f"{visit.home}/consultants/{other.user}/backbone/remove"
            page = await visit.browser.get(remove)
            assert "Zugang von Kim Beispiel beenden?" in page.text
            page = await visit.browser.post(remove)
            assert "Der Zugang ist beendet." in page.text
            assert (await second.get(f"{visit.home}/consultants")).status_code == 401


async def test_the_last_of_the_backbone_office_stays_and_is_told_why(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        remove = f"{visit.home}/consultants/{visit.caller.user}/backbone/remove"
        await visit.browser.get(remove)
        page = await visit.browser.post(remove)
        assert await contents(database) == before

    assert page.status_code == 403
    assert "Das ist der letzte Zugang der Geschäftsstelle." in page.text


@pytest.mark.parametrize("path", ["{user}/admin/remove", "nobody/backbone/remove", "{user}/consultant/remove"])
async def test_a_role_that_nobody_holds_is_not_found(database: Database, tmp_path: Path, path: str) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        remove = f"{visit.home}/consultants/" + path.format(user=visit.caller.user)
        opened = await visit.browser.get(remove)
        await visit.browser.get("/account")
        posted = await visit.browser.post(remove)
        assert await contents(database) == before

    assert (opened.status_code, posted.status_code) == (404, 404)


async def test_an_address_that_does_not_do_is_kept_in_the_form(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        await visit.browser.get(f"{visit.home}/consultants")
        page = await visit.browser.post(f"{visit.home}/consultants", {"email": '"><script>', "role": "backbone"})
        assert await contents(database) == before

    assert page.status_code == 422
    assert "&gt;&lt;script&gt;" in page.text
    assert "<script>" not in page.text
    assert 'value="backbone" checked' in page.text


async def test_pages_ask_the_database_few_questions(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            for number in range(12):
                await make_staff(db, email=f"{number}@example.org", initiative=visit.initiative)
            await users.join(db, visit.caller.user or "", visit.initiative, "consultant", visit.caller.now)
        link = await _invite(visit)
        remove = f"{visit.home}/consultants/{visit.caller.user}/backbone/remove"
        for path in (f"{visit.home}/consultants", remove, link):
            with statements() as asked:
                page = await visit.browser.get(path)
            assert page.status_code == 200
            assert 0 < len(asked) <= MOST_A_PAGE
