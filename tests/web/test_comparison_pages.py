"""The comparison in the browser: taken part in and withdrawn from by the office, read by the consultant alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from diagnostic.domain.caller import Caller
from diagnostic.domain.quarters import quarter_of
from diagnostic.store import users
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.web.dates import day
from tests.factories import NOW
from tests.services.comparing import change_initiative, make_comparisons, make_pool
from tests.staff_visiting import staff_visiting
from tests.statements import MOST_A_PAGE, statements

pytestmark = pytest.mark.anyio

VALUES = (2.13, 2.47, 2.79, 3.07, 3.31, 3.61, 3.97)


async def joined(database: Database, caller: Caller, initiative: str) -> None:
    """Make somebody a consultant of an initiative."""
    async with database.writing() as db:
        await users.join(db, caller.user or "", initiative, "consultant", NOW)


async def test_an_office_takes_part_and_withdraws_on_the_page_of_its_initiative(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        browser, edit = visit.browser, f"{visit.home}/edit"
        await joined(database, visit.caller, visit.initiative)
        following = day(quarter_of(datetime.now(UTC)).following.begins, "de")

        before = (await browser.get(edit)).text
        joining = (await browser.post(f"{visit.home}/comparison")).text
        seen = (await browser.get(f"/portfolio/{visit.initiative}/comparison")).text
        await browser.get(edit)
        after = (await browser.post(f"{visit.home}/comparison/withdraw")).text

        assert "Ihre Initiative nimmt nicht teil." in before
        assert f"Ab dem nächsten Quartal, das am {following} beginnt." in before
        assert f"Verglichen wird sie ab dem nächsten Quartal, das am {following} beginnt." in joining
        assert "/comparison/withdraw" in joining
        assert f"Verglichen wird sie ab dem {following}." in seen
        assert "Ihre Initiative nimmt nicht teil." in after


@pytest.mark.parametrize(("language", "words"), [("de", "anderen Initiativen"), ("en", "other initiatives")])
async def test_a_consultant_sees_the_others_only_taken_together(
    database: Database, tmp_path: Path, language: str, words: str
) -> None:
    async with database.writing() as db:
        pool = await make_pool(db, VALUES)
        for number, of in enumerate(pool):
            await change_initiative(db, of, name=f"Nummer {number}")
    await make_comparisons(database, Keys(tmp_path), datetime.now(UTC))
    async with staff_visiting(database, tmp_path, role="consultant", language=language) as visit:
        await joined(database, visit.caller, pool[0])
        table = (await visit.browser.get("/portfolio")).text
        with statements() as sent:
            page = await visit.browser.get(f"/portfolio/{pool[0]}/comparison")
        others = [(await visit.browser.get(f"/portfolio/{of}/comparison")).status_code for of in pool[1:]]

    assert f'href="/portfolio/{pool[0]}/comparison"' in table
    assert (page.status_code, others) == (200, [404] * 6)
    assert words in page.text
    assert "Nummer 0" in page.text
    assert [one for one in (*pool[1:], *(f"Nummer {number}" for number in range(1, 7))) if one in page.text] == []
    assert len(sent) <= MOST_A_PAGE


async def test_nobody_but_its_office_decides_whether_an_initiative_takes_part(
    database: Database, tmp_path: Path
) -> None:
    async with database.writing() as db:
        foreign, *_ = await make_pool(db, VALUES)
    async with staff_visiting(database, tmp_path, role="consultant") as visit:
        for of in (visit.initiative, foreign):
            for path in ("comparison", "comparison/withdraw"):
                await visit.browser.get("/account")
                assert (await visit.browser.post(f"/initiatives/{of}/{path}")).status_code == 404
