"""The released reports of the initiatives that invited a consultant, side by side."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.portfolio import PortfolioRow
from diagnostic.domain.quarters import quarter_of
from diagnostic.services.access import require_user
from diagnostic.store import comparisons, diagnoses


class PortfolioEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The latest released round of an initiative, and whether there is a comparison of it in the quarter that runs."""

    initiative: str
    name: str
    simulated: bool
    wave: str
    title: str
    released_at: datetime
    row: PortfolioRow
    compared: bool = False


class Portfolio(msgspec.Struct, frozen=True, kw_only=True):
    """What a consultant may read: `advised` counts the initiatives, `entries` those with a released report."""

    advised: int
    entries: tuple[PortfolioEntry, ...]


async def portfolio(db: AsyncSession, caller: Caller) -> Portfolio:
    """Return the latest released round of each initiative that invited the caller, by name."""
    user = require_user(caller)
    found = await diagnoses.latest_released(db, user)
    compared = await comparisons.of_consultant(db, user, str(quarter_of(caller.now)))
    return Portfolio(
        advised=await diagnoses.advised(db, user),
        entries=tuple(
            PortfolioEntry(
                initiative=one.initiative,
                name=one.name,
                simulated=one.simulated,
                wave=one.wave,
                title=one.title,
                released_at=one.released_at,
                row=msgspec.convert(one.row, PortfolioRow),
                compared=one.initiative in compared and compared[one.initiative].refused is None,
            )
            for one in found
        ),
    )
