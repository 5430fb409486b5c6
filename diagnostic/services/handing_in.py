"""Handing in, and taking back: one response an invitation, and in mode anonymous no way from the one to the other."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.services.responding import Opened, Stage, kept_day, kept_moment, opened_alone
from diagnostic.store import audit, respondents, responses
from diagnostic.store.keys import Keys
from diagnostic.store.responses import ResponseRow


async def hand_in(db: AsyncSession, caller: Caller, *, keys: Keys) -> Stage:
    """Let the answers count, and return how far the person has come; doing it again changes nothing.

    In mode anonymous the draft, its revisions and the way to them are deleted, and every session is ended.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    found = await opened_alone(db, caller, keys=keys, round_too=True)
    if found.stage != "answering" or found.response is None:
        return found.stage
    if found.person.mode == "anonymous":
        await _apart(db, caller, found, found.response)
        return "apart"
    await responses.hand_in(db, found.response.id, kept_day(found.person.mode, caller.now))
    await respondents.change(db, found.person.invitation, state="submitted", started_at=None)
    return "submitted"


async def withdraw(db: AsyncSession, caller: Caller, *, keys: Keys) -> bool:
    """Delete the answers of the person who asks and end every session, and say whether there were any.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    found = await opened_alone(db, caller, keys=keys)
    if found.response is None:
        return False
    person = found.person
    await responses.delete(db, found.response.id)
    await respondents.change(db, person.invitation, state="withdrawn", started_at=None, response=None)
    await respondents.end_sessions(db, person.invitation, moment=kept_moment(person.mode, caller.now))
    nobody = Caller(now=caller.now, language=caller.language)
    detail = {"wave": person.wave}
    await audit.record(db, nobody, "answers_withdrawn", initiative=person.initiative, detail=detail)
    return True


async def _apart(db: AsyncSession, caller: Caller, found: Opened, draft: ResponseRow) -> None:
    person = found.person
    day = kept_day(person.mode, caller.now)
    await responses.hand_in_apart(db, draft, wave=person.wave, sector=person.sector, day=day)
    await respondents.change(db, person.invitation, state="submitted", started_at=None, response=None)
    await respondents.end_sessions(db, person.invitation, moment=kept_moment(person.mode, caller.now))
