"""The people in partner organisations: whoever gets a personal link, with or without a name."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.partner_lists import check_person
from diagnostic.services.access import require_role
from diagnostic.store import audit, initiatives, partners
from diagnostic.store.partners import Partner, PartnerPerson
from questionnaires.problems import Problem
from questionnaires.showing import shown


class PersonValues(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in for a person, as it was typed; every field may be blank."""

    name: str = ""
    email: str = ""
    language: str = ""


async def add(db: AsyncSession, caller: Caller, initiative: str, organisation: str, *, values: PersonValues) -> None:
    """Add a person to an organisation.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or the organisation is no partner.
    Invalid
        Something cannot be used, or somebody of the initiative has the address.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    await partner_of(db, initiative, organisation)
    kept = await _require_checked(db, initiative, values)
    await partners.add_people(db, caller.now, people=[{"organisation_id": organisation, **kept}])
    await audit.record(db, caller, "person_added", initiative=initiative)


async def change(
    db: AsyncSession, caller: Caller, initiative: str, organisation: str, person: str, values: PersonValues
) -> None:
    """Keep new values for a person; their personal links stay as they are.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or there is no such person in this organisation.
    Invalid
        Something cannot be used, or somebody else of the initiative has the address.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    person_of(await partner_of(db, initiative, organisation), person)
    kept = await _require_checked(db, initiative, values, beside=person)
    await partners.change_person(db, person, **kept)
    await audit.record(db, caller, "person_changed", initiative=initiative)


async def remove(db: AsyncSession, caller: Caller, initiative: str, organisation: str, person: str) -> None:
    """Remove a person.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or there is no such person in this organisation.
    Refused
        The person is invited to a wave that is published or open.
    """
    await require_role(db, caller, initiative, "backbone")
    person_of(await partner_of(db, initiative, organisation), person)
    await partners.lock_people(db, organisation)
    waves = await partners.waves_in_field(db, person=person)
    if waves:
        raise Refused("person_invited", waves=", ".join(waves))
    await partners.remove_person(db, person)
    await audit.record(db, caller, "person_removed", initiative=initiative)


async def partner_of(db: AsyncSession, initiative: str, organisation: str) -> Partner:
    """Return a partner organisation of an initiative.

    Raises
    ------
    NotFound
        It is none, or another initiative's.
    """
    found = await partners.one(db, initiative, organisation)
    if found is None:
        raise NotFound
    return found


def person_of(partner: Partner, person: str) -> PartnerPerson:
    """Return a person of an organisation.

    Raises
    ------
    NotFound
        There is no such person in it.
    """
    for one in partner.people:
        if one.id == person:
            return one
    raise NotFound


async def checked(
    db: AsyncSession, initiative: str, values: PersonValues, *, beside: str | None = None
) -> tuple[dict[str, str], dict[str, Problem]]:
    """Return the values as they are kept, and what is wrong, by field."""
    person = check_person(values.name, values.email, values.language)
    wrong: dict[str, Problem] = dict(person.problems.items())
    if person.email and not wrong:
        holder = await partners.holder_of(db, initiative, person.email, beside=beside)
        if holder is not None:
            told = {"value": shown(person.email), "organisation": shown(holder)}
            wrong["email"] = Problem(package="diagnostic", code="partner_email_taken", values=told)
    return {"name": person.name or "", "email": person.email or "", "language": person.language or "de"}, wrong


async def _require_checked(
    db: AsyncSession, initiative: str, values: PersonValues, *, beside: str | None = None
) -> dict[str, str]:
    kept, wrong = await checked(db, initiative, values, beside=beside)
    if wrong:
        raise Invalid(wrong)
    return kept
