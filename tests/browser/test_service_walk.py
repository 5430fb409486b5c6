"""The whole way through the service in a browser, with scripts and without: from signing in to a consultant's table."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.reporting import report_on_itself
from tests.browser.respondents import take_part
from tests.browser.service import Service, serving
from tests.browser.steps import (
    TEXT,
    WORKBOOK,
    answer_and_submit,
    answer_page,
    begin,
    checked,
    press,
    submit,
    submit_answers,
)
from tests.browser.windows import Windows, windows_on

pytestmark = pytest.mark.browser

OFFICE = "office@example.org"
ADVICE = "advice@example.org"
NEW_PASSWORD = "vier lange neue Worte"  # noqa: S105 - of a consultant who does not exist
ORGANISATIONS, ANSWERING = 10, 9
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Walk:
    """Somebody's way: the windows, how they are opened, and the page of the backbone office."""

    windows: Windows
    options: dict[str, Any]
    office: Page

    def window(self, **more: Any) -> Page:
        """Open a window for somebody else."""
        return self.windows.open(**self.options, **more)


@pytest.fixture(scope="module")
def service(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:  # noqa: ARG001 - nothing is started where there is no browser
    """A new installation with one account, and its password."""
    service = Service(tmp_path_factory.mktemp("service") / "data")
    password = service.create_account(OFFICE, "Kim Beispiel")
    with serving(service.folder) as running:
        yield running, password


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_initiative_finds_its_way_from_a_list_of_partners_to_a_report_that_a_consultant_reads(
    service: tuple[Service, str], browser: Browser, *, scripts: bool
) -> None:
    running, password = service
    with windows_on(browser, running.address) as windows:
        options: dict[str, Any] = {"java_script_enabled": scripts}
        walk = Walk(windows, options, windows.open(**options))
        sign_in(walk.office, password)
        home = found_an_initiative(walk.office)
        import_partners(walk.office, home)
        wave = plan_and_open_a_round(walk.office, home)
        links = read_the_links(walk.office)

        answer_in_english(walk, links.pop("Sportverein"))
        phone = links.pop("Klinik")
        answer_on_a_phone(walk, phone)
        stop_and_go_on_in_another_browser(walk, links.pop("Jugendamt"))
        let_others_answer(list(links.values())[: ANSWERING - 3])

        see_the_turnout(walk.office, home)
        report_on_itself(walk.office, home, wave)
        close_and_follow_the_analysis(walk.office, wave, scripts=scripts)
        read_and_download_the_report(walk.office, wave)
        release_the_report(walk.office)
        read_the_result_on_a_phone(walk, phone)
        join_and_read_as_a_consultant(walk, home, invite_a_consultant(walk.office, home, scripts=scripts))
        assert (windows.elsewhere, windows.said) == ([], [])


def sign_in(page: Page, password: str) -> None:
    """Go to the first page, and come from there to where one signs in and then to the initiatives."""
    page.goto("/")
    assert page.url.endswith("/sign-in")
    page.fill("#email", OFFICE)
    page.fill("#password", password)
    press(page, page.get_by_role("button", name="Anmelden"))
    page.wait_for_url("**/initiatives")


def found_an_initiative(page: Page) -> str:
    """Found an initiative and return its address; what is missing at first is told, and nothing typed is lost."""
    page.goto("/initiatives/new")
    page.fill("#name", "Gemeinsam für Kinder")
    submit(page, "main form")
    assert page.title().startswith("Fehler: ")
    assert page.input_value("#name") == "Gemeinsam für Kinder"
    page.select_option("#theme", "young_people")
    page.select_option("#region", "town")
    page.fill("#founded", "2022")
    submit(page, "main form")
    page.wait_for_url(re.compile(r"/initiatives/[0-9a-f]{32}$"))
    return page.url


def import_partners(page: Page, home: str) -> None:
    """Read a workbook and a text file; rows with errors are told and left out, the rest is taken over."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Partner", 0)
    for row in WORKBOOK:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    import_list(page, home, {"name": "partner.xlsx", "mimeType": SHEET, "buffer": content.getvalue()}, (5, 7))
    import_list(page, home, {"name": "partner.csv", "mimeType": "text/csv", "buffer": TEXT.encode("cp1252")}, (7,))
    assert page.get_by_text("Bäckerei Süß").is_visible()


def import_list(page: Page, home: str, file: FilePayload, wrong: Sequence[int]) -> None:
    """Read one list, see in which rows something is wrong, and take the others over."""
    page.goto(f"{home}/partners/import")
    page.set_input_files("#file", files=[file])
    submit(page, "main form")
    told = page.locator("main section").first.inner_text()
    assert sorted({int(row) for row in re.findall(r"Zeile (\d+)", told)}) == list(wrong)
    submit(page, 'form[action$="/import/confirm"]')
    page.wait_for_url("**/partners?done=imported")


def plan_and_open_a_round(page: Page, home: str) -> str:
    """Plan a round, publish and open it, and return its address."""
    page.goto(f"{home}/waves/new")
    page.fill("#title", "Herbst")
    page.check('[name="questionnaire"][value="kurzcheck"]')
    page.check('[name="mode"][value="confidential"]')
    submit(page, "main form")
    page.wait_for_url(re.compile(r"/waves/[0-9a-f]{32}$"))
    wave = page.url
    submit(page, 'form[action$="/publish"]')
    assert page.locator(".links .address").count() == ORGANISATIONS
    page.goto(wave)
    submit(page, 'form[action$="/open"]')
    assert page.locator(".wave .current").inner_text() == "läuft"
    return wave


def read_the_links(page: Page) -> dict[str, str]:
    """Return the personal links of the round by organisation."""
    press(page, page.locator('main a[href$="/links"]'))
    names = page.locator(".links .who").evaluate_all("all => all.map(one => one.firstChild.textContent.trim())")
    links: dict[str, str] = dict(zip(names, page.locator(".links .address").all_inner_texts(), strict=True))
    assert len(links) == ORGANISATIONS
    return links


def answer_in_english(walk: Walk, link: str) -> None:
    """Answer in the language in which one was invited, from the first page to the last."""
    page = walk.window()
    begin(page, link)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text().strip() != ""
    answer_and_submit(page)
    assert "your answers have been submitted" in page.title()


def answer_on_a_phone(walk: Walk, link: str) -> None:
    """Answer on a narrow screen; what is left out is told once and then let go."""
    page = walk.window(width=390, has_touch=True, is_mobile=True)
    begin(page, link)
    submit_answers(page)
    expect(page.locator(".summary")).to_be_visible()
    submit_answers(page)
    answer_and_submit(page)


def stop_and_go_on_in_another_browser(walk: Walk, link: str) -> None:
    """Answer two pages, stop, and go on from the third in another browser, with nothing lost."""
    first = walk.window()
    begin(first, link)
    begun = answer_page(first)
    answer_page(first)
    third = first.locator("h1").inner_text()
    first.context.close()
    walk.windows.contexts.remove(first.context)

    page = walk.window()
    begin(page, link)
    assert page.locator("h1").inner_text() == third
    for _ in range(2):
        press(page, page.locator('button[name="_go"][value="back"]'))
    assert checked(page) == begun
    answer_and_submit(page)


def let_others_answer(links: Sequence[str]) -> None:
    """Let people answer at the same time."""
    with ThreadPoolExecutor(4) as people:
        list(people.map(take_part, links))


def see_the_turnout(page: Page, home: str) -> None:
    """See on the first page of the initiative who has answered."""
    page.goto(home)
    total = page.locator("main table tbody tr").last
    assert f"{ANSWERING} von {ORGANISATIONS}" in total.inner_text()
    assert total.locator(".lamp-full").count() == 1


def close_and_follow_the_analysis(page: Page, wave: str, *, scripts: bool) -> None:
    """Close the round, and see how far the analysis is until it has ended; without scripts one loads anew."""
    page.goto(wave)
    press(page, page.locator('main a[href$="/close"]'))
    submit(page, 'form[action=""]')
    page.wait_for_url(wave)
    report = page.locator('main a[href$="/report"]')
    if not scripts:
        while report.count() == 0:
            assert page.locator(".task-progress").count() == 1
            press(page, page.get_by_role("link", name="Neu laden"))
    expect(report).to_be_visible(timeout=60_000)
    assert page.locator(".wave .current").inner_text() == "ausgewertet"


def read_and_download_the_report(page: Page, wave: str) -> None:
    """Open the report as a page and as a file."""
    page.goto(f"{wave}/report")
    press(page, page.locator('main .actions a[href$="/report/de"]'))
    assert page.locator("html").get_attribute("lang") == "de"
    assert "Gemeinsam für Kinder" in page.locator("body").inner_text()
    page.go_back()
    with page.expect_download() as download:
        page.locator('main a[href$="/report/de/pdf"]').click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) > 1


def release_the_report(page: Page) -> None:
    """Release the report; then there is nothing to release any more."""
    submit(page, 'form[action$="/release"]')
    assert page.locator('form[action$="/release"]').count() == 0


def read_the_result_on_a_phone(walk: Walk, link: str) -> None:
    """Open the personal link once more: the own answers stand beside what all said."""
    page = walk.window(width=390, has_touch=True, is_mobile=True)
    page.goto(link)
    press(page, page.get_by_role("button", name="Ergebnis ansehen"))
    page.wait_for_url("**/results")
    assert "Sie: " in page.locator(".beside-list").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def invite_a_consultant(page: Page, home: str, *, scripts: bool) -> str:
    """Invite a consultant, a new one each time, and return the link."""
    page.goto(f"{home}/consultants")
    page.fill("#email", ADVICE if scripts else f"second.{ADVICE}")
    page.check('[name="role"][value="consultant"]')
    submit(page, 'form[action$="/consultants"]')
    return page.locator("#link").inner_text()


def join_and_read_as_a_consultant(walk: Walk, home: str, link: str) -> None:
    """Join with a new password; see the one initiative in the table, open its report, and reach nothing else."""
    page = walk.window()
    page.goto(link)
    page.fill("#name", "Beratung")
    page.fill("#password", NEW_PASSWORD)
    press(page, page.get_by_role("button", name="Konto anlegen und annehmen"))
    page.wait_for_url("**/portfolio")
    assert page.locator("table.heat tbody th > a").all_inner_texts() == ["Gemeinsam für Kinder"]
    press(page, page.locator("table.heat tbody th > a"))
    press(page, page.locator('main .actions a[href$="/de"]'))
    assert "Gemeinsam für Kinder" in page.locator("body").inner_text()
    refused = [page.request.get(f"{home}{path}").status for path in ("", "/partners", "/consultants", "/waves/new")]
    assert refused == [404] * 4
    page.goto("/initiatives")
    assert "Gemeinsam für Kinder" not in page.locator("main").inner_text()
