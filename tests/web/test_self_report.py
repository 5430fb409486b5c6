"""The self-report in a browser without JavaScript: filled in page by page, checked, completed and changed."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.tables import SelfReportRevision
from tests.web.partner import fields_of
from tests.web.self_reporting import FACTS, OFFERS, PAGES, desk, kept

pytestmark = pytest.mark.anyio


async def test_it_says_that_this_voice_is_named_before_its_first_question(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open()
        assert "Diese eine Stimme ist namentlich: Der Bericht zeigt Ihre Angaben offen" in office.text
        assert "auf halbe Punkte. In die Zahlen der Partner gehen sie nicht ein." in office.text
        assert "Die Selbstauskunft ist freiwillig." in office.text
        assert 'href="' + office.place + '/answer/structure"' in office.page.text

        await office.open("/answer/structure")
        before, _, _ = office.text.partition("Wie viele Organisationen")
        assert "Diese eine Stimme ist namentlich" in before
        assert "letzten sechs Monate" not in before
        assert "anonym" not in office.text.lower()
    assert await kept(database) is None


async def test_it_is_filled_in_page_by_page_and_completed(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/structure")
        await office.send(FACTS)
        assert office.where == "/answer/resources"
        assert "Abschnitt 2 von 7" in office.text
        assert re.search(r"<b>gespeichert um [0-2][0-9]:[0-5][0-9]</b>", office.page.text)
        for page in PAGES[1:]:
            assert office.where == f"/answer/{page}"
            await office.send(_warned="1")
        assert office.where == "/check"
        assert "eingetragener Verein" in office.text
        assert "29 Fragen sind ohne Antwort. Sie können trotzdem abschließen." in office.text

        await office.press("/check")
        assert office.where == ""
        assert "Sie ist abgeschlossen und kommt in den Bericht." in office.text
        await office.visit.browser.get(office.wave)
        assert "Abgeschlossen, zuletzt geändert am" in office.text
    values = await kept(database)
    assert values is not None
    assert (values["partners"], values["legal_form"], values["overview_01"]) == (12, "association", 99)


async def test_what_is_not_answered_is_told_once_and_then_let_go(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/offers")
        page = await office.send(dict.fromkeys(OFFERS[2:], "4"))
        assert (page.status_code, office.where) == (200, "/answer/offers")
        assert "Bei zwei Aussagen fehlt noch eine Antwort" in office.text
        assert re.findall(r'<li><a href="#(\w+)">', page.text) == list(OFFERS[:2])
        await office.send()
        assert office.where == "/answer/across"

        await office.open("/answer/governance")
        await office.send()
        assert "Bei vier Fragen fehlt noch eine Antwort" in office.text
        assert "Sie können die Frage auch auslassen." in office.text


async def test_it_goes_on_where_it_was_left_and_can_be_changed_from_the_check(
    database: Database, tmp_path: Path
) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/structure")
        await office.send(FACTS)
        await office.open()
        assert 'href="' + office.place + '/answer/resources"' in office.page.text
        assert "Weiter ausfüllen" in office.text
        await office.visit.browser.get(office.wave)
        assert "Begonnen und noch nicht abgeschlossen." in office.text

        await office.open("/answer/structure?check=1")
        await office.send({"legal_form": "none"}, _go="check")
        assert office.where == "/check"
        assert "keine eigene Rechtsform" in office.text
        await office.open("/answer/resources")
        await office.send({"coordination_hours": "20"}, _go="back")
        assert office.where == "/answer/structure"
    values = await kept(database)
    assert values is not None
    assert (values["legal_form"], values["coordination_hours"]) == ("none", 20)


async def test_a_wrong_entry_is_told_at_its_place_and_nothing_typed_is_lost(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/structure")
        page = await office.send({**FACTS, "partners": "viele"})
        assert page.status_code == 422
        assert "<title>Fehler: Abschnitt 1 von 7" in page.text
        assert fields_of(page.text)["partners"] == "viele"
        assert (await kept(database) or {})["legal_form"] == "association"


async def test_another_language_keeps_what_was_chosen_and_stays_on_the_page(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/offers")
        assert 'form="answers" name="language" value="en"' in office.page.text
        await office.send({"overview_01": "4"}, _go="", language="en")
        assert office.where == "/answer/offers"
        assert "Section 4 of 7" in office.text
        assert fields_of(office.page.text)["overview_01"] == "4"


async def test_two_windows_are_merged_and_the_person_decides_where_they_differ(
    database: Database, tmp_path: Path
) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/offers")
        form, browser = fields_of(office.page.text), office.visit.browser
        await office.open("/answer/offers")
        await office.send({"overview_01": "4"}, _warned="1")
        page = await browser.post(f"{office.place}/answer/offers", {**form, "overview_01": "1", "_go": "next"})
        assert page.status_code == 409
        assert "Hier gibt es zwei Antworten" in office.text
        sent = {**fields_of(page.text), "_keep.overview_01": "mine"}
        await browser.post(f"{office.place}/answer/offers", sent)
    assert (await kept(database) or {})["overview_01"] == 1


async def test_a_double_click_is_kept_once(database: Database, tmp_path: Path) -> None:
    async with desk(database, tmp_path) as office:
        await office.open("/answer/structure")
        form, client = {**fields_of(office.page.text), **FACTS, "_go": "next"}, office.visit.browser.client
        form["csrf"] = office.visit.browser.token
        answers = await asyncio.gather(
            *(client.post(f"{office.place}/answer/structure", data=form, follow_redirects=False) for _ in range(5))
        )
    assert {one.headers["location"].partition("?")[0] for one in answers} == {f"{office.place}/answer/resources"}
    async with database.reading() as db:
        assert (await db.scalars(sa.select(SelfReportRevision.revision))).all() == [1]
