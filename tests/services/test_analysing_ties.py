"""What was said of the partners is analysed: beside statements or alone, with names only where all agreed."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from diagnostic.services import materials, waves
from diagnostic.store import frames
from diagnostic.store import waves as stored_waves
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import DiagnosisRow, Document, Organisation, Response, Wave
from questionnaires.columns import tie_column
from questionnaires.loading import find
from questionnaires.ties import Tie
from scoring import from_json
from tests.factories import Round, make_round, make_staff
from tests.services.rounds import hand_in, simulated_answers
from tests.services.test_analysing import analysed

pytestmark = pytest.mark.anyio

ORGANISATIONS = 14
DISTANT, CLOSE, RATED = 4, 2, ("reliable", "mission", "open")


def ties_from(own: int, made: Round, *, agrees: bool = True) -> dict[str, Any]:
    """Return what one organisation says: it works with its neighbours and does not know those far away."""
    values: dict[str, Any] = {"share_ties": "yes" if agrees else "no", tie_column("known", "backbone"): 0}
    for number, other in enumerate(made.invited):
        apart = min((number - own) % ORGANISATIONS, (own - number) % ORGANISATIONS)
        if not apart:
            continue
        values[tie_column("known", other.organisation)] = int(apart <= DISTANT)
        if apart <= DISTANT:
            values[tie_column("intensity", other.organisation)] = 3 if apart <= CLOSE else 0
        if apart <= CLOSE:
            values |= {tie_column(part, other.organisation): 3 for part in RATED}
    return values


async def closed(database: Database, keys: Keys, questionnaire: str) -> Round:
    """Add a closed round in which all but the last have told of their partners; the first does not want to be named."""
    async with database.writing() as db:
        made = await make_round(db, keys, questionnaire=questionnaire, organisations=ORGANISATIONS)
        given = simulated_answers(ORGANISATIONS) if "+" in questionnaire else [{}] * ORGANISATIONS
        for number, one in enumerate(made.invited[:-1]):
            await hand_in(db, made.wave, one, given[number] | ties_from(number, made, agrees=number > 0))
        caller = await make_staff(db, email="runde@example.org", initiative=made.initiative)
        await waves.close(db, caller, made.initiative, made.wave)
    return made


@pytest.mark.parametrize("questionnaire", ["netzwerk", "kurzcheck+netzwerk"])
async def test_a_round_with_the_module_becomes_a_diagnosis_of_the_network(
    database: Database, keys: Keys, questionnaire: str
) -> None:
    made = await closed(database, keys, questionnaire)

    task = await analysed(database)

    async with database.reading() as db:
        wave = await stored_waves.by_id(db, made.wave)
        kept = (await db.execute(sa.select(DiagnosisRow.document))).scalar_one()
        pages = (await db.scalars(sa.select(Document.content).where(Document.format == "html"))).all()
        first = await db.scalar(sa.select(Organisation.name).where(Organisation.id == made.invited[0].organisation))
    diagnosis = from_json(kept.encode())
    assert (task.state, wave.state if wave else None) == ("done", "analysed")
    assert diagnosis.network.refused is None
    assert diagnosis.participation.contributors == ORGANISATIONS - 1
    assert bool(diagnosis.scales) == ("+" in questionnaire)
    assert made.invited[0].organisation not in kept
    assert [page for page in pages if f">{first}<" in page.decode()] == []


async def test_a_tie_has_its_rater_and_an_organisation_agrees_if_all_of_it_do(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, questionnaire="netzwerk", organisations=4)
        one, two, three, _ = made.invited
        for invited, agrees in ((one, "yes"), (two, "yes"), (three, "no")):
            known = {tie_column("known", other.organisation): 1 for other in made.invited if other != invited}
            close = {tie_column("intensity", one.organisation): 2, tie_column("reliable", one.organisation): 4}
            await hand_in(db, made.wave, invited, known | close | {"share_ties": agrees})
        await hand_in(db, made.wave, two, {"share_ties": "no"})
        listed = [other.organisation for other in made.invited]
        told = await frames.told(db, made.wave, find("netzwerk"), listed=listed, prefix="x")

    assert told.agreed == {one.organisation}
    rated = told.frame[told.frame["to"] == one.organisation]
    assert sorted(rated["from"]) == sorted([two.organisation, three.organisation])
    assert [set(rated[name]) for name in Tie._fields[1:]] == [{1}, {2}, {4}, {""}, {""}]
    assert len(told.frame) == 3 * 3
    assert told.frame["respondent"].str.startswith("x").all()


async def test_where_nobody_told_of_a_partner_there_is_an_empty_table(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_round(db, keys, questionnaire="netzwerk")
        told = await frames.told(db, made.wave, find("netzwerk"), listed=[made.invited[0].organisation])

    assert list(told.frame.columns) == ["respondent", "from", *Tie._fields]
    assert (len(told.frame), told.agreed) == (0, frozenset())


async def test_what_was_said_of_partners_is_in_the_digest_of_what_was_read(database: Database, keys: Keys) -> None:
    made = await closed(database, keys, "kurzcheck+netzwerk")
    before = await materials.read(database, made.wave)
    async with database.writing() as db:
        response = (await db.scalars(sa.select(Response).limit(1))).one()
        name = next(name for name in response.values if name.startswith("intensity__"))
        changed = response.values | {name: 5}
        await db.execute(sa.update(Response).where(Response.id == response.id).values(values=changed))

    after = await materials.read(database, made.wave)

    assert before.ties is not None
    assert after.ties is not None
    assert not before.ties.frame.equals(after.ties.frame)
    assert before.input_digest != after.input_digest
    assert set(before.names) == {one.organisation for one in made.invited}


async def test_a_module_that_is_not_the_one_that_was_asked_is_not_analysed(database: Database, keys: Keys) -> None:
    made = await closed(database, keys, "kurzcheck+netzwerk")
    async with database.writing() as db:
        await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(network="2026.1"))

    task = await analysed(database)

    assert (task.state, task.step) == ("failed", "questionnaire_changed")
