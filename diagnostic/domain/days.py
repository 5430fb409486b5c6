"""Days as the people of an initiative count them: a last day ends at midnight where they live."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")

_END = time(23, 59, 59)


def end_of(day: date) -> datetime:
    """Return the last moment of a day, in UTC."""
    return datetime.combine(day, _END, ZONE).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """Return the day on which a moment falls."""
    return moment.astimezone(ZONE).date()
