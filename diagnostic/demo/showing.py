"""What there is to see of the demo once it is loaded: a link, two accounts, a report to release."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.demo.plan import demo_plan
from diagnostic.domain.caller import Caller
from diagnostic.services import waves
from diagnostic.store import initiatives as kept
from diagnostic.store import invitations, users
from diagnostic.store import waves as rounds
from diagnostic.store.keys import Keys
from diagnostic.store.waves import WaveRow

_ROLES = ("backbone", "consultant")
_FILE = "demo.json"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look.

    Parameters
    ----------
    token : str, optional
        Of a personal link that nobody has used; none where the open round is over.
    emails : dict
        Role to the address of its account.
    """

    token: str | None
    emails: Mapping[str, str]


def passwords(data: Path) -> dict[str, str]:
    """Return the passwords of the demo's accounts, drawn once for this installation."""
    file = data / _FILE
    if not file.exists():
        drawn = {role: secrets.token_urlsafe(12) for role in _ROLES}
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(msgspec.json.encode(drawn))
    return msgspec.json.decode(file.read_bytes(), type=dict[str, str])


async def is_loaded(db: AsyncSession, *, analysed: bool | None = None) -> bool:
    """Whether the demo is there; with `analysed`, whether its past round is there and analysed, or not yet."""
    past = await _past(db)
    return past is not None and (analysed is None or (past.state == "released") is analysed)


async def release_past(db: AsyncSession, now: datetime) -> None:
    """Release the report of the past round, as the backbone office would."""
    past, office = await _past(db), await users.by_email(db, demo_plan().staff["backbone"].email)
    if past is not None and past.state == "analysed" and office is not None:
        await waves.release(db, Caller(now=now, user=office.id), past.initiative_id, past.id)


async def shown(db: AsyncSession, keys: Keys, now: datetime) -> Shown:
    """Return where to look."""
    emails: dict[str, str] = {role: member.email for role, member in demo_plan().staff.items()}
    initiative = await kept.simulated(db)
    open_rounds = (
        [] if initiative is None else [one for one in await rounds.of_initiative(db, initiative) if _runs(one, now)]
    )
    for one in open_rounds:
        for invited in await invitations.of_wave(db, one.id):
            if invited.state == "invited":
                return Shown(token=keys.token(one.id, invited.id, invited.generation), emails=emails)
    return Shown(token=None, emails=emails)


async def _past(db: AsyncSession) -> WaveRow | None:
    initiative = await kept.simulated(db)
    if initiative is None:
        return None
    return next(reversed(await rounds.of_initiative(db, initiative)), None)


def _runs(wave: WaveRow, now: datetime) -> bool:
    return wave.state == "open" and (wave.deadline is None or wave.deadline > now)
