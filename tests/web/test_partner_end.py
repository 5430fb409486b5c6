"""Checking, handing in, the copy, and taking back."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import pypdf
import pytest

from diagnostic import printing
from diagnostic.store.database import Database
from reports.context import Mode
from tests.services.answers import stored
from tests.web.partner import end_sessions, guest, make

pytestmark = pytest.mark.anyio

MODES = ("anonymous", "confidential", "named")


@pytest.mark.parametrize("mode", MODES)
async def test_the_check_shows_every_answer_with_a_way_to_change_it(
    mode: Mode, database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode=mode)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.send({"overview_01": "4"}, _go="back")
        page = (await person.visit.get("/check")).text
        assert "27 Fragen sind ohne Antwort" in page
        assert page.count(">ändern<") == 28
        assert "stimme eher zu" in page
        assert page.count("ohne Antwort</span>") == 27
        assert 'href="/answer/offers?check=1#overview_01"' in page
        await person.visit.get("/answer/offers?check=1")
        answers = dict.fromkeys(re.findall(r'type="radio" name="(\w+)"', person.page.text), "2")
        assert "_go" not in person.fields
        await person.send(answers, _go="check")

        assert person.where == "/check"
        assert "22 Fragen sind ohne Antwort" in person.page.text


@pytest.mark.parametrize("mode", ["confidential", "named"])
async def test_what_was_handed_in_can_be_read_changed_and_taken_back_by_the_link(
    mode: Mode, database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode=mode)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.visit.get("/check")
        await person.visit.post("/check")
        assert (person.where, person.heading) == ("/thanks", "Vielen Dank, Ihre Antworten sind abgegeben")
        await person.open()
        assert person.heading == "Ihre Antworten sind abgegeben"
        await person.visit.post(f"/start/{person.invited.token}")
        await person.send({"overview_01": "5"})
        assert "Abgegeben: Jede Änderung gilt sofort." in person.page.text
        (response,) = await stored(database, made.wave)
        assert (response.state, response.values) == ("submitted", {"overview_01": 5})
        await person.visit.get("/withdraw")
        assert len(await stored(database, made.wave)) == 1
        await person.visit.post("/withdraw")
        assert (person.where, person.heading) == ("/withdraw", "Ihre Antworten sind gelöscht")
        assert await stored(database, made.wave) == []
        assert (await person.visit.get("/check")).status_code == 401
        await person.open()
        assert person.heading == "Ihre Antworten sind gelöscht"
        await person.visit.post(f"/start/{person.invited.token}")
        assert person.where == "/answer/offers"


async def test_after_handing_in_anonymously_nothing_leads_to_the_answers(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode="anonymous")

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.send({"overview_01": "5"}, _go="back")
        await person.visit.get("/check")
        assert "laden Sie vorher die Kopie" in person.page.text
        await person.visit.post("/check")
        assert person.where == "/thanks"
        assert "Niemand findet sie mehr" in person.page.text
        assert 'href="/copy.pdf"' not in person.page.text
        for path in ("/check", "/answer/offers", "/copy.pdf"):
            assert (await person.visit.get(path)).status_code == 401
        await person.visit.get("/withdraw")
        assert person.heading == "Ihre Antworten sind abgegeben"
        await person.begin()
        assert person.heading == "Ihre Antworten sind abgegeben"
    (response,) = await stored(database, made.wave)
    assert (response.state, response.values, response.organisation) == ("submitted", {"overview_01": 5}, None)


@pytest.mark.parametrize("mode", MODES)
async def test_handing_in_fifty_times_hands_in_once_and_every_press_leads_to_the_thanks(
    mode: Mode, database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode=mode)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.visit.get("/check")
        client, form = person.visit.client, {"csrf": person.visit.token}
        answers = await asyncio.gather(*(client.post("/check", data=form, follow_redirects=False) for _ in range(50)))

    assert {(one.status_code, one.headers["location"]) for one in answers} == {(303, "/thanks")}
    assert [one.state for one in await stored(database, made.wave)] == ["submitted"]


async def test_handing_in_after_the_session_ended_needs_the_link_again(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.visit.get("/check")
        await end_sessions(database)
        assert (await person.visit.post("/check")).status_code == 401
        await person.visit.get("/withdraw")
        assert person.page.status_code == 401
        await person.begin()
        await person.visit.get("/check")
        await person.visit.post("/check")
        assert person.where == "/thanks"
    assert [one.state for one in await stored(database, made.wave)] == ["submitted"]


async def test_the_thanks_before_handing_in_lead_to_the_check(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.visit.get("/thanks")

        assert person.where == "/check"


@pytest.mark.parametrize(("mode", "language"), [("anonymous", "de"), ("confidential", "en"), ("named", "de")])
async def test_the_copy_is_a_tagged_pdf_with_the_answers(
    mode: Mode, language: str, database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode=mode)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.send({"overview_01": "4"}, _go="", language=language)
        answer = await person.visit.client.get("/copy.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "\n".join(page.extract_text() for page in document.pages)
    heading, label = {
        "de": ("Meine Antworten: Kurzcheck der Zusammenarbeit", "stimme eher zu"),
        "en": ("My answers: Short check of working together", "tend to agree"),
    }[language]
    assert heading in text
    assert label in text
    assert str(document.root_object["/Lang"]) == language
    assert "/StructTreeRoot" in document.root_object


async def test_where_nothing_can_be_printed_the_page_says_so(
    database: Database, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, settings = await make(database, tmp_path, address)
    monkeypatch.setattr(printing, "PATIENCE", 0.0)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.visit.get("/copy.pdf")

        assert (person.page.status_code, person.heading) == (503, "Die Kopie lässt sich gerade nicht erstellen")
