"""What running the service needs: tasks, the audit log, and the count of failed attempts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from diagnostic.store.tables.base import JSON, Moment, Table, column, key


class Task(Table):
    """Something long, recorded in the transaction that makes it necessary; a worker takes it under a lease."""

    __tablename__ = "tasks"
    __table_args__ = (sa.UniqueConstraint("kind", "subject"),)

    id: Mapped[str] = key()
    kind: Mapped[str] = column("operation", sa.String(16))
    subject: Mapped[str] = column("operation", sa.String(32))  # the id of what it is about
    state: Mapped[str] = column("operation", sa.String(12))  # waiting, running, done, failed
    step: Mapped[str] = column("operation", sa.String(32), default="")
    done: Mapped[int] = column("operation", default=0)  # steps
    total: Mapped[int] = column("operation", default=0)
    attempts: Mapped[int] = column("operation", default=0)
    lease: Mapped[str | None] = column("operation", sa.String(32))  # drawn by the worker that holds it
    leased_until: Mapped[datetime | None] = column("operation", Moment())
    created_at: Mapped[datetime] = column("operation", Moment(), index=True)
    finished_at: Mapped[datetime | None] = column("operation", Moment())


class AuditEntry(Table):
    """One line of the append-only log: each holds the hash of the line before."""

    __tablename__ = "audit"

    number: Mapped[int] = column("operation", primary_key=True, autoincrement=False)
    at: Mapped[datetime] = column("operation", Moment(), index=True)
    actor: Mapped[str | None] = column("personal", sa.String(32))  # id of the user; none for the service itself
    action: Mapped[str] = column("operation", sa.String(32))
    initiative_id: Mapped[str | None] = column("operation", sa.String(32), index=True)
    detail: Mapped[dict[str, Any]] = column("operation", JSON)
    previous: Mapped[str] = column("operation", sa.String(64))
    hash: Mapped[str] = column("operation", sa.String(64))


class Attempts(Table):
    """Failed attempts of one kind from one origin within a span of time."""

    __tablename__ = "attempts"

    origin: Mapped[str] = column("operation", sa.String(64), primary_key=True)  # keyed digest of purpose and origin
    since: Mapped[datetime] = column("operation", Moment())
    count: Mapped[int] = column("operation", default=0)
