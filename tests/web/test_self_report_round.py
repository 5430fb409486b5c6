"""The self-report and its round: deleted, closed with it or without it, reminded of, and cheap to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnostic.store.database import Database
from tests.contents import contents
from tests.services.rounds import let_answer
from tests.statements import MOST_A_PAGE, statements
from tests.web.partner import fields_of
from tests.web.self_reporting import FACTS, desk, kept

pytestmark = pytest.mark.anyio


async def test_it_is_deleted_after_a_question_and_may_be_begun_anew(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/remove")
        assert office.where == ""
        await office.open("/answer/structure")
        await office.send(FACTS)
        await office.open("/remove")
        assert "Das lässt sich nicht rückgängig machen." in office.text
        await office.press("/remove")
        assert "Die Selbstauskunft ist gelöscht." in office.text
        assert "Selbstauskunft ausfüllen" in office.text
    assert await kept(database) is None


async def test_a_closed_round_shows_it_and_changes_nothing(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/structure")
        await office.send(FACTS)
        await office.open("/check")
        await office.press("/check")
        await office.open("/answer/offers")
        form = fields_of(office.page.text)
        await office.visit.browser.get(f"{office.wave}/close")
        assert "ist abgeschlossen und kommt in den Bericht." in office.text
        await office.visit.browser.post(f"{office.wave}/close")
        before = await contents(database)

        await office.open()
        assert "Die Runde ist geschlossen, und die Antworten stehen fest." in office.text
        await office.open("/check")
        assert "eingetragener Verein" in office.text
        assert "/answer/" not in office.page.text
        page = await office.visit.browser.post(f"{office.place}/answer/offers", {**form, "overview_01": "1"})
        assert page.status_code == 403
        assert "Die Selbstauskunft lässt sich jetzt nicht ausfüllen" in office.text
        assert (await office.open("/remove")).status_code == 403
        assert await contents(database) == before


async def test_a_round_can_be_closed_without_it_and_says_so(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.visit.browser.get(f"{office.wave}/close")
        assert "Sie ist freiwillig, und Sie können ohne sie schließen." in office.text
        await office.open("/answer/structure")
        await office.send(FACTS)
        await office.visit.browser.get(f"{office.wave}/close")
        assert "Dann wird gelöscht, was schon ausgefüllt ist." in office.text
        await office.visit.browser.post(f"{office.wave}/close")
        assert "Es gibt keine. Sie war freiwillig" in office.text
        await office.open()
        assert "Zu dieser Runde ist keine Selbstauskunft gespeichert." in office.text
    assert await kept(database) is None


async def test_the_home_reminds_of_it_once_partners_are_answering(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        home, reminder = office.wave.partition("/waves/")[0], "Die Selbstauskunft der Geschäftsstelle fehlt noch."
        await office.visit.browser.get(home)
        assert reminder not in office.text
        async with database.writing() as db:
            await let_answer(db, office.wave.rpartition("/")[2], 2)
        await office.visit.browser.get(home)
        assert reminder in office.text
        async with database.writing() as db:
            await let_answer(db, office.wave.rpartition("/")[2], 3)
        await office.visit.browser.get(home)
        assert "Füllen Sie noch die Selbstauskunft der Geschäftsstelle aus, oder schließen" in office.text
        assert reminder not in office.text
        await office.open("/answer/structure")
        await office.send(FACTS)
        await office.press("/check")
        await office.visit.browser.get(home)
        assert "Alle haben geantwortet. Sie können die Runde schließen." in office.text


async def test_a_draft_of_a_round_has_none(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path, state="draft") as office:
        await office.visit.browser.get(office.wave)
        assert "Selbstauskunft" not in office.text
        await office.open()
        assert "Die Runde ist noch nicht veröffentlicht." in office.text
        assert (await office.open("/answer/offers")).status_code == 403


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_page_and_every_save_needs_few_statements(
    database: Database, tmp_path: Path, language: str
) -> None:
    async with desk(database, tmp_path, language=language) as office:
        await office.open("/answer/structure")
        with statements() as first:
            await office.visit.browser.client.post(
                f"{office.place}/answer/structure",
                data={**fields_of(office.page.text), **FACTS, "csrf": office.visit.browser.token},
                follow_redirects=False,
            )
        costs = {"the first save": len(first)}
        for path in ("", "/answer/offers", "/answer/offers?open=1", "/check", "/remove"):
            with statements() as sent:
                page = await office.open(path)
            assert page.status_code == 200, path
            assert f'<html lang="{language}">' in page.text
            costs[path] = len(sent)
        for path in (office.wave, f"{office.wave}/close", office.wave.partition("/waves/")[0]):
            with statements() as sent:
                await office.visit.browser.get(path)
            costs[path] = len(sent)
    assert {path: cost for path, cost in costs.items() if cost > MOST_A_PAGE} == {}
