"""The service in the handbook: both languages alike, the words of the screen and every limit those of the program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal

import pytest

from diagnostic.domain.waves import GRACE
from diagnostic.i18n import LANGUAGES, Language
from diagnostic.partner_lists.model import MOST_BYTES, MOST_ROWS
from diagnostic.services import opening, staffing, sweeping
from diagnostic.services.plans import least_minimum
from questionnaires.loading import find
from tests.architecture.source import ROOT
from tests.unit.docs.pages import DOCS, headings, read, rows

Audience = Literal["partner", "backbone"]

AUDIENCES: tuple[Audience, ...] = ("partner", "backbone")
SERVICE = DOCS / "pictures" / "service"
LARGEST = 130_000
"""Bytes of a picture of the service: a page of the handbook opens on a slow line too."""

PICTURE = re.compile(r"!\[(?P<said>[^\]]*)\]\((?P<file>[^)]+)\)")
WORDS = re.compile(r"(?<!\*)\*(?P<words>[^*\[\n]+)\*(?!\*)")
DAYS = re.compile(r"\b(\d{2,3}) (?:Tage|days)")
KEPT = {
    "partner": (sweeping.KEYS, sweeping.INVITATIONS, sweeping.CONTACTS, sweeping.ANSWERS),
    "backbone": (sweeping.KEYS, sweeping.INVITATIONS, sweeping.CONTACTS, sweeping.ANSWERS, sweeping.AUDIT),
}
REFUSED = (
    "partner_organisation_missing",
    "partner_organisation_blank",
    "partner_sector_nowhere",
    "partner_sector_unknown",
    "partner_sector_two",
    "partner_sector_differs",
    "partner_spelling",
    "partner_email_unfit",
    "partner_email_twice",
    "partner_name_twice",
    "partner_language_unknown",
    "partner_cell_fault",
    "partner_encoding",
    "partner_column_unread",
)


def page(audience: str, language: Language) -> str:
    """Return a page of the handbook."""
    return read(DOCS / (f"{audience}.de.md" if language == "de" else f"{audience}.md"))


def section(text: str, start: str) -> str:
    """Return what follows a heading that begins like this, to the next one of the same level."""
    return text.partition(f"\n## {start}")[2].partition("\n## ")[0]


def texts(tree: object) -> Iterator[str]:
    """Yield every text of a tree of tables."""
    if isinstance(tree, str):
        yield tree
    if isinstance(tree, Mapping):
        for branch in tree.values():
            yield from texts(branch)


def on_screen(language: Language) -> set[str]:
    """Return the words of the screen, without case."""
    files = (ROOT / "diagnostic" / "web" / "wording").glob(f"*.{language}.toml")
    words = {text for file in files for text in texts(tomllib.loads(read(file)))}
    return {text.casefold() for text in (*words, *find("kurzcheck").texts[language].choices["agree"].values())}


def shown_in(text: str) -> list[str]:
    """Return the names of the pictures in a text, without their folder and language."""
    return [re.sub(r"-(?:de|en)-", "-", found["file"].rpartition("/")[2]) for found in PICTURE.finditer(text)]


@pytest.mark.parametrize("audience", [*AUDIENCES, "consultant"])
def test_both_languages_have_the_same_parts(audience: str) -> None:
    german, english = (page(audience, language) for language in LANGUAGES)

    assert [heading.level for heading in headings(german)] == [heading.level for heading in headings(english)]
    assert [len(row) for row in rows(german)] == [len(row) for row in rows(english)]
    assert shown_in(german) == shown_in(english)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_stands_in_italics_stands_on_the_screen(audience: Audience, language: Language) -> None:
    named = {found["words"] for found in WORDS.finditer(page(audience, language))}

    assert {words for words in named if words.casefold() not in on_screen(language)} == set()
    assert len(named) >= 5


@pytest.mark.parametrize(("language", "start"), [("de", "Wenn etwas nicht klappt"), ("en", "When something does not")])
def test_what_a_partner_may_meet_is_what_the_screen_says(language: Language, start: str) -> None:
    told = [row[0] for row in rows(section(page("partner", language), start))]

    assert len(told) == 5
    assert {words for words in told if words.casefold() not in on_screen(language)} == set()


@pytest.mark.parametrize(("language", "start"), [("de", "2."), ("en", "2.")])
def test_the_errors_of_a_list_are_those_of_the_program(language: Language, start: str) -> None:
    messages = tomllib.loads(read(ROOT / "diagnostic" / f"problems.{language}.toml"))
    told = [row[0] for row in rows(section(page("backbone", language), start))][-len(REFUSED) :]

    assert [words in messages[code] for words, code in zip(told, REFUSED, strict=True)] == [True] * len(REFUSED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_deleted_is_what_the_program_deletes(audience: Audience, language: Language) -> None:
    told = [found[1] for row in rows(page(audience, language)) if len(row) == 2 and (found := DAYS.search(row[1]))]

    assert [timedelta(days=int(days)) for days in told] == list(KEPT[audience])


@pytest.mark.parametrize(
    ("language", "minutes", "session", "joining"),
    [("de", "60 Minuten", "zwei Stunden", "14 Tage"), ("en", "60 minutes", "two hours", "14 days")],
)
def test_the_limits_told_are_those_of_the_program(language: Language, minutes: str, session: str, joining: str) -> None:
    partner, backbone = page("partner", language), page("backbone", language)

    assert (minutes in " ".join(partner.split()), timedelta(minutes=60)) == (True, GRACE)
    assert (session in partner, timedelta(hours=2)) == (True, opening.LASTS)
    assert (joining in backbone, joining in page("consultant", language), timedelta(days=14)) == (
        True,
        True,
        staffing.VALID,
    )
    assert (f"{MOST_BYTES // 1_000_000} MB" in backbone, str(MOST_ROWS) in backbone) == (True, True)
    assert least_minimum() == 5


def test_every_picture_of_the_service_on_a_page_is_small_and_told_in_words() -> None:
    pages = (ROOT / "README.md", *DOCS.rglob("*.md"))
    shown = {
        (one.parent / found["file"]).resolve(): found["said"] for one in pages for found in PICTURE.finditer(read(one))
    }
    service = [file for file in shown if file.parent == SERVICE]

    assert len(service) >= 40
    assert [file.name for file in service if file.stat().st_size > LARGEST] == []
    assert [file.name for file, said in shown.items() if not said] == []
