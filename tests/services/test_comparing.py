"""The comparison of a quarter: like with like, frozen, nameless, and refused below five."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Wave
from scoring.findings import Interval
from tests.factories import make_staff
from tests.services.comparing import (
    QUARTER,
    VALUES,
    change_initiative,
    hidden_row,
    kept,
    make_comparisons,
    make_pool,
    make_released,
    row_with,
    seen,
)

pytestmark = pytest.mark.anyio

AFTER = QUARTER.begins + timedelta(hours=1)


async def refusals(database: Database) -> set[str | None]:
    """Return why initiatives are not compared; None for those that are."""
    return {one.refused for one in (await kept(database)).values()}


async def test_each_initiative_is_placed_among_the_others(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        pool = await make_pool(db)
        consultant = await make_staff(db, initiative=pool[0], role="consultant")
    assert await make_comparisons(database, keys)

    found = await seen(database, consultant, pool[0])

    assert found.comparison is not None
    assert found.round is not None
    (scale,) = found.comparison.scales
    assert (found.absence, found.round.title, found.quarter) == (None, "Frühjahr 2026", QUARTER)
    assert (found.comparison.initiatives, found.comparison.small, found.comparison.refused) == (7, 7, None)
    assert scale.own == row_with(2.1).scales[0]
    assert (scale.place.others, scale.place.position) == (6, "inside")
    assert scale.place.middle == Interval(value=3.2, low=2.6, high=3.7, n=6)
    assert len(await kept(database)) == 7


async def test_an_initiative_is_among_the_others_of_all_but_itself(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        low, *_ = await make_pool(db, [1.5, 3.0, 3.0, 3.0, 3.0, 3.0])
    await make_comparisons(database, keys)

    middles = {of: one.scales[0].place.middle for of, one in (await kept(database)).items()}

    own = middles.pop(low)
    assert own is not None
    assert own.value == 3.0
    assert {one.value for one in middles.values() if one is not None} == {2.7}


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ([{}, {}, {}, {}], None),
        ([{}, {}, {}], "too_few"),
        ([{}, {}, {}, {"questionnaire": "vollanalyse"}], "other_questionnaire"),
        ([{}, {}, {}, {"state": "analysed"}], "too_few"),
        ([{}, {}, {}, {"at": QUARTER.begins}], "too_few"),
    ],
)
async def test_fewer_than_five_alike_are_refused_with_the_reason(
    database: Database, keys: Keys, others: list[dict[str, Any]], reason: str | None
) -> None:
    async with database.writing() as db:
        one = await make_released(db, row_with(3.0))
        for values in others:
            await make_released(db, row_with(3.3), **values)
    await make_comparisons(database, keys)

    found = (await kept(database))[one]

    assert found.refused == reason
    assert (found.scales == ()) is (reason is not None)


async def test_organisations_are_not_compared_with_people(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_pool(db, VALUES[:4])
        for value in VALUES[:4]:
            await make_released(db, row_with(value, unit="response"))
    await make_comparisons(database, keys)

    assert await refusals(database) == {"other_questionnaire"}


async def test_what_is_made_up_is_not_compared_with_what_is_not(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_pool(db, VALUES[:4])
        for of in await make_pool(db, VALUES):
            await change_initiative(db, of, simulated=True)
    await make_comparisons(database, keys)

    found = sorted((one.initiatives, one.refused or "") for one in (await kept(database)).values())
    assert found == [(4, "too_few")] * 4 + [(7, "")] * 7


async def test_a_row_of_an_earlier_version_is_left_out_and_says_so(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_pool(db, VALUES[:5])
        old = await make_released(db, row_with(3.0, form=None))
    await make_comparisons(database, keys)

    found = await kept(database)

    assert found.pop(old).refused == "outdated"
    assert {one.initiatives for one in found.values()} == {5}


async def test_a_hidden_figure_is_not_placed_and_counts_for_nobody(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        await make_pool(db, VALUES[:5])
        one = await make_released(db, hidden_row())
    await make_comparisons(database, keys)

    found = await kept(database)

    assert found.pop(one).scales[0].place.refused == "withheld"
    assert {(other.initiatives, other.scales[0].place.others) for other in found.values()} == {(6, 4)}


async def test_a_comparison_names_no_other_initiative_and_none_of_its_figures(database: Database, keys: Keys) -> None:
    async with database.writing() as db:
        pool = await make_pool(db, [2.13, 2.47, 2.79, 3.07, 3.31, 3.61, 3.97])
        for number, of in enumerate(pool):
            await change_initiative(db, of, name=f"Initiative Nummer {number}")
        waves = list((await db.scalars(sa.select(Wave.id))).all())
    await make_comparisons(database, keys)

    found = {of: msgspec.json.encode(one).decode() for of, one in (await kept(database)).items()}

    for of, text in found.items():
        assert [one for one in (*pool, *waves, "Nummer") if one in text] == []
        own = str(dict(zip(pool, (2.13, 2.47, 2.79, 3.07, 3.31, 3.61, 3.97), strict=True))[of])
        assert [value for value in ("2.13", "2.47", "2.79", "3.07", "3.31", "3.61", "3.97") if value in text] == [own]
