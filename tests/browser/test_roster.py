"""A list of sixty partners, filled in on a phone: in both languages, with scripts and without, and at a desk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page

from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.migrating import migrate
from diagnostic.store.tables import Organisation
from tests.browser.service import Service, serving
from tests.browser.steps import submit_answers
from tests.browser.windows import Windows, windows_on
from tests.factories import make_round

pytestmark = pytest.mark.browser

PHONE = 390
PARTNERS = 60
NAMES = (
    "Jugendamt der Kreisstadt",
    "Freiwilligenagentur Mitte e. V.",
    "Gesamtschule am Stadtwald",
    "Kinder- und Jugendärztlicher Dienst",
    "Wirtschaftsförderungsgesellschaft",
    "Evangelische Kirchengemeinde",
)
TO_OFFICE = "known__backbone"
"""About the backbone office, which stands apart."""


@pytest.fixture(scope="module")
def asking(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, dict[str, list[str]]]]:  # noqa: ARG001 - nothing is started where there is no browser
    """A service with a round of sixty-one organisations, and personal links for each questionnaire."""
    folder = tmp_path_factory.mktemp("roster") / "data"
    folder.mkdir()
    links = asyncio.run(_filled(folder))
    with serving(folder) as service:
        yield service, {name: [f"{service.address}/start/{one}" for one in tokens] for name, tokens in links.items()}


async def _filled(folder: Path) -> dict[str, list[str]]:
    database = Database(f"sqlite:///{folder / 'zusammenspiel.sqlite'}")
    await migrate(database)
    links = {}
    async with database.writing() as db:
        for name in ("netzwerk", "kurzcheck+netzwerk"):
            made = await make_round(db, Keys(folder), questionnaire=name, organisations=PARTNERS + 1)
            links[name] = [one.token for one in made.invited]
        query = sa.select(Organisation.id).order_by(Organisation.initiative_id, Organisation.name)
        ids = (await db.scalars(query)).all()
        for number, (one, text) in enumerate(zip(ids, cycle(NAMES), strict=False)):
            await db.execute(sa.update(Organisation).where(Organisation.id == one).values(name=f"{text} {number + 1}"))
    await database.close()
    return links


@pytest.fixture
def windows(asking: tuple[Service, dict[str, list[str]]], browser: Browser) -> Iterator[Windows]:
    """Windows of this test alone."""
    with windows_on(browser, asking[0].address) as found:
        yield found
        assert (found.elsewhere, found.said) == ([], [])


def on_the_list(page: Page) -> None:
    """Decide what may be shown, and come to the list."""
    page.locator('input[name="share_ties"][value="yes"]').check(force=True)
    submit_answers(page)
    page.wait_for_url("**/answer/partners?*")
