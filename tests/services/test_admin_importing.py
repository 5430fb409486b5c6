"""Taking lists of partners over: what a preview promises is what happens, and no row is trusted."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid
from diagnostic.partner_lists import PartnerRow, read_partner_list
from diagnostic.services import importing, partners
from diagnostic.services.people import PersonValues
from diagnostic.store.database import Database
from tests.contents import actions, contents
from tests.factories import make_initiative, make_staff

pytestmark = pytest.mark.anyio

Row = PartnerRow


async def _begun(database: Database) -> tuple[Caller, str]:
    async with database.writing() as db:
        initiative = await make_initiative(db)
        caller = await make_staff(db, initiative=initiative)
        amt = PersonValues(name="Kim Beispiel", email="kim@amt.example")
        await partners.add(db, caller, initiative, name="Amt", sector="administration", person=amt)
        return caller, initiative


async def _names(database: Database, caller: Caller, initiative: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    async with database.reading() as db:
        found = await partners.listed(db, caller, initiative)
    return {(one.name, one.sector): [(person.name, person.email) for person in one.people] for one in found.partners}


async def test_a_preview_says_of_each_row_what_becomes_of_it_and_writes_nothing(database: Database) -> None:
    caller, initiative = await _begun(database)
    before = await contents(database)
    rows = (
        Row(line=2, organisation="Verein", sector="civil_society", name="Anna"),
        Row(line=3, organisation="Verein", sector="civil_society", name="Berta", email="b@verein.example"),
        Row(line=4, organisation="Klinik", sector="health"),
        Row(line=5, organisation="AMT", sector="administration", email="KIM@amt.example"),
        Row(line=6, organisation="Amt", sector="administration", name="kim beispiel"),
        Row(line=7, organisation="Amt", sector="administration"),
        Row(line=8, organisation="Amt", sector="administration", name="Otto"),
        Row(line=9, organisation="Amt", sector="education", name="Paula"),
        Row(line=10, organisation="Schule", sector="education", email="kim@amt.example"),
    )

    async with database.reading() as db:
        plan = await importing.preview(db, caller, initiative, rows=rows)

    assert [(one.row.line, one.fate, one.problem and one.problem.code) for one in plan.rows] == [
        (2, "new_organisation", None),
        (3, "new_person", None),
        (4, "new_organisation", None),
        (5, "known", None),
        (6, "known", None),
        (7, "known", None),
        (8, "new_person", None),
        (9, "refused", "partner_sector_differs"),
        (10, "refused", "partner_email_taken"),
    ]
    assert (plan.organisations, plan.people, plan.in_field) == (2, 4, False)
    assert [row.line for row in plan.accepted] == [2, 3, 4, 8]
    assert await contents(database) == before


async def test_a_list_is_taken_over_as_the_preview_said(database: Database) -> None:
    caller, initiative = await _begun(database)
    rows = (
        Row(line=2, organisation="Verein", sector="civil_society"),
        Row(line=3, organisation="Verein", sector="civil_society", name="Anna", language="en"),
        Row(line=4, organisation="Klinik", sector="health"),
        Row(line=5, organisation="Amt", sector="administration", name="Otto"),
    )

    async with database.writing() as db:
        counts = await importing.take_over(db, caller, initiative, rows=rows)

    assert counts == (2, 3)
    assert await _names(database, caller, initiative) == {
        ("Amt", "administration"): [("Kim Beispiel", "kim@amt.example"), ("Otto", "")],
        ("Klinik", "health"): [("", "")],
        ("Verein", "civil_society"): [("Anna", "")],
    }
    assert await actions(database) == [
        ("organisation_added", {}),
        ("partners_imported", {"organisations": 2, "people": 3}),
    ]


async def test_the_same_list_twice_adds_nothing_the_second_time(database: Database) -> None:
    caller, initiative = await _begun(database)
    rows = (
        Row(line=2, organisation="Verein", sector="civil_society", name="Anna"),
        Row(line=3, organisation="Klinik", sector="health", email="k@klinik.example"),
        Row(line=4, organisation="Schule", sector="education"),
    )

    async with database.writing() as db:
        await importing.take_over(db, caller, initiative, rows=rows)
    before = await _names(database, caller, initiative)
    async with database.writing() as db:
        counts = await importing.take_over(db, caller, initiative, rows=rows)

    assert counts == (0, 0)
    assert await _names(database, caller, initiative) == before


GOOD = Row(line=2, organisation="Verein", sector="health", name="Anna", email="a@verein.example")


@pytest.mark.parametrize(
    "rows",
    [
        (msgspec.structs.replace(GOOD, organisation=""),),
        (msgspec.structs.replace(GOOD, organisation=" Verein"),),
        (msgspec.structs.replace(GOOD, organisation="x" * 201),),
        (msgspec.structs.replace(GOOD, organisation="Ver\x00ein"),),
        (msgspec.structs.replace(GOOD, sector="culture"),),
        (msgspec.structs.replace(GOOD, name=""),),
        (msgspec.structs.replace(GOOD, name="A\nnna"),),
        (msgspec.structs.replace(GOOD, email="a@verein.example\r\nBcc: b@verein.example"),),
        (GOOD, msgspec.structs.replace(GOOD, sector="other", email=None)),
        (GOOD, msgspec.structs.replace(GOOD, organisation="VEREIN", email=None)),
        (msgspec.structs.replace(GOOD, email=None, name=None),) * 5_001,
    ],
)
async def test_rows_that_no_preview_shows_are_refused_and_nothing_is_written(
    database: Database, rows: tuple[PartnerRow, ...]
) -> None:
    caller, initiative = await _begun(database)
    before = await contents(database)

    with pytest.raises(Invalid) as refused:
        async with database.writing() as db:
            await importing.take_over(db, caller, initiative, rows=rows)

    assert list(refused.value.fields) == ["rows"]
    assert await contents(database) == before


CELLS = st.sampled_from(["", "Amt", "amt", "Verein", "Verband", "Kita"])
LINES = st.tuples(
    CELLS,
    st.sampled_from(["", "Verwaltung", "Bildung"]),
    st.sampled_from(["", "Kim Beispiel", "Anna", "anna"]),
    st.sampled_from(["", "kim@amt.example", "a@verein.example", "A@verein.example"]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=8))
def test_whatever_a_file_holds_its_rows_are_sound_and_each_has_one_fate(lines: list[tuple[str, ...]]) -> None:
    text = "\n".join(["Organisation;Bereich;Ansprechperson;E-Mail", *(";".join(line) for line in lines)])
    read = read_partner_list(text.encode(), "liste.csv")

    plan = importing.planned((), read.rows)

    importing.require_sound(read.rows)
    assert [one.row for one in plan.rows] == list(read.rows)
    assert {one.fate for one in plan.rows if one.problem is None} <= {"new_organisation", "new_person", "known"}
    assert len(plan.new) == len({row.organisation.casefold() for row in read.rows})
