"""The backbone office's report on itself: at most one a wave, and the revisions by which it came about."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store import revising
from diagnostic.store.revising import RevisionRow, Values
from diagnostic.store.tables import SelfReport, SelfReportRevision

State = Literal["draft", "submitted"]

_TABLES = revising.pair(SelfReport, SelfReportRevision)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a self-report is: whether it counts, and when it was changed last."""

    state: State
    day: date


class SelfReportRow(Standing, frozen=True, kw_only=True):
    """A self-report as it is kept now.

    Parameters
    ----------
    questionnaire, version, digest : str
        Which questionnaire was begun, and the digest of what it asked.
    """

    questionnaire: str
    version: str
    digest: str
    revision: int
    values: Values


_FIELDS = tuple(getattr(SelfReport, name) for name in SelfReportRow.__struct_fields__)


async def standing(db: AsyncSession, wave: str) -> Standing | None:
    """Return how far the self-report of a wave is, if there is one."""
    row = (await db.execute(sa.select(SelfReport.state, SelfReport.day).where(SelfReport.wave_id == wave))).first()
    return None if row is None else Standing(state=row.state, day=row.day)


async def get(db: AsyncSession, wave: str) -> SelfReportRow | None:
    """Return the self-report of a wave, if there is one."""
    row = (await db.execute(sa.select(*_FIELDS).where(SelfReport.wave_id == wave))).first()
    return None if row is None else SelfReportRow(**row._asdict())


async def add(db: AsyncSession, wave: str, begun: SelfReportRow, change: RevisionRow) -> None:
    """Add the self-report of a wave, with the change that began it."""
    await db.execute(sa.insert(SelfReport).values(wave_id=wave, **msgspec.structs.asdict(begun)))
    await revising.record(db, _TABLES, wave, change)


async def of_page(db: AsyncSession, wave: str, page: str) -> tuple[RevisionRow, ...]:
    """Return the changes of one page, the oldest first."""
    return await revising.of_page(db, _TABLES, wave, page)


async def revise(db: AsyncSession, wave: str, change: RevisionRow, *, values: Values, day: date) -> None:
    """Record a change and keep what comes of it."""
    await revising.revise(db, _TABLES, wave, change, values=values, day=day)


async def hand_in(db: AsyncSession, wave: str, day: date) -> None:
    """Let a self-report count."""
    await db.execute(sa.update(SelfReport).where(SelfReport.wave_id == wave).values(state="submitted", day=day))


async def delete(db: AsyncSession, wave: str) -> bool:
    """Delete the self-report of a wave with its revisions, and say whether there was one."""
    query = sa.delete(SelfReport).where(SelfReport.wave_id == wave).returning(SelfReport.wave_id)
    return (await db.execute(query)).first() is not None


async def delete_draft(db: AsyncSession, wave: str) -> None:
    """Delete the self-report of a wave that does not count: once the wave is closed, nobody can finish it."""
    await db.execute(sa.delete(SelfReport).where(SelfReport.wave_id == wave, SelfReport.state == "draft"))
