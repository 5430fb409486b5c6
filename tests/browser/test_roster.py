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
from tests.browser.reading import HIDDEN, TOO_WIDE, WIDTHS, barriers_to_reading
from tests.browser.service import Service, serving
from tests.browser.steps import begin, checked, press, submit, submit_answers
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


def on_the_list(page: Page, link: str, *, scripts: bool = True) -> None:
    """Begin, decide what may be shown, and come to the list; no page is too wide or closed to anybody on the way."""
    begin(page, link)
    looked_at(page, scripts=scripts)
    page.locator("label.answer").first.click()
    submit_answers(page)
    page.wait_for_url("**/answer/partners?*")


def looked_at(page: Page, *, scripts: bool = True) -> None:
    """See that a page is open to all and fits every window; axe itself needs scripts."""
    own = page.viewport_size
    assert own is not None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert (width, page.evaluate(TOO_WIDE)) == (width, [])
    assert page.evaluate(HIDDEN) == []
    page.set_viewport_size(own)
    assert not scripts or barriers_to_reading(page) == []


def answer_everybody(page: Page, which: int) -> int:
    """Choose one of the answers for everything that is asked, and return how much that is."""
    questions = page.locator(".roster-answers")
    for question in questions.all():
        question.locator("label.answer").nth(which).click()
    return questions.count()


@pytest.mark.parametrize(
    ("language", "scripts"), [("de", True), ("en", False)], ids=["in German with scripts", "in English without scripts"]
)
def test_sixty_partners_are_answered_on_a_phone(
    asking: tuple[Service, dict[str, list[str]]], windows: Windows, language: str, *, scripts: bool
) -> None:
    link = asking[1]["netzwerk"][2 * (language == "de") + scripts]
    page = windows.open(width=PHONE, language=language, cookies={"language": language}, java_script_enabled=scripts)

    on_the_list(page, link, scripts=scripts)
    looked_at(page, scripts=scripts)
    assert page.locator(".roster-card").count() == PARTNERS + 1
    assert page.locator("[data-filter]").is_visible() == scripts
    first, second = page.locator("[data-known]").all()[:2]
    for button in (first, second):
        if scripts:
            button.click()
        else:
            press(page, button)
    assert len(checked(page)) == page.locator(".roster-group:nth-child(-n + 2) .roster-card").count()
    for question in page.locator(".roster-group:nth-child(n + 3) .roster-answers").all():
        question.locator("label.answer").nth(1).click()
    submit_answers(page)
    page.wait_for_url("**/answer/partners_intensity?*")

    looked_at(page, scripts=scripts)
    known = answer_everybody(page, 2)
    submit_answers(page)
    page.wait_for_url("**/answer/partners_reliable?*")
    looked_at(page, scripts=scripts)
    assert answer_everybody(page, 3) == known * 3
    submit_answers(page)
    page.wait_for_url("**/check?*")
    assert page.locator(".check-list .missing").count() == 0
    looked_at(page, scripts=scripts)
    submit(page, 'form[action="/check"]')
    page.wait_for_url("**/thanks")


def test_a_list_warns_once_leads_to_what_is_open_and_lets_it_go(
    asking: tuple[Service, dict[str, list[str]]], windows: Windows
) -> None:
    page = windows.open(width=PHONE)
    on_the_list(page, asking[1]["netzwerk"][10])

    submit_answers(page)
    links = page.locator(".summary a")
    assert links.count() == page.locator(".roster-group").count()
    looked_at(page)
    links.nth(1).click()
    assert page.locator(":target").get_attribute("name") == page.locator(
        ".roster-group:nth-child(2) input"
    ).first.get_attribute("name")
    submit_answers(page)
    page.wait_for_url("**/check?*")


def test_a_name_is_found_in_the_list_and_what_is_hidden_is_sent_all_the_same(
    asking: tuple[Service, dict[str, list[str]]], windows: Windows
) -> None:
    page = windows.open()
    on_the_list(page, asking[1]["netzwerk"][11])
    page.locator(".roster-card").first.locator("label.answer").first.click()
    field = page.locator("#roster-filter")

    field.fill("Raumfahrt")
    assert page.locator(".roster-card:visible").count() == 0
    assert page.locator("[data-none]").inner_text() == "Kein Partner passt dazu."
    field.fill("JUGENDARZTLICH")
    assert 0 < page.locator(".roster-card:visible").count() < PARTNERS
    assert "Jugendärztlicher" in page.locator(".roster-name:visible").first.inner_text()
    page.locator('.survey-end button[name="_go"]').first.click()
    page.wait_for_url("**/answer/partners?*open=1")
    assert len(checked(page)) == 1


def test_the_list_comes_after_the_other_pages(asking: tuple[Service, dict[str, list[str]]], windows: Windows) -> None:
    page = windows.open()
    begin(page, asking[1]["kurzcheck+netzwerk"][0])

    titles = page.locator(".section-list li").all_inner_texts()

    assert (len(titles), titles[-1]) == (7, "Welche Partner kennen Sie?")
