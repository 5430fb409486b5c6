"""A round in the browser: planned, published, opened, closed, analysed, released and read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.services import analysing
from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation, Membership, Task
from tests.factories import NOW, make_partners, make_round
from tests.services.rounds import let_answer, make_answered
from tests.staff_visiting import StaffVisit, staff_visiting
from tests.statements import MOST_A_PAGE, statements

pytestmark = pytest.mark.anyio

PLAN = {
    "title": "Herbst 2026",
    "questionnaire": "kurzcheck",
    "mode": "confidential",
    "grouping": "sector",
    "minimum": "5",
    "deadline": "2099-12-01",
}


async def _joined(database: Database, visit: StaffVisit, initiative: str, role: str = "backbone") -> str:
    """Let the visitor into an initiative, and return its home."""
    async with database.writing() as db:
        values = {"user_id": visit.caller.user, "initiative_id": initiative, "role": role, "since": NOW}
        await db.execute(sa.insert(Membership).values(values))
    return f"/initiatives/{initiative}"


def _links_in(page: str) -> set[str]:
    return set(re.findall(r"/start/([\w-]{43})", page))


async def _analysed(database: Database) -> None:
    """Run the analysis that waits, without paper."""
    async with database.writing() as db:
        task = await tasks.take(db, datetime.now(UTC))
    assert task is not None
    await analysing.analyse(database, task.id, task.lease or "", lambda: datetime.now(UTC), printing=False)


async def test_a_draft_without_partners_leads_to_them_and_not_to_a_refusal(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        browser, home = visit.browser, visit.home
        await browser.get(f"{home}/waves/new")
        page = await browser.post(f"{home}/waves/new", PLAN)
        assert ("/publish" in page.text, f'href="{home}/partners"' in page.text) == (False, True)
        assert "sobald jemand eingetragen ist" in page.text
        async with database.writing() as db:
            await make_partners(db, home.rpartition("/")[2], organisations=3)
        page = await browser.get(page.url.path)
        assert ("/publish" in page.text, "Eingetragen sind erst drei Organisationen" in page.text) == (True, True)
        page = await browser.get(home)
        assert "Tragen Sie noch zwei Organisationen ein: Unter fünf zeigt der Bericht kein Ergebnis." in page.text


async def test_a_new_initiative_is_led_to_its_partners(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        assert "Tragen Sie ein, wer gefragt werden soll." in (await visit.browser.get(visit.home)).text


async def test_a_round_goes_from_the_plan_to_the_released_report(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        browser, home = visit.browser, visit.home
        async with database.writing() as db:
            await make_partners(db, home.rpartition("/")[2], organisations=9)
        page = await browser.get(home)
        assert "Bereiten Sie die erste Befragungsrunde vor." in page.text

        await browser.get(f"{home}/waves/new")
        page = await browser.post(f"{home}/waves/new", PLAN)
        wave = str(page.url.path)
        assert "Befragungsrunde Herbst 2026" in page.text
        assert "etwa 6 von 9 Organisationen" in page.text
        assert "1. Dezember 2099" in page.text

        page = await browser.post(f"{wave}/publish")
        assert len(re.findall(r"http://127\.0\.0\.1:8000/start/[\w-]{43}", page.text)) == 9
        assert "Antworten kann noch niemand." in page.text
        page = await browser.get(f"{wave}/links/print")
        assert page.text.count('class="strip"') == 9
        page = await browser.post(f"{wave}/open")
        assert "Geben Sie die persönlichen Links weiter" in (await browser.get(home)).text

        async with database.writing() as db:
            await let_answer(db, wave.rpartition("/")[2], 6)
        page = await browser.get(wave)
        assert "9 Organisationen, 3 fehlen" in page.text
        page = await browser.get(f"{wave}/close")
        assert ("Das lässt sich nicht zurücknehmen." in page.text, "Für ein Ergebnis" in page.text) == (True, False)
        page = await browser.post(f"{wave}/close")
        assert "data-refresh" in page.text
        assert "Die Auswertung beginnt gleich." in page.text

        await _analysed(database)
        page = await browser.get(f"{wave}/report")
        assert f'<a class="kern-btn kern-btn--primary" href="{wave}/report/de">' in page.text
        assert "Noch sieht ihn nur die Geschäftsstelle." in page.text
        page = await browser.post(f"{wave}/release")
        assert "freigegeben am" in page.text
        assert "Der Bericht ist freigegeben." in (await browser.get(home)).text


async def test_a_report_is_a_page_with_a_policy_of_its_own(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_answered(db, Keys(tmp_path), organisations=9, answered=6)
        home = await _joined(database, visit, made.initiative)
        wave = f"{home}/waves/{made.wave}"
        await visit.browser.get(f"{wave}/close")
        await visit.browser.post(f"{wave}/close")
        await _analysed(database)

        page = await visit.browser.get(f"{wave}/report/en")
        policy = page.headers["content-security-policy"]
        assert re.search(r"style-src 'sha256-[A-Za-z0-9+/]{43}='; font-src data:", policy)
        assert "unsafe" not in policy
        assert page.headers["cache-control"] == "no-store"
        assert '<html lang="en">' in page.text
        data = await visit.browser.get(f"{wave}/report/diagnosis.json")
        assert data.headers["content-type"] == "application/json"
        assert data.json()["participation"]["contributors"] == 6
        assert (await visit.browser.get(f"{wave}/report/fr")).status_code == 404

        page = await visit.browser.get(f"{wave}/report")
        assert "Ein PDF gibt es nicht" in page.text
        assert (await visit.browser.get(f"{wave}/report/de/pdf")).status_code == 404


async def test_a_plan_with_mistakes_comes_back_with_all_that_was_typed(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get(f"{visit.home}/waves/new")
        page = await visit.browser.post(f"{visit.home}/waves/new", PLAN | {"title": "", "minimum": "3"})
        assert page.status_code == 422
        assert "<title>Fehler: " in page.text
        assert "Geben Sie eine ganze Zahl von 5 bis 50 an." in page.text
        assert 'value="3"' in page.text
        assert re.search(r'value="sector"[^>]* checked', page.text)


async def test_a_failed_analysis_says_why_and_can_be_tried_again(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_answered(db, Keys(tmp_path), organisations=9, answered=6)
        home = await _joined(database, visit, made.initiative)
        wave = f"{home}/waves/{made.wave}"
        await visit.browser.get(f"{wave}/close")
        await visit.browser.post(f"{wave}/close")
        async with database.writing() as db:
            await db.execute(sa.update(Task).values(state="failed", step="too_long"))
        page = await visit.browser.get(home)
        assert "Die Auswertung hat zu lange gedauert" in page.text
        page = await visit.browser.post(f"{wave}/again")
        assert "Die Auswertung beginnt gleich." in page.text


async def test_a_running_analysis_tells_how_far_it_is(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_round(db, Keys(tmp_path), state="closed")
            await tasks.record(db, "analysis", made.wave, NOW)
            task = await tasks.take(db, NOW)
            assert task is not None
            await tasks.tell(db, task.id, task.lease or "", NOW, step="writing", done=2, total=4)
        home = await _joined(database, visit, made.initiative)
        page = await visit.browser.get(home)
        assert 'value="2" max="4"' in page.text
        assert "Schritt 3 von 4: Der Bericht wird geschrieben." in page.text


async def test_whoever_closes_too_early_is_told_what_that_costs(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_answered(db, Keys(tmp_path), organisations=9, answered=3)
        home = await _joined(database, visit, made.initiative)
        page = await visit.browser.get(f"{home}/waves/{made.wave}/close")

    assert "Für ein Ergebnis fehlen noch zwei Antworten." in page.text


async def test_a_used_link_is_not_shown_and_can_be_renewed(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_round(db, Keys(tmp_path))
        home = await _joined(database, visit, made.initiative)
        one = made.invited[0]
        place = f"{home}/waves/{made.wave}/links"
        assert one.token in (await visit.browser.get(place)).text
        page = await visit.browser.post(f"{place}/{one.invitation}/renew")
        assert "Der Link ist erneuert." in page.text
        assert one.token not in page.text
        async with database.writing() as db:
            await db.execute(sa.update(Invitation).where(Invitation.id == one.invitation).values(state="started"))
        used = (await visit.browser.get(place)).text
        new = (await visit.browser.post(f"{place}/{one.invitation}/renew")).text
        assert _links_in(new) - _links_in(used) != set()
        assert _links_in((await visit.browser.get(place)).text) == _links_in(used)


async def test_a_consultant_sees_released_reports_in_a_table_that_sorts(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await visit.browser.get("/portfolio")
        assert "Noch hat Sie keine Initiative eingeladen." in page.text
        async with database.writing() as db:
            made = await make_answered(db, Keys(tmp_path), organisations=9, answered=6)
        wave = f"{await _joined(database, visit, made.initiative)}/waves/{made.wave}"
        await _joined(database, visit, made.initiative, "consultant")
        assert "Noch ist kein Bericht freigegeben." in (await visit.browser.get("/portfolio")).text
        await visit.browser.get(f"{wave}/close")
        await visit.browser.post(f"{wave}/close")
        await _analysed(database)
        place = f"/portfolio/{made.initiative}/waves/{made.wave}"
        assert (await visit.browser.get(place)).status_code == 404
        await visit.browser.get(f"{wave}/report")
        await visit.browser.post(f"{wave}/release")

        page = await visit.browser.get("/portfolio")
        assert page.text.count('aria-sort="ascending"') == 1
        assert place in page.text
        assert "/portfolio?sort=silos&amp;order=ascending" in page.text
        page = await visit.browser.get("/portfolio?sort=silos&order=descending")
        assert re.search(r'aria-sort="descending"><a href="/portfolio\?sort=silos&amp;order=ascending"', page.text)
        assert (await visit.browser.get("/portfolio?sort=nothing&order=x")).status_code == 200
        assert (await visit.browser.get(place)).status_code == 200
        assert (await visit.browser.get(f"{place}/de")).status_code == 200
        assert (await visit.browser.get(f"{place}/diagnosis.json")).status_code == 200


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_page_needs_few_statements(database: Database, tmp_path: Path, language: str) -> None:
    async with staff_visiting(database, tmp_path, language=language) as visit:
        keys = Keys(tmp_path)
        async with database.writing() as db:
            open_ = await make_answered(db, keys, organisations=30, answered=20, grouping="sector")
            draft = await make_round(db, keys, state="draft")
        wave = f"{await _joined(database, visit, open_.initiative)}/waves/{open_.wave}"
        planned = f"{await _joined(database, visit, draft.initiative)}/waves/{draft.wave}"
        for path in (
            f"/initiatives/{open_.initiative}",
            wave,
            f"{wave}/close",
            f"{wave}/links",
            f"{wave}/links/print",
            planned,
            f"{planned}/edit",
            "/portfolio",
        ):
            with statements() as sent:
                page = await visit.browser.get(path)
            assert page.status_code == 200, path
            assert f'<html lang="{language}">' in page.text
            assert len(sent) <= MOST_A_PAGE, (path, sent)
