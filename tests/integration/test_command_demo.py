"""``diagnostic demo``: a simulated initiative in a service, with everything that a newcomer needs to look at it."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from diagnostic.demo.plan import demo_plan
from diagnostic.domain.comparisons import Comparison
from diagnostic.domain.quarters import quarter_of
from diagnostic.store.database import Database
from diagnostic.store.tables import (
    ComparisonRow,
    Document,
    Initiative,
    Invitation,
    Membership,
    Organisation,
    Response,
    SelfReport,
    User,
    Wave,
)
from questionnaires.codebook import variables
from questionnaires.loading import find
from tests.integration.command import Ran
from tests.integration.demonstration import copy_of_demo, demo_in

NEIGHBOURS = len(demo_plan().neighbours.initiatives)
OF_THE_OFFICE = Wave.initiative_id.in_(
    sa.select(Membership.initiative_id)
    .join(User, User.id == Membership.user_id)
    .where(Membership.role == "backbone", User.email == demo_plan().staff["backbone"].email)
)
"""Rounds of the initiative that the newcomer looks after."""


@pytest.fixture(scope="module")
def demo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """The demo, as it was loaded into an empty folder."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    return copy_of_demo(shared, folder), folder


def rows(folder: Path, query: sa.Select[Any]) -> list[tuple[Any, ...]]:
    """Return what the database of an installation answers."""

    async def ask() -> list[tuple[Any, ...]]:
        database = Database(f"sqlite:///{folder / 'zusammenspiel.sqlite'}")
        async with database.reading() as db:
            found = [tuple(row) for row in await db.execute(query)]
        await database.close()
        return found

    return asyncio.run(ask())


def test_it_ends_well_and_tells_each_of_its_steps(demo: tuple[Ran, Path]) -> None:
    ran, _ = demo

    assert ran.code == 0
    assert [line[:5] for line in ran.err] == ["[1/4]", "[2/4]", "[3/4]", "[4/4]"]


def test_it_tells_a_link_and_two_accounts(demo: tuple[Ran, Path]) -> None:
    text = "\n".join(demo[0].out)

    assert len(re.findall(r"http://127\.0\.0\.1:8000/start/[\w-]{43}$", text, re.MULTILINE)) == 1
    assert re.findall(r"E-Mail (\S+)  Passwort \S{16}", text) == [
        "geschaeftsstelle@example.org",
        "beratung@example.org",
    ]


def test_one_round_is_released_and_one_is_open(demo: tuple[Ran, Path]) -> None:
    found = rows(demo[1], sa.select(Wave.state, Wave.questionnaire).where(OF_THE_OFFICE).order_by(Wave.created_at))

    assert found == [("released", "vollanalyse"), ("open", "kurzcheck")]


def test_the_released_round_has_its_report_in_both_languages_and_its_network(demo: tuple[Ran, Path]) -> None:
    query = sa.select(Document.language, Document.format).join(Wave, Wave.id == Document.wave_id).where(OF_THE_OFFICE)
    kept = rows(demo[1], query.order_by(Document.language, Document.format))

    network = [("", "graphml"), ("", "nodes"), ("", "ties")]
    assert kept == [*network, ("de", "html"), ("de", "pdf"), ("en", "html"), ("en", "pdf")]


def test_the_report_says_that_it_is_simulated(demo: tuple[Ran, Path]) -> None:
    found = rows(demo[1], sa.select(Document.language, Document.content).where(Document.format == "html"))
    told = {"de": "simulierte daten", "en": "simulated data"}

    assert len(found) == 2 * (1 + NEIGHBOURS)
    for language, content in found:
        assert told[language] in str(content, "utf-8").lower().split("<body>")[1].split("</h2>")[0]


def test_the_initiative_is_marked_as_simulated(demo: tuple[Ran, Path]) -> None:
    assert rows(demo[1], sa.select(Initiative.simulated)) == [(True,)] * (1 + NEIGHBOURS)


def test_the_consultant_has_further_initiatives_that_are_compared_in_the_quarter_that_runs(
    demo: tuple[Ran, Path],
) -> None:
    found = rows(demo[1], sa.select(ComparisonRow.quarter, ComparisonRow.document))
    comparisons = [msgspec.convert(document, Comparison) for _, document in found]
    consulting = sa.select(sa.func.count()).select_from(Membership).where(Membership.role == "consultant")

    assert {quarter for quarter, _ in found} == {str(quarter_of(datetime.now(UTC)))}
    assert [(one.initiatives, one.refused) for one in comparisons] == [(NEIGHBOURS, None)] * NEIGHBOURS
    assert {place.place.refused for one in comparisons for place in one.scales} <= {None, "withheld"}
    assert rows(demo[1], consulting) == [(1 + NEIGHBOURS,)]


def test_one_initiative_takes_no_part_in_the_comparison(demo: tuple[Ran, Path]) -> None:
    apart = sa.select(Initiative.name).where(Initiative.compared_since.is_(None))

    assert rows(demo[1], apart) == [(demo_plan().initiative.name,)]


def test_everybody_who_has_submitted_has_one_response(demo: tuple[Ran, Path]) -> None:
    running = sa.select(Wave.id).where(Wave.state == "open").scalar_subquery()
    submitted = sa.select(sa.func.count(Invitation.id)).where(
        Invitation.state == "submitted", Invitation.wave_id == running
    )
    responses = sa.select(sa.func.count(Response.id)).where(Response.state == "submitted", Response.wave_id == running)

    assert rows(demo[1], submitted) == rows(demo[1], responses)


def test_the_backbone_office_has_reported_on_itself_in_the_released_round_alone(demo: tuple[Ran, Path]) -> None:
    query = sa.select(Wave.state, SelfReport.state, SelfReport.values).join(SelfReport, SelfReport.wave_id == Wave.id)
    ((wave, state, values),) = rows(demo[1], query)
    asked = {one.name: one for one in variables(find("geschaeftsstelle"))}

    assert (wave, state) == ("released", "submitted")
    assert set(values) == set(asked)
    assert [name for name, value in values.items() if not asked[name].allows(value)] == []
    assert (values["partners"], values["office_host"]) == (26, "lead")


def test_some_of_those_asked_in_the_open_round_have_not_begun(demo: tuple[Ran, Path]) -> None:
    states = sa.select(Invitation.state).join(Wave, Wave.id == Invitation.wave_id).where(Wave.state == "open")

    assert {state for (state,) in rows(demo[1], states.distinct())} == {"invited", "submitted"}


def test_loading_it_again_changes_nothing_and_tells_the_same(demo: tuple[Ran, Path]) -> None:
    ran, folder = demo
    query = sa.select(sa.func.count(Organisation.id))
    before = rows(folder, query)

    again = demo_in(folder)

    assert again.out == ran.out
    assert again.err == ()
    assert rows(folder, query) == before


def test_what_it_keeps_is_for_its_owner_alone(demo: tuple[Ran, Path]) -> None:
    _, folder = demo
    open_to_others = [path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]

    assert open_to_others == []
