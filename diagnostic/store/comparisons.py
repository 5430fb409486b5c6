"""Comparisons: the released rounds of those who take part, and where each stood among the others in a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.comparisons import Comparison
from diagnostic.store.tables import ComparisonRow, DiagnosisRow, Initiative, Membership, Wave


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """The latest round that an initiative had released before a moment, with the row of its published figures."""

    initiative: str
    simulated: bool
    wave: str
    questionnaire: str
    released_at: datetime
    row: dict[str, Any]


class KeptComparison(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison as kept, and the round whose figures it places."""

    wave: str
    title: str
    released_at: datetime
    comparison: Comparison


async def any_takes_part(db: AsyncSession, before: datetime) -> bool:
    """Whether an initiative takes part that said so before a moment."""
    return await db.scalar(sa.select(Initiative.id).where(Initiative.compared_since < before).limit(1)) is not None


async def candidates(db: AsyncSession, before: datetime) -> tuple[Candidate, ...]:
    """Return what is compared: of each initiative that took part before a moment, its latest round released before."""
    released = sa.and_(Wave.state == "released", Wave.released_at < before)
    latest = (
        sa.select(Wave.initiative_id, sa.func.max(Wave.released_at).label("at"))
        .where(released)
        .group_by(Wave.initiative_id)
        .subquery()
    )
    query = (
        sa.select(
            Initiative.id.label("initiative"),
            Initiative.simulated,
            Wave.id.label("wave"),
            Wave.questionnaire,
            Wave.released_at,
            DiagnosisRow.row,
        )
        .join(latest, latest.c.initiative_id == Initiative.id)
        .join(Wave, sa.and_(Wave.initiative_id == Initiative.id, Wave.released_at == latest.c.at))
        .join(DiagnosisRow, DiagnosisRow.wave_id == Wave.id)
        .where(released, Initiative.compared_since < before)
        .order_by(Initiative.id, Wave.id)
    )
    found = [Candidate(**one._asdict()) for one in await db.execute(query)]
    return tuple({one.initiative: one for one in found}.values())


async def keep(
    db: AsyncSession,
    quarter: str,
    before: datetime,
    now: datetime,
    made: Sequence[tuple[Candidate, Comparison]],
) -> int:
    """Keep the comparisons of a quarter once and for all, and return of how many initiatives.

    Nothing is kept of one that has meanwhile withdrawn, and nothing at all where the quarter has its comparisons.
    """
    if await db.scalar(sa.select(ComparisonRow.quarter).where(ComparisonRow.quarter == quarter).limit(1)):
        return 0
    taking_part = sa.select(Initiative.id).where(Initiative.compared_since < before).order_by(Initiative.id)
    present = set(await db.scalars(taking_part.with_for_update()))
    rows = [
        {
            "initiative_id": one.initiative,
            "quarter": quarter,
            "wave_id": one.wave,
            "document": msgspec.to_builtins(comparison),
            "created_at": now,
        }
        for one, comparison in made
        if one.initiative in present
    ]
    if rows:
        await db.execute(sa.insert(ComparisonRow), rows)
    return len(rows)


async def of_initiative(db: AsyncSession, initiative: str, quarter: str) -> KeptComparison | None:
    """Return the comparison of an initiative in a quarter."""
    query = (
        sa.select(Wave.id.label("wave"), Wave.title, Wave.released_at, ComparisonRow.document)
        .join(ComparisonRow, ComparisonRow.wave_id == Wave.id)
        .where(ComparisonRow.initiative_id == initiative, ComparisonRow.quarter == quarter)
    )
    found = (await db.execute(query)).first()
    if found is None:
        return None
    comparison = msgspec.convert(found.document, Comparison)
    return KeptComparison(wave=found.wave, title=found.title, released_at=found.released_at, comparison=comparison)


async def of_consultant(db: AsyncSession, user: str, quarter: str) -> dict[str, Comparison]:
    """Return the comparisons in a quarter of the initiatives in which somebody is a consultant."""
    query = (
        sa.select(ComparisonRow.initiative_id, ComparisonRow.document)
        .join(Membership, Membership.initiative_id == ComparisonRow.initiative_id)
        .where(Membership.user_id == user, Membership.role == "consultant", ComparisonRow.quarter == quarter)
    )
    return {one.initiative_id: msgspec.convert(one.document, Comparison) for one in await db.execute(query)}


async def delete_of(db: AsyncSession, initiative: str) -> None:
    """Delete the comparisons of an initiative."""
    await db.execute(sa.delete(ComparisonRow).where(ComparisonRow.initiative_id == initiative))


async def delete_before(db: AsyncSession, quarter: str) -> int:
    """Delete the comparisons of earlier quarters, and say how many those were."""
    query = sa.delete(ComparisonRow).where(ComparisonRow.quarter < quarter).returning(ComparisonRow.initiative_id)
    return len((await db.execute(query)).all())
