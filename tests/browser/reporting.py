"""The way of a backbone office through its self-report, from the reminder on the home page to the round that has it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.steps import checked, press, submit, submit_answers

FACTS = ("structure", "resources", "governance")


def report_on_itself(page: Page, home: str, wave: str) -> None:
    """Follow the reminder, learn that this voice is named, answer all pages, complete, and change one answer."""
    page.goto(home)
    press(page, page.get_by_role("link", name="Selbstauskunft ausfüllen"))
    assert "Diese eine Stimme ist namentlich" in page.locator(".promise").inner_text()
    press(page, page.locator("main .actions a").first)

    submit_answers(page)
    expect(page.locator(".summary")).to_be_visible()
    for name in FACTS:
        page.wait_for_url(f"**/self-report/answer/{name}*")
        fill_in(page)
        submit_answers(page)

    switch_language(page)
    page.goto(f"{wave}/self-report")
    press(page, page.get_by_role("link", name="Weiter ausfüllen"))
    while "/answer/" in page.url:
        fill_in(page)
        submit_answers(page)
    page.wait_for_url("**/self-report/check?*")
    assert page.locator(".check-list .missing").count() == 0
    submit(page, 'form[action$="/self-report/check"]')

    page.wait_for_url("**/self-report")
    press(page, page.get_by_role("link", name="Ansehen und ändern"))
    press(page, page.locator(".check-list a").last)
    page.locator("fieldset").last.locator("label.answer").last.click()
    submit_answers(page)
    assert "kann ich nicht beurteilen" in page.locator(".check-list").last.inner_text()
    page.goto(wave)
    assert "Abgeschlossen, zuletzt geändert am" in page.locator("main").inner_text()


def fill_in(page: Page) -> None:
    """Answer everything on the page."""
    for question in page.locator("fieldset").all():
        question.locator("label.answer").nth(1).click()
    for number in page.locator("#answers input[inputmode]").all():
        number.fill("12")


def switch_language(page: Page) -> None:
    """Read the page in English and in German again; what is chosen and not saved yet stays."""
    fill_in(page)
    chosen = checked(page)
    for language in ("en", "de"):
        press(page, page.locator(f'button[form="answers"][value="{language}"]'))
        assert page.locator("html").get_attribute("lang") == language
        assert checked(page) == chosen
