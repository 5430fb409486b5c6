"""Small steps that every way through the service is made of, and the lists of partners that are read on it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

HEADING = ("Organisation", "Bereich", "Ansprechperson", "E-Mail", "Sprache")
WORKBOOK = (
    HEADING,
    ("Jugendamt", "Verwaltung", "Anna Amt", "anna@amt.example", "de"),
    ("Sportverein", "Zivilgesellschaft", "Sam Sport", "sam@sport.example", "en"),
    ("Grundschule", "Bildung", "", "", "de"),
    ("Ohne Bereich", "Raumfahrt", "", "", ""),
    ("Klinik", "Gesundheit", "Kim Klinik", "kim@klinik.example", "de"),
    ("", "Bildung", "Niemand", "", ""),
)
TEXT = """Organisation;Bereich;Ansprechperson;E-Mail;Sprache
Gymnasium;Bildung;;;
Bäckerei Süß;Wirtschaft;Bea Bäcker;bea@baecker.example;Deutsch
Familienbüro;Verwaltung;;;
Nachbarschaftshaus;Zivilgesellschaft;;;
Kulturverein;Zivilgesellschaft;;;
Kaputt;Bildung;Karl;keine Adresse;Deutsch
Musikschule;Bildung;;;
"""


def press(page: Page, button: Locator) -> None:
    """Press a button, or follow a link, and wait for the page to which it leads."""
    with page.expect_navigation():
        button.click()


def submit(page: Page, form: str) -> None:
    """Press the main button of a form."""
    press(page, page.locator(f'{form} button[type="submit"]').first)


def begin(page: Page, link: str) -> None:
    """Open a personal link and begin, or go on; the link leaves the address."""
    page.goto(link)
    press(page, page.locator("main form button"))
    page.wait_for_url("**/answer/*")


def answer_page(page: Page) -> list[str]:
    """Answer the page and go on; return what was chosen."""
    for question in page.locator("fieldset").all():
        question.locator("label.answer").nth(1).click()
    chosen = checked(page)
    submit_answers(page)
    return chosen


def submit_answers(page: Page) -> None:
    """Go on to the next page."""
    press(page, page.locator('#answers .actions button[name="_go"]').first)


def checked(page: Page) -> list[str]:
    """Return the answers chosen on the page."""
    found: list[str] = page.locator("#answers input:checked").evaluate_all(
        "all => all.map(one => `${one.name}=${one.value}`)"
    )
    return found


def answer_and_submit(page: Page) -> None:
    """Answer what is left, look at all of it once more, and hand in."""
    while "/answer/" in page.url:
        answer_page(page)
    page.wait_for_url("**/check?*")
    submit(page, 'form[action="/check"]')
    page.wait_for_url("**/thanks")
