"""What every table shares: its class, its types, and the classification that each column must carry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

Kind = Literal["personal", "answer", "secret", "context", "operation"]
"""What a column holds: data of a person, answers, a secret or its digest, context of an initiative, or what running
the service needs. The record of processing is made from it."""

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


class Table(DeclarativeBase):
    """A table of the store."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which knows no time zones, keeps it without one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Write UTC; a moment without a time zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Read UTC, with its time zone."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


def column(kind: Kind, type_: sa.types.TypeEngine[Any] | sa.ForeignKey | None = None, **options: Any) -> Mapped[Any]:  # noqa: ANN401 - what a column holds stands in its annotation
    """Return a column with the kind of data that it holds."""
    positional = () if type_ is None else (type_,)
    return mapped_column(*positional, info={"kind": kind}, **options)


def key(*, refers: str | None = None, kind: Kind = "operation", **options: Any) -> Mapped[Any]:  # noqa: ANN401 - as above
    """Return a column with the id of a row: a primary key, or a reference to one that goes with it."""
    if refers is None:
        return mapped_column(sa.String(32), primary_key=True, info={"kind": kind}, **options)
    reference = sa.ForeignKey(refers, ondelete="CASCADE")
    return mapped_column(sa.String(32), reference, info={"kind": kind}, **options)
