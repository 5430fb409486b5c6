"""Opening a personal link: a session for this browser, and a page that was posted too late is saved after all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Failure
from diagnostic.services.answering import Sheet, save
from diagnostic.services.posting import PAGE, posted
from diagnostic.services.responding import REACHED, STARTABLE, Stage, begin, stage_of
from diagnostic.store import respondents, sessions
from diagnostic.store.keys import Keys
from questionnaires.routing import first_open_page

LASTS = timedelta(hours=2)
"""So long a browser may go on answering before the link has to be opened again."""

Fields = Mapping[str, Sequence[str]]


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """What the button of a personal link leads to.

    Parameters
    ----------
    session : str, optional
        Token of the new session; none where there is nothing to answer.
    page : str, optional
        The page on which the person goes on; none if nothing is left to answer, or the result is released.
    replayed : Sheet, optional
        What came of a page that was posted too late.
    """

    stage: Stage
    session: str | None = None
    page: str | None = None
    replayed: Sheet | None = None


async def start(
    db: AsyncSession, caller: Caller, *, keys: Keys, cookie: str | None = None, carried: Fields | None = None
) -> Begun:
    """Begin the response or find it again, and begin a session.

    Parameters
    ----------
    cookie : str, optional
        The token of a session that this browser had; if it was of the same person, it is ended, and the page that it
        holds is saved. What cannot be saved as it is, the new session holds.
    carried : dict, optional
        A posted page that the form itself brought along.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    found = await begin(db, caller, keys=keys)
    if found.stage not in STARTABLE:
        return Begun(stage=found.stage)
    invitation = found.person.invitation
    held = await _ended(db, caller, invitation, cookie)
    session = await sessions.begin(db, now=caller.now, ends=caller.now + LASTS, invitation=invitation)
    if found.response is None:
        return Begun(stage=found.stage, session=session)
    replayed = None
    for fields in (carried, held):
        after = None if fields is None else await _replayed(db, caller, fields, keys)
        if fields is not None and after is not None and _is_stuck(after):
            await respondents.hold(db, session, fields)
            replayed = after
        replayed = replayed or after
    page = first_open_page(found.edition, found.values)
    return Begun(stage=found.stage, session=session, page=page, replayed=replayed)


async def hold(db: AsyncSession, caller: Caller, cookie: str, fields: Fields) -> bool:
    """Keep a page that was posted after the session had ended, and say whether that can be done.

    A session holds one page; the same page again takes its place. Where nothing can be saved any more, since the
    answers were handed in, taken back or the round is closed, nothing is held either.
    """
    old = await sessions.respondent(db, cookie, caller.now)
    if old is None or (old.held is not None and old.held.get(PAGE) != list(fields.get(PAGE, ()))):
        return False
    person = await respondents.locked(db, old.invitation)
    if person is None or stage_of(person, caller.now) not in REACHED:
        return False
    await respondents.hold(db, cookie, fields)
    return True


async def let_go(db: AsyncSession, cookie: str) -> None:
    """Hold nothing any more: the page has been saved."""
    await respondents.hold(db, cookie, None)


async def _ended(db: AsyncSession, caller: Caller, invitation: str, cookie: str | None) -> Fields | None:
    """End the session that a browser had, if it was of the same person, and return the page that it held."""
    old = None if cookie is None else await sessions.respondent(db, cookie, caller.now)
    if old is None or cookie is None or old.invitation != invitation:
        return None
    await sessions.end(db, cookie)
    return old.held


async def _replayed(db: AsyncSession, caller: Caller, fields: Fields, keys: Keys) -> Sheet | None:
    """Return what came of a page; one that this service cannot have made is let go."""
    try:
        after = await save(db, caller, posted(fields), keys=keys)
    except Failure:
        return None
    return after if isinstance(after, Sheet) else None


def _is_stuck(after: Sheet) -> bool:
    return after.outcome is not None and bool(after.outcome.problems or after.outcome.clashes)
