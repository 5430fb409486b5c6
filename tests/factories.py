"""Makes what tests of the service start from; everything has a useful default."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller, Role
from diagnostic.domain.waves import State
from diagnostic.store import users
from diagnostic.store.ids import digest_of, new_id
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Initiative, Invitation, Membership, Organisation, Person, Wave
from questionnaires.joining import joined
from questionnaires.loading import find
from questionnaires.versions import digest
from reports.context import Mode

NOW = datetime(2026, 3, 4, 14, 32, tzinfo=UTC)
SECTORS = ("administration", "civil_society", "education", "health", "business", "other")


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A person with a personal link."""

    invitation: str
    token: str
    person: str
    organisation: str
    sector: str


@dataclass(frozen=True, kw_only=True)
class Round:
    """A wave with its invitations."""

    initiative: str
    wave: str
    invited: tuple[Invited, ...] = field(default=())


async def make_staff(
    db: AsyncSession, *, email: str = "amt@example.org", initiative: str | None = None, role: Role = "backbone"
) -> Caller:
    """Add a member of staff, with a role in an initiative if one is named, and return who acts for them."""
    user = await users.add(db, NOW, email=email, name="Kim Beispiel", language="de", may_found=True)
    if initiative is not None:
        await db.execute(sa.insert(Membership).values(user_id=user, initiative_id=initiative, role=role, since=NOW))
    return Caller(now=NOW, user=user)


async def make_initiative(db: AsyncSession, **values: Any) -> str:
    """Add an initiative and return its id."""
    initiative = new_id()
    defaults = {"name": "Musterinitiative", "theme": "young_people", "region": "town", "founded": 2022}
    await db.execute(sa.insert(Initiative).values(id=initiative, created_at=NOW, **(defaults | values)))
    return initiative


async def make_partners(db: AsyncSession, initiative: str, *, organisations: int = 3, people: int = 1) -> list[Any]:
    """Add organisations, their sectors in turn, each with people; return (person, organisation, sector) for each."""
    made = []
    for number in range(1, organisations + 1):
        organisation, sector = new_id(), SECTORS[(number - 1) % len(SECTORS)]
        values = {"initiative_id": initiative, "name": f"Organisation {number}", "sector": sector, "created_at": NOW}
        await db.execute(sa.insert(Organisation).values(id=organisation, **values))
        for _ in range(people):
            person = new_id()
            row = {"organisation_id": organisation, "name": "", "email": "", "language": "de", "created_at": NOW}
            await db.execute(sa.insert(Person).values(id=person, **row))
            made.append((person, organisation, sector))
    return made


async def make_round(
    db: AsyncSession,
    keys: Keys,
    *,
    questionnaire: str = "kurzcheck",
    mode: Mode = "confidential",
    state: State = "open",
    organisations: int = 3,
) -> Round:
    """Add an initiative with a wave in a state, its partners, and an invitation for each; ``…+netzwerk`` asks both."""
    initiative = await make_initiative(db)
    partners = await make_partners(db, initiative, organisations=organisations)
    base, wave = find(questionnaire.partition("+")[0]), new_id()
    module = find("netzwerk") if questionnaire.endswith("+netzwerk") else None
    values = {
        "initiative_id": initiative,
        "title": "Frühjahr 2026",
        "questionnaire": base.id,
        "version": base.version,
        "network": module.version if module else None,
        "digest": digest(joined(base, module) if module else base),
        "mode": mode,
        "grouping": "none",
        "state": state,
        "created_at": NOW,
        "published_at": NOW,
        "opened_at": NOW,
    }
    await db.execute(sa.insert(Wave).values(id=wave, **values))
    keys.create(wave)
    invited = []
    for person, organisation, sector in partners:
        invitation = new_id()
        token = keys.token(wave, invitation, 1) or ""
        row = {"wave_id": wave, "person_id": person, "digest": digest_of(token), "state": "invited"}
        await db.execute(sa.insert(Invitation).values(id=invitation, **row))
        invited.append(
            Invited(invitation=invitation, token=token, person=person, organisation=organisation, sector=sector)
        )
    return Round(initiative=initiative, wave=wave, invited=tuple(invited))
