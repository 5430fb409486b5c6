"""The literature: each source can be found, and nothing is printed that was not checked in it."""

from __future__ import annotations

import re

import pytest

from reports.catalogue import Source, load_catalogue

SOURCES = load_catalogue().literature


def test_sources_stand_in_the_order_of_author_and_year() -> None:
    names = [source.id for source in SOURCES]
    assert names == sorted(names)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_id_ends_with_the_year(source: Source) -> None:
    assert source.id.rpartition("_")[2] == str(source.year)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_a_short_name_gives_the_first_author_and_the_year_in_both_languages(source: Source) -> None:
    first = source.authors[0].partition(",")[0]
    assert source.short["de"].startswith(first)
    assert source.short["en"].startswith(first)
    assert source.short["de"].endswith(str(source.year))
    assert source.short["de"] == source.short["en"].replace(" et al. ", " u. a. ").replace(" and ", " und ")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_a_short_name_shortens_three_authors_and_more(source: Source) -> None:
    assert ("et al." in source.short["en"]) == (len(source.authors) > 2)
    assert (" and " in source.short["en"]) == (len(source.authors) == 2)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_a_doi_is_well_formed(source: Source) -> None:
    assert source.doi is None or re.fullmatch(r"10\.\d{4,5}/[!-~]+", source.doi)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_isbn_has_its_check_digit(source: Source) -> None:
    digits = [int(digit) for digit in (source.isbn or "").replace("-", "")]
    assert len(digits) in (0, 13)
    assert sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def test_no_doi_is_given_twice() -> None:
    dois = [source.doi for source in SOURCES if source.doi]
    assert len(set(dois)) == len(dois)


@pytest.mark.parametrize(
    ("name", "locator"),
    [
        ("foster_fishman_2001", "10.1023/A:1010378613583"),
        ("kurz_kubek_2013", "ISBN 978-3-00-043516-4"),
        ("bevc_2015", "AJPH 105(S2)"),
    ],
)
def test_a_source_is_found_by_doi_else_isbn_else_reference(name: str, locator: str) -> None:
    assert load_catalogue().source(name).locator == locator


def test_a_source_is_named_in_the_language_of_the_reader() -> None:
    source = load_catalogue().source("foster_fishman_2001")
    assert source.short_name("de") == "Foster-Fishman u. a. 2001"
    assert source.short_name("en") == "Foster-Fishman et al. 2001"


def test_the_advice_on_steering_does_not_print_which_form_fits_whom_because_that_is_unchecked() -> None:
    unchecked = re.compile(r"Vertrauen|Konsens|einig|wenige Partner|viele Partner|trust|consensus|few |many ")
    printed = [str(text) for measure in load_catalogue().measures_for("steering") for text in measure.texts.values()]
    assert [text for text in printed if unchecked.search(text)] == []


def test_no_source_claims_to_be_read_in_full() -> None:
    assert {source.read for source in SOURCES} == {"abstract", "contents", "first_pages"}
