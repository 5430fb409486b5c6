"""The rounds of an initiative: from a draft to a released report, one step at a time."""

from __future__ import annotations

from msgspec.structs import asdict
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound, Refused
from diagnostic.domain.turnout import Count, Snapshot, by_sector
from diagnostic.domain.waves import GRACE, Step, target
from diagnostic.services.access import require_role
from diagnostic.services.editions import asked_in
from diagnostic.services.plans import PlanValues, checked
from diagnostic.store import audit, invitations, self_reports, tasks, waves
from diagnostic.store.keys import Keys
from diagnostic.store.waves import WaveRow
from questionnaires.rosters import LEAST_PARTNERS
from questionnaires.versions import digest


async def wave_of(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> WaveRow:
    """Return a round to the backbone office of its initiative.

    Raises
    ------
    NotFound
        There is no such round, or it is another initiative's.
    """
    await require_role(db, caller, initiative, "backbone")
    found = await waves.get(db, initiative, wave)
    if found is None:
        raise NotFound
    return found


async def draft(db: AsyncSession, caller: Caller, initiative: str, *, values: PlanValues) -> str:
    """Begin a round as a draft and return its id.

    Raises
    ------
    Invalid
        Something in the plan cannot be used.
    """
    await require_role(db, caller, initiative, "backbone")
    wave = await waves.add(db, initiative, caller.now, **asdict(checked(values, caller.now)))
    await audit.record(db, caller, "wave_drafted", initiative=initiative, detail={"wave": wave})
    return wave


async def edit(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, values: PlanValues) -> None:
    """Change the plan of a round that is still a draft.

    Raises
    ------
    Refused
        The round is no draft any more.
    Invalid
        Something in the plan cannot be used.
    """
    row = await _locked(db, caller, initiative, wave)
    if row.state != "draft":
        raise Refused("wave_not_a_draft")
    await waves.change(db, wave, **asdict(checked(values, caller.now)))
    await audit.record(db, caller, "wave_changed", initiative=initiative, detail={"wave": wave})


async def publish(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, keys: Keys) -> None:
    """Fix the plan and the questionnaire, and give everybody a personal link.

    Raises
    ------
    Refused
        The initiative has no partner organisation yet, or too few to ask about one another.
    """
    row = await _stepping(db, caller, initiative, wave, "publish")
    partners, asked = await waves.partners(db, initiative), asked_in(f"{row.questionnaire}/{row.version}", row.network)
    if not partners:
        raise Refused("wave_without_partners")
    if asked.rosters and len(partners) <= LEAST_PARTNERS:
        raise Refused("wave_without_network")
    await invitations.name_somebody(db, initiative, caller.now, caller.language)
    keys.create(wave)
    invited = await invitations.invite_everybody(db, keys, wave, initiative)
    await waves.change(db, wave, state="published", published_at=caller.now, digest=digest(asked))
    await _told(db, caller, row, "wave_published", invited=invited)


async def unpublish(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """Take a round back to a draft; the links stay as they are, so that those already printed stay right.

    Raises
    ------
    Refused
        Somebody has opened a link already.
    """
    row = await _stepping(db, caller, initiative, wave, "unpublish")
    if await invitations.any_opened(db, wave):
        raise Refused("wave_link_opened")
    await waves.change(db, wave, state="draft", published_at=None, digest=None)
    await _told(db, caller, row, "wave_unpublished")


async def open_(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """Let those who were invited answer.

    Raises
    ------
    Refused
        The last day is over.
    """
    row = await _stepping(db, caller, initiative, wave, "open")
    if row.deadline is not None and row.deadline < caller.now:
        raise Refused("wave_deadline_over")
    await waves.change(db, wave, state="open", opened_at=caller.now)
    await _told(db, caller, row, "wave_opened")


async def close(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """End the answering for good: freeze who took part, delete drafts, record the analysis, all in one transaction."""
    row = await _stepping(db, caller, initiative, wave, "close")
    await _close(db, caller, row)


async def close_overdue(db: AsyncSession, caller: Caller) -> int:
    """Close every round whose last day and the time after it are over, and say how many those were."""
    closed = 0
    for wave in await waves.overdue(db, caller.now - GRACE):
        row = await waves.locked(db, wave)
        if row is not None and target(row.state, "close") is not None:
            await _close(db, caller, row)
            closed += 1
    return closed


async def release(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """Let the consultants of the initiative read the report."""
    row = await _stepping(db, caller, initiative, wave, "release")
    await waves.change(db, wave, state="released", released_at=caller.now)
    await _told(db, caller, row, "wave_released")


async def invite_new(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, keys: Keys) -> int:
    """Give those who joined after publishing their links too, and say how many they are.

    Raises
    ------
    Refused
        The round is not published or open.
    """
    row = await _locked(db, caller, initiative, wave)
    if row.state not in {"published", "open"}:
        raise Refused("wave_step")
    await invitations.name_somebody(db, initiative, caller.now, caller.language)
    invited = await invitations.invite_everybody(db, keys, wave, initiative)
    await _told(db, caller, row, "wave_invited", invited=invited)
    return invited


async def _close(db: AsyncSession, caller: Caller, row: WaveRow) -> None:
    turnout = await waves.turnout(db, row.id)
    if row.mode == "anonymous":
        handed_in = await waves.handed_in_by_sector(db, row.id)
        counts = {
            sector: Count(invited=count.invited, answered=handed_in.get(sector, 0))
            for sector, count in by_sector(turnout, people=True).items()
        }
        snapshot = Snapshot(sectors=counts)
    else:
        snapshot = Snapshot(sectors=by_sector(turnout, people=False), organisations=turnout)
    await waves.delete_drafts(db, row.id)
    await self_reports.delete_draft(db, row.id)
    await invitations.forget_beginnings(db, row.id)
    await waves.freeze(db, row.id, caller.now, snapshot)
    await tasks.record(db, "analysis", row.id, caller.now)
    await _told(db, caller, row, "wave_closed")


async def _locked(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> WaveRow:
    await require_role(db, caller, initiative, "backbone")
    row = await waves.locked(db, wave)
    if row is None or row.initiative_id != initiative:
        raise NotFound
    return row


async def _stepping(db: AsyncSession, caller: Caller, initiative: str, wave: str, step: Step) -> WaveRow:
    row = await _locked(db, caller, initiative, wave)
    if target(row.state, step) is None:
        raise Refused("wave_step")
    return row


async def _told(db: AsyncSession, caller: Caller, row: WaveRow, action: str, **detail: str | int) -> None:
    await audit.record(db, caller, action, initiative=row.initiative_id, detail={"wave": row.id, **detail})
