"""Signing in and out of staff: failures are counted, and every sign-in has a session of its own."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Refused, TooMany
from diagnostic.services.passwords import fits
from diagnostic.store import attempts, audit, sessions, users
from diagnostic.store.database import Database

LASTS = timedelta(hours=12)
_FAILURES = 10


async def sign_in(database: Database, caller: Caller, *, email: str, password: str, origins: tuple[str, ...]) -> str:
    """Sign a member of staff in and return the token of the new session.

    Parameters
    ----------
    origins : tuple of str
        Keyed digests under which failures are counted: of the address where the request came from, and of the account.

    Raises
    ------
    TooMany
        Too many failures from one of the origins.
    Refused
        Address and password do not belong together; which of them is wrong is not said.
    """
    async with database.reading() as db:
        await require_few_failures(db, caller, *origins)
        member = await users.by_email(db, email)
    right = await fits(password, member.password if member else None)
    async with database.writing() as db:
        await require_few_failures(db, caller, *origins)  # once more: many may have guessed at the same time
        if member is not None and right:
            for origin in origins:
                await attempts.forget(db, origin)
            signed = Caller(now=caller.now, language=caller.language, user=member.id)
            await audit.record(db, signed, "sign_in")
            return await sessions.begin(db, now=caller.now, ends=caller.now + LASTS, user=member.id)
        for origin in origins:
            await attempts.count_failure(db, origin, caller.now)
    raise Refused("sign_in_refused")


async def require_few_failures(db: AsyncSession, caller: Caller, *origins: str) -> None:
    """Refuse whoever has failed too often of late.

    Raises
    ------
    TooMany
        Too many failures from one of the origins.
    """
    for origin in origins:
        if await attempts.failures(db, origin, caller.now) >= _FAILURES:
            raise TooMany("too_many_attempts", minutes=int(attempts.SPAN.total_seconds() // 60))


async def sign_out(db: AsyncSession, token: str) -> None:
    """End the session."""
    await sessions.end(db, token)
