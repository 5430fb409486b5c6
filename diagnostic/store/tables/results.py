"""What came out: the diagnosis of a wave in published forms only, its report, and its place among others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from diagnostic.store.tables.base import JSON, Moment, Table, column, key


class DiagnosisRow(Table):
    """The diagnosis of a wave.

    `input_digest` is the digest of the raw answers: it would confirm guesses, and never leaves the store. `row` is the
    wave's row in the consultant's table.
    """

    __tablename__ = "diagnoses"

    wave_id: Mapped[str] = key(refers="waves.id", primary_key=True)
    document: Mapped[str] = column("context", sa.Text())
    method: Mapped[str] = column("context", sa.String(16))
    input_digest: Mapped[str] = column("secret", sa.String(64))
    row: Mapped[dict[str, Any]] = column("context", JSON)
    created_at: Mapped[datetime] = column("operation", Moment())


class ComparisonRow(Table):
    """Where an initiative stood among comparable ones in a quarter; frozen until the quarter is over."""

    __tablename__ = "comparisons"

    initiative_id: Mapped[str] = key(refers="initiatives.id", primary_key=True)
    quarter: Mapped[str] = column("context", sa.String(7), primary_key=True)  # 2026-Q4
    wave_id: Mapped[str] = key(refers="waves.id", index=True)
    document: Mapped[dict[str, Any]] = column("context", JSON)
    created_at: Mapped[datetime] = column("operation", Moment())


class Document(Table):
    """A rendered report: one language, one format; or a file of its network, which has no language.

    `style` is the hash that the page's policy needs for its styles.
    """

    __tablename__ = "documents"

    wave_id: Mapped[str] = key(refers="waves.id", primary_key=True)
    language: Mapped[str] = column("context", sa.String(2), primary_key=True)
    format: Mapped[str] = column("context", sa.String(8), primary_key=True)  # html, pdf
    content: Mapped[bytes] = column("context", sa.LargeBinary())
    style: Mapped[str] = column("context", sa.String(400), default="")
