"""A page that says what went wrong also says where to go on, and can be read in the other language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Membership
from tests.factories import NOW, make_round
from tests.staff_visiting import staff_visiting
from tests.visiting import Visit, settings_for, visiting
from tests.web.partner import end_sessions, guest, make

pytestmark = pytest.mark.anyio

_BUTTON = re.compile(r'<a class="kern-btn kern-btn--primary" href="([^"]+)"><span class="kern-label">([^<]+)</span>')
NOBODYS = "0" * 32


def ways_on(visit: Visit) -> list[tuple[str, str]]:
    """Return address and words of each button of the page."""
    assert visit.page is not None
    return _BUTTON.findall(visit.page.text)


async def test_somebody_who_has_not_signed_in_gets_a_button_that_leads_there(address: str, tmp_path: Path) -> None:
    async with visiting(settings_for(address, tmp_path)) as visit:
        page = await visit.get("/initiatives")

    assert (page.status_code, ways_on(visit)) == (401, [("/sign-in", "Anmelden")])
    assert "('" not in page.text


async def test_what_is_not_found_leads_staff_to_their_start_and_others_nowhere(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        for path in ("/nowhere", f"/initiatives/{NOBODYS}", f"/initiatives/{NOBODYS}/partners"):
            page = await visit.browser.get(path)
            assert (page.status_code, ways_on(visit.browser)) == (404, [("/", "Zur Startseite")])
        visit.browser.client.cookies.clear()
        await visit.browser.get("/nowhere")
        assert ways_on(visit.browser) == []


async def test_what_a_round_does_not_allow_leads_back_to_its_initiative(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        async with database.writing() as db:
            made = await make_round(db, Keys(tmp_path))
            member = {"user_id": visit.caller.user, "initiative_id": made.initiative, "role": "backbone", "since": NOW}
            await db.execute(sa.insert(Membership).values(member))
        home = f"/initiatives/{made.initiative}"
        page = await visit.browser.get(f"{home}/waves/{made.wave}/edit")

    assert (page.status_code, ways_on(visit.browser)) == (403, [(home, "Zur Übersicht der Initiative")])


async def test_a_form_that_is_refused_keeps_its_page_a_step_back(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await visit.browser.post(f"{visit.home}/edit", {"csrf": "wrong"})

    assert (page.status_code, ways_on(visit.browser)) == (403, [])


async def test_a_failure_can_be_read_in_the_other_language_where_its_address_is_no_secret(
    database: Database, address: str, tmp_path: Path
) -> None:
    _, settings = await make(database, tmp_path, address)

    async with visiting(settings) as visit:
        page = await visit.get("/check")
        assert (page.status_code, "Ihre Sitzung ist abgelaufen" in page.text) == (401, True)
        page = await visit.post("/language", {"language": "en", "next": "/check"})
        assert (page.status_code, "Your session has ended" in page.text) == (401, True)
        for path in (f"/start/{'x' * 43}", f"/join/{'x' * 43}", f"/Start/{'x' * 43}"):
            page = await visit.get(path)
            assert (page.status_code, 'action="/language"' in page.text, "x" * 43 in page.text) == (404, False, False)


async def test_a_respondent_is_sent_to_the_link_and_not_to_where_staff_sign_in(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await end_sessions(database)
        for path in ("/check", "/copy.pdf", "/withdraw"):
            await person.visit.get(path)
            assert (person.page.status_code, person.heading) == (401, "Ihre Sitzung ist abgelaufen")
            assert ("/sign-in" in person.page.text, "Anmelden" in person.page.text) == (False, False)
