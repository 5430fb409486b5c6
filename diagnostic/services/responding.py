"""What a personal link opens: how far its person has come, and the response that is begun or found again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.days import ZONE, day_of
from diagnostic.domain.failures import NotFound, TooMany
from diagnostic.domain.waves import is_frozen, may_start, may_submit
from diagnostic.services.access import require_invitation
from diagnostic.services.editions import asked_in, partners_for
from diagnostic.store import attempts, respondents, responses
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.respondents import Respondent
from diagnostic.store.responses import ResponseRow
from diagnostic.store.revising import Values
from questionnaires.model import Questionnaire
from questionnaires.rosters import Partner, expanded
from reports.context import Mode

FAILURES = 300
"""Wrong links from one origin within the span of `store.attempts`: sixty people behind one address mistype less."""

Stage = Literal["early", "ready", "answering", "late", "over", "submitted", "apart", "withdrawn", "closed", "released"]
"""``early``: not open yet. ``ready``: nothing begun. ``answering``: a draft that may be handed in. ``late``: a draft
that may not any more. ``over``: the last day has passed, and nothing was begun. ``submitted``: handed in, and may still
be changed. ``apart``: handed in, and nobody finds the answers any more. ``withdrawn``: deleted, and may be begun anew.
``closed``: the round is closed. ``released``: its result is released, and the own answers can be read beside it."""

REACHED: frozenset[Stage] = frozenset({"answering", "late", "submitted"})
"""Where the answers of a person can be read and changed."""

STARTABLE: frozenset[Stage] = REACHED | {"ready", "withdrawn", "released"}
"""Where the button of a personal link leads on."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A respondent with what was answered so far: there is a response where the stage is one of `REACHED`.

    `partners` are those about whom the person is asked.
    """

    person: Respondent
    stage: Stage
    response: ResponseRow | None
    partners: tuple[Partner, ...] = ()

    @property
    def values(self) -> Values:
        """Every answer kept."""
        return {} if self.response is None else self.response.values

    @property
    def asked(self) -> Questionnaire:
        """Everything that the round asks of the person, a list of partners as such; no module without any."""
        return asked_in(self.person.questionnaire, self.person.network if self.partners else None)

    @property
    def edition(self) -> Questionnaire:
        """What the person is asked, as far as it can be told from what was answered."""
        return expanded(self.asked, self.partners, self.values)


async def respondent_of(database: Database, caller: Caller, token: str, *, origin: str) -> Respondent:
    """Return who stands behind a personal link; opening it changes nothing.

    Parameters
    ----------
    origin : str
        Keyed digest under which wrong links are counted. What does not even look like one is not.

    Raises
    ------
    NotFound
        There is no such link.
    TooMany
        Too many wrong links from this origin.
    """
    if not _TOKEN.fullmatch(token):
        raise NotFound
    async with database.reading() as db:
        found = await respondents.by_token(db, token)
        if found is not None:  # whoever has a right link is never kept waiting for the wrong ones of others
            return found
        if await attempts.failures(db, origin, caller.now) >= FAILURES:
            raise TooMany("too_many_attempts", minutes=int(attempts.SPAN.total_seconds() // 60))
    async with database.writing() as db:
        await attempts.count_failure(db, origin, caller.now)
    raise NotFound


async def opened(db: AsyncSession, caller: Caller, *, keys: Keys) -> Opened:
    """Return the respondent who asks.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    return await _opened(db, caller, await respondents.by_invitation(db, require_invitation(caller)), keys)


async def arrived(db: AsyncSession, person: Respondent, stage: Stage) -> Opened:
    """Return somebody who has just opened a link, without what was answered."""
    return Opened(person=person, stage=stage, response=None, partners=await partners_for(db, person))


async def opened_alone(db: AsyncSession, caller: Caller, *, keys: Keys, round_too: bool = False) -> Opened:
    """Return the respondent who asks, to be changed in this transaction.

    Parameters
    ----------
    round_too : bool
        Whether everybody else of the round has to wait too.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    found = await respondents.locked(db, require_invitation(caller), alone=round_too)
    return await _opened(db, caller, found, keys)


async def begin(db: AsyncSession, caller: Caller, *, keys: Keys) -> Opened:
    """Return the respondent who asks with a response, begun now unless there is one; or as it is, if it cannot be.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    found = await opened_alone(db, caller, keys=keys)
    if found.stage not in {"ready", "withdrawn"}:
        return found
    person, day = found.person, kept_day(found.person.mode, caller.now)
    organisation = None if person.mode == "anonymous" else person.organisation
    response = await responses.add(db, person.wave, organisation=organisation, sector=person.sector, day=day)
    started = kept_moment(person.mode, caller.now)
    pointer = keys.seal(person.wave, person.invitation, response)
    await respondents.change(db, person.invitation, state="started", started_at=started, response=pointer)
    begun = msgspec.structs.replace(person, progress="started", started_at=started, pointer=pointer)
    draft = ResponseRow(id=response, state="draft", revision=0, values={})
    return msgspec.structs.replace(found, person=begun, stage=stage_of(begun, caller.now), response=draft)


def standing(person: Respondent, now: datetime, *, keys: Keys) -> Stage:
    """Return how far a person has come like `stage_of`; ``closed`` too where no way leads to the answers any more."""
    stage = stage_of(person, now)
    return "closed" if stage == "released" and reached_by(person, keys) is None else stage


def stage_of(person: Respondent, now: datetime) -> Stage:
    """Return how far a person has come, and what is still open to them."""
    if is_frozen(person.state):
        handed_in = person.progress == "submitted" and person.pointer is not None
        return "released" if person.state == "released" and handed_in else "closed"
    if person.state != "open":
        return "early"
    if person.progress == "submitted":
        return "apart" if person.mode == "anonymous" else "submitted"
    if person.progress == "started":
        in_time = may_submit(person.state, person.deadline, person.started_at or now, now)
        return "answering" if in_time else "late"
    if not may_start(person.state, person.deadline, now):
        return "over"
    return "withdrawn" if person.progress == "withdrawn" else "ready"


def kept_day(mode: Mode, now: datetime) -> date:
    """Return the day that is kept with answers: in mode anonymous the Monday of its week."""
    day = day_of(now)
    return day - timedelta(days=day.weekday()) if mode == "anonymous" else day


def kept_moment(mode: Mode, now: datetime) -> datetime:
    """Return the moment that is kept of what a person does: in mode anonymous the beginning of its week."""
    return datetime.combine(kept_day(mode, now), time(), ZONE).astimezone(UTC) if mode == "anonymous" else now


def reached_by(person: Respondent, keys: Keys) -> str | None:
    """Return the id of the response of a person; None where there is no way to it, or none any more."""
    return None if person.pointer is None else keys.unseal(person.wave, person.invitation, person.pointer)


async def _opened(db: AsyncSession, caller: Caller, found: Respondent | None, keys: Keys) -> Opened:
    if found is None:
        raise NotFound
    stage, response = standing(found, caller.now, keys=keys), None
    if stage in REACHED:
        reached = reached_by(found, keys)
        response = None if reached is None else await responses.get(db, reached)
    if stage in REACHED and response is None:
        raise NotFound  # the round's key is gone, as after a restore without it
    return Opened(person=found, stage=stage, response=response, partners=await partners_for(db, found))
