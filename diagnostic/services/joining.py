"""Joining by a link: with a new account or an existing one, and without saying which of them an address has."""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.partner_lists import check_person
from diagnostic.services.passwords import fits, hashed, require_strong
from diagnostic.services.signing_in import LASTS, require_few_failures
from diagnostic.store import attempts, audit, sessions, staff, users
from diagnostic.store.database import Database
from diagnostic.store.staff import Joining
from questionnaires.problems import Problem

Way = Literal["new", "existing"]


class JoiningValues(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in to join: with a new account a name and a password of one's choice, else the one it has."""

    way: Way
    name: str = ""
    password: str = ""


async def invited(db: AsyncSession, caller: Caller, token: str) -> Joining:
    """Return what a link invites to; opening it changes nothing.

    Raises
    ------
    NotFound
        The link was used, has expired, was revoked, or never was one.
    """
    found = await staff.joining(db, token, caller.now)
    if found is None:
        raise NotFound
    return found


async def join(
    database: Database, caller: Caller, token: str, *, values: JoiningValues, origins: tuple[str, ...]
) -> str:
    """Join by a link, which is used up, and return the token of a new session.

    Parameters
    ----------
    origins : tuple of str
        Keyed digests under which wrong passwords are counted, as on signing in.

    Raises
    ------
    NotFound
        The link cannot be used any more.
    Invalid
        Name or password cannot be used.
    TooMany
        Too many wrong passwords.
    Refused
        The way does not fit: a wrong password, no account where one was said to be, or one where none was.
    """
    async with database.reading() as db:
        await require_few_failures(db, caller, *origins)
        found = await invited(db, caller, token)
        member = await users.by_email(db, found.email)
    if values.way == "existing":
        if not await fits(values.password, member.password if member else None):
            async with database.writing() as db:
                await require_few_failures(db, caller, *origins)  # once more: many may have guessed at the same time
                for origin in origins:
                    await attempts.count_failure(db, origin, caller.now)
            raise Refused("join_refused")
        async with database.writing() as db:
            await require_few_failures(db, caller, *origins)
            await _use(db, caller, found)
            return await _joined(db, caller, found, member.id if member else "")
    name = _require_fit(values, found.email)
    kept = await hashed(values.password)
    async with database.writing() as db:
        await _use(db, caller, found)
        return await _joined(db, caller, found, await _account(db, caller, found, name, kept))


def _require_fit(values: JoiningValues, email: str) -> str:
    """Return the name, where name and password can be used."""
    person = check_person(values.name, "")
    wrong: dict[str, Problem] = dict(person.problems.items())
    if not person.name and not wrong:
        wrong["name"] = Problem(package="diagnostic", code="account_name_blank", values={})
    try:
        require_strong(values.password, email=email)
    except Invalid as weak:
        wrong |= weak.fields
    if wrong:
        raise Invalid(wrong)
    return person.name or ""


async def _account(db: AsyncSession, caller: Caller, found: Joining, name: str, password: str) -> str:
    """Return the id of the account that a link makes; one that is there already is never touched by it."""
    if await users.by_email(db, found.email) is not None:
        raise Refused("join_refused")
    user = await users.add(db, caller.now, email=found.email, name=name, language=caller.language, may_found=False)
    await users.set_password(db, user, password)
    return user


async def _use(db: AsyncSession, caller: Caller, found: Joining) -> None:
    """Use the link up before anything else: whoever presses the same button twice waits here."""
    if not await staff.use(db, found.id, caller.now):
        raise NotFound


async def _joined(db: AsyncSession, caller: Caller, found: Joining, user: str) -> str:
    joined = Caller(now=caller.now, language=caller.language, user=user)
    await users.join(db, user, found.initiative, found.role, caller.now)
    detail = {"user": user, "role": found.role}
    await audit.record(db, joined, "membership_given", initiative=found.initiative, detail=detail)
    return await sessions.begin(db, now=caller.now, ends=caller.now + LASTS, user=user)
