"""Who works with whom, in pages: planned by the backbone office, told beforehand, answered, and taken away as files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.services import analysing, reports, waves
from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Membership, Wave
from questionnaires.loading import find
from reports.context import Mode
from reports.export import network
from tests.factories import NOW
from tests.services.test_analysing_ties import closed
from tests.staff_visiting import staff_visiting
from tests.web.partner import guest, make, speak

pytestmark = pytest.mark.anyio

PLAN = {
    "title": "Herbst 2026",
    "questionnaire": "kurzcheck",
    "mode": "confidential",
    "grouping": "none",
    "minimum": "5",
    "network": "yes",
    "deadline": "",
}


async def test_a_round_that_asks_the_module_says_so(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await visit.browser.get(f"{visit.home}/waves/new")
        assert "Netzwerkmodul: Wer mit wem zusammenarbeitet, bei 20 Partnern etwa 4 Minuten" in page.text
        page = await visit.browser.post(f"{visit.home}/waves/new", PLAN)
        assert "Das Netzwerkmodul wird danach gefragt" in page.text
        page = await visit.browser.get(f"{page.url.path}/edit")
        assert re.search(r'id="network" name="network" value="yes" checked', page.text)

    async with database.reading() as db:
        kept = (await db.execute(sa.select(Wave.questionnaire, Wave.network))).one()
    assert tuple(kept) == ("kurzcheck", find("netzwerk").version)


@pytest.mark.parametrize("plan", [{}, {"questionnaire": "netzwerk", "network": ""}], ids=["beside", "alone"])
async def test_nobody_is_asked_anonymously_about_partners(
    database: Database, tmp_path: Path, plan: dict[str, str]
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get(f"{visit.home}/waves/new")
        page = await visit.browser.post(f"{visit.home}/waves/new", PLAN | plan | {"mode": "anonymous"})

    assert page.status_code == 422
    assert "lässt sich nicht anonym fragen" in page.text


async def test_the_module_alone_is_a_round_of_its_own_and_needs_three_organisations(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get(f"{visit.home}/waves/new")
        page = await visit.browser.post(f"{visit.home}/waves/new", PLAN | {"questionnaire": "netzwerk"})
        wave = page.url.path
        for number in (1, 2):
            await visit.browser.get(f"{visit.home}/partners/new")
            fields = {"organisation": f"Amt {number}", "sector": "administration", "language": "de"}
            await visit.browser.post(f"{visit.home}/partners/new", fields)
        await visit.browser.get(wave)
        page = await visit.browser.post(f"{wave}/publish")

    assert page.status_code == 403
    assert "Es sind zu wenige Partnerorganisationen" in page.text


@pytest.mark.parametrize("mode", ["confidential", "named"])
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", ("die Namen von 3 Partnern", "nur, wenn Sie zustimmen", "müssen alle zustimmen", "zeigt kein Bericht")),
        (
            "en",
            ("the names of 3 partners", "by name only if you agree", "all of them have to", "No report shows"),
        ),
    ],
)
async def test_a_link_says_beforehand_what_happens_with_what_is_said_of_partners(
    mode: Mode, language: str, says: tuple[str, ...], database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(
        database, tmp_path, address, mode=mode, questionnaire="kurzcheck+netzwerk", organisations=4
    )
    await speak(database, language)

    async with guest(settings, made.invited[0]) as person:
        page = (await person.open()).text

    assert [words for words in says if words not in page] == []


async def test_a_list_is_answered_without_scripts_and_warns_once(
    database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, questionnaire="netzwerk", organisations=14)
    own, *others = made.invited
    offices = [one.organisation for one in others if one.sector == "administration"]

    async with guest(settings, own) as person:
        await person.begin()
        await person.send({"share_ties": "yes"})
        assert person.heading == "Welche Partner kennen Sie?"
        page = (await person.send({f"known__{offices[0]}": "0"}, _go="fill.administration")).text
        assert page.count(" checked>") == len(offices)
        page = (await person.send()).text
        assert "Bei zwölf Partnern fehlt noch eine Antwort" in page
        assert re.search(r'href="#known__[0-9a-f]{32}">Zivilgesellschaft: 3 ohne Antwort</a>', page)
        await person.send()
        assert person.heading == "Wie eng arbeiten Sie zusammen?"
        await person.send({f"intensity__{one}": "2" for one in offices[1:]})
        assert person.heading == "Wie erleben Sie diese Partner?"
        await person.send()
        page = (await person.send()).text

    assert person.where == "/check"
    assert "Unterstützung: Wir informieren und helfen einander." in page
    assert page.count("Hält diese Organisation ihre Zusagen ein?</dt>") == len(offices) - 1


async def test_the_network_is_taken_away_by_its_office_alone(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        made = await closed(database, Keys(tmp_path), "netzwerk")
        async with database.writing() as db:
            row = {"user_id": visit.caller.user, "initiative_id": made.initiative, "role": "backbone", "since": NOW}
            await db.execute(sa.insert(Membership).values(**row))
            task = await tasks.take(db, NOW)
        assert task is not None
        await analysing.analyse(database, task.id, task.lease or "", lambda: NOW, printing=False)
        place = f"/initiatives/{made.initiative}/waves/{made.wave}/report"
        page = await visit.browser.get(place)
        assert [name for name in reports.NETWORK if f'href="{place}/network/{name}"' not in page.text] == []
        for name, begins in (("network.graphml", "<graphml"), ("network-nodes.csv", "Id,Label,Sector")):
            file = await visit.browser.get(f"{place}/network/{name}")
            assert (file.status_code, begins in file.text[:80]) == (200, True)
            assert "Organisation 2" in file.text
            assert re.search(r"Organisation 1\b", file.text) is None
        assert (await visit.browser.get(f"{place}/network/answers.csv")).status_code == 404

        async with database.writing() as db:
            await waves.release(db, visit.caller, made.initiative, made.wave)
            await db.execute(sa.update(Membership).values(role="consultant"))
        page = await visit.browser.get(f"/portfolio/{made.initiative}/waves/{made.wave}")
        assert (page.status_code, "/network/" in page.text) == (200, False)
        assert (await visit.browser.get(f"{place}/network/network.graphml")).status_code == 404


def test_the_files_are_those_that_a_report_makes() -> None:
    assert set(reports.NETWORK) == {network.GRAPHML, network.NODES, network.TIES}
