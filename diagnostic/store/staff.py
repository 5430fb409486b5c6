"""The staff of an initiative, and the links by which people join it."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Role
from diagnostic.store.ids import digest_of, new_id, new_token
from diagnostic.store.tables import Initiative, Membership, StaffInvitation, User


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff in one role of an initiative."""

    user: str
    name: str
    email: str
    role: Role
    since: datetime


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation that was not used yet."""

    id: str
    email: str
    role: Role
    expires: datetime


class Joining(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation as its link finds it; `name` is that of the initiative."""

    id: str
    email: str
    initiative: str
    role: Role
    name: str
    simulated: bool


async def members(db: AsyncSession, initiative: str) -> tuple[Member, ...]:
    """Return the staff of an initiative, by role and name."""
    query = (
        sa.select(User.id.label("user"), User.name, User.email, Membership.role, Membership.since)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.initiative_id == initiative)
        .order_by(Membership.role, sa.func.lower(User.name), User.id)
    )
    return tuple(Member(**row._asdict()) for row in await db.execute(query))


async def leave(db: AsyncSession, user: str, initiative: str, role: Role) -> None:
    """Take a role in an initiative from a member of staff."""
    which = (Membership.user_id == user, Membership.initiative_id == initiative, Membership.role == role)
    await db.execute(sa.delete(Membership).where(*which))


async def pending(db: AsyncSession, initiative: str, now: datetime) -> tuple[Pending, ...]:
    """Return the invitations of an initiative that can still be used, the latest first."""
    fields = (StaffInvitation.id, StaffInvitation.email, StaffInvitation.role, StaffInvitation.expires_at)
    query = (
        sa.select(*fields)
        .where(StaffInvitation.initiative_id == initiative, *_usable(now))
        .order_by(StaffInvitation.created_at.desc(), StaffInvitation.id)
    )
    rows = await db.execute(query)
    return tuple(Pending(id=row.id, email=row.email, role=row.role, expires=row.expires_at) for row in rows)


async def invite(db: AsyncSession, *, email: str, now: datetime, expires: datetime, initiative: str, role: Role) -> str:
    """Add an invitation and return the token of its link; one to the same end that was not used ends."""
    same = (
        StaffInvitation.email == email,
        StaffInvitation.initiative_id == initiative,
        StaffInvitation.role == role,
        StaffInvitation.used_at.is_(None),
    )
    await db.execute(sa.delete(StaffInvitation).where(*same))
    token = new_token()
    values = {"email": email, "initiative_id": initiative, "role": role, "created_at": now, "expires_at": expires}
    await db.execute(sa.insert(StaffInvitation).values(id=new_id(), digest=digest_of(token), **values))
    return token


async def revoke(db: AsyncSession, initiative: str, invitation: str) -> bool:
    """Delete an invitation of an initiative that was not used, and say whether there was one."""
    which = (StaffInvitation.id == invitation, StaffInvitation.initiative_id == initiative)
    statement = sa.delete(StaffInvitation).where(*which, StaffInvitation.used_at.is_(None))
    return await db.scalar(statement.returning(StaffInvitation.id)) is not None


async def joining(db: AsyncSession, token: str, now: datetime) -> Joining | None:
    """Return the invitation of a link, unless it was used, has expired or was revoked."""
    query = (
        sa.select(
            StaffInvitation.id,
            StaffInvitation.email,
            StaffInvitation.initiative_id.label("initiative"),
            StaffInvitation.role,
            Initiative.name,
            Initiative.simulated,
        )
        .join(Initiative, Initiative.id == StaffInvitation.initiative_id)
        .where(StaffInvitation.digest == digest_of(token), *_usable(now))
    )
    row = (await db.execute(query)).first()
    return None if row is None else Joining(**row._asdict())


async def use(db: AsyncSession, invitation: str, now: datetime) -> bool:
    """Use an invitation up, and say whether it could still be used: of two at once, one can."""
    statement = sa.update(StaffInvitation).where(StaffInvitation.id == invitation, *_usable(now)).values(used_at=now)
    return await db.scalar(statement.returning(StaffInvitation.id)) is not None


def _usable(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return StaffInvitation.used_at.is_(None), StaffInvitation.expires_at > now
