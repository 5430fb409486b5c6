"""Initiatives, their partner organisations, and their waves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from diagnostic.store.tables.base import JSON, Moment, Table, column, key


class Initiative(Table):
    """A local collaboration of organisations."""

    __tablename__ = "initiatives"

    id: Mapped[str] = key()
    name: Mapped[str] = column("context", sa.String(200))
    theme: Mapped[str] = column("context", sa.String(16))
    region: Mapped[str] = column("context", sa.String(16))
    founded: Mapped[int | None] = column("context")  # the year in which it began
    simulated: Mapped[bool] = column("context", default=False)
    compared_since: Mapped[datetime | None] = column("context", Moment())  # none: takes no part in comparisons
    created_at: Mapped[datetime] = column("operation", Moment())


class Organisation(Table):
    """A partner organisation of an initiative."""

    __tablename__ = "organisations"
    __table_args__ = (sa.UniqueConstraint("initiative_id", "name"),)

    id: Mapped[str] = key()
    initiative_id: Mapped[str] = key(refers="initiatives.id", index=True)
    name: Mapped[str] = column("context", sa.String(200))
    sector: Mapped[str] = column("context", sa.String(16))
    created_at: Mapped[datetime] = column("operation", Moment())


class Wave(Table):
    """One survey round with a frozen version of a questionnaire.

    `snapshot` is written on closing: who was invited and who took part, by organisation and sector (in mode anonymous
    by sector alone).
    """

    __tablename__ = "waves"

    id: Mapped[str] = key()
    initiative_id: Mapped[str] = key(refers="initiatives.id", index=True)
    title: Mapped[str] = column("context", sa.String(200))
    questionnaire: Mapped[str] = column("context", sa.String(64))
    version: Mapped[str] = column("context", sa.String(16))
    network: Mapped[str | None] = column("context", sa.String(16))  # version of the module asked after it
    digest: Mapped[str | None] = column("context", sa.String(71))  # of all that is asked, from publishing on
    mode: Mapped[str] = column("context", sa.String(12))
    grouping: Mapped[str] = column("context", sa.String(12))
    minimum: Mapped[int] = column("context", default=5)
    strict: Mapped[bool] = column("context", default=False)
    state: Mapped[str] = column("context", sa.String(12))
    deadline: Mapped[datetime | None] = column("context", Moment())
    created_at: Mapped[datetime] = column("operation", Moment())
    published_at: Mapped[datetime | None] = column("operation", Moment())
    opened_at: Mapped[datetime | None] = column("operation", Moment())
    closed_at: Mapped[datetime | None] = column("operation", Moment())
    analysed_at: Mapped[datetime | None] = column("operation", Moment())
    released_at: Mapped[datetime | None] = column("operation", Moment())
    snapshot: Mapped[dict[str, Any] | None] = column("context", JSON)
