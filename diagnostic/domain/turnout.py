"""Who was invited and who took part, by sector, and what a report will show of it: counts alone decide that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

import msgspec

from questionnaires.profile import SECTORS
from scoring.merging import merge
from scoring.published import Grouping

EXPECTED_RESPONSE = Fraction(3, 5)
"""Share of those invited that the forecast before a round assumes to answer."""

Lamp = Literal["full", "half", "empty"]
"""Whether the report will show a sector: on its own, together with neighbours, or not yet."""


class OrganisationTurnout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many people of an organisation were invited, and how many of them have handed in."""

    organisation: str
    sector: str
    invited: int
    submitted: int


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many were invited, and how many of them have answered."""

    invited: int = 0
    answered: int = 0


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Who was invited and who took part when a round was closed.

    Parameters
    ----------
    sectors : dict
        Sector to count: of organisations, in mode anonymous of people.
    organisations : tuple of OrganisationTurnout
        Each organisation invited; none in mode anonymous.
    """

    sectors: Mapping[str, Count]
    organisations: tuple[OrganisationTurnout, ...] = ()

    @property
    def total(self) -> Count:
        """All sectors together."""
        return total_of(self.sectors)


class SectorOutlook(msgspec.Struct, frozen=True, kw_only=True):
    """What a report will show of a sector.

    Parameters
    ----------
    lamp : str, optional
        None where the round has no grouping.
    together : tuple of str
        The sectors shown as one with this one, in the order of the chain.
    alone_after : int, optional
        How many more answers of this sector would let it be shown on its own, where that can still be reached.
    """

    sector: str
    count: Count
    lamp: Lamp | None = None
    together: tuple[str, ...] = ()
    alone_after: int | None = None


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What a report will show: of each sector, and of all together, for which so many answers are `missing`."""

    sectors: tuple[SectorOutlook, ...]
    total: Count
    missing: int

    @property
    def visible(self) -> bool:
        """Whether enough have answered for any figure."""
        return self.missing == 0


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What would be shown if `EXPECTED_RESPONSE` of those invited answered; groups are empty without a grouping."""

    invited: int
    expected: int
    visible: bool
    groups: tuple[tuple[str, ...], ...] = ()


def total_of(counts: Mapping[str, Count]) -> Count:
    """Return the counts of all sectors together."""
    return Count(
        invited=sum(count.invited for count in counts.values()),
        answered=sum(count.answered for count in counts.values()),
    )


def by_sector(organisations: Iterable[OrganisationTurnout], *, people: bool) -> dict[str, Count]:
    """Return the counts of each sector, in the order of the chain: of organisations, or of people."""
    counts: dict[str, Count] = {}
    for one in organisations:
        invited, answered = (one.invited, one.submitted) if people else (1, int(one.submitted > 0))
        before = counts.get(one.sector, Count())
        counts[one.sector] = Count(invited=before.invited + invited, answered=before.answered + answered)
    return {sector: counts[sector] for sector in SECTORS if sector in counts}


def outlook(counts: Mapping[str, Count], *, minimum: int, grouping: Grouping) -> Outlook:
    """Return what a report over these counts would show, by the same merging that makes the report."""
    total = total_of(counts)
    answered = {sector: count.answered for sector, count in counts.items()}
    if grouping == "none":
        sectors = tuple(SectorOutlook(sector=sector, count=count) for sector, count in counts.items())
    else:
        shown = _shown(answered, minimum)
        sectors = tuple(_sector(sector, counts, shown.get(sector, ()), minimum) for sector in counts)
    return Outlook(sectors=sectors, total=total, missing=max(0, minimum - total.answered))


def forecast(counts: Mapping[str, Count], *, minimum: int, grouping: Grouping) -> Forecast:
    """Return what would be shown if `EXPECTED_RESPONSE` of those invited answered in each sector."""
    answered = {sector: round(count.invited * EXPECTED_RESPONSE) for sector, count in counts.items()}
    groups = merge(answered, minimum=minimum) if grouping == "sector" else ()
    expected = sum(answered.values())
    return Forecast(
        invited=sum(count.invited for count in counts.values()),
        expected=expected,
        visible=expected >= minimum,
        groups=tuple(group.categories for group in groups),
    )


def _shown(answered: Mapping[str, int], minimum: int) -> dict[str, tuple[str, ...]]:
    groups = merge(answered, minimum=minimum)
    return {sector: group.categories for group in groups for sector in group.categories}


def _sector(sector: str, counts: Mapping[str, Count], group: tuple[str, ...], minimum: int) -> SectorOutlook:
    lamp = _lamp(group)
    return SectorOutlook(
        sector=sector,
        count=counts[sector],
        lamp=lamp,
        together=tuple(other for other in group if other != sector),
        alone_after=None if lamp == "full" else _alone_after(sector, counts, minimum),
    )


def _lamp(group: tuple[str, ...]) -> Lamp:
    if not group:
        return "empty"
    return "full" if len(group) == 1 else "half"


def _alone_after(sector: str, counts: Mapping[str, Count], minimum: int) -> int | None:
    answered = {name: count.answered for name, count in counts.items()}
    own = counts[sector]
    for more in range(1, own.invited - own.answered + 1):
        if _shown(answered | {sector: own.answered + more}, minimum).get(sector) == (sector,):
            return more
    return None
