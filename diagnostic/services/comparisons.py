"""Taking part in comparisons, and where an initiative stands in the quarter that runs."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.comparisons import Absence, Comparison
from diagnostic.domain.failures import NotFound
from diagnostic.domain.quarters import Quarter, quarter_of
from diagnostic.services.access import require_role
from diagnostic.store import audit, comparisons, initiatives, tasks
from diagnostic.store.initiatives import Initiative


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """The round whose figures are compared."""

    title: str
    released_at: datetime


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where an initiative stands among others in a quarter: a comparison of one of its rounds, or why there is none."""

    initiative: Initiative
    quarter: Quarter
    round: Round | None = None
    comparison: Comparison | None = None
    absence: Absence | None = None


async def take_part(db: AsyncSession, caller: Caller, initiative: str) -> bool:
    """Let an initiative take part in comparisons from the next quarter on; whether it did not before.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    """
    if (await _locked(db, caller, initiative)).compared_since is not None:
        return False
    await initiatives.compare_since(db, initiative, caller.now)
    await audit.record(db, caller, "comparison_joined", initiative=initiative)
    return True


async def withdraw(db: AsyncSession, caller: Caller, initiative: str) -> bool:
    """Let an initiative take part no more, and delete its comparison at once; whether it did before.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    """
    if (await _locked(db, caller, initiative)).compared_since is None:
        return False
    await initiatives.compare_since(db, initiative, None)
    await comparisons.delete_of(db, initiative)
    await audit.record(db, caller, "comparison_left", initiative=initiative)
    return True


async def standing(db: AsyncSession, caller: Caller, initiative: str) -> Standing:
    """Return to a consultant where an initiative stands in the quarter that runs.

    Raises
    ------
    NotFound
        The initiative did not invite the caller.
    """
    await require_role(db, caller, initiative, "consultant")
    found, quarter = await initiatives.by_id(db, initiative), quarter_of(caller.now)
    if found is None:
        raise NotFound
    kept = await comparisons.of_initiative(db, initiative, str(quarter))
    if kept is None:
        return Standing(initiative=found, quarter=quarter, absence=await _absence(db, found, quarter))
    return Standing(
        initiative=found,
        quarter=quarter,
        round=Round(title=kept.title, released_at=kept.released_at),
        comparison=kept.comparison,
    )


async def _absence(db: AsyncSession, initiative: Initiative, quarter: Quarter) -> Absence:
    if initiative.compared_since is None:
        return "not_taking_part"
    if initiative.compared_since >= quarter.begins:
        return "next_quarter"
    task = await tasks.of(db, "comparison", str(quarter))
    if task is None or task.state in {"waiting", "running"}:
        return "being_made"
    return "failed" if task.state == "failed" else "nothing_released"


async def _locked(db: AsyncSession, caller: Caller, initiative: str) -> Initiative:
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    found = await initiatives.by_id(db, initiative)
    if found is None:
        raise NotFound
    return found
