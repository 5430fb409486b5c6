"""The record of processing: what is kept of whom and for how long, from the classified columns of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import groupby

import msgspec

from diagnostic.services import sweeping
from diagnostic.store.inventory import holdings
from diagnostic.web.wording import Words

_KEPT: Mapping[str, timedelta] = {
    "people": sweeping.CONTACTS,
    "invitations": sweeping.INVITATIONS,
    "responses": sweeping.ANSWERS,
    "revisions": sweeping.ANSWERS,
    "self_reports": sweeping.ANSWERS,
    "self_report_revisions": sweeping.ANSWERS,
    "sessions": sweeping.SESSIONS,
    "audit": sweeping.AUDIT,
}
"""What is deleted by itself; everything else goes with what it belongs to."""


class Entry(msgspec.Struct, frozen=True):
    """What is kept in one place, what kinds of data that is, and until when."""

    what: str
    kinds: str
    until: str


class Area(msgspec.Struct, frozen=True):
    """Entries that belong together."""

    name: str
    entries: tuple[Entry, ...]


def record(t: Words) -> tuple[Area, ...]:
    """Return the record in the words of a language."""
    return tuple(
        Area(t(f"record.area.{area}"), tuple(_entry(t, one.table, one.kinds) for one in found))
        for area, found in groupby(holdings(), key=lambda one: one.area)
    )


def _entry(t: Words, table: str, kinds: tuple[str, ...]) -> Entry:
    kept = _KEPT.get(table)
    until = t(f"record.until.{table}") if kept is None else t(f"record.until.{table}", days=kept.days)
    return Entry(t(f"record.what.{table}"), ", ".join(t(f"record.kind.{kind}") for kind in kinds), until)
