"""The further initiatives of the demo: their reports are released and compared, so that there is something to compare.

They are read in the browser alone: printing all of them would take longer than everything else.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.demo.loading import Fielding, field, values_of
from diagnostic.demo.people import partners_once, rows_of
from diagnostic.demo.plan import DemoPlan, Neighbour, demo_plan
from diagnostic.domain.caller import Caller
from diagnostic.services import comparisons, founding, importing, initiatives, waves
from diagnostic.services.analysing import analyse
from diagnostic.store import initiatives as kept
from diagnostic.store import tasks, users
from diagnostic.store import waves as rounds
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys

_DAY = timedelta(days=1)
_BEFORE = 10 * _DAY


async def load_neighbours(db: AsyncSession, keys: Keys, now: datetime, *, plan: DemoPlan, consultant: str) -> None:
    """Load the further initiatives, each with a round that is closed and still to be analysed."""
    began = now - plan.neighbours.began_days_ago * _DAY - _BEFORE
    office = Caller(now=began, user=await _office(db, began, plan))
    for one in plan.neighbours.initiatives:
        initiative = await initiatives.found(db, office, values=values_of(one, now))
        await kept.mark_simulated(db, initiative)
        await users.join(db, consultant, initiative, "consultant", began)
        await _field(Fielding(db=db, keys=keys, office=office, initiative=initiative, now=now), plan, one)
        joined = now - plan.neighbours.joined_days_ago * _DAY
        await comparisons.take_part(db, msgspec.structs.replace(office, now=joined), initiative)


async def _office(db: AsyncSession, at: datetime, plan: DemoPlan) -> str:
    member = plan.neighbours.office
    values = founding.AccountValues(
        email=member.email, name=member.name, language="de", may_found=True, password=secrets.token_urlsafe()
    )
    return await founding.create_account(db, Caller(now=at), values=values)


async def _field(fielding: Fielding, plan: DemoPlan, one: Neighbour) -> None:
    asked, office = plan.neighbours.round_of(one), fielding.office
    partners = partners_once(plan, asked, one.organisations)
    await importing.take_over(fielding.db, office, fielding.initiative, rows=rows_of(plan, partners))
    wave = await field(fielding, asked, [(partner, partner.past) for partner in partners])
    ended = fielding.now - (asked.began_days_ago - asked.lasts_days) * _DAY
    await waves.close(fielding.db, msgspec.structs.replace(office, now=ended), fielding.initiative, wave)


async def release_neighbours(database: Database, now: datetime) -> None:
    """Analyse the rounds of the further initiatives and release them, as far as that was not done before."""
    plan = demo_plan()
    moment = now - plan.neighbours.released_days_ago * _DAY
    async with database.reading() as db:
        office = await users.by_email(db, plan.neighbours.office.email)
        own = () if office is None else await kept.of_user(db, office.id, "backbone")
        closed = [one for initiative in own for one in await rounds.of_initiative(db, initiative.initiative.id)]
    for one in closed:
        async with database.writing() as db:
            task = await tasks.take(db, now, subject=one.id)
        if task is not None:
            await analyse(database, task.id, task.lease or "", lambda: now, printing=False)
        async with database.writing() as db:
            analysed = await rounds.by_id(db, one.id)
            if office is not None and analysed is not None and analysed.state == "analysed":
                await waves.release(db, Caller(now=moment, user=office.id), one.initiative_id, one.id)
