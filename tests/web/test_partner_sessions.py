"""A page that comes when no session knows whose it is, or none takes it any more, is never lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.tables import Wave
from tests.services.answers import stored
from tests.web.partner import end_sessions, guest, link_of, make

pytestmark = pytest.mark.anyio

OFFERS = ("overview_01", "activities_01", "overview_02", "knowhow_01", "communication_01", "knowhow_02")
ALL = dict.fromkeys(OFFERS, "4")


async def values(database: Database, wave: str) -> dict[str, int]:
    (response,) = await stored(database, wave)
    return response.values


async def test_a_page_posted_after_the_session_ended_is_saved_when_the_link_is_opened_again(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await end_sessions(database)
        await person.send(ALL)
        assert (person.page.status_code, person.heading) == (401, "Ihre Sitzung ist abgelaufen")
        assert "Ihre Seite ist nicht verloren" in person.page.text
        assert (await person.visit.get("/answer/offers")).status_code == 401
        assert await values(database, made.wave) == {}
        await person.begin()

        assert (person.where, person.page.status_code) == ("/answer/goals", 200)
        assert "Ihre Seite ist gespeichert" in person.page.text
    assert await values(database, made.wave) == dict.fromkeys(OFFERS, 4)


async def test_a_second_page_after_the_end_travels_in_its_own_form(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        offers = {**person.fields, **ALL}
        await person.visit.get("/answer/goals")
        goals = {**person.fields, "agenda_01": "2"}
        await end_sessions(database)
        await person.visit.post("/answer/offers", offers)
        await person.visit.post("/answer/goals", goals)
        assert person.heading == "Ihre Seite ist noch nicht gespeichert"
        await person.send({"_link": link_of(made.invited[0])}, _go="")
        await person.begin()
    assert await values(database, made.wave) == {"agenda_01": 2} | dict.fromkeys(OFFERS, 4)


async def test_a_page_without_any_session_travels_in_its_own_form_until_the_link_is_given(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        fields = {**person.fields, **ALL}
        person.visit.client.cookies.clear()
        await person.visit.post("/answer/offers", fields)
        assert person.page.status_code == 401
        assert {name: person.fields[name] for name in OFFERS} == ALL
        for wrong in ("", "quatsch", f"https://example.org/start/{'x' * 43}"):
            await person.send({"_link": wrong or " "})
            assert (person.page.status_code, person.title) == (422, "Fehler: Ihre Seite ist noch nicht gespeichert")
        assert await values(database, made.wave) == {}
        assert made.invited[0].token not in person.page.text
        await person.send({"_link": f"Ihr Link: {link_of(made.invited[0])} "})

        assert (person.where, person.page.status_code) == ("/answer/goals", 200)
    assert await values(database, made.wave) == dict.fromkeys(OFFERS, 4)


async def test_a_page_from_before_the_link_was_opened_again_is_confirmed_first(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        fields = {**person.fields, **ALL}
        await person.begin()
        await person.visit.post("/answer/offers", fields)
        assert (person.page.status_code, person.heading) == (409, "Bitte bestätigen Sie Ihre Seite")
        assert await values(database, made.wave) == {}
        await person.send()

        assert person.where == "/answer/goals"
    assert await values(database, made.wave) == dict.fromkeys(OFFERS, 4)


async def test_a_page_of_a_closed_round_is_not_kept_and_says_so(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        fields = {**person.fields, **ALL}
        async with database.writing() as db:
            await db.execute(sa.update(Wave).values(state="closed"))
        await person.visit.post("/answer/offers", fields)
        assert (person.page.status_code, person.heading) == (409, "Die Befragung ist geschlossen")
        assert "wurde nicht mehr gespeichert" in person.page.text
        await person.visit.get("/answer/offers")
        assert person.heading == "Die Befragung ist geschlossen"
        person.visit.client.cookies.clear()
        await person.visit.post("/answer/offers", fields)
        await person.send({"_link": link_of(made.invited[0])})
        assert (person.page.status_code, person.heading) == (409, "Die Befragung ist geschlossen")
    assert await values(database, made.wave) == {}
