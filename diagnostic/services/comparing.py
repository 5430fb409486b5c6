"""The comparison of a quarter: each initiative that takes part is placed among those asked and counted alike.

Made once and then frozen: if a figure could be seen before and after one initiative more, the difference would tell it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.comparisons import SMALL, ComparedScale, Comparison, Refusal
from diagnostic.domain.days import day_of
from diagnostic.domain.portfolio import PortfolioRow, ScaleFigure
from diagnostic.domain.quarters import Quarter, quarter_named
from diagnostic.services.conducting import Clock, conduct
from diagnostic.store import audit, comparisons, tasks
from diagnostic.store.comparisons import Candidate
from diagnostic.store.database import Database
from diagnostic.store.tasks import TaskRow
from scoring.placing import place
from scoring.published import Cell, Unit
from scoring.thresholds import thresholds


class _Entry(NamedTuple):
    """A round with its published figures."""

    candidate: Candidate
    row: PortfolioRow


class _Alike(NamedTuple):
    """What rounds must have in common to be compared; what is made up is never compared with what is not."""

    questionnaire: str
    unit: Unit
    simulated: bool


async def compare(database: Database, task: str, lease: str, clock: Clock) -> None:
    """Make the comparison of a quarter under a lease; without the lease nothing is written.

    Raises
    ------
    Unavailable
        The database does not answer: the task can be tried again.
    """
    await conduct(database, task, lease, clock, _compare)


async def try_again(db: AsyncSession, caller: Caller) -> int:
    """Let comparisons that failed be tried once more, and say how many."""
    count = await tasks.all_again(db, "comparison")
    if count:
        await audit.record(db, caller, "comparison_again", detail={"comparisons": count})
    return count


async def _compare(database: Database, task: TaskRow, lease: str, clock: Clock) -> None:
    quarter = quarter_named(task.subject)
    async with database.reading() as db:
        found = await comparisons.candidates(db, quarter.begins)
    made = compared(found, quarter)
    async with database.writing() as db:
        if not await tasks.finish(db, task.id, lease, clock()):
            return
        count = await comparisons.keep(db, str(quarter), quarter.begins, clock(), made)
        detail: dict[str, str | int] = {"quarter": str(quarter), "initiatives": count}
        await audit.record(db, Caller(now=clock()), "comparison_made", detail=detail)


def compared(candidates: Sequence[Candidate], quarter: Quarter) -> list[tuple[Candidate, Comparison]]:
    """Return the comparison of each initiative; the same rounds give the same."""
    entries = [_Entry(one, msgspec.convert(one.row, PortfolioRow)) for one in candidates]
    pools: dict[_Alike, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if _is_complete(entry.row):
            pools[_alike(entry)].append(entry)
    return [(entry.candidate, _comparison(entry, pools, quarter)) for entry in entries]


def _comparison(entry: _Entry, pools: Mapping[_Alike, Sequence[_Entry]], quarter: Quarter) -> Comparison:
    alike = _alike(entry)
    pool = pools.get(alike, ())
    refused = _refusal(entry, pools)
    years = [day_of(one.candidate.released_at).year for one in (*pool, entry)]
    return Comparison(
        questionnaire=alike.questionnaire,
        unit=alike.unit,
        initiatives=len(pool),
        small=sum(one.row.contributors <= SMALL for one in pool),
        years=(min(years), max(years)),
        refused=refused,
        scales=() if refused else _placed(entry, pool, quarter),
    )


def _refusal(entry: _Entry, pools: Mapping[_Alike, Sequence[_Entry]]) -> Refusal | None:
    if not _is_complete(entry.row):
        return "outdated"
    least, alike = thresholds().pool_from.value, _alike(entry)
    if len(pools[alike]) >= least:
        return None
    all_of_them = sum(len(pool) for key, pool in pools.items() if key.simulated == alike.simulated)
    return "too_few" if all_of_them < least else "other_questionnaire"


def _placed(entry: _Entry, pool: Sequence[_Entry], quarter: Quarter) -> tuple[ComparedScale, ...]:
    others = [_cells(one.row) for one in pool if one is not entry]
    places = place(_cells(entry.row), others, seed=10 * quarter.year + quarter.number)
    return tuple(ComparedScale(own=own, place=at) for own, at in zip(entry.row.scales, places, strict=True))


def _alike(entry: _Entry) -> _Alike:
    return _Alike(entry.candidate.questionnaire, entry.row.unit, entry.candidate.simulated)


def _is_complete(row: PortfolioRow) -> bool:
    """Whether each figure says how fine it is: rows kept by earlier versions do not."""
    return all(one.value is None or one.form is not None for one in row.scales)


def _cells(row: PortfolioRow) -> dict[str, Cell]:
    return {one.id: _cell(one) for one in row.scales}


def _cell(one: ScaleFigure) -> Cell:
    return Cell(n=one.n, form=one.form, hidden=one.hidden, value=one.value, end=one.end, low=one.low, high=one.high)
