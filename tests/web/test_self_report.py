"""The self-report in a browser without JavaScript: filled in page by page, checked, completed, changed and deleted."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from httpx import Response

from diagnostic.domain.waves import State
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Membership, SelfReport, SelfReportRevision, Wave
from questionnaires.loading import find
from questionnaires.routing import pages_of
from tests.contents import contents
from tests.factories import NOW, make_round
from tests.services.rounds import let_answer
from tests.staff_visiting import StaffVisit, staff_visiting
from tests.statements import MOST_A_PAGE, statements
from tests.web.partner import fields_of

pytestmark = pytest.mark.anyio

PAGES = pages_of(find("geschaeftsstelle"))
FACTS = {"partners": "12", "legal_form": "association", "agreement_signed": "some", "sectors_present_health": "1"}
OFFERS = ("overview_01", "knowhow_02", "impact_01", "overview_02", "knowhow_01", "impact_02")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A member of the backbone office in a browser, and the round that the self-report belongs to."""

    visit: StaffVisit
    wave: str

    @property
    def place(self) -> str:
        """Address of the self-report."""
        return f"{self.wave}/self-report"

    @property
    def page(self) -> Response:
        """The page before the person."""
        assert self.visit.browser.page is not None
        return self.visit.browser.page

    @property
    def text(self) -> str:
        """What it says, without markup."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.page.text)).split())

    @property
    def where(self) -> str:
        """Its address below the self-report."""
        return self.page.url.path.removeprefix(self.place)

    async def open(self, path: str = "") -> Response:
        """Open a page below the self-report."""
        return await self.visit.browser.get(f"{self.place}{path}")

    async def send(self, answers: Mapping[str, str] = {}, **own: str) -> Response:
        """Send the page with these answers beside those that stand there."""
        sent = {"_go": "next", **fields_of(self.page.text), **answers, **own}
        return await self.visit.browser.post(self.page.url.path, {name: text for name, text in sent.items() if text})

    async def press(self, path: str) -> Response:
        """Press a button that posts below the self-report."""
        return await self.visit.browser.post(f"{self.place}{path}")


@asynccontextmanager
async def desk(database: Database, folder: Path, *, state: State = "open", language: str = "de") -> AsyncIterator[Desk]:
    """Open a browser on a round in a state."""
    async with staff_visiting(database, folder, language=language) as visit:
        async with database.writing() as db:
            made = await make_round(db, Keys(folder), state=state)
            row = {"user_id": visit.caller.user, "initiative_id": made.initiative, "role": "backbone", "since": NOW}
            await db.execute(sa.insert(Membership).values(row))
        yield Desk(visit=visit, wave=f"/initiatives/{made.initiative}/waves/{made.wave}")


async def step(database: Database, state: State) -> None:
    """Put the round into a state."""
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(state=state))


async def kept(database: Database) -> dict[str, int | str] | None:
    """Return the answers that are kept, if there are any."""
    async with database.reading() as db:
        found: dict[str, int | str] | None = await db.scalar(sa.select(SelfReport.values))
        return found


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
