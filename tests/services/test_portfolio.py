"""A consultant reads the latest released report of each initiative that invited them, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound, SignInNeeded
from diagnostic.domain.portfolio import PortfolioRow, ScaleFigure
from diagnostic.domain.waves import STATES, State
from diagnostic.services import reports
from diagnostic.services.portfolio import portfolio
from diagnostic.store import diagnoses
from diagnostic.store.database import Database
from diagnostic.store.diagnoses import KeptDiagnosis, KeptDocument
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Membership, Wave
from tests.factories import NOW, Round, make_round, make_staff

pytestmark = pytest.mark.anyio

FIGURE = ScaleFigure(id="silos", barrier="silos", state="flagged", n=7, value=2.5, low=2.0, high=3.0, below=0.97)
ROW = PortfolioRow(unit="organisation", contributors=7, invited=9, scales=(FIGURE,))


async def make_report(db: AsyncSession, keys: Keys, state: State = "released", **values: Any) -> Round:
    """Add a round in a state, with a diagnosis and a report."""
    made = await make_round(db, keys, state=state)
    await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(released_at=NOW, **values))
    kept = KeptDiagnosis(document="{}", method="1", input_digest="0" * 64, row=msgspec.to_builtins(ROW))
    page = KeptDocument(language="de", format="html", content=b"<p>", style="'sha256-x'")
    await diagnoses.keep(db, made.wave, NOW, kept, [page])
    return made


async def join(db: AsyncSession, caller: Caller, initiative: str) -> None:
    """Make somebody a consultant of an initiative."""
    values = {"user_id": caller.user, "initiative_id": initiative, "role": "consultant", "since": NOW}
    await db.execute(sa.insert(Membership).values(values))


async def test_the_latest_released_round_of_each_initiative_is_shown(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made = await make_report(db, keys)
        consultant = await make_staff(db, initiative=made.initiative, role="consultant")
        for title, state, days in (("Neu", "released", 9), ("Offen", "open", 12), ("Alt", "released", -9)):
            later = NOW + timedelta(days=days)
            other = await make_report(db, keys, state=state, title=title)  # type: ignore[arg-type]
            moved = {"initiative_id": made.initiative, "released_at": later if state == "released" else None}
            await db.execute(sa.update(Wave).where(Wave.id == other.wave).values(**moved))
        await make_report(db, keys)
        found = await portfolio(db, consultant)
    assert found.advised == 1
    assert [(entry.initiative, entry.title, entry.row) for entry in found.entries] == [(made.initiative, "Neu", ROW)]


@pytest.mark.parametrize("state", [state for state in STATES if state != "released"])
async def test_nothing_is_shown_before_the_release(database: Database, keys: Keys, state: State) -> None:
    async with database.writing() as db:
        made = await make_report(db, keys, state=state)
        consultant = await make_staff(db, initiative=made.initiative, role="consultant")
        place = (made.initiative, made.wave)
        assert (await portfolio(db, consultant)).entries == ()
        with pytest.raises(NotFound):
            await reports.report_of(db, consultant, *place, role="consultant")
        with pytest.raises(NotFound):
            await reports.diagnosis_of(db, consultant, *place, role="consultant")
        with pytest.raises(NotFound):
            await reports.document_of(db, consultant, place, role="consultant", language="de", format_="html")


@pytest.mark.parametrize("state", STATES)
async def test_the_backbone_reads_a_report_from_the_analysis_on(database: Database, keys: Keys, state: State) -> None:
    async with database.writing() as db:
        made = await make_report(db, keys, state=state)
        backbone = await make_staff(db, initiative=made.initiative)
        place = (made.initiative, made.wave)
        if state in {"analysed", "released"}:
            assert (await reports.report_of(db, backbone, *place, role="backbone")).row == ROW
            page = await reports.document_of(db, backbone, place, role="backbone", language="de", format_="html")
            assert page.content == b"<p>"
            with pytest.raises(NotFound):
                await reports.document_of(db, backbone, place, role="backbone", language="de", format_="pdf")
        else:
            with pytest.raises(NotFound):
                await reports.report_of(db, backbone, *place, role="backbone")


async def test_reports_of_others_do_not_exist(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        made, other = await make_report(db, keys), await make_report(db, keys)
        consultant = await make_staff(db, initiative=other.initiative, role="consultant")
        backbone = await make_staff(db, email="b@example.org", initiative=made.initiative)
        for caller, place, role in (
            (consultant, (made.initiative, made.wave), "consultant"),
            (consultant, (other.initiative, made.wave), "consultant"),
            (consultant, (other.initiative, other.wave), "backbone"),
            (backbone, (made.initiative, made.wave), "consultant"),
            (backbone, (made.initiative, other.wave), "backbone"),
        ):
            with pytest.raises(NotFound):
                await reports.report_of(db, caller, *place, role=role)  # type: ignore[arg-type]
        with pytest.raises(SignInNeeded):
            await portfolio(db, Caller(now=NOW))
        await join(db, backbone, other.initiative)
        assert [entry.initiative for entry in (await portfolio(db, backbone)).entries] == [other.initiative]


def test_of_a_barrier_with_two_parts_the_likelier_hurdle_is_shown() -> None:
    first = ScaleFigure(id="priorities", barrier="leadership", state="watch", n=9, value=3.0, below=0.4)
    second = ScaleFigure(id="steering", barrier="leadership", state="flagged", n=9, value=2.5, below=0.98)
    hidden = ScaleFigure(id="steering", barrier="leadership", state="withheld", hidden="too_few")
    row = PortfolioRow(unit="organisation", contributors=9, invited=9, scales=(first, second, FIGURE))

    assert row.heaviest("leadership") == second
    assert row.heaviest("impact") is None
    assert msgspec.structs.replace(row, scales=(hidden, first)).heaviest("leadership") == first
