"""Partner organisations: who belongs to an initiative, and in which sector."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, Refused
from diagnostic.partner_lists import Organisation, check_organisation
from diagnostic.services import people
from diagnostic.services.access import require_role
from diagnostic.services.initiatives import summary
from diagnostic.services.people import PersonValues
from diagnostic.store import audit, initiatives, partners
from diagnostic.store.initiatives import Initiative
from diagnostic.store.partners import Partner
from questionnaires.problems import Problem
from questionnaires.showing import shown


class Partners(msgspec.Struct, frozen=True, kw_only=True):
    """The partners of an initiative, or one of them.

    Parameters
    ----------
    in_field : bool
        Whether a wave is published or open: who is added now is not part of it.
    """

    initiative: Initiative
    partners: tuple[Partner, ...]
    in_field: bool


async def listed(db: AsyncSession, caller: Caller, initiative: str) -> Partners:
    """Return the partners of an initiative to its backbone office.

    Raises
    ------
    NotFound
        The caller is not of its backbone office.
    """
    found = await summary(db, caller, initiative)
    return Partners(
        initiative=found,
        partners=await partners.of_initiative(db, initiative),
        in_field=await partners.has_wave_in_field(db, initiative),
    )


async def one(db: AsyncSession, caller: Caller, initiative: str, organisation: str) -> Partners:
    """Return one partner of an initiative.

    Raises
    ------
    NotFound
        The caller is not of its backbone office, or the organisation is no partner of it.
    """
    found = await summary(db, caller, initiative)
    return Partners(
        initiative=found,
        partners=(await people.partner_of(db, initiative, organisation),),
        in_field=await partners.has_wave_in_field(db, initiative),
    )


async def add(
    db: AsyncSession, caller: Caller, initiative: str, *, name: str, sector: str, person: PersonValues
) -> str:
    """Add an organisation with its first person, who may be without a name, and return its id.

    Raises
    ------
    NotFound
        The caller is not of the backbone office.
    Invalid
        Something cannot be used, or an organisation is called so already.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    checked = check_organisation(name, sector)
    wrong = await _wrong(db, initiative, checked)
    contact, wrong_contact = await people.checked(db, initiative, person)
    if wrong or wrong_contact:
        raise Invalid({**wrong, **wrong_contact})
    organisations = [(checked.name, checked.sector or "")]
    (organisation,) = await partners.add_organisations(db, initiative, caller.now, organisations=organisations)
    await partners.add_people(db, caller.now, people=[{"organisation_id": organisation, **contact}])
    await audit.record(db, caller, "organisation_added", initiative=initiative)
    return organisation


async def change(
    db: AsyncSession, caller: Caller, initiative: str, organisation: str, *, name: str, sector: str
) -> None:
    """Rename an organisation, or move it to another sector.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or the organisation is no partner.
    Invalid
        Something cannot be used, or another organisation is called so.
    Refused
        It would change sector while it is asked in a wave: the wave counts it in its sector.
    """
    await require_role(db, caller, initiative, "backbone")
    await initiatives.lock(db, initiative)
    partner = await people.partner_of(db, initiative, organisation)
    checked = check_organisation(name, sector)
    wrong = await _wrong(db, initiative, checked, beside=organisation)
    if wrong:
        raise Invalid(wrong)
    if checked.sector != partner.sector:
        await partners.lock_people(db, organisation)
        waves = await partners.waves_in_field(db, organisation=organisation)
        if waves:
            raise Refused("organisation_in_field", waves=", ".join(waves))
    await partners.change_organisation(db, organisation, name=checked.name, sector=checked.sector or "")
    await audit.record(db, caller, "organisation_changed", initiative=initiative)


async def remove(db: AsyncSession, caller: Caller, initiative: str, organisation: str) -> None:
    """Remove an organisation and its people.

    Raises
    ------
    NotFound
        The caller is not of the backbone office, or the organisation is no partner.
    Refused
        It was invited to a wave that has been published: who was asked is part of the result.
    """
    await require_role(db, caller, initiative, "backbone")
    partner = await people.partner_of(db, initiative, organisation)
    await partners.lock_people(db, organisation)
    waves = await partners.published_waves(db, organisation)
    if waves:
        raise Refused("organisation_invited", waves=", ".join(waves))
    await partners.remove_organisation(db, organisation)
    detail = {"people": len(partner.people)}
    await audit.record(db, caller, "organisation_removed", initiative=initiative, detail=detail)


async def _wrong(
    db: AsyncSession, initiative: str, checked: Organisation, *, beside: str | None = None
) -> Mapping[str, Problem]:
    if checked.problems:
        return dict(checked.problems.items())
    if await partners.has_name(db, initiative, checked.name, beside=beside):
        values = {"value": shown(checked.name)}
        return {"organisation": Problem(package="diagnostic", code="partner_organisation_taken", values=values)}
    return {}
