"""Partner organisations and their people: added, changed, removed, and what a wave in the field forbids."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, Refused
from diagnostic.domain.waves import STATES, State
from diagnostic.services import partners, people
from diagnostic.services.people import PersonValues
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation
from tests.contents import actions, contents
from tests.factories import Round, make_initiative, make_round, make_staff

pytestmark = pytest.mark.anyio


async def _begun(database: Database) -> tuple[Caller, str]:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        return await make_staff(db, initiative=initiative), initiative


async def _asked(database: Database, folder: Path, state: State) -> tuple[Caller, Round]:
    async with database.writing() as db:
        asked = await make_round(db, Keys(folder), state=state)
        return await make_staff(db, initiative=asked.initiative), asked


async def test_an_organisation_comes_with_its_first_person(database: Database) -> None:
    caller, initiative = await _begun(database)
    person = PersonValues(name=" Kim  Beispiel ", email="Kim@Amt.example", language="en")

    async with database.writing() as db:
        made = await partners.add(db, caller, initiative, name="  Jugendamt ", sector="education", person=person)
        (partner,) = (await partners.one(db, caller, initiative, made)).partners

    assert (partner.name, partner.sector) == ("Jugendamt", "education")
    assert [(one.name, one.email, one.language) for one in partner.people] == [
        ("Kim Beispiel", "Kim@Amt.example", "en")
    ]
    assert await actions(database) == [("organisation_added", {})]


async def test_the_first_person_may_be_without_name_and_address(database: Database) -> None:
    caller, initiative = await _begun(database)

    async with database.writing() as db:
        made = await partners.add(db, caller, initiative, name="Verein", sector="health", person=PersonValues())
        (partner,) = (await partners.one(db, caller, initiative, made)).partners

    assert [(one.name, one.email, one.language) for one in partner.people] == [("", "", "de")]


async def test_two_organisations_of_an_initiative_are_never_called_the_same(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        await partners.add(db, caller, initiative, name="Straße 1", sector="health", person=PersonValues())
        other = await partners.add(db, caller, initiative, name="Verein", sector="health", person=PersonValues())
    before = await contents(database)

    with pytest.raises(Invalid) as added:
        async with database.writing() as db:
            await partners.add(db, caller, initiative, name="STRASSE 1", sector="other", person=PersonValues())
    with pytest.raises(Invalid) as renamed:
        async with database.writing() as db:
            await partners.change(db, caller, initiative, other, name="straße 1", sector="health")

    assert [list(one.value.fields) for one in (added, renamed)] == [["organisation"], ["organisation"]]
    assert await contents(database) == before


async def test_an_organisation_may_change_the_case_of_its_own_name(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        made = await partners.add(db, caller, initiative, name="verein", sector="health", person=PersonValues())
        await partners.change(db, caller, initiative, made, name="Verein", sector="other")
        (partner,) = (await partners.one(db, caller, initiative, made)).partners

    assert (partner.name, partner.sector) == ("Verein", "other")


async def test_another_initiative_may_have_an_organisation_of_the_same_name(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        second = await make_initiative(db, name="Zweite")
        other = await make_staff(db, email="zwei@example.org", initiative=second)
        person = PersonValues(email="kim@amt.example")
        await partners.add(db, caller, initiative, name="Amt", sector="administration", person=person)
        await partners.add(db, other, second, name="Amt", sector="administration", person=person)
        assert len((await partners.listed(db, other, second)).partners) == 1


async def test_an_address_belongs_to_one_person_of_an_initiative(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        person = PersonValues(name="Kim", email="kim@amt.example")
        made = await partners.add(db, caller, initiative, name="Amt", sector="other", person=person)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await people.add(db, caller, initiative, made, values=PersonValues(email="KIM@amt.example"))

    assert {field: problem.text("de") for field, problem in refused.value.fields.items()} == {
        "email": "„KIM@amt.example“ gehört schon zu einer Person von „Amt“. Jede Adresse darf nur einmal vorkommen, "
        "weil jede Person einen eigenen Link bekommt."
    }
    assert await contents(database) == before


async def test_a_person_keeps_their_own_address_when_the_name_changes(database: Database) -> None:
    caller, initiative = await _begun(database)
    async with database.writing() as db:
        person = PersonValues(name="Kim", email="kim@amt.example")
        made = await partners.add(db, caller, initiative, name="Amt", sector="other", person=person)
        (kept,) = (await partners.one(db, caller, initiative, made)).partners[0].people
        values = PersonValues(name="Kim Beispiel", email="kim@amt.example", language="en")
        await people.change(db, caller, initiative, made, kept.id, values)
        (changed,) = (await partners.one(db, caller, initiative, made)).partners[0].people

    assert (changed.id, changed.name, changed.email, changed.language) == (
        kept.id,
        "Kim Beispiel",
        "kim@amt.example",
        "en",
    )


@pytest.mark.parametrize("state", STATES)
async def test_an_organisation_is_removed_only_if_no_published_wave_asked_it(
    database: Database, tmp_path: Path, state: State
) -> None:
    caller, asked = await _asked(database, tmp_path, state)
    organisation, before = asked.invited[0].organisation, await contents(database)

    if state == "draft":
        async with database.writing() as db:
            await partners.remove(db, caller, asked.initiative, organisation)
            names = [one.name for one in (await partners.listed(db, caller, asked.initiative)).partners]
        assert names == ["Organisation 2", "Organisation 3"]
        assert await actions(database) == [("organisation_removed", {"people": 1})]
        return
    with pytest.raises(Refused) as refused:
        async with database.writing() as db:
            await partners.remove(db, caller, asked.initiative, organisation)
    assert (refused.value.key, refused.value.values) == ("organisation_invited", {"waves": "Frühjahr 2026"})
    assert await contents(database) == before


@pytest.mark.parametrize("state", STATES)
async def test_an_organisation_changes_sector_only_while_no_wave_counts_it_there(
    database: Database, tmp_path: Path, state: State
) -> None:
    caller, asked = await _asked(database, tmp_path, state)
    organisation, before = asked.invited[0].organisation, await contents(database)

    if state not in {"published", "open"}:
        async with database.writing() as db:
            await partners.change(db, caller, asked.initiative, organisation, name="Neu", sector="other")
            (partner,) = (await partners.one(db, caller, asked.initiative, organisation)).partners
        assert (partner.name, partner.sector) == ("Neu", "other")
        return
    with pytest.raises(Refused) as refused:
        async with database.writing() as db:
            await partners.change(db, caller, asked.initiative, organisation, name="Neu", sector="other")
    assert refused.value.key == "organisation_in_field"
    assert await contents(database) == before


@pytest.mark.parametrize("state", STATES)
async def test_a_person_is_removed_only_while_no_wave_waits_for_them(
    database: Database, tmp_path: Path, state: State
) -> None:
    caller, asked = await _asked(database, tmp_path, state)
    one, before = asked.invited[0], await contents(database)

    if state not in {"published", "open"}:
        async with database.writing() as db:
            await people.remove(db, caller, asked.initiative, one.organisation, one.person)
            (partner,) = (await partners.one(db, caller, asked.initiative, one.organisation)).partners
        assert partner.people == ()
        return
    with pytest.raises(Refused) as refused:
        async with database.writing() as db:
            await people.remove(db, caller, asked.initiative, one.organisation, one.person)
    assert refused.value.key == "person_invited"
    assert await contents(database) == before


@pytest.mark.parametrize("state", ["published", "open"])
async def test_whoever_is_added_in_the_field_gets_no_invitation(
    database: Database, tmp_path: Path, state: State
) -> None:
    caller, asked = await _asked(database, tmp_path, state)

    async with database.writing() as db:
        await partners.add(db, caller, asked.initiative, name="Neu", sector="other", person=PersonValues())
        await people.add(db, caller, asked.initiative, asked.invited[0].organisation, values=PersonValues())
        invited = (await db.scalars(sa.select(Invitation.id))).all()
        found = await partners.listed(db, caller, asked.initiative)

    assert sorted(invited) == sorted(one.invitation for one in asked.invited)
    assert (found.in_field, len(found.partners)) == (True, 4)


async def test_a_name_is_changed_in_the_field_without_touching_the_link(database: Database, tmp_path: Path) -> None:
    caller, asked = await _asked(database, tmp_path, "open")
    one = asked.invited[0]

    async with database.writing() as db:
        values = PersonValues(name="Kim", email="", language="en")
        await people.change(db, caller, asked.initiative, one.organisation, one.person, values)
        await partners.change(db, caller, asked.initiative, one.organisation, name="Neu", sector=one.sector)
        invited = (await db.scalars(sa.select(Invitation.id))).all()

    assert sorted(invited) == sorted(each.invitation for each in asked.invited)


@pytest.mark.parametrize(
    ("field", "name", "email"),
    [
        ("name", "x" * 201, ""),
        ("name", "Kim\x00", ""),
        ("name", "Kim\u2028Beispiel", ""),
        ("email", "", "kim"),
        ("email", "", "kim@amt.example\r\nBcc: alle@amt.example"),
        ("email", "", "k" * 250 + "@amt.example"),
    ],
)
async def test_a_person_that_cannot_be_kept_is_refused_by_field(
    database: Database, field: str, name: str, email: str
) -> None:
    caller, initiative = await _begun(database)
    before = await contents(database)

    person = PersonValues(name=name, email=email)
    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await partners.add(db, caller, initiative, name="Amt", sector="other", person=person)

    assert list(refused.value.fields) == [field]
    assert await contents(database) == before
