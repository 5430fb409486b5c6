"""What holds for every page of a respondent: cheap, light, without a trace, and in two languages that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import sqlalchemy as sa

from diagnostic.store.database import Database
from diagnostic.store.tables import Table
from diagnostic.web.wording import sentences
from questionnaires.codebook import variables
from questionnaires.loading import find, library
from reports.context import Mode
from tests.visiting import settings_for, visiting
from tests.web.partner import Guest, guest, make

pytestmark = pytest.mark.anyio

PAGES = (
    "/answer/offers",
    "/answer/offers?open=1&saved=1432",
    "/answer/together?check=1",
    "/check",
    "/thanks",
    "/withdraw",
)
MOST_STATEMENTS = 10
MOST_REQUESTS = 6
MOST_BYTES = 100_000


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect every statement that goes to any database."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


async def everything(database: Database) -> list[Any]:
    async with database.reading() as db:
        return [tuple(row) for table in Table.metadata.sorted_tables for row in await db.execute(sa.select(table))]


async def visit_all(person: Guest) -> dict[str, str]:
    pages = {}
    for path in (f"/start/{person.invited.token}", *PAGES):
        answer = await person.visit.get(path)
        assert answer.status_code == 200, path
        pages[path] = answer.text
    return pages


async def test_reading_any_page_writes_nothing(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        before = await everything(database)
        for handed_in in (False, True):
            if handed_in:
                await person.visit.get("/check")
                await person.visit.post("/check")
                before = await everything(database)
            await visit_all(person)
            await person.visit.client.get("/copy.pdf")
            assert await everything(database) == before


async def test_no_page_asks_the_database_often(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)
    costs: dict[str, int] = {}

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        for path in (f"/start/{person.invited.token}", *PAGES):
            with counted() as statements:
                await person.visit.client.get(path, follow_redirects=False)
            costs[path] = len(statements)
        await person.visit.get("/answer/offers")
        form = {**person.fields, "overview_01": "4", "_warned": "1", "_go": "next"}
        for path, fields in (("/answer/offers", form), ("/check", form), ("/withdraw", form)):
            with counted() as statements:
                await person.visit.client.post(path, data=fields, follow_redirects=False)
            costs[f"POST {path}"] = len(statements)

    assert {path: cost for path, cost in costs.items() if cost > MOST_STATEMENTS} == {}
    assert min(costs.values()) > 0


async def test_the_first_page_is_light(database: Database, address: str, tmp_path: Path) -> None:
    made, settings = await make(database, tmp_path, address)

    async with guest(settings, made.invited[0]) as person:
        page = await person.open()
        linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        styles = [await person.visit.client.get(path, headers={"accept-encoding": "gzip"}) for path in linked]
        fonts = {font for style in styles for font in re.findall(r'url\("([^"]+woff2)"\)', style.text)}
        base = next(path for path in linked if path.endswith("/app.css")).rpartition("/")[0]
        faces = [await person.visit.client.get(f"{base}/{font}") for font in sorted(fonts)]

    sizes = [len(page.content), *(int(one.headers["content-length"]) for one in (*styles, *faces))]
    assert len(sizes) <= MOST_REQUESTS
    assert len(faces) == 2
    assert sum(sizes) <= MOST_BYTES


@pytest.mark.parametrize("mode", ["confidential", "named"])
async def test_only_the_anonymous_mode_is_called_so(
    mode: Mode, database: Database, address: str, tmp_path: Path
) -> None:
    made, settings = await make(database, tmp_path, address, mode=mode)

    async with guest(settings, made.invited[0]) as person:
        await person.begin()
        pages = await visit_all(person)
        await person.visit.get("/check")
        await person.visit.post("/check")
        pages |= {f"{path} after": text for path, text in (await visit_all(person)).items()}

    assert [path for path, text in pages.items() if "anonym" in text.lower()] == []


async def test_nothing_that_a_respondent_may_read_is_open_without_a_link(address: str, tmp_path: Path) -> None:
    async with visiting(settings_for(address, tmp_path)) as visit:
        for path in (*PAGES, "/copy.pdf"):
            assert (await visit.get(path)).status_code == 401


def test_both_languages_say_the_same() -> None:
    german, english = sentences("partner", "de"), sentences("partner", "en")

    assert list(german) == list(english)
    named = {
        key: [{name for _, name, _, _ in Formatter().parse(one[key])} for one in (german, english)] for key in german
    }
    assert {key: names for key, names in named.items() if names[0] != names[1]} == {}
    assert [key for key, text in {**german, **english}.items() if ";" in text] == []


def test_no_form_has_a_field_of_its_own_with_the_name_of_a_question() -> None:
    names = {variable.name for name, version in library() for variable in variables(find(f"{name}/{version}"))}

    assert not {name for name in names if name.startswith("_")}
    assert names.isdisjoint({"csrf", "language"})
