"""What the pages about partner organisations and their people show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from diagnostic.i18n import LANGUAGES
from diagnostic.services.partners import Partners
from diagnostic.store.initiatives import Initiative
from diagnostic.store.partners import Partner, PartnerPerson
from diagnostic.web.backbone.counting import counted
from diagnostic.web.filling import Filled
from diagnostic.web.sectors import sector_names
from diagnostic.web.wording import Words

Option = tuple[str, str, bool]


class PartnerLine(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation in the list."""

    href: str
    name: str
    people: str


class SectorPart(msgspec.Struct, frozen=True, kw_only=True):
    """A sector with its organisations."""

    name: str
    partners: tuple[PartnerLine, ...]


class PartnersPage(msgspec.Struct, frozen=True, kw_only=True):
    """All partners of an initiative, by sector."""

    initiative: Initiative
    counts: str
    sectors: tuple[SectorPart, ...]
    in_field: bool
    notice: str | None


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """A person of an organisation."""

    href: str
    name: str
    email: str
    language: str


class PartnerPage(msgspec.Struct, frozen=True, kw_only=True):
    """One organisation with its people."""

    initiative: Initiative
    href: str
    name: str
    sector: str
    people: tuple[PersonLine, ...]
    in_field: bool
    notice: str | None


class PartnerFormPage(msgspec.Struct, frozen=True, kw_only=True):
    """The form for an organisation or a person.

    Parameters
    ----------
    sectors : tuple
        The sectors to choose from; empty on the form for a person.
    with_person : bool
        Whether a person is asked for.
    remove : str, optional
        Where what the form is about can be removed.
    """

    initiative: Initiative
    heading: str
    form: Filled
    sectors: tuple[Option, ...]
    with_person: bool
    languages: tuple[Option, ...]
    in_field: bool
    button: str
    back: str
    remove: str | None = None


def partners_page(word: Words, language: str, found: Partners, notice: str | None) -> PartnersPage:
    """Return the page with all partners."""
    home = f"/initiatives/{found.initiative.id}/partners"
    sectors = tuple(
        SectorPart(name=name, partners=tuple(_line(word, home, one) for one in found.partners if one.sector == sector))
        for sector, name in sector_names(language).items()
        if any(one.sector == sector for one in found.partners)
    )
    counts = word(
        "partners.counts",
        organisations=counted(word, "partners.organisations", len(found.partners)),
        people=counted(word, "people.people", sum(len(one.people) for one in found.partners)),
    )
    return PartnersPage(
        initiative=found.initiative, counts=counts, sectors=sectors, in_field=found.in_field, notice=notice
    )


def partner_page(word: Words, language: str, found: Partners, notice: str | None) -> PartnerPage:
    """Return the page with one partner."""
    (partner,) = found.partners
    href = f"/initiatives/{found.initiative.id}/partners/{partner.id}"
    people = tuple(
        PersonLine(
            href=f"{href}/people/{person.id}",
            name=person_name(word, partner, person),
            email=person.email,
            language=word(f"people.language_{person.language}"),
        )
        for person in partner.people
    )
    return PartnerPage(
        initiative=found.initiative,
        href=href,
        name=partner.name,
        sector=sector_names(language)[partner.sector],
        people=people,
        in_field=found.in_field,
        notice=notice,
    )


def person_name(word: Words, partner: Partner, person: PartnerPerson) -> str:
    """Return what a person is called: who has no name is counted within the organisation."""
    return person.name or word("people.nameless", number=partner.people.index(person) + 1)


def sector_options(word: Words, language: str, chosen: str) -> tuple[Option, ...]:
    """Return the sectors to choose from."""
    return (("", word("initiatives.choose"), not chosen), *_options(sector_names(language), chosen))


def language_options(word: Words, chosen: str) -> tuple[Option, ...]:
    """Return the languages to choose from."""
    return _options({code: word(f"people.language_{code}") for code in LANGUAGES}, chosen)


def _options(names: Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple((code, name, code == chosen) for code, name in names.items())


def _line(word: Words, home: str, partner: Partner) -> PartnerLine:
    return PartnerLine(href=f"{home}/{partner.id}", name=partner.name, people=_people(word, partner.people))


def _people(word: Words, people: Sequence[PartnerPerson]) -> str:
    if not people:
        return word("people.nobody")
    named = [person.name for person in people if person.name]
    nameless = len(people) - len(named)
    return ", ".join([*named, *([counted(word, "people.without_name", nameless)] if nameless else [])])
