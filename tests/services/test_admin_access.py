"""Nobody looks after what is not theirs: another initiative does not exist, and a consultant does not administer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound, SignInNeeded
from diagnostic.partner_lists import PartnerRow
from diagnostic.services import importing, initiatives, partners, people, staffing
from diagnostic.services.initiatives import InitiativeValues
from diagnostic.services.people import PersonValues
from diagnostic.store import staff
from diagnostic.store.database import Database
from tests.contents import contents
from tests.factories import NOW, make_initiative, make_partners, make_staff

pytestmark = pytest.mark.anyio

Service = Callable[[AsyncSession, Caller, str, str, str], Awaitable[object]]

VALUES = InitiativeValues(name="Neu", theme="other", region="city", founded="2020")
ROWS = (PartnerRow(line=2, organisation="Neu", sector="health"),)
PERSON = PersonValues(name="Neu")

SERVICES: dict[str, Service] = {
    "see an initiative": lambda db, who, i, _o, _p: initiatives.summary(db, who, i),
    "change an initiative": lambda db, who, i, _o, _p: initiatives.change(db, who, i, values=VALUES),
    "list partners": lambda db, who, i, _o, _p: partners.listed(db, who, i),
    "see a partner": lambda db, who, i, o, _p: partners.one(db, who, i, o),
    "add a partner": lambda db, who, i, _o, _p: partners.add(db, who, i, name="Neu", sector="health", person=PERSON),
    "change a partner": lambda db, who, i, o, _p: partners.change(db, who, i, o, name="Neu", sector="health"),
    "remove a partner": lambda db, who, i, o, _p: partners.remove(db, who, i, o),
    "add a person": lambda db, who, i, o, _p: people.add(db, who, i, o, values=PERSON),
    "change a person": lambda db, who, i, o, p: people.change(db, who, i, o, p, PERSON),
    "remove a person": people.remove,
    "preview a list": lambda db, who, i, _o, _p: importing.preview(db, who, i, rows=ROWS),
    "take a list over": lambda db, who, i, _o, _p: importing.take_over(db, who, i, rows=ROWS),
    "list staff": lambda db, who, i, _o, _p: staffing.listed(db, who, i),
    "invite staff": lambda db, who, i, _o, _p: staffing.invite(db, who, i, email="neu@example.org", role="consultant"),
    "revoke an invitation": lambda db, who, i, o, _p: staffing.revoke(db, who, i, o),
    "remove staff": lambda db, who, i, _o, _p: staffing.remove(db, who, i, who.user or "", "backbone"),
}


async def _made(db: AsyncSession) -> tuple[str, str, str]:
    initiative = await make_initiative(db)
    ((person, organisation, _),) = await make_partners(db, initiative, organisations=1)
    await make_staff(db, email="eigene@example.org", initiative=initiative)
    return initiative, organisation, person


@pytest.mark.parametrize("what", SERVICES)
async def test_the_backbone_of_another_initiative_finds_nothing_and_writes_nothing(
    database: Database, what: str
) -> None:
    async with database.writing() as db:
        made = await _made(db)
        stranger = await make_staff(db, initiative=await make_initiative(db, name="Andere"))
    before = await contents(database)

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await SERVICES[what](db, stranger, *made)

    assert await contents(database) == before


@pytest.mark.parametrize("what", SERVICES)
async def test_a_consultant_of_the_initiative_does_not_administer_it(database: Database, what: str) -> None:
    async with database.writing() as db:
        made = await _made(db)
        consultant = await make_staff(db, initiative=made[0], role="consultant")
    before = await contents(database)

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await SERVICES[what](db, consultant, *made)

    assert await contents(database) == before


@pytest.mark.parametrize("what", SERVICES)
async def test_who_has_not_signed_in_is_asked_to(database: Database, what: str) -> None:
    async with database.writing() as db:
        made = await _made(db)
    before = await contents(database)

    with pytest.raises(SignInNeeded):
        async with database.writing() as db:
            await SERVICES[what](db, Caller(now=NOW), *made)

    assert await contents(database) == before


FOREIGN: dict[str, Service] = {
    "see a partner": SERVICES["see a partner"],
    "change a partner": SERVICES["change a partner"],
    "remove a partner": SERVICES["remove a partner"],
    "add a person": SERVICES["add a person"],
    "change a person": SERVICES["change a person"],
    "remove a person": SERVICES["remove a person"],
}


@pytest.mark.parametrize("what", FOREIGN)
async def test_the_partner_of_another_initiative_is_not_reached_through_ones_own(database: Database, what: str) -> None:
    async with database.writing() as db:
        _, organisation, person = await _made(db)
        own = await make_initiative(db, name="Eigene")
        caller = await make_staff(db, initiative=own)
    before = await contents(database)

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await FOREIGN[what](db, caller, own, organisation, person)

    assert await contents(database) == before


@pytest.mark.parametrize("what", ["change a person", "remove a person"])
async def test_a_person_is_not_reached_through_another_organisation(database: Database, what: str) -> None:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        (_, first, _), (person, _, _) = await make_partners(db, initiative, organisations=2)
        caller = await make_staff(db, initiative=initiative)
    before = await contents(database)

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await SERVICES[what](db, caller, initiative, first, person)

    assert await contents(database) == before


async def test_an_invitation_of_another_initiative_is_not_revoked_through_ones_own(database: Database) -> None:
    async with database.writing() as db:
        foreign, own = await make_initiative(db, name="Andere"), await make_initiative(db, name="Eigene")
        caller = await make_staff(db, initiative=own)
        inviting = await make_staff(db, email="andere@example.org", initiative=foreign)
        await staffing.invite(db, inviting, foreign, email="neu@example.org", role="consultant")
        (pending,) = await staff.pending(db, foreign, NOW)
    before = await contents(database)

    with pytest.raises(NotFound):
        async with database.writing() as db:
            await staffing.revoke(db, caller, own, pending.id)

    assert await contents(database) == before
