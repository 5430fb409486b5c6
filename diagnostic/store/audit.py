"""The append-only log of who did what: each line holds the hash of the line before, so that none can be taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.store.tables import AuditEntry

_LOCK = 7_105_112
_FIRST = "0" * 64


async def record(
    db: AsyncSession,
    caller: Caller,
    action: str,
    *,
    initiative: str | None = None,
    detail: Mapping[str, str | int] = {},
) -> None:
    """Append a line; it stands or falls with the transaction that it is about."""
    if db.get_bind().dialect.name == "postgresql":
        await db.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    last = (
        await db.execute(
            sa.select(AuditEntry.number, AuditEntry.hash).order_by(AuditEntry.number.desc()).limit(1),
        )
    ).first()
    number, previous = (last.number + 1, last.hash) if last else (1, _FIRST)
    values = {
        "number": number,
        "at": caller.now,
        "actor": caller.user,
        "action": action,
        "initiative_id": initiative,
        "detail": dict(detail),
        "previous": previous,
    }
    await db.execute(sa.insert(AuditEntry).values(**values, hash=_hash(values)))


async def first_broken(db: AsyncSession) -> int | None:
    """Return the number of the first line that does not follow from the one before it, or None."""
    previous = _FIRST
    rows = await db.stream_scalars(sa.select(AuditEntry).order_by(AuditEntry.number))
    expected = None
    try:
        async for row in rows:
            values = {name: getattr(row, name) for name in _HASHED}
            follows = expected is None or row.number == expected  # the oldest lines are deleted after their time
            previous = row.previous if expected is None else previous
            if not follows or row.previous != previous or row.hash != _hash(values):
                return int(row.number)
            previous, expected = row.hash, row.number + 1
    finally:
        await rows.close()
    return None


_HASHED = ("number", "at", "actor", "action", "initiative_id", "detail", "previous")


def _hash(values: Mapping[str, object]) -> str:
    at = values["at"]
    text = {**values, "at": at.isoformat() if isinstance(at, datetime) else at}
    return hashlib.sha256(msgspec.json.encode(text, order="sorted")).hexdigest()
