"""The home of an initiative: what comes next in one sentence, and how far the round is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.turnout import Count, Forecast, Outlook, by_sector, forecast, outlook
from diagnostic.services import initiatives
from diagnostic.services.tasks import analysis_of
from diagnostic.services.waves import wave_of
from diagnostic.store import waves
from diagnostic.store.initiatives import Initiative
from diagnostic.store.tasks import TaskRow
from diagnostic.store.waves import WaveRow

Next = Literal[
    "name_partners",
    "name_more",
    "plan_first",
    "check_draft",
    "open",
    "open_late",
    "hand_out",
    "remind",
    "remind_sector",
    "remind_all",
    "close",
    "close_late",
    "wait",
    "again",
    "nobody_answered",
    "read_report",
    "discuss_report",
]
"""What comes next."""


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """What comes next, with what its sentence names.

    Parameters
    ----------
    count : int
        How many are missing, or invited.
    more : int
        How many answers more would make something visible; or from how many on there is a result at all.
    sector : str, optional
        The sector that this would be; None where it is the whole.
    """

    key: Next
    count: int = 0
    more: int = 0
    sector: str | None = None


class RoundView(msgspec.Struct, frozen=True, kw_only=True):
    """One round: before its launch with a forecast, from then on with who has answered.

    Parameters
    ----------
    people : bool
        Whether people are counted, and not organisations.
    """

    wave: WaveRow
    people: bool
    outlook: Outlook
    forecast: Forecast | None
    task: TaskRow | None
    next: NextStep


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """The home of an initiative; without a round it has only what comes next."""

    initiative: Initiative
    next: NextStep
    round: RoundView | None
    earlier: tuple[WaveRow, ...]


async def home(db: AsyncSession, caller: Caller, initiative: str) -> Home:
    """Return what the backbone office sees first: the latest round that is not released, else the latest."""
    about = await initiatives.summary(db, caller, initiative)
    rows = await waves.of_initiative(db, initiative)
    current = next((row for row in rows if row.state != "released"), rows[0] if rows else None)
    if current is None:
        key: Next = "plan_first" if await waves.partners(db, initiative) else "name_partners"
        return Home(initiative=about, next=NextStep(key=key), round=None, earlier=())
    view = await _round(db, caller.now, current)
    earlier = tuple(row for row in rows if row.id != current.id)
    return Home(initiative=about, next=view.next, round=view, earlier=earlier)


async def round_of(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> RoundView:
    """Return one round."""
    return await _round(db, caller.now, await wave_of(db, caller, initiative, wave))


async def _round(db: AsyncSession, now: datetime, wave: WaveRow) -> RoundView:
    people = wave.mode == "anonymous"
    counts: Mapping[str, Count]
    if wave.snapshot is not None:
        counts = wave.snapshot.sectors
    elif wave.state == "draft":
        counts = by_sector(await waves.partners(db, wave.initiative_id), people=people)
    else:
        counts = by_sector(await waves.turnout(db, wave.id), people=people)
    seen = outlook(counts, minimum=wave.minimum, grouping=wave.grouping)
    expected = (
        forecast(counts, minimum=wave.minimum, grouping=wave.grouping)
        if wave.state in {"draft", "published"} and counts
        else None
    )
    task = await analysis_of(db, wave.id) if wave.state == "closed" else None
    step = _next(wave, seen, task, now)
    return RoundView(wave=wave, people=people, outlook=seen, forecast=expected, task=task, next=step)


def _next(wave: WaveRow, seen: Outlook, task: TaskRow | None, now: datetime) -> NextStep:
    late = wave.deadline is not None and wave.deadline < now
    match wave.state:
        case "draft":
            return _before_publication(wave, seen.total.invited)
        case "published":
            return NextStep(key="open_late") if late else NextStep(key="open", count=seen.total.invited)
        case "open":
            return NextStep(key="close_late") if late else _while_open(seen)
        case "closed":
            return _while_analysed(task)
        case "analysed":
            return NextStep(key="read_report")
        case "released":
            return NextStep(key="discuss_report")


def _before_publication(wave: WaveRow, asked: int) -> NextStep:
    if not asked:
        return NextStep(key="name_partners")
    if asked < wave.minimum:
        return NextStep(key="name_more", count=wave.minimum - asked, more=wave.minimum)
    return NextStep(key="check_draft")


def _while_open(seen: Outlook) -> NextStep:
    missing = seen.total.invited - seen.total.answered
    if not seen.total.answered:
        return NextStep(key="hand_out", count=missing)
    if not missing:
        return NextStep(key="close")
    if seen.missing:
        enough = seen.missing <= missing
        return NextStep(key="remind_all" if enough else "remind", count=missing, more=seen.missing)
    closest = min(
        (one for one in seen.sectors if one.lamp != "full" and one.alone_after),
        key=lambda one: one.alone_after or 0,
        default=None,
    )
    if closest is None or not closest.alone_after:
        return NextStep(key="remind", count=missing)
    return NextStep(key="remind_sector", count=missing, more=closest.alone_after, sector=closest.sector)


def _while_analysed(task: TaskRow | None) -> NextStep:
    if task is None or task.state != "failed":
        return NextStep(key="wait")
    return NextStep(key="nobody_answered" if task.step == "no_answers" else "again")
