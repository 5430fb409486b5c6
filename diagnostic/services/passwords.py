"""Passwords of staff: Argon2id, off the event loop, and a rule that helps."""

from __future__ import annotations

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from diagnostic.domain.failures import Invalid
from questionnaires.problems import Problem

SHORTEST = 12
LONGEST = 200

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's figure: 19 MiB, two passes


async def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return await asyncio.to_thread(_HASHER.hash, password)


async def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; without one it takes as long, so that time tells nothing."""
    return await asyncio.to_thread(_verified, password[:LONGEST], kept) and kept is not None


def require_strong(password: str, *, email: str) -> None:
    """Refuse a password that is too short, too long, or the address itself.

    Raises
    ------
    Invalid
        The password cannot be used; the sentence says which one can.
    """
    if not SHORTEST <= len(password) <= LONGEST or password.strip().lower() == email.strip().lower():
        values = {"shortest": SHORTEST, "longest": LONGEST}
        raise Invalid({"password": Problem(package="diagnostic", code="password_weak", values=values)})


@cache
def _nobody() -> str:
    """Return what is verified in place of a password never set; made when first needed, as it takes a while."""
    return _HASHER.hash("nobody")


def _verified(password: str, kept: str | None) -> bool:
    try:
        return _HASHER.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
