"""The answers: a response under a random id, and the revisions by which it came about; and the backbone's self-report.

SQLite keeps responses and their revisions in the order of their ids: by the hidden number that it gives each row
otherwise, in the order of their coming, whoever has the file could lay them beside the invitations in the order of
their beginning.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from diagnostic.store.tables.base import JSON, Table, column, key


class Response(Table):
    """The answers given through one invitation.

    `organisation` is empty in mode anonymous. `day` is the day of the last change, in mode anonymous the Monday of
    its week.
    """

    __tablename__ = "responses"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = key()
    wave_id: Mapped[str] = key(refers="waves.id", index=True)
    organisation_id: Mapped[str | None] = key(kind="answer", refers="organisations.id")
    sector: Mapped[str] = column("answer", sa.String(16))
    state: Mapped[str] = column("operation", sa.String(12))  # draft, submitted
    revision: Mapped[int] = column("operation", default=0)
    values: Mapped[dict[str, Any]] = column("answer", JSON)
    day: Mapped[date] = column("answer", sa.Date())


class Revision(Table):
    """One acknowledged change of a response; the same key is saved once."""

    __tablename__ = "revisions"
    __table_args__ = (sa.UniqueConstraint("response_id", "key"), {"sqlite_with_rowid": False})

    response_id: Mapped[str] = key(refers="responses.id", primary_key=True)
    revision: Mapped[int] = column("operation", primary_key=True, autoincrement=False)
    key: Mapped[str] = column("operation", sa.String(64))
    page: Mapped[str] = column("operation", sa.String(64))
    changes: Mapped[dict[str, Any]] = column("answer", JSON)


class SelfReport(Table):
    """What the backbone office says of itself and of the collaboration in a wave: one voice, and a named one.

    It is no response, so that nothing that counts or reads those can meet it. `day` is the day of the last change.
    """

    __tablename__ = "self_reports"

    wave_id: Mapped[str] = key(refers="waves.id", primary_key=True)
    questionnaire: Mapped[str] = column("context", sa.String(64))
    version: Mapped[str] = column("context", sa.String(16))
    digest: Mapped[str] = column("context", sa.String(71))  # of the questionnaire
    state: Mapped[str] = column("operation", sa.String(12))  # draft, submitted
    revision: Mapped[int] = column("operation", default=0)
    values: Mapped[dict[str, Any]] = column("answer", JSON)
    day: Mapped[date] = column("answer", sa.Date())


class SelfReportRevision(Table):
    """One acknowledged change of a self-report; the same key is saved once."""

    __tablename__ = "self_report_revisions"
    __table_args__ = (sa.UniqueConstraint("wave_id", "key"),)

    wave_id: Mapped[str] = key(refers="self_reports.wave_id", primary_key=True)
    revision: Mapped[int] = column("operation", primary_key=True, autoincrement=False)
    key: Mapped[str] = column("operation", sa.String(64))
    page: Mapped[str] = column("operation", sa.String(64))
    changes: Mapped[dict[str, Any]] = column("answer", JSON)
