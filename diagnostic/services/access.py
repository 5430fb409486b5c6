"""May this person? Asked before anything else; what belongs to somebody else does not exist."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller, Role
from diagnostic.domain.failures import NotFound, SignInNeeded
from diagnostic.store import users


async def require_role(db: AsyncSession, caller: Caller, initiative: str, role: Role) -> None:
    """Refuse who has not this role in an initiative.

    Raises
    ------
    SignInNeeded
        Nobody has signed in.
    NotFound
        The initiative does not exist, or the caller has another role in it, or none.
    """
    if role not in await users.roles(db, require_user(caller), initiative):
        raise NotFound


def require_user(caller: Caller) -> str:
    """Return the id of the member of staff who asks.

    Raises
    ------
    SignInNeeded
        Nobody has signed in.
    """
    if caller.user is None:
        raise SignInNeeded
    return caller.user


def require_invitation(caller: Caller) -> str:
    """Return the id of the invitation through which somebody answers.

    Raises
    ------
    SignInNeeded
        No personal link was opened in this browser.
    """
    if caller.invitation is None:
        raise SignInNeeded
    return caller.invitation
