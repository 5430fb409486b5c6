"""Initiatives in the browser: listed, begun, changed, as a backbone office walks through them."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.store import users
from diagnostic.store.database import Database
from diagnostic.store.tables import User
from tests.contents import contents
from tests.factories import make_initiative
from tests.staff_visiting import staff_visiting
from tests.statements import MOST_A_PAGE, statements
from tests.visiting import settings_for, visiting

pytestmark = pytest.mark.anyio

FORM = {"name": "Gemeinsam stark", "theme": "seniors", "region": "rural", "founded": "2021"}


async def test_an_initiative_is_begun_and_stands_in_the_list(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get("/initiatives/new")
        page = await visit.browser.post("/initiatives/new", FORM)
        assert page.history[0].status_code == 303
        made = page.history[0].headers["location"]
        page = await visit.browser.get("/initiatives")

    assert page.status_code == 200
    assert f'<a href="{made}">Gemeinsam stark</a>' in page.text
    assert "Ältere Menschen, Ländlicher Raum, seit 2021" in page.text
    assert "0 Organisationen" in page.text


async def test_a_form_that_is_not_right_keeps_what_was_typed_and_says_how_to_mend_it(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        await visit.browser.get("/initiatives/new")
        page = await visit.browser.post("/initiatives/new", FORM | {"theme": "", "founded": "letztes Jahr"})
        assert await contents(database) == before

    assert page.status_code == 422
    assert "<title>Fehler: Initiative anlegen" in page.text
    assert '<a href="#theme">Das Thema fehlt. Wählen Sie eines aus.</a>' in page.text
    assert 'value="Gemeinsam stark"' in page.text
    assert 'value="letztes Jahr"' in page.text
    assert '<option value="rural" selected>' in page.text


async def test_who_may_not_begin_initiatives_sees_no_button_and_finds_no_page(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            await db.execute(sa.update(User).values(may_found=False))
        before = await contents(database)
        listed = await visit.browser.get("/initiatives")
        opened = await visit.browser.get("/initiatives/new")
        await visit.browser.get("/initiatives")
        posted = await visit.browser.post("/initiatives/new", FORM)
        assert await contents(database) == before

    assert "/initiatives/new" not in listed.text
    assert [opened.status_code, posted.status_code] == [404, 404]


async def test_an_initiative_is_changed(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await visit.browser.get(f"{visit.home}/edit")
        assert 'value="Musterinitiative"' in page.text
        await visit.browser.post(f"{visit.home}/edit", FORM | {"founded": ""})
        page = await visit.browser.get(f"{visit.home}/edit")

    assert 'value="Gemeinsam stark"' in page.text
    assert '<option value="seniors" selected>' in page.text


async def test_html_in_a_name_is_shown_as_it_was_typed(database: Database, tmp_path: Path) -> None:
    name = "<script>alert(1)</script>\"'"
    async with staff_visiting(database, tmp_path, name=name) as visit:
        pages = [await visit.browser.get(path) for path in ("/initiatives", f"{visit.home}/edit")]

    assert all("&lt;script&gt;alert(1)" in page.text for page in pages)
    assert not any("<script>" in page.text for page in pages)


async def test_a_simulated_initiative_says_so_in_the_list_and_on_its_pages(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path, simulated=True) as visit:
        pages = [await visit.browser.get(path) for path in ("/initiatives", f"{visit.home}/edit")]

    assert all("Simulierte Daten" in page.text for page in pages)


@pytest.mark.parametrize(
    "change",
    [
        {"owner": "x"},
        {"name": ["eins", "zwei"]},
        {"simulated": "true"},
    ],
)
async def test_a_field_that_the_form_does_not_have_is_refused(
    database: Database, tmp_path: Path, change: dict[str, str | list[str]]
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        await visit.browser.get(f"{visit.home}/edit")
        page = await visit.browser.post(f"{visit.home}/edit", {**FORM, **change})
        assert await contents(database) == before

    assert page.status_code == 422


async def test_without_signing_in_every_page_asks_to(database: Database, tmp_path: Path) -> None:
    async with visiting(settings_for(database.address, tmp_path)) as browser:
        pages = [await browser.get(path) for path in ("/initiatives", "/initiatives/new", "/initiatives/x/edit")]

    assert [page.status_code for page in pages] == [401, 401, 401]


async def test_pages_ask_the_database_few_questions(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            for number in range(20):
                made = await make_initiative(db, name=f"Initiative {number}")
                await users.join(db, visit.caller.user or "", made, "backbone", visit.caller.now)
        for path in ("/initiatives", "/initiatives/new", f"{visit.home}/edit"):
            with statements() as asked:
                page = await visit.browser.get(path)
            assert page.status_code == 200
            assert 0 < len(asked) <= MOST_A_PAGE


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_page_speaks_the_language(database: Database, tmp_path: Path, language: str) -> None:
    async with staff_visiting(database, tmp_path, language=language) as visit:
        page = await visit.browser.get(f"{visit.home}/edit")

    assert {"de": "Angaben zur Initiative", "en": "About the initiative"}[language] in page.text
    assert f'<html lang="{language}">' in page.text


async def test_an_initiative_is_deleted_after_a_question(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get("/initiatives/new")
        made = (await visit.browser.post("/initiatives/new", FORM)).history[0].headers["location"]
        assert f'href="{made}/delete"' in (await visit.browser.get(f"{made}/edit")).text
        assert "Gemeinsam stark löschen?" in (await visit.browser.get(f"{made}/delete")).text
        page = await visit.browser.post(f"{made}/delete")
        assert page.history[0].headers["location"] == "/initiatives"
        assert "Gemeinsam stark" not in page.text
        assert (await visit.browser.get(made)).status_code == 404
