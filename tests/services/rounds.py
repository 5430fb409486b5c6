"""Rounds with simulated answers, for tests of what follows from them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.ids import new_id
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation, Organisation, Person, Response, Wave
from questionnaires.codebook import variables
from questionnaires.loading import find
from reports.context import Mode
from scoring.published import Grouping
from scoring.simulating import Behaviour, simulate
from tests.factories import Invited, Round, make_round

DAY = date(2026, 3, 4)
ALL = Behaviour(response=1.0, most_persons=1)


async def make_answered(
    db: AsyncSession,
    keys: Keys,
    *,
    organisations: int = 30,
    answered: int = 24,
    mode: Mode = "confidential",
    grouping: Grouping = "none",
) -> Round:
    """Add an open round in which the first organisations have handed in."""
    made = await make_round(db, keys, mode=mode, organisations=organisations)
    await db.execute(sa.update(Wave).where(Wave.id == made.wave).values(grouping=grouping))
    given = simulated_answers(answered)
    for one, values in zip(made.invited[:answered], given, strict=True):
        await hand_in(db, made.wave, one, values, mode=mode)
    return made


async def hand_in(
    db: AsyncSession, wave: str, one: Invited, values: dict[str, Any], *, mode: Mode = "confidential"
) -> None:
    """Keep the answers of a person as handed in."""
    row = {"id": new_id(), "wave_id": wave, "sector": one.sector, "state": "submitted", "revision": 1, "day": DAY}
    organisation = None if mode == "anonymous" else one.organisation
    await db.execute(sa.insert(Response).values(**row, organisation_id=organisation, values=values))
    await db.execute(sa.update(Invitation).where(Invitation.id == one.invitation).values(state="submitted"))


async def let_answer(db: AsyncSession, wave: str, count: int) -> None:
    """Let so many of those who were invited hand in."""
    query = (
        sa.select(Invitation.id, Person.id, Organisation.id, Organisation.sector)
        .join(Person, Person.id == Invitation.person_id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Invitation.wave_id == wave)
        .limit(count)
    )
    rows = (await db.execute(query)).all()
    for (invitation, person, organisation, sector), values in zip(rows, simulated_answers(count), strict=True):
        one = Invited(invitation=invitation, token="", person=person, organisation=organisation, sector=sector)
        await hand_in(db, wave, one, values)


def simulated_answers(number: int) -> list[dict[str, Any]]:
    """Return made-up answers of so many people, as they are kept."""
    asked = find("kurzcheck")
    frame = simulate(asked, organisations=max(number, 1), behaviour=ALL, seed=7).responses
    names = [variable.name for variable in variables(asked) if variable.name in frame]
    return [
        {name: _plain(row[name]) for name in names if not pd.isna(row[name])}
        for _, row in frame.head(number).iterrows()
    ]


def _plain(value: Any) -> int | str:
    return value if isinstance(value, str) else int(value)
