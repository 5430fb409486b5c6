"""After the release a respondent reads the own answers beside what all said, and nothing of anybody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.waves import State
from diagnostic.services.results import Results
from diagnostic.store import respondents
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import DiagnosisRow, Invitation, Response, Wave
from diagnostic.web.partner.results import results_page
from diagnostic.web.visiting import Visitor
from questionnaires.columns import tie_column
from questionnaires.loading import find
from reports.context import Mode
from scoring.diagnosis import to_json
from scoring.pipeline import diagnose
from scoring.simulating import Behaviour, simulate
from tests.factories import NOW, Round
from tests.services.rounds import make_answered
from tests.visiting import settings_for
from tests.web.partner import Guest, guest

pytestmark = pytest.mark.anyio


async def _released(
    database: Database, folder: Path, *, mode: Mode = "confidential", state: State = "released", form: int | None = None
) -> Round:
    """Add a round of twenty whose answers lead to a diagnosis, each found again by its link."""
    keys, asked = Keys(folder), find("kurzcheck")
    document = to_json(diagnose(simulate(asked, organisations=20, seed=7).responses, asked)).decode()
    if form is not None:
        document = document.replace('"format": 4', f'"format": {form}')
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=20, answered=14, mode=mode)
        await db.execute(sa.update(Wave).values(state=state))
        row = {"wave_id": made.wave, "created_at": NOW, "method": "2026.2", "input_digest": "0", "row": {}}
        await db.execute(sa.insert(DiagnosisRow).values(document=document, **row))
        for one in made.invited[:14] if mode != "anonymous" else ():
            response = await db.scalar(sa.select(Response.id).where(Response.organisation_id == one.organisation))
            pointer = keys.seal(made.wave, one.invitation, response or "")
            await db.execute(sa.update(Invitation).where(Invitation.id == one.invitation).values(response=pointer))
    return made


async def _own(database: Database, person: Guest) -> dict[str, int | str]:
    query = sa.select(Response.values.label("given")).where(Response.organisation_id == person.invited.organisation)
    async with database.reading() as db:
        return dict((await db.execute(query)).scalar_one())


@pytest.mark.parametrize("mode", ["confidential", "named"])
async def test_the_link_leads_to_the_own_answers_beside_what_all_said(
    mode: Mode, database: Database, address: str, tmp_path: Path
) -> None:
    made = await _released(database, tmp_path, mode=mode)

    async with guest(settings_for(address, tmp_path), made.invited[3]) as person:
        await person.open()
        assert person.heading == "Das Ergebnis liegt vor"
        await person.begin()
        text = person.page.text
        own = await _own(database, person)
    assert (person.where, person.heading) == ("/results", "Ihre Antworten und das Ergebnis")
    assert re.search(r"(Hürde|Stärke|unklar|keine Hürde)[^<]*\d,\d von 5[^<]*, n = \d+", text)
    asked = find("kurzcheck")
    said = dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>.*?<p(?: class=\"missing\")?>Sie: ([^<]+)</p>", text, re.DOTALL))
    assert len(said) == len(asked.statements)
    for one in asked.statements:
        labels, code = asked.texts["de"].choices[one.choices], own.get(one.id)
        answer = "ohne Antwort" if code in {None, 99} else labels[str(code)]
        assert said[asked.texts["de"].statements[one.id]] == answer


async def test_nobody_reads_what_another_said(database: Database, address: str, tmp_path: Path) -> None:
    made = await _released(database, tmp_path)

    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        await person.begin()
        first = person.page.text
    async with database.writing() as db:
        others = sa.update(Response).where(Response.organisation_id != made.invited[0].organisation)
        await db.execute(others.values(values={"overview_01": 1}))
    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        await person.begin()
        assert _bare(person.page.text) == _bare(first)


async def test_the_own_ties_stand_there_and_not_what_the_other_side_said(
    database: Database, address: str, tmp_path: Path
) -> None:
    made = await _released(database, tmp_path)
    own, other = made.invited[0], made.invited[1]
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(network=find("netzwerk").version))
        for one, partner, intensity in ((own, other, 3), (other, own, 5)):
            known = {
                tie_column("known", partner.organisation): 1,
                tie_column("intensity", partner.organisation): intensity,
            }
            kept = sa.update(Response).where(Response.organisation_id == one.organisation)
            await db.execute(kept.values(values=known))

    async with guest(settings_for(address, tmp_path), own) as person:
        await person.begin()
        text = person.page.text
    labels = find("netzwerk").texts["de"].choices["intensity"]
    assert text.count(f"Sie: {labels['3']}") == 1
    assert labels["5"] not in text
    assert "Was andere über Ihre Organisation gesagt haben, sieht niemand." in text


async def test_nothing_can_be_changed_from_there(database: Database, address: str, tmp_path: Path) -> None:
    made = await _released(database, tmp_path)

    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        await person.begin()
        before = await _own(database, person)
        for path in ("/answer/offers", "/check", "/withdraw", "/thanks", "/copy.pdf"):
            await person.visit.get(path)
            assert person.heading == "Das Ergebnis liegt vor", path
            assert 'href="/results"' in person.page.text
        for path in ("/answer/offers", "/check", "/withdraw"):
            await person.visit.get("/results")
            await person.visit.post(path, {"overview_01": "1", "_base": "1", "_key": "k", "_go": "next"})
        assert await _own(database, person) == before


@pytest.mark.parametrize("state", ["closed", "analysed"])
async def test_before_the_release_there_is_nothing_to_read(
    state: State, database: Database, address: str, tmp_path: Path
) -> None:
    made = await _released(database, tmp_path, state=state)

    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        for page in (await person.open(), await person.begin()):
            assert person.heading == "Die Befragung ist geschlossen"
            assert "von 5" not in page.text


async def test_in_mode_anonymous_nobody_finds_answers_again(database: Database, address: str, tmp_path: Path) -> None:
    made = await _released(database, tmp_path, mode="anonymous")

    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        for page in (await person.open(), await person.begin()):
            assert person.heading == "Die Befragung ist geschlossen"
            assert "Gefragt wurde anonym" in page.text


async def test_once_the_key_of_the_round_is_gone_the_link_says_so(
    database: Database, address: str, tmp_path: Path
) -> None:
    made = await _released(database, tmp_path)

    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        await person.begin()
        Keys(tmp_path).destroy(made.wave)
        page = await person.visit.get("/results")
        assert "Der Schlüssel dazu ist gelöscht" in page.text
        await person.open()
        assert person.heading == "Die Befragung ist geschlossen"


async def test_who_handed_in_nothing_reads_nothing(database: Database, address: str, tmp_path: Path) -> None:
    made = await _released(database, tmp_path)

    async with guest(settings_for(address, tmp_path), made.invited[-1]) as person:
        await person.begin()
        assert person.heading == "Die Befragung ist geschlossen"


async def test_a_diagnosis_in_an_earlier_form_leaves_the_own_answers(
    database: Database, address: str, tmp_path: Path
) -> None:
    made = await _released(database, tmp_path, form=3)

    async with guest(settings_for(address, tmp_path), made.invited[0]) as person:
        await person.begin()
        assert "mit einer früheren Fassung dieses Programms gerechnet" in person.page.text
        assert ("Sie: " in person.page.text, "von 5" in person.page.text) == (True, False)


async def test_a_figure_of_a_statement_reads_in_the_direction_in_which_it_was_answered(
    database: Database, tmp_path: Path
) -> None:
    made = await _released(database, tmp_path)
    asked = find("vollanalyse")
    given = simulate(asked, organisations=40, behaviour=Behaviour(response=1.0), seed=3).responses
    diagnosis = diagnose(given, asked)
    async with database.reading() as db:
        person = await respondents.by_invitation(db, made.invited[0].invitation)
    assert person is not None
    visitor = Visitor(caller=Caller(now=NOW))
    values: dict[str, int | str] = {one.id: 4 for one in asked.statements}
    page = results_page(visitor, Results(person=person, questionnaire=asked, values=values, diagnosis=diagnosis))

    shown = {row.statement: row for part in page.parts for row in part.rows}
    cells = {one.id: one.cell for scale in diagnosis.scales for one in scale.statements}
    assert page.legend
    assert cells
    for statement in asked.statements:
        if statement.id in cells:
            value = cells[statement.id].value or 0
            expected = 6 - value if statement.reversed else value
            row = shown[asked.texts["de"].statements[statement.id]]
            assert row.all is not None
            assert f"{expected:.1f}".replace(".", ",") in row.all


def _bare(text: str) -> str:
    """Return a page without its token."""
    return re.sub(r'name="csrf" value="[^"]+"', "", text)
