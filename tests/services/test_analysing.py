"""An analysis reads what was frozen, keeps published forms only, and writes nothing without its lease."""

from __future__ import annotations

import re
from datetime import date, datetime

import pandas as pd
import pytest
import sqlalchemy as sa

from diagnostic.domain.failures import Refused
from diagnostic.domain.waves import MODES
from diagnostic.services import analysing, materials, tasks, waves
from diagnostic.store import diagnoses, frames
from diagnostic.store import tasks as stored
from diagnostic.store import waves as stored_waves
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import DiagnosisRow, Document, Initiative, Organisation, Response, SelfReport, Task, Wave
from diagnostic.store.tasks import LEASE, TaskRow
from questionnaires.codebook import variables
from questionnaires.loading import find
from reports.context import Mode
from scoring import from_json
from tests.factories import NOW, Round, make_staff
from tests.services.reporting import report
from tests.services.rounds import make_answered

pytestmark = pytest.mark.anyio


def clock() -> datetime:
    """Return always the same moment."""
    return NOW


async def closed(database: Database, keys: Keys, mode: Mode = "confidential", answered: int = 14) -> Round:
    """Add a round that was closed."""
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=20, answered=answered, mode=mode, grouping="sector")
        caller = await make_staff(db, initiative=made.initiative)
        await waves.close(db, caller, made.initiative, made.wave)
    return made


async def begun(database: Database) -> TaskRow:
    """Take the task that waits."""
    async with database.writing() as db:
        task = await stored.take(db, NOW)
    assert task is not None
    return task


async def analysed(database: Database) -> TaskRow:
    """Run the task that waits, on the screen alone, and return what became of it."""
    task = await begun(database)
    await analysing.analyse(database, task.id, task.lease or "", clock, printing=False)
    async with database.reading() as db:
        after = await stored.of(db, "analysis", task.subject)
    assert after is not None
    return after


@pytest.mark.parametrize("mode", MODES)
async def test_a_closed_round_becomes_a_diagnosis_and_a_report(database: Database, keys: Keys, mode: Mode) -> None:
    made = await closed(database, keys, mode)

    task = await analysed(database)

    async with database.reading() as db:
        wave = await stored_waves.by_id(db, made.wave)
        kept = (await db.execute(sa.select(DiagnosisRow.document, DiagnosisRow.method, DiagnosisRow.row))).one()
        listed = await diagnoses.documents(db, made.wave)
        page = await diagnoses.document(db, made.wave, "de", "html")
    diagnosis = from_json(kept.document.encode())
    assert (task.state, wave.state if wave else None) == ("done", "analysed")
    assert diagnosis.participation.unit == ("response" if mode == "anonymous" else "organisation")
    assert (diagnosis.participation.contributors, diagnosis.participation.invited) == (14, 20)
    assert diagnosis.protection.grouping == "sector"
    assert kept.method == diagnosis.method_version
    figures = {one["id"]: (one["state"], one.get("value"), one.get("n")) for one in kept.row["scales"]}
    assert figures == {one.id: (one.flag.state, one.cell.value, one.cell.n) for one in diagnosis.scales}
    assert {(one.language, one.format) for one in listed} == {("de", "html"), ("en", "html")}
    assert page is not None
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", page.style)
    assert b" style=" not in page.content
    assert b"<script" not in page.content


@pytest.mark.parametrize("mode", MODES)
async def test_what_is_kept_names_no_organisation_and_no_person(database: Database, keys: Keys, mode: Mode) -> None:
    made = await closed(database, keys, mode)
    await analysed(database)

    async with database.reading() as db:
        rows = (await db.execute(sa.select(DiagnosisRow.document, DiagnosisRow.row, DiagnosisRow.input_digest))).one()
        pages = (await db.scalars(sa.select(Document.content).where(Document.format == "html"))).all()
        names = set((await db.scalars(sa.select(Organisation.name))).all())
        ids = set((await db.scalars(sa.select(Response.id))).all())
    for one in made.invited:
        ids |= {one.invitation, one.person, one.organisation}
    written = "\n".join((rows.document, str(rows.row), *(page.decode() for page in pages)))
    assert [name for name in names if re.search(rf"\b{name}\b", written)] == []
    assert [one for one in ids if one in written] == []
    assert rows.input_digest not in written


async def test_a_simulated_initiative_says_so_in_its_report(database: Database, keys: Keys) -> None:
    await closed(database, keys)
    async with database.writing() as db:
        await db.execute(sa.update(Initiative).values(simulated=True))
    await analysed(database)
    async with database.reading() as db:
        document = (await db.scalars(sa.select(DiagnosisRow.document))).one()
    assert from_json(document.encode()).simulated


async def test_a_round_without_answers_says_why_it_has_no_report(database: Database, keys: Keys) -> None:
    made = await closed(database, keys, answered=0)

    task = await analysed(database)

    async with database.writing() as db:
        caller = await make_staff(db, email="b@example.org", initiative=made.initiative)
        wave = await stored_waves.by_id(db, made.wave)
        with pytest.raises(Refused, match="analysis_not_failed"):
            await tasks.analyse_again(db, caller, made.initiative, made.wave)
    assert (task.state, task.step, wave.state if wave else None) == ("failed", "no_answers", "closed")


async def test_a_questionnaire_that_has_changed_is_not_analysed(database: Database, keys: Keys) -> None:
    await closed(database, keys)
    async with database.writing() as db:
        await db.execute(sa.update(Wave).values(digest="0" * 64))

    task = await analysed(database)

    assert (task.state, task.step) == ("failed", "questionnaire_changed")


async def test_a_mistake_of_ours_is_told_and_can_be_tried_again(database: Database, keys: Keys) -> None:
    made = await closed(database, keys)
    async with database.writing() as db:
        right = (await db.scalars(sa.select(Wave.snapshot))).one()
        await db.execute(sa.update(Wave).values(snapshot={"sectors": {}}))
    first = await analysed(database)
    async with database.writing() as db:
        caller = await make_staff(db, email="b@example.org", initiative=made.initiative)
        await db.execute(sa.update(Wave).values(snapshot=right))
        await tasks.analyse_again(db, caller, made.initiative, made.wave)
        with pytest.raises(Refused, match="analysis_not_failed"):
            await tasks.analyse_again(db, caller, made.initiative, made.wave)
    second = await analysed(database)
    assert (first.state, first.step, second.state) == ("failed", "broken", "done")


async def test_without_its_lease_an_analysis_writes_nothing(database: Database, keys: Keys) -> None:
    made = await closed(database, keys)
    task = await begun(database)
    async with database.writing() as db:
        await db.execute(sa.update(Task).values(leased_until=NOW - LEASE))
        second = await stored.take(db, NOW)
    await analysing.analyse(database, task.id, task.lease or "", clock)
    async with database.reading() as db:
        assert await stored.of(db, "analysis", made.wave) == second
        assert (await db.scalars(sa.select(DiagnosisRow))).all() == []


async def test_a_frame_holds_what_was_handed_in_and_nothing_of_who_did(database: Database, keys: Keys) -> None:
    made = await closed(database, keys, "anonymous", answered=6)
    asked = find("kurzcheck")
    async with database.writing() as db:
        draft = {"id": "d" * 32, "wave_id": made.wave, "sector": "health", "state": "draft", "values": {}}
        await db.execute(sa.insert(Response).values(**draft, revision=0, day=date(2026, 3, 4)))
    async with database.reading() as db:
        found = await frames.answered(db, made.wave, asked, anonymous=True)
        again = await frames.answered(db, made.wave, asked, anonymous=True, prefix="simuliert-")
    assert list(found.frame["respondent"]) == ["1", "2", "3", "4", "5", "6"]
    assert next(iter(again.frame["respondent"])) == "simuliert-1"
    assert "organisation" not in found.frame
    assert set(found.frame["sector"]) <= {"administration", "civil_society", "education", "health", "business", "other"}
    assert found.digest == again.digest


ASIDE: dict[str, int | str] = {
    "partners": 99,
    "legal_form": "association",
    "sectors_present_health": 1,
    "overview_01": 4,
    "knowhow_02": 98,
}


async def reported(database: Database, keys: Keys, values: dict[str, int | str] | None = None) -> Round:
    """Add a closed round, with what the backbone office says of itself."""
    async with database.writing() as db:
        made = await make_answered(db, keys, organisations=9, answered=6)
        caller = await make_staff(db, initiative=made.initiative)
        if values is not None:
            await report(db, caller, made, values)
        await waves.close(db, caller, made.initiative, made.wave)
    return made


async def test_what_the_backbone_office_says_of_itself_is_one_row_in_the_codes_of_answers(
    database: Database, keys: Keys
) -> None:
    made = await reported(database, keys, ASIDE)

    material = await materials.read(database, made.wave)

    asked = find("geschaeftsstelle")
    assert material.self_report_questionnaire == asked
    assert isinstance(material.self_report, pd.DataFrame)
    assert tuple(material.self_report.columns) == tuple(one.name for one in variables(asked))
    (row,) = material.self_report.to_dict("records")
    assert {name: row[name] for name in ASIDE} == ASIDE
    assert (row["sectors_present_education"], row["coordination_hours"], row["impact_01"]) == (0, "", 99)
    assert all(one.allows(row[one.name]) for one in variables(asked) if row[one.name] != "")


async def test_without_a_self_report_an_analysis_reads_none(database: Database, keys: Keys) -> None:
    made = await reported(database, keys)

    material = await materials.read(database, made.wave)

    assert (material.self_report, material.self_report_questionnaire) == (None, None)
    assert material.input_digest == material.answered.digest


async def test_the_digest_of_the_input_tells_one_self_report_from_another_and_the_answers_stay_as_they_are(
    database: Database, keys: Keys
) -> None:
    made = await reported(database, keys, ASIDE)
    read = [await materials.read(database, made.wave) for _ in range(2)]
    async with database.writing() as db:
        await db.execute(sa.update(SelfReport).values(values=ASIDE | {"overview_01": 5}))
    read.append(await materials.read(database, made.wave))
    async with database.writing() as db:
        await db.execute(sa.delete(SelfReport))
    read.append(await materials.read(database, made.wave))

    first, same, other, none = (one.input_digest for one in read)
    assert first == same
    assert len({first, other, none}) == 3
    assert len({one.answered.digest for one in read}) == 1
    for one in read:
        pd.testing.assert_frame_equal(one.answered.frame, read[0].answered.frame)


async def test_a_self_report_whose_questionnaire_has_changed_is_not_analysed(database: Database, keys: Keys) -> None:
    await reported(database, keys, ASIDE)
    async with database.writing() as db:
        await db.execute(sa.update(SelfReport).values(digest="0" * 64))

    task = await analysed(database)

    assert (task.state, task.step) == ("failed", "questionnaire_changed")


async def test_the_digest_that_is_kept_is_that_of_all_that_was_read(database: Database, keys: Keys) -> None:
    made = await reported(database, keys, ASIDE)
    await analysed(database)

    material = await materials.read(database, made.wave)
    async with database.reading() as db:
        assert await db.scalar(sa.select(DiagnosisRow.input_digest)) == material.input_digest
