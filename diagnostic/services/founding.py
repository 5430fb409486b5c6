"""Accounts as the command line looks after them: those with which an installation begins, and forgotten passwords."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid
from diagnostic.partner_lists import check_person
from diagnostic.services.passwords import hashed, require_strong
from diagnostic.store import audit, sessions, users
from questionnaires.problems import Problem
from questionnaires.showing import shown


class AccountValues(msgspec.Struct, frozen=True, kw_only=True):
    """What an account is made of; `may_found` for who may begin initiatives."""

    email: str
    name: str
    language: str
    may_found: bool
    password: str


async def create_account(db: AsyncSession, caller: Caller, *, values: AccountValues) -> str:
    """Create an account with a password and return its id.

    Raises
    ------
    Invalid
        Address, name or password cannot be used, or there is an account with the address.
    """
    person = check_person(values.name, values.email)
    wrong: dict[str, Problem] = {str(field): problem for field, problem in person.problems.items()}
    if not person.name:
        wrong.setdefault("name", _problem("account_name_blank"))
    if not person.email:
        wrong.setdefault("email", _problem("staff_email_blank"))
    elif await users.by_email(db, person.email) is not None:
        wrong["email"] = _problem("account_exists", value=shown(person.email))
    try:
        require_strong(values.password, email=values.email)
    except Invalid as weak:
        wrong |= weak.fields
    if wrong:
        raise Invalid(wrong)
    user = await users.add(
        db,
        caller.now,
        email=person.email or "",
        name=person.name or "",
        language=values.language,
        may_found=values.may_found,
    )
    await users.set_password(db, user, await hashed(values.password))
    await audit.record(db, caller, "account_created", detail={"user": user})
    return user


async def renew_password(db: AsyncSession, caller: Caller, *, email: str, password: str) -> None:
    """Give an account a new password, and end all its sessions.

    Raises
    ------
    Invalid
        There is no account with the address, or the password cannot be used.
    """
    member = await users.by_email(db, email)
    if member is None:
        raise Invalid({"email": _problem("account_unknown", value=shown(email))})
    require_strong(password, email=member.email)
    await users.set_password(db, member.id, await hashed(password))
    await sessions.end_all(db, user=member.id)
    await audit.record(db, caller, "password_renewed", detail={"user": member.id})


def _problem(code: str, **values: str) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
