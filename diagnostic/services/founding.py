"""Accounts that are made on the command line: those with which an installation begins."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid
from diagnostic.partner_lists import check_person
from diagnostic.services.passwords import hashed, require_strong
from diagnostic.store import audit, users
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


def _problem(code: str, **values: str) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
