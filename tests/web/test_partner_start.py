"""The personal link: what it says beforehand, that opening it changes nothing, and what it says when it is too late."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from diagnostic.domain.waves import State
from diagnostic.store.database import Database
from diagnostic.store.tables import Attempts, Initiative, Table, Wave
from reports.context import Mode
from tests.services.answers import stored
from tests.visiting import visiting
from tests.web.partner import guest, make, speak

pytestmark = pytest.mark.anyio


async def rows(database: Database) -> dict[str, list[Any]]:
    async with database.reading() as db:
        tables = Table.metadata.sorted_tables
        return {table.name: [tuple(row) for row in await db.execute(sa.select(table))] for table in tables}


@pytest.mark.parametrize(
    ("mode", "says", "never"),
    [
        (
            "anonymous",
            ("Ihre Antworten sind anonym:", "28 kurzen Fragen", "Danach findet sie niemand mehr", "90 Tage"),
            ("vertraulich", "Organisation 1", "30 Tage"),
        ),
        (
            "confidential",
            ("Ihre Antworten sind vertraulich:", "mindestens vier anderen", "Organisation 1", "30 Tage", "12 Monate"),
            ("anonym",),
        ),
        ("named", ("Ihre Antworten gelten namentlich:", "Sie antworten für Organisation 1"), ("anonym", "vertraulich")),
    ],
)
async def test_a_link_says_what_is_asked_and_what_is_promised(
    mode: Mode, says: tuple[str, ...], never: tuple[str, ...], database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode=mode)

    async with guest(settings, made.invited[0]) as person:
        page = (await person.open()).text

    assert person.title == "Kurzcheck der Zusammenarbeit"
    for words in (
        *says,
        "Musterinitiative · Frühjahr 2026",
        "etwa 6 Minuten",
        "5 Abschnitte",
        "Wer ist verantwortlich?",
    ):
        assert words in page
    for words in never:
        assert words not in page


async def test_opening_a_link_changes_nothing(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)
    before = await rows(database)

    async with guest(settings, made.invited[0]) as person:
        for _ in range(3):
            await person.open()

    assert await rows(database) == before


async def test_the_token_stands_neither_in_a_page_nor_in_an_answer_nor_in_the_log(
    database: Database, address: str, tmp_path: Path, heard: pytest.LogCaptureFixture
) -> None:
    made, settings = await make(database, tmp_path, address)
    heard.set_level("DEBUG", logger="diagnostic")
    told: list[str] = []

    async with guest(settings, made.invited[0]) as person:
        path = f"/start/{person.invited.token}"
        await person.open()
        for fields in ({"language": "en"}, {}):
            for answer in (*(await person.visit.post(path, fields)).history, person.page):
                told += [answer.text, str(answer.headers)]
            await person.open()
            told += [person.page.text, str(person.page.headers)]

    assert not [text for text in told if person.invited.token in text]
    assert person.invited.token not in "\n".join(
        record.getMessage() for record in heard.records if "web" in record.name
    )
    assert "POST /start/{token}" in heard.text


async def test_the_button_begins_and_leads_away_from_the_token(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()

        assert person.where == "/answer/offers"
        assert person.title == "Abschnitt 1 von 5 – Überblick und Wissen"
        assert "checked" not in person.page.text
    assert [one.state for one in await stored(database, made.wave)] == ["draft"]


async def test_fifty_presses_of_the_button_begin_once(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.open()
        path, form = f"/start/{person.invited.token}", {"csrf": person.visit.token}
        client = person.visit.client
        answers = await asyncio.gather(*(client.post(path, data=form, follow_redirects=False) for _ in range(50)))

    assert {(one.status_code, one.headers["location"]) for one in answers} == {(303, "/answer/offers")}
    assert len(await stored(database, made.wave)) == 1


async def test_a_link_speaks_the_language_of_the_invitation_until_another_is_chosen(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)
    await speak(database, "en")

    async with guest(settings, made.invited[0]) as person:
        await person.visit.get(f"/start/{person.invited.token}", **{"accept-language": "de"})
        assert person.title == "Short check of working together"
        await person.visit.post(f"/start/{person.invited.token}", {"language": "de"})
        assert person.title == "Kurzcheck der Zusammenarbeit"
        await person.visit.post(f"/start/{person.invited.token}")
        assert person.heading == "Überblick und Wissen"


async def test_every_wrong_link_leads_to_the_same_page(database: Database, address: str, tmp_path: Path) -> None:
    _, settings = await make(database, tmp_path, address)

    async with visiting(settings) as visit:
        pages = []
        for token in ("x" * 43, "y" * 43, "zu-kurz", "%20", "<script>"):
            page = await visit.get(f"/start/{token}")
            pages.append((page.status_code, page.text.replace(visit.token, "")))

    assert {status for status, _ in pages} == {404}
    assert len({text for _, text in pages}) == 1
    async with database.reading() as db:
        assert (await db.scalars(sa.select(Attempts.count))).all() == [2]


async def test_the_last_day_is_told(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(deadline=datetime(2099, 12, 1, 22, 59, 59, tzinfo=UTC)))

    async with guest(settings, made.invited[0]) as person:
        await person.open()
        assert "Dienstag, 1. Dezember 2099" in person.page.text
        await person.visit.post(f"/start/{person.invited.token}", {"language": "en"})
        assert "Tuesday, 1 December 2099" in person.page.text


async def test_simulated_data_are_called_so(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)
    async with database.writing() as db:
        await db.execute(sa.update(Initiative).values(simulated=True))

    async with guest(settings, made.invited[0]) as person:
        assert "Simulierte Daten" in (await person.open()).text
        assert "Simulierte Daten" in (await person.begin()).text


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("draft", "Die Befragung ist noch nicht offen"),
        ("published", "Die Befragung ist noch nicht offen"),
        ("closed", "Die Befragung ist geschlossen"),
        ("released", "Die Befragung ist geschlossen"),
    ],
)
async def test_a_link_of_a_round_that_is_not_open_says_so_and_begins_nothing(
    state: State, heading: str, database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, state=state)

    async with guest(settings, made.invited[0]) as person:
        for page in (await person.open(), await person.begin()):
            assert page.status_code == 200
            assert person.heading == heading
    assert await stored(database, made.wave) == []


async def test_after_the_last_day_nobody_begins_and_a_draft_is_kept(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as begun, guest(settings, made.invited[1]) as other:
        await begun.begin()
        async with database.writing() as db:
            await db.execute(sa.update(Wave).values(deadline=datetime.now(UTC) - timedelta(hours=2)))
        await other.open()
        assert other.heading == "Die Befragung ist vorbei"
        await begun.open()
        assert begun.heading == "Die Zeit zum Abgeben ist vorbei"
        await begun.visit.post(f"/start/{begun.invited.token}")
        await begun.send({"overview_01": "4"}, _go="check")
        await begun.send(_go="check")
        assert begun.where == "/check"
        assert "bleiben als Entwurf gespeichert" in begun.page.text
        assert "Antworten abgeben" not in begun.page.text
        await begun.visit.post("/check")
        assert begun.where == "/check"
    (response,) = await stored(database, made.wave)
    assert (response.state, response.values["overview_01"]) == ("draft", 4)
