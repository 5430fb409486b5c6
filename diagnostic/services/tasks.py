"""How far an analysis is, and trying it once more."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Refused
from diagnostic.services.waves import wave_of
from diagnostic.store import audit, tasks
from diagnostic.store.tasks import TaskRow

HOPELESS = frozenset({"no_answers"})
"""Reasons for which trying again would come to the same."""


async def analysis_of(db: AsyncSession, wave: str) -> TaskRow | None:
    """Return the analysis of a round, whoever may see it."""
    return await tasks.of(db, "analysis", wave)


async def analyse_again(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """Let an analysis that failed be tried once more.

    Raises
    ------
    Refused
        It has not failed, or trying again would come to the same.
    """
    await wave_of(db, caller, initiative, wave)
    task = await tasks.of(db, "analysis", wave)
    if task is None or task.step in HOPELESS or not await tasks.again(db, task.id):
        raise Refused("analysis_not_failed")
    await audit.record(db, caller, "analysis_again", initiative=initiative, detail={"wave": wave})
