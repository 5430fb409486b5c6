"""One page of questions in a browser without JavaScript: kept, merged, told what is missing, and never lost."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path

import pytest

from diagnostic.services import editions
from diagnostic.store.database import Database
from questionnaires import loading
from tests.services.answers import stored
from tests.web.partner import Guest, guest, make

pytestmark = pytest.mark.anyio

OFFERS = ("overview_01", "activities_01", "overview_02", "knowhow_01", "communication_01", "knowhow_02")
ALL = dict.fromkeys(OFFERS, "4")


async def values(database: Database, wave: str) -> dict[str, int]:
    (response,) = await stored(database, wave)
    return response.values


async def test_a_page_that_is_answered_leads_to_the_next_and_says_when_it_was_saved(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.send(ALL)

        assert (person.where, person.title) == ("/answer/goals", "Abschnitt 2 von 5 – Ziele und Ergebnisse")
        assert re.search(r"<b>gespeichert um [0-2][0-9]:[0-5][0-9]</b>", person.page.text)
        await person.visit.get("/answer/offers")
        assert {name: person.fields[name] for name in OFFERS} == ALL
        assert "gespeichert um" not in person.page.text
    assert await values(database, made.wave) == dict.fromkeys(OFFERS, 4)


async def test_what_is_not_answered_is_told_once_and_then_let_go(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        page = await person.send({**ALL, "overview_02": "", "knowhow_02": ""})
        assert (page.status_code, person.where) == (200, "/answer/offers")
        assert "Bei zwei Aussagen fehlt noch eine Antwort" in page.text
        assert re.findall(r'<li><a href="#(\w+)">', page.text) == ["overview_02", "knowhow_02"]
        assert page.text.count("Hier fehlt noch eine Antwort.") == 2
        assert not person.title.startswith("Fehler")
        await person.send()
        assert person.where == "/answer/goals"
        await person.send(_go="back")
        await person.send()
        assert person.where == "/answer/goals"
    kept = await values(database, made.wave)
    assert (kept["overview_01"], kept["overview_02"], kept["knowhow_02"]) == (4, 99, 99)


async def test_going_back_keeps_the_page_and_asks_nothing(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        assert 'value="back"' not in person.page.text
        await person.visit.get("/answer/goals")
        await person.send({"agenda_01": "2"}, _go="back")

        assert person.where == "/answer/offers"
    assert await values(database, made.wave) == {"agenda_01": 2}


async def test_another_language_keeps_what_was_chosen_and_stays_on_the_page(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        await person.send({"overview_01": "4"}, _go="", language="en")

        assert (person.where, person.title) == ("/answer/offers", "Section 1 of 5 – Overview and know-how")
        assert person.fields["overview_01"] == "4"
        await person.send(ALL)
        assert person.title == "Section 2 of 5 – Goals and results"


async def test_a_double_click_is_kept_once_and_leads_to_the_same_page(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        form, client = {**person.fields, **ALL, "_go": "next"}, person.visit.client
        answers = await asyncio.gather(
            *(client.post("/answer/offers", data=form, follow_redirects=False) for _ in range(10))
        )

    assert {(one.status_code, one.headers["location"].partition("?")[0]) for one in answers} == {(303, "/answer/goals")}
    (response,) = await stored(database, made.wave)
    assert response.revisions == (1,)


async def test_two_devices_that_disagree_are_asked_and_lose_nothing(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as one, guest(settings, made.invited[0]) as other:
        await one.begin()
        await other.begin()
        await one.send({**ALL, "overview_01": "1"})
        await other.send({"overview_01": "5", "knowhow_01": "4"})

        assert (other.page.status_code, other.heading) == (409, "Hier haben Sie zweimal geantwortet")
        assert "Hier gewählt: stimme voll zu" in other.page.text
        assert "Dort gewählt: stimme gar nicht zu" in other.page.text
        await other.send(_go=other.fields["_go"])
        assert other.page.status_code == 409, "without a choice it is asked again"
        await other.send({"_keep.overview_01": "mine"})
        assert other.where == "/answer/goals"
    assert await values(database, made.wave) == dict.fromkeys(OFFERS, 4) | {"overview_01": 5}


async def test_a_form_made_up_is_refused(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        token = person.visit.token
        for fields, status in (
            ({**person.fields, "agenda_01": "3"}, 422),
            ({**person.fields, "overview_01": "7"}, 422),
            ({"csrf": token, "overview_01": "3"}, 422),
            ({**person.fields, "_base": "-1"}, 422),
        ):
            answer = await person.visit.client.post("/answer/offers", data=fields)
            assert answer.status_code == status
        assert (await person.visit.client.post("/answer/nowhere", data=person.fields)).status_code == 404
        assert (await person.visit.get("/answer/nowhere")).status_code == 404
        foreign = {**person.fields, "overview_01": "3"}
        headers = {"sec-fetch-site": "cross-site"}
        answer = await person.visit.client.post("/answer/offers", data=foreign, headers=headers)
        assert answer.status_code == 403
    assert await values(database, made.wave) == {}


COUNTING = """
format = 1
id = "counting"
version = "2026.1"
languages = ["de", "en"]
reliability = 0.55

[choices.hands]
codes = ["many", "few"]
dont_know = 98

[[page]]
id = "numbers"
  [[page.question]]
  id = "people"
  kind = "number"
  lowest = 0
  highest = 50
  [[page.question]]
  id = "hands"
  kind = "multiple"
  choices = "hands"
  [[page.question]]
  id = "feet"
  kind = "single"
  choices = "hands"
"""
TEXTS = """
title = "Zählen"
[choices.hands]
many = "viele"
few = "wenige"
98 = "kann ich nicht beurteilen"
[scales]
[pages.numbers]
title = "Zahlen"
[questions.people]
text = "Wie viele?"
[questions.hands]
text = "Welche?"
[questions.feet]
text = "Welcher?"
"""


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library with a questionnaire that asks for a number."""
    folder = tmp_path / "library" / "counting" / "2026.1"
    folder.mkdir(parents=True)
    (folder / "questionnaire.toml").write_text(COUNTING, encoding="utf-8")
    for language in ("de", "en"):
        (folder / f"texts.{language}.toml").write_text(TEXTS, encoding="utf-8")
    monkeypatch.setattr(loading, "LIBRARY", tmp_path / "library")
    editions.questionnaire_of.cache_clear()
    return "counting"


async def test_a_number_that_is_none_is_an_error_and_everything_typed_stays(
    database: Database, address: str, tmp_path: Path, counting: str
) -> None:
    made, settings = await make(database, tmp_path, address, questionnaire=counting)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        assert "Eine ganze Zahl von 0 bis 50" in person.page.text
        await person.send({"people": "siebzig", "hands_many": "1", "feet": "few"})
        assert (person.page.status_code, person.title) == (422, "Fehler: Abschnitt 1 von 1 – Zahlen")
        assert "Eine Angabe passt nicht" in person.page.text
        assert {name: person.fields.get(name) for name in ("people", "hands_many", "feet")} == {
            "people": "siebzig",
            "hands_many": "1",
            "feet": "few",
        }
        assert await values(database, made.wave) == {"hands_many": 1, "hands_few": 0, "feet": "few"}
        await _refused_in_english(person)
        await person.send({"people": " 7 "})
        assert person.where == "/check"
        assert "<dd><span>7" in person.page.text
        assert "<dd><span>many" not in person.page.text
    kept = {"hands_many": 1, "hands_few": 0, "feet": "few", "people": 7}
    assert await values(database, made.wave) == kept


async def _refused_in_english(person: Guest) -> None:
    """Change the language on a page with an error: it stays, with everything typed."""
    await person.send({"people": "70"}, _go="", language="en")
    assert (person.page.status_code, person.title) == (422, "Error: Section 1 of 1 – Zahlen")
    assert person.fields["people"] == "70"
    assert "50" in html.unescape(person.page.text)
