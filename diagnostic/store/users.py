"""Members of staff: who they are, and what they may do in which initiative."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import ROLES, Role
from diagnostic.store.ids import new_id
from diagnostic.store.tables import Membership, User


class StaffMember(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff."""

    id: str
    email: str
    name: str
    language: str
    password: str | None
    may_found: bool


_FIELDS = (User.id, User.email, User.name, User.language, User.password, User.may_found)


async def by_email(db: AsyncSession, email: str) -> StaffMember | None:
    """Return the member of staff with an address, whatever its case."""
    return _member((await db.execute(sa.select(*_FIELDS).where(User.email == email.strip().lower()))).first())


async def by_id(db: AsyncSession, user: str) -> StaffMember | None:
    """Return a member of staff."""
    return _member((await db.execute(sa.select(*_FIELDS).where(User.id == user))).first())


async def add(db: AsyncSession, now: datetime, *, email: str, name: str, language: str, may_found: bool) -> str:
    """Add a member of staff without a password, and return the id."""
    user = new_id()
    values = {"id": user, "email": email.strip().lower(), "name": name.strip(), "language": language}
    await db.execute(sa.insert(User).values(**values, may_found=may_found, created_at=now))
    return user


async def change(db: AsyncSession, user: str, *, name: str, language: str) -> None:
    """Keep a new name and language of a member of staff."""
    await db.execute(sa.update(User).where(User.id == user).values(name=name, language=language))


async def set_password(db: AsyncSession, user: str, password: str) -> None:
    """Keep the hash of a password."""
    await db.execute(sa.update(User).where(User.id == user).values(password=password))


async def roles(db: AsyncSession, user: str, initiative: str) -> frozenset[Role]:
    """Return the roles that a member of staff has in an initiative."""
    query = sa.select(Membership.role).where(Membership.user_id == user, Membership.initiative_id == initiative)
    held = (await db.scalars(query)).all()
    return frozenset(role for role in ROLES if role in held)


async def every_role(db: AsyncSession, user: str) -> frozenset[Role]:
    """Return the roles that a member of staff has in any initiative."""
    held = (await db.scalars(sa.select(Membership.role).where(Membership.user_id == user).distinct())).all()
    return frozenset(role for role in ROLES if role in held)


async def join(db: AsyncSession, user: str, initiative: str, role: Role, now: datetime) -> None:
    """Give a member of staff a role in an initiative; having it already changes nothing."""
    if role not in await roles(db, user, initiative):
        await db.execute(sa.insert(Membership).values(user_id=user, initiative_id=initiative, role=role, since=now))


def _member(row: sa.Row[tuple[str, str, str, str, str | None, bool]] | None) -> StaffMember | None:
    return None if row is None else StaffMember(**row._mapping)  # noqa: SLF001 - the documented way
