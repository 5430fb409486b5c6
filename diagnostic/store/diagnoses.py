"""Diagnoses and the reports made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.tables import DiagnosisRow, Document, Initiative, Membership, Wave

Format = Literal["html", "pdf", "graphml", "nodes", "ties"]
"""The last three are the network that may be shown by name; they have no language."""


class KeptDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A rendered report; `style` holds the hashes that its own policy allows styles by."""

    language: str
    format: Format
    content: bytes
    style: str = ""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A document by language, format and size in bytes."""

    language: str
    format: Format
    size: int


class KeptDiagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """A diagnosis as JSON, the version of the method, the digest of the answers, and the row for the consultant."""

    document: str
    method: str
    input_digest: str
    row: dict[str, Any]


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """The latest released wave of an initiative, with its row."""

    initiative: str
    name: str
    simulated: bool
    wave: str
    title: str
    released_at: datetime
    row: dict[str, Any]


async def keep(
    db: AsyncSession, wave: str, now: datetime, diagnosis: KeptDiagnosis, documents: Sequence[KeptDocument]
) -> None:
    """Keep what came out of an analysis, in place of what was kept before."""
    await db.execute(sa.delete(Document).where(Document.wave_id == wave))
    await db.execute(sa.delete(DiagnosisRow).where(DiagnosisRow.wave_id == wave))
    await db.execute(sa.insert(DiagnosisRow).values(wave_id=wave, created_at=now, **msgspec.structs.asdict(diagnosis)))
    for document in documents:
        await db.execute(sa.insert(Document).values(wave_id=wave, **msgspec.structs.asdict(document)))


async def diagnosis(db: AsyncSession, wave: str) -> str | None:
    """Return the diagnosis of a wave as JSON."""
    found: str | None = await db.scalar(sa.select(DiagnosisRow.document).where(DiagnosisRow.wave_id == wave))
    return found


async def row(db: AsyncSession, wave: str) -> dict[str, Any] | None:
    """Return the row of a wave: what the consultant's table shows of it."""
    return await db.scalar(sa.select(DiagnosisRow.row).where(DiagnosisRow.wave_id == wave))


async def documents(db: AsyncSession, wave: str) -> tuple[Listed, ...]:
    """Return which documents there are of a wave."""
    query = (
        sa.select(Document.language, Document.format, sa.func.length(Document.content).label("size"))
        .where(Document.wave_id == wave)
        .order_by(Document.language, Document.format)
    )
    return tuple(Listed(**found._asdict()) for found in await db.execute(query))


async def document(db: AsyncSession, wave: str, language: str, format_: Format) -> KeptDocument | None:
    """Return a document of a wave."""
    query = sa.select(Document.language, Document.format, Document.content, Document.style).where(
        Document.wave_id == wave, Document.language == language, Document.format == format_
    )
    found = (await db.execute(query)).first()
    return None if found is None else KeptDocument(**found._asdict())


async def latest_released(db: AsyncSession, user: str) -> tuple[Released, ...]:
    """Return the latest released wave of each initiative in which somebody is a consultant, by name."""
    latest = (
        sa.select(Wave.initiative_id, sa.func.max(Wave.released_at).label("at"))
        .where(Wave.state == "released")
        .group_by(Wave.initiative_id)
        .subquery()
    )
    query = (
        sa.select(
            Initiative.id.label("initiative"),
            Initiative.name,
            Initiative.simulated,
            Wave.id.label("wave"),
            Wave.title,
            Wave.released_at,
            DiagnosisRow.row,
        )
        .join(Membership, Membership.initiative_id == Initiative.id)
        .join(latest, latest.c.initiative_id == Initiative.id)
        .join(Wave, sa.and_(Wave.initiative_id == Initiative.id, Wave.released_at == latest.c.at))
        .join(DiagnosisRow, DiagnosisRow.wave_id == Wave.id)
        .where(Membership.user_id == user, Membership.role == "consultant", Wave.state == "released")
        .order_by(Initiative.name, Initiative.id, Wave.id)
    )
    found = [Released(**one._asdict()) for one in await db.execute(query)]
    return tuple({one.initiative: one for one in found}.values())


async def advised(db: AsyncSession, user: str) -> int:
    """Return how many initiatives somebody is a consultant of."""
    query = sa.select(sa.func.count()).where(Membership.user_id == user, Membership.role == "consultant")
    return await db.scalar(query) or 0
