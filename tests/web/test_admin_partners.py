"""Partners in the browser: as a backbone office enters, changes and removes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diagnostic.store import partners, users
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from tests.contents import contents
from tests.factories import make_initiative, make_partners, make_round
from tests.staff_visiting import StaffVisit, staff_visiting
from tests.statements import MOST_A_PAGE, statements

pytestmark = pytest.mark.anyio

FORM = {"organisation": "Jugendamt", "sector": "administration", "name": "", "email": "", "language": "de"}


async def _added(visit: StaffVisit, **values: str) -> str:
    await visit.browser.get(f"{visit.home}/partners/new")
    page = await visit.browser.post(f"{visit.home}/partners/new", FORM | values)
    assert page.history[0].status_code == 303
    return str(page.url.path)


async def test_a_backbone_office_enters_changes_and_removes_a_partner(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        empty = await visit.browser.get(f"{visit.home}/partners")
        assert "Noch sind keine Partner eingetragen." in empty.text

        partner = await _added(visit)
        page = visit.browser.page
        assert page is not None
        assert "Eingetragen." in page.text
        assert "Person 1, ohne Namen" in page.text

        await visit.browser.get(f"{partner}/edit")
        await visit.browser.post(f"{partner}/edit", {"organisation": "Amt für Jugend", "sector": "education"})
        page = await visit.browser.get(f"{visit.home}/partners")
        assert "1 Organisation, 1 Person" in page.text
        assert re.search(r"<h2>Bildung</h2>.*Amt für Jugend", page.text, re.DOTALL)

        page = await visit.browser.get(f"{partner}/remove")
        assert "Amt für Jugend entfernen?" in page.text
        page = await visit.browser.post(f"{partner}/remove")
        assert "Entfernt." in page.text
        assert "Noch sind keine Partner eingetragen." in page.text


async def test_a_backbone_office_enters_changes_and_removes_a_person(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        partner = await _added(visit)
        await visit.browser.get(f"{partner}/people/new")
        person = {"name": "Erika Beispiel", "email": "erika@amt.example", "language": "en"}
        page = await visit.browser.post(f"{partner}/people/new", person)
        found = re.search(rf'<a href="({partner}/people/\w+)">Erika Beispiel</a>', page.text)
        assert found is not None
        assert "erika@amt.example" in page.text

        page = await visit.browser.get(found[1])
        assert 'value="erika@amt.example"' in page.text
        page = await visit.browser.post(found[1], person | {"email": "", "name": ""})
        assert "Person 2, ohne Namen" in page.text
        assert "erika@amt.example" not in page.text

        await visit.browser.get(f"{found[1]}/remove")
        page = await visit.browser.post(f"{found[1]}/remove")
        assert "Person 2" not in page.text


async def test_partners_of_a_wave_in_the_field_are_kept_and_the_page_says_why(
    database: Database, tmp_path: Path
) -> None:
    async with database.writing() as db:
        asked = await make_round(db, Keys(tmp_path), state="open")
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            await users.join(db, visit.caller.user or "", asked.initiative, "backbone", visit.caller.now)
        home, one = f"/initiatives/{asked.initiative}/partners", asked.invited[0]
        before = await contents(database)

        listed = await visit.browser.get(home)
        await visit.browser.get(f"{home}/{one.organisation}/remove")
        removed = await visit.browser.post(f"{home}/{one.organisation}/remove")
        await visit.browser.get(f"{home}/{one.organisation}/edit")
        moved = await visit.browser.post(
            f"{home}/{one.organisation}/edit", {"organisation": "Organisation 1", "sector": "other"}
        )
        person = f"{home}/{one.organisation}/people/{one.person}/remove"
        await visit.browser.get(person)
        left = await visit.browser.post(person)
        assert await contents(database) == before

    assert "bekommt erst einen Link, wenn Sie ihn" in listed.text
    assert (removed.status_code, moved.status_code, left.status_code) == (403, 422, 403)
    assert "Diese Organisation wurde befragt (Frühjahr 2026)" in removed.text
    assert '<a href="#sector">Die Organisation wird gerade befragt (Frühjahr 2026)' in moved.text
    assert "Diese Person ist gerade zur Befragung eingeladen (Frühjahr 2026)" in left.text


async def test_a_form_that_is_not_right_keeps_what_was_typed(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        await visit.browser.get(f"{visit.home}/partners/new")
        page = await visit.browser.post(
            f"{visit.home}/partners/new",
            FORM | {"organisation": "", "name": "Kim", "email": "kim@", "sector": "health"},
        )
        assert await contents(database) == before

    assert page.status_code == 422
    assert '<a href="#organisation">Der Name der Organisation fehlt. Tragen Sie ihn ein.</a>' in page.text
    assert '<a href="#email">„kim@“ ist keine E-Mail-Adresse.' in page.text
    assert 'value="Kim"' in page.text
    assert 'value="kim@"' in page.text
    assert '<option value="health" selected>' in page.text


async def test_html_in_names_is_shown_as_it_was_typed(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        partner = await _added(visit, organisation="<img src=x>&", name="<b>Kim</b>")
        paths = (partner, f"{partner}/edit", f"{partner}/remove", f"{visit.home}/partners")
        pages = [await visit.browser.get(path) for path in paths]

    assert all("&lt;img src=x&gt;&amp;" in page.text for page in pages)
    assert not any("<img" in page.text or "<b>Kim" in page.text for page in pages)


async def test_what_is_done_is_told_only_in_words_of_ours(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await visit.browser.get(f"{visit.home}/partners?done=title&done=%3Cb%3E")

    assert page.status_code == 200
    assert 'class="notice"' not in page.text


async def test_the_partner_of_another_initiative_is_not_found(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            foreign = await make_initiative(db, name="Andere")
            ((person, organisation, _),) = await make_partners(db, foreign, organisations=1)
        before = await contents(database)
        found = []
        for home in (visit.home, f"/initiatives/{foreign}"):
            one = f"{home}/partners/{organisation}"
            for path in (one, f"{one}/edit", f"{one}/remove", f"{one}/people/new", f"{one}/people/{person}"):
                found.append((await visit.browser.get(path)).status_code)
                await visit.browser.get("/account")
                found.append((await visit.browser.post(path, FORM)).status_code)
        assert await contents(database) == before

    assert set(found) <= {404, 422}
    assert found.count(404) >= 14


async def test_pages_ask_the_database_few_questions_however_many_partners_there_are(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_partners(db, visit.initiative, organisations=30, people=3)
        one = f"{visit.home}/partners/{made[0][1]}"
        paths = (
            f"{visit.home}/partners",
            f"{visit.home}/partners/new",
            one,
            f"{one}/edit",
            f"{one}/remove",
            f"{one}/people/new",
            f"{one}/people/{made[0][0]}",
            f"{one}/people/{made[0][0]}/remove",
        )
        for path in paths:
            with statements() as asked:
                page = await visit.browser.get(path)
            assert page.status_code == 200
            assert 0 < len(asked) <= MOST_A_PAGE


HOSTILE = (
    "' OR 1=1 --",
    "{{ 7 * 7 }}",
    "=HYPERLINK(1)",
    "\x00",
    "a\x1bb\u202ec",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "x" * 100_000,
    "😀" * 500,
    "a\u0300" * 150,
)


@pytest.mark.parametrize("field", FORM)
async def test_nothing_that_can_be_typed_breaks_the_form(database: Database, tmp_path: Path, field: str) -> None:
    kept = 0
    async with staff_visiting(database, tmp_path) as visit:
        for number, value in enumerate(HOSTILE):
            await visit.browser.get(f"{visit.home}/partners/new")
            form = FORM | {"organisation": f"Amt {number}", field: value}
            page = await visit.browser.post(f"{visit.home}/partners/new", form)
            assert page.status_code in {200, 400, 422}
            assert "a" not in page.cookies
            kept += page.status_code == 200
            async with database.reading() as db:
                assert len(await partners.of_initiative(db, visit.initiative)) == kept
