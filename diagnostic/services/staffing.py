"""The staff of an initiative: inviting consultants and colleagues, and taking roles back."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import ROLES, Caller, Role
from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.partner_lists import check_person
from diagnostic.services.access import require_role
from diagnostic.services.initiatives import summary
from diagnostic.store import audit, initiatives, sessions, staff
from diagnostic.store.initiatives import Initiative
from diagnostic.store.staff import Member, Pending
from questionnaires.problems import Problem
from questionnaires.showing import shown

VALID = timedelta(days=14)


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """Who works for an initiative, and who is invited to."""

    initiative: Initiative
    members: tuple[Member, ...]
    pending: tuple[Pending, ...]


async def listed(db: AsyncSession, caller: Caller, initiative: str) -> Staff:
    """Return the staff of an initiative to its backbone office.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    """
    return Staff(
        initiative=await summary(db, caller, initiative),
        members=await staff.members(db, initiative),
        pending=await staff.pending(db, initiative, caller.now),
    )


async def invite(db: AsyncSession, caller: Caller, initiative: str, *, email: str, role: str) -> str:
    """Invite somebody into a role and return the token of the link, which is not kept.

    Whether there is an account with the address makes no difference that can be seen. An earlier invitation of the
    same address into the same role ends.

    Raises
    ------
    NotFound
        The caller is not of the backbone office.
    Invalid
        The address or the role cannot be used, or the address is that of somebody who has the role already.
    """
    await require_role(db, caller, initiative, "backbone")
    checked, chosen = check_person("", email), next((one for one in ROLES if one == role), None)
    address = (checked.email or "").lower()
    wrong: dict[str, Problem] = dict(checked.problems.items())
    if not address and not wrong:
        wrong["email"] = _problem("staff_email_blank")
    if chosen is None:
        wrong["role"] = _problem("staff_role")
    elif any(one.email == address and one.role == chosen for one in await staff.members(db, initiative)):
        wrong["email"] = _problem("staff_member_already", value=shown(address))
    if wrong or chosen is None:
        raise Invalid(wrong)
    expires = caller.now + VALID
    token = await staff.invite(db, email=address, now=caller.now, expires=expires, initiative=initiative, role=chosen)
    await audit.record(db, caller, "staff_invited", initiative=initiative, detail={"role": role})
    return token


async def revoke(db: AsyncSession, caller: Caller, initiative: str, invitation: str) -> None:
    """Take an invitation back: its link leads nowhere from now on.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or there is no such invitation that could still be used.
    """
    await require_role(db, caller, initiative, "backbone")
    if not await staff.revoke(db, initiative, invitation):
        raise NotFound
    await audit.record(db, caller, "staff_invitation_revoked", initiative=initiative)


async def remove(db: AsyncSession, caller: Caller, initiative: str, user: str, role: Role) -> None:
    """Take a role from a member of staff, whose sessions end.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or that person does not have the role.
    Refused
        It is the last one of the backbone office.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    holders = [one.user for one in await staff.members(db, initiative) if one.role == role]
    if user not in holders:
        raise NotFound
    if role == "backbone" and len(holders) == 1:
        raise Refused("last_backbone")
    await staff.leave(db, user, initiative, role)
    await sessions.end_all(db, user=user)
    detail = {"user": user, "role": role}
    await audit.record(db, caller, "membership_ended", initiative=initiative, detail=detail)


def _problem(code: str, **values: str) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
