"""Beginning an initiative, and looking after what is known of it."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.domain.initiatives import REGIONS, THEMES
from diagnostic.partner_lists.entries import Checks
from diagnostic.services.access import require_role, require_user
from diagnostic.store import audit, initiatives, tasks, users, waves
from diagnostic.store.initiatives import Initiative, ListedInitiative
from diagnostic.store.keys import Keys
from questionnaires.problems import Problem
from reports.context import Region, Theme

EARLIEST = 1900


class InitiativeValues(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in for an initiative, as it was typed.

    Parameters
    ----------
    founded : str
        The year in which it began, or nothing.
    """

    name: str
    theme: str
    region: str
    founded: str = ""


async def summary(db: AsyncSession, caller: Caller, initiative: str) -> Initiative:
    """Return an initiative to its backbone office.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    """
    await require_role(db, caller, initiative, "backbone")
    found = await initiatives.by_id(db, initiative)
    if found is None:
        raise NotFound
    return found


async def own(db: AsyncSession, caller: Caller) -> tuple[ListedInitiative, ...]:
    """Return the initiatives whose backbone office the caller belongs to."""
    return await initiatives.of_user(db, require_user(caller), "backbone")


async def require_founder(db: AsyncSession, caller: Caller) -> str:
    """Return the id of a caller who may begin initiatives.

    Raises
    ------
    NotFound
        The caller may not.
    """
    user = require_user(caller)
    member = await users.by_id(db, user)
    if member is None or not member.may_found:
        raise NotFound
    return user


async def found(db: AsyncSession, caller: Caller, *, values: InitiativeValues) -> str:
    """Begin an initiative, of which the caller becomes the backbone office, and return its id.

    Raises
    ------
    NotFound
        The caller may not begin any.
    Invalid
        Something that was filled in cannot be used.
    """
    user = await require_founder(db, caller)
    initiative = await initiatives.add(db, caller.now, **_checked(caller, values))
    await users.join(db, user, initiative, "backbone", caller.now)
    await audit.record(db, caller, "initiative_founded", initiative=initiative)
    return initiative


async def change(db: AsyncSession, caller: Caller, initiative: str, *, values: InitiativeValues) -> None:
    """Change what is known of an initiative.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    Invalid
        Something that was filled in cannot be used.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.change(db, initiative, **_checked(caller, values))
    await audit.record(db, caller, "initiative_changed", initiative=initiative)


async def delete(db: AsyncSession, caller: Caller, initiative: str, *, keys: Keys) -> None:
    """Delete an initiative with its partners, waves, answers and reports, and destroy the keys of its waves.

    The log keeps that it was deleted, and by whom.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    Refused
        A wave is published or open: its people may be answering.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    found = await waves.of_initiative(db, initiative)
    if any(one.state in {"published", "open"} for one in found):
        raise Refused("initiative_in_field")
    await tasks.forget(db, [one.id for one in found])
    await initiatives.delete(db, initiative)
    await audit.record(db, caller, "initiative_deleted", detail={"initiative": initiative})
    for one in found:
        keys.destroy(one.id)


def _checked(caller: Caller, values: InitiativeValues) -> dict[str, Any]:
    """Return the values as they are kept."""
    name, wrong = Checks().name(values.name)
    theme: Theme | None = next((one for one in THEMES if one == values.theme), None)
    region: Region | None = next((one for one in REGIONS if one == values.region), None)
    founded, wrong_year = _year(values.founded, caller.now.year)
    told = {
        "name": wrong or (None if name else _problem("initiative_name_blank")),
        "theme": None if theme else _problem("initiative_theme"),
        "region": None if region else _problem("initiative_region"),
        "founded": wrong_year,
    }
    problems = {field: problem for field, problem in told.items() if problem is not None}
    if problems:
        raise Invalid(problems)
    return {"name": name, "theme": theme, "region": region, "founded": founded}


def _year(text: str, latest: int) -> tuple[int | None, Problem | None]:
    if not text:
        return None, None
    if len(text) == len(str(EARLIEST)) and text.isascii() and text.isdigit() and EARLIEST <= int(text) <= latest:
        return int(text), None
    return None, _problem("initiative_founded", earliest=EARLIEST, latest=latest)


def _problem(code: str, **values: int) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
