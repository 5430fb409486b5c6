"""Initiatives with released rounds that take part in comparisons, for tests of what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.comparisons import Comparison
from diagnostic.domain.portfolio import PortfolioRow, ScaleFigure
from diagnostic.domain.quarters import quarter_of
from diagnostic.services import comparing, comparisons
from diagnostic.services.comparisons import Standing
from diagnostic.services.sweeping import sweep
from diagnostic.store import diagnoses, tasks
from diagnostic.store.database import Database
from diagnostic.store.diagnoses import KeptDiagnosis
from diagnostic.store.ids import new_id
from diagnostic.store.keys import Keys
from diagnostic.store.tables import ComparisonRow, Initiative, Wave
from scoring.published import Unit
from tests.factories import NOW, make_initiative

QUARTER = quarter_of(NOW)
BEFORE = QUARTER.begins - timedelta(days=1)
VALUES = (2.1, 2.4, 2.7, 3.0, 3.3, 3.6, 3.9)


def row_with(value: float, *, n: int = 18, unit: Unit = "organisation", **changes: Any) -> PortfolioRow:
    """Return the row of a round that asked for one barrier."""
    figure = ScaleFigure(
        id="silos",
        barrier="silos",
        state="watch",
        n=n,
        form="tenths",
        value=value,
        low=round(value - 0.3, 1),
        high=round(value + 0.3, 1),
        below=0.5,
    )
    scales = (msgspec.structs.replace(figure, **changes),)
    return PortfolioRow(unit=unit, contributors=n, invited=n + 4, scales=scales)


def hidden_row() -> PortfolioRow:
    """Return the row of a round whose one figure is hidden."""
    figure = ScaleFigure(id="silos", barrier="silos", state="withheld", hidden="too_few")
    return PortfolioRow(unit="organisation", contributors=6, invited=9, scales=(figure,))


async def make_released(
    db: AsyncSession, row: PortfolioRow, *, at: datetime = BEFORE, initiative: str | None = None, **wave: Any
) -> str:
    """Add a released round, of a new initiative that takes part if none is named, and return the initiative's id."""
    of = initiative or await make_initiative(db, compared_since=BEFORE)
    made = new_id()
    values = {
        "initiative_id": of,
        "title": "Frühjahr 2026",
        "questionnaire": "kurzcheck",
        "version": "2026.1",
        "mode": "confidential",
        "grouping": "none",
        "state": "released",
        "created_at": NOW,
        "released_at": at,
    }
    await db.execute(sa.insert(Wave).values(id=made, **(values | wave)))
    await keep_row(db, made, row)
    return of


async def keep_row(db: AsyncSession, wave: str, row: PortfolioRow) -> None:
    """Keep a row as that of a round's diagnosis."""
    kept = KeptDiagnosis(document="{}", method="1", input_digest="0" * 64, row=msgspec.to_builtins(row))
    await diagnoses.keep(db, wave, NOW, kept, [])


async def make_pool(db: AsyncSession, values: Sequence[float] = VALUES) -> list[str]:
    """Add an initiative for each value, and return their ids."""
    return [await make_released(db, row_with(value)) for value in values]


async def make_comparisons(database: Database, keys: Keys, now: datetime = NOW) -> bool:
    """Sweep, run the comparison if one waits, and say whether one did."""
    async with database.writing() as db:
        await sweep(db, Caller(now=now), keys=keys)
        task = await tasks.take(db, now)
    if task is None:
        return False
    assert task.kind == "comparison"
    await comparing.compare(database, task.id, task.lease or "", lambda: now)
    return True


async def seen(database: Database, caller: Caller, initiative: str) -> Standing:
    """Return what a consultant sees."""
    async with database.reading() as db:
        return await comparisons.standing(db, caller, initiative)


async def kept(database: Database) -> dict[str, Comparison]:
    """Return every comparison by initiative."""
    async with database.reading() as db:
        rows = (await db.execute(sa.select(ComparisonRow.initiative_id, ComparisonRow.document))).all()
    return {one.initiative_id: msgspec.convert(one.document, Comparison) for one in rows}


async def change_initiative(db: AsyncSession, initiative: str, **values: Any) -> None:
    """Change columns of an initiative."""
    await db.execute(sa.update(Initiative).where(Initiative.id == initiative).values(**values))
