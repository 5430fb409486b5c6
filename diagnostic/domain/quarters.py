"""Quarters of a year: as long as one lasts, a comparison of initiatives stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import msgspec

from diagnostic.domain.days import ZONE, day_of

_MONTHS = 3
_LAST = 4


class Quarter(msgspec.Struct, frozen=True, order=True):
    """A quarter of a year, from 1 to 4; as text *2026-Q4*."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return its name, which sorts as time goes."""
        return f"{self.year}-Q{self.number}"

    @property
    def begins(self) -> datetime:
        """Return its first moment, in UTC."""
        first = date(self.year, _MONTHS * (self.number - 1) + 1, 1)
        return datetime.combine(first, time(), ZONE).astimezone(UTC)

    @property
    def following(self) -> Quarter:
        """Return the next one."""
        return Quarter(self.year + 1, 1) if self.number == _LAST else Quarter(self.year, self.number + 1)


def quarter_of(moment: datetime) -> Quarter:
    """Return the quarter in which a moment falls."""
    day = day_of(moment)
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def quarter_named(name: str) -> Quarter:
    """Return the quarter of a name: *2026-Q4*."""
    year, _, number = name.partition("-Q")
    return Quarter(int(year), int(number))
