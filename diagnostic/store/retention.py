"""What is deleted once its time is over."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.tables import AuditEntry, Organisation, Person, Response, SelfReport, Wave

_RUNNING = ("published", "open")


async def delete_answers(db: AsyncSession, before: datetime) -> int:
    """Delete the answers of initiatives whose last round was closed before a moment, and say how many those were.

    What the backbone office said of itself goes with those of its partners, and counts among them.
    """
    rounds = sa.select(Wave.id).where(Wave.initiative_id.in_(_over(before)))
    responses = sa.delete(Response).where(Response.wave_id.in_(rounds)).returning(Response.id)
    reports = sa.delete(SelfReport).where(SelfReport.wave_id.in_(rounds)).returning(SelfReport.wave_id)
    return sum([len((await db.execute(query)).all()) for query in (responses, reports)])


async def erase_contacts(db: AsyncSession, before: datetime) -> int:
    """Erase names and addresses of people in initiatives whose last round was closed before a moment; say of how many.

    The organisations stay, and of each person a place without a name, so that the next round can be planned.
    """
    partners = sa.select(Organisation.id).where(Organisation.initiative_id.in_(_over(before)))
    known = sa.or_(Person.name != "", Person.email != "")
    query = sa.update(Person).where(Person.organisation_id.in_(partners), known).values(name="", email="")
    return len((await db.execute(query.returning(Person.id))).all())


async def delete_audit(db: AsyncSession, before: datetime) -> int:
    """Delete the lines of the log that are older than a moment, and say how many those were."""
    query = sa.delete(AuditEntry).where(AuditEntry.at < before).returning(AuditEntry.number)
    return len((await db.execute(query)).all())


def _over(before: datetime) -> sa.Select[tuple[str]]:
    """Return the initiatives whose last round was closed before a moment, and in which none is published or open."""
    return (
        sa.select(Wave.initiative_id)
        .group_by(Wave.initiative_id)
        .having(
            sa.func.max(Wave.closed_at) < before,
            sa.func.sum(sa.case((Wave.state.in_(_RUNNING), 1), else_=0)) == 0,
        )
    )
