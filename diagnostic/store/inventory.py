"""What is kept, read from the classified columns: the record of processing is made from it."""

from __future__ import annotations

from typing import get_args

import msgspec

from diagnostic.store.tables import Table
from diagnostic.store.tables.base import Kind


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """A table: the area it belongs to, and the kinds of data that its columns hold."""

    area: str
    table: str
    kinds: tuple[Kind, ...]


def holdings() -> tuple[Holding, ...]:
    """Return every table, by area in the order in which people meet them, then by what refers to what."""
    found = [
        Holding(
            area=mapper.class_.__module__.rpartition(".")[2],
            table=mapper.local_table.description,
            kinds=tuple(
                kind for kind in get_args(Kind) if any(column.info["kind"] == kind for column in mapper.local_table.c)
            ),
        )
        for mapper in Table.registry.mappers
    ]
    order = {table.name: place for place, table in enumerate(Table.metadata.sorted_tables)}
    return tuple(sorted(found, key=lambda one: (_AREAS.index(one.area), order[one.table])))


_AREAS = ("identity", "answers", "collaboration", "results", "operations")
