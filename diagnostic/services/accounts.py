"""One's own account: name, language, password, and where one starts."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, SignInNeeded
from diagnostic.i18n import LANGUAGES
from diagnostic.partner_lists import check_person
from diagnostic.services.access import require_user
from diagnostic.services.passwords import fits, hashed, require_strong
from diagnostic.services.signing_in import LASTS, require_few_failures
from diagnostic.store import attempts, audit, sessions, users
from diagnostic.store.database import Database
from diagnostic.store.users import StaffMember
from questionnaires.problems import Problem


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Where a member of staff starts: at the initiatives, or as a consultant at the portfolio."""

    consults_only: bool
    language: str


async def own(db: AsyncSession, caller: Caller) -> StaffMember:
    """Return the account of the caller.

    Raises
    ------
    SignInNeeded
        Nobody has signed in, or the account is gone.
    """
    member = await users.by_id(db, require_user(caller))
    if member is None:
        raise SignInNeeded
    return member


async def start(db: AsyncSession, caller: Caller) -> Start:
    """Return where the caller starts."""
    member = await own(db, caller)
    held = await users.every_role(db, member.id)
    return Start(consults_only=not member.may_found and held == {"consultant"}, language=member.language)


async def change(db: AsyncSession, caller: Caller, *, name: str, language: str) -> None:
    """Change one's own name and language.

    Raises
    ------
    Invalid
        The name is blank or unfit, or the language is not spoken.
    """
    person = check_person(name, "")
    wrong: dict[str, Problem] = dict(person.problems.items())
    if not person.name and not wrong:
        wrong["name"] = Problem(package="diagnostic", code="account_name_blank", values={})
    if language not in LANGUAGES:
        wrong["language"] = Problem(package="diagnostic", code="account_language", values={})
    if wrong:
        raise Invalid(wrong)
    await users.change(db, require_user(caller), name=person.name or "", language=language)


async def change_password(database: Database, caller: Caller, *, current: str, new: str, origin: str) -> str:
    """Change one's own password, end all sessions, and return the token of a new one.

    Parameters
    ----------
    origin : str
        Keyed digest under which wrong passwords are counted.

    Raises
    ------
    TooMany
        Too many wrong passwords.
    Invalid
        The current password is wrong, or the new one cannot be used.
    """
    async with database.reading() as db:
        await require_few_failures(db, caller, origin)
        member = await own(db, caller)
    if not await fits(current, member.password):
        async with database.writing() as db:
            await require_few_failures(db, caller, origin)  # once more: many may have guessed at the same time
            await attempts.count_failure(db, origin, caller.now)
        raise Invalid({"current": Problem(package="diagnostic", code="password_wrong", values={})})
    require_strong(new, email=member.email)
    kept = await hashed(new)
    async with database.writing() as db:
        await require_few_failures(db, caller, origin)
        await attempts.forget(db, origin)
        await users.set_password(db, member.id, kept)
        await sessions.end_all(db, user=member.id)
        await audit.record(db, caller, "password_changed")
        return await sessions.begin(db, now=caller.now, ends=caller.now + LASTS, user=member.id)
