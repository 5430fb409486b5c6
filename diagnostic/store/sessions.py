"""Sessions of browsers: the cookie holds a random token, the row its digest."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.ids import digest_of, new_token
from diagnostic.store.keys import unseal_with
from diagnostic.store.tables import Session, User

_SESSIONS = Session.__table__.c
# Made once, and from the table, as every page asks it; see `diagnostic.store.respondents`.
_RESPONDENT = sa.select(_SESSIONS.invitation_id, _SESSIONS.expires_at, _SESSIONS.held).where(
    _SESSIONS.digest == sa.bindparam("known"), _SESSIONS.invitation_id.is_not(None)
)


class StaffSession(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff who has signed in."""

    user: str
    name: str
    may_found: bool


class RespondentSession(msgspec.Struct, frozen=True, kw_only=True):
    """A browser in which a personal link was opened; `ended` where it was too long ago."""

    invitation: str
    ended: bool
    held: dict[str, list[str]] | None


async def begin(
    db: AsyncSession, *, now: datetime, ends: datetime, user: str | None = None, invitation: str | None = None
) -> str:
    """Begin a session and return its token; every sign-in has a new one."""
    token = new_token()
    values = {"user_id": user, "invitation_id": invitation, "created_at": now, "expires_at": ends}
    await db.execute(sa.insert(Session).values(digest=digest_of(token), **values))
    return token


async def staff(db: AsyncSession, token: str, now: datetime) -> StaffSession | None:
    """Return who has signed in with a token, unless the session has ended."""
    query = (
        sa.select(User.id, User.name, User.may_found)
        .join(Session, Session.user_id == User.id)
        .where(Session.digest == digest_of(token), Session.expires_at > now)
    )
    row = (await db.execute(query)).first()
    return None if row is None else StaffSession(user=row.id, name=row.name, may_found=row.may_found)


async def respondent(db: AsyncSession, token: str, now: datetime) -> RespondentSession | None:
    """Return the invitation behind a token, even of a session that has ended: a page posted then is held for it."""
    row = (await db.execute(_RESPONDENT, {"known": digest_of(token)})).first()
    if row is None:
        return None
    held = None if row.held is None else unseal_with(token, row.held)
    fields = None if held is None else msgspec.json.decode(held, type=dict[str, list[str]])
    return RespondentSession(invitation=row.invitation_id, ended=row.expires_at <= now, held=fields)


async def end(db: AsyncSession, token: str) -> None:
    """End a session."""
    await db.execute(sa.delete(Session).where(Session.digest == digest_of(token)))


async def end_all(db: AsyncSession, *, user: str) -> None:
    """End every session of a member of staff: after a new password, or a role taken away."""
    await db.execute(sa.delete(Session).where(Session.user_id == user))


async def sweep(db: AsyncSession, before: datetime) -> int:
    """Delete the sessions that ended before a moment, and say how many."""
    result = await db.execute(sa.delete(Session).where(Session.expires_at < before).returning(Session.digest))
    return len(result.all())
