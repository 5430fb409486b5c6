"""The backbone office's report on itself in a round: one voice, a named one, filled in until the round is closed."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.days import day_of
from diagnostic.domain.failures import NotFound, Refused
from diagnostic.domain.waves import may_report
from diagnostic.services import judging
from diagnostic.services.access import require_role
from diagnostic.services.editions import questionnaire_of
from diagnostic.services.judging import judged
from diagnostic.services.posting import Posted
from diagnostic.store import audit, initiatives, self_reports, waves
from diagnostic.store.initiatives import Initiative
from diagnostic.store.self_reports import SelfReportRow
from diagnostic.store.waves import WaveRow
from questionnaires.loading import library
from questionnaires.model import Questionnaire
from questionnaires.routing import pages_of
from questionnaires.versions import digest


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """A round with its self-report, if one was begun, and the questionnaire that it answers or would answer."""

    initiative: Initiative
    wave: WaveRow
    questionnaire: Questionnaire
    report: SelfReportRow | None

    @property
    def editable(self) -> bool:
        """Whether it can be filled in now."""
        return may_report(self.wave.state)


class Sheet(judging.Sheet, frozen=True, kw_only=True):
    """One page of a self-report."""

    reported: Reported


async def reported(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> Reported:
    """Return the self-report of a round to its backbone office.

    Raises
    ------
    NotFound
        There is no such round, or it is another initiative's.
    """
    await require_role(db, caller, initiative, "backbone")
    return await _reported(db, initiative, await waves.get(db, initiative, wave))


async def sheet(db: AsyncSession, caller: Caller, initiative: str, wave: str, page: str) -> Sheet:
    """Return a page as it stands.

    Raises
    ------
    NotFound
        There is no such round, or its questionnaire has no such page.
    Refused
        The round is not published yet, or closed.
    """
    return _sheet(_editable(await reported(db, caller, initiative, wave)), page)


async def save(db: AsyncSession, caller: Caller, initiative: str, wave: str, sent: Posted) -> Sheet:
    """Keep what a page says, as one revision, and return what came of it; see `diagnostic.services.judging.judged`.

    The first page that is saved begins the report.

    Raises
    ------
    NotFound
        There is no such round, or its questionnaire has no such page.
    Refused
        The round is not published yet, or closed.
    Invalid
        A field does not belong to the page; nothing was kept.
    """
    found = _editable(await _alone(db, caller, initiative, wave))
    revisions = () if found.report is None else await self_reports.of_page(db, wave, sent.page)
    after, change = judged(_sheet(found, sent.page), revisions, sent)
    if change is None:
        return after
    if found.report is None:
        await self_reports.add(db, wave, _begun(caller, after), change)
        await _told(db, caller, found, "self_report_begun")
    else:
        await self_reports.revise(db, wave, change, values=after.values, day=day_of(caller.now))
    return after


async def hand_in(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """Let the self-report count; doing it again changes nothing.

    Raises
    ------
    NotFound
        There is no such round.
    Refused
        Nothing has been filled in, or the round is closed.
    """
    found = _editable(await _alone(db, caller, initiative, wave))
    if found.report is None:
        raise Refused("self_report_blank")
    if found.report.state == "submitted":
        return
    await self_reports.hand_in(db, wave, day_of(caller.now))
    await _told(db, caller, found, "self_report_submitted")


async def remove(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> None:
    """Delete the self-report with all that it held; doing it again changes nothing.

    Raises
    ------
    NotFound
        There is no such round.
    Refused
        The round is closed: what counts in a report is frozen.
    """
    found = _editable(await _alone(db, caller, initiative, wave))
    if await self_reports.delete(db, wave):
        await _told(db, caller, found, "self_report_removed")


async def _alone(db: AsyncSession, caller: Caller, initiative: str, wave: str) -> Reported:
    """Return a self-report to be changed in this transaction; whoever closes the round waits, or has gone before."""
    await require_role(db, caller, initiative, "backbone")
    row = await waves.locked(db, wave)
    return await _reported(db, initiative, None if row is None or row.initiative_id != initiative else row)


async def _reported(db: AsyncSession, initiative: str, wave: WaveRow | None) -> Reported:
    about = None if wave is None else await initiatives.by_id(db, initiative)
    if wave is None or about is None:
        raise NotFound
    report = await self_reports.get(db, wave.id)
    asked = offered() if report is None else questionnaire_of(f"{report.questionnaire}/{report.version}")
    return Reported(initiative=about, wave=wave, questionnaire=asked, report=report)


def _editable(found: Reported) -> Reported:
    if not found.editable:
        raise Refused("self_report_not_now")
    return found


def _sheet(found: Reported, page: str) -> Sheet:
    if page not in pages_of(found.questionnaire):
        raise NotFound
    report = found.report
    return Sheet(
        reported=found,
        questionnaire=found.questionnaire,
        page=page,
        values={} if report is None else report.values,
        revision=0 if report is None else report.revision,
    )


def _begun(caller: Caller, first: Sheet) -> SelfReportRow:
    """Return a self-report that has just its first page."""
    asked = first.questionnaire
    return SelfReportRow(
        state="draft",
        day=day_of(caller.now),
        questionnaire=asked.id,
        version=asked.version,
        digest=digest(asked),
        revision=first.revision,
        values=first.values,
    )


@cache
def offered() -> Questionnaire:
    """Return the questionnaire for backbone offices in its newest form."""
    newest = (questionnaire_of(name) for name in dict.fromkeys(name for name, _ in library()))
    return next(one for one in newest if one.audience == "backbone")


async def _told(db: AsyncSession, caller: Caller, found: Reported, action: str) -> None:
    await audit.record(db, caller, action, initiative=found.initiative.id, detail={"wave": found.wave.id})
