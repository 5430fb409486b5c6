"""What the page about the staff of an initiative shows."""

from __future__ import annotations

import msgspec

from diagnostic.domain.caller import ROLES
from diagnostic.services.staffing import Staff
from diagnostic.store.initiatives import Initiative
from diagnostic.store.staff import Member, Pending
from diagnostic.web.dates import day
from diagnostic.web.filling import Filled
from diagnostic.web.wording import Words


class MemberLine(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff in a role."""

    name: str
    email: str
    role: str
    since: str
    remove: str


class PendingLine(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation that was not used yet."""

    email: str
    role: str
    expires: str
    revoke: str


class StaffPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who works for an initiative, who is invited, and the form to invite with.

    Parameters
    ----------
    link : tuple, optional
        Address and link of the invitation that was just made: shown this once.
    """

    initiative: Initiative
    members: tuple[MemberLine, ...]
    pending: tuple[PendingLine, ...]
    form: Filled
    roles: tuple[tuple[str, str, bool], ...]
    notice: str | None
    link: tuple[str, str] | None


def staff_page(
    word: Words, language: str, found: Staff, form: Filled, notice: str | None, link: tuple[str, str] | None
) -> StaffPage:
    """Return the page about the staff of an initiative."""
    home = f"/initiatives/{found.initiative.id}/consultants"
    return StaffPage(
        initiative=found.initiative,
        members=tuple(_member(word, language, home, one) for one in found.members),
        pending=tuple(_pending(word, language, home, one) for one in found.pending),
        form=form,
        roles=tuple((role, word(f"staff.invite_{role}"), role == form.values["role"]) for role in reversed(ROLES)),
        notice=notice,
        link=link,
    )


def _member(word: Words, language: str, home: str, member: Member) -> MemberLine:
    return MemberLine(
        name=member.name,
        email=member.email,
        role=word(f"staff.role_{member.role}"),
        since=day(member.since, language),
        remove=f"{home}/{member.user}/{member.role}/remove",
    )


def _pending(word: Words, language: str, home: str, invitation: Pending) -> PendingLine:
    return PendingLine(
        email=invitation.email,
        role=word(f"staff.role_{invitation.role}"),
        expires=word("staff.until", day=day(invitation.expires, language)),
        revoke=f"{home}/invitations/{invitation.id}/revoke",
    )
