"""The catalogue is read whole or refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import catalogue as package
from reports.catalogue import load_catalogue
from reports.catalogue.loading import FILES, parse

FOLDER = Path(package.__file__).parent
CONTENTS = {name: (FOLDER / name).read_bytes() for name in FILES}


def refused(name: str, *, old: str, new: str) -> str:
    """Return why the catalogue is refused once the first `old` in a file is `new`."""
    assert old.encode() in CONTENTS[name]
    changed = CONTENTS[name].replace(old.encode(), new.encode(), 1)
    with pytest.raises(ValueError, match=r".") as caught:
        parse({**CONTENTS, name: changed})
    return str(caught.value)


def test_the_catalogue_of_this_version_is_what_the_files_hold() -> None:
    assert load_catalogue() == parse(CONTENTS)


def test_the_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (
            "measures.toml",
            "evidence = ",
            "evidense = ",
            "measures.toml: Object contains unknown field `evidense` - at `$.measure[0]`",
        ),
        (
            "measures.toml",
            'effort = "medium"',
            'effort = "some"',
            "measures.toml: Invalid enum value 'some' - at `$.measure[0].effort`",
        ),
        (
            "measures.toml",
            'sign = "',
            'sings = "',
            "measures.toml: Object contains unknown field `sings` - at `$.measure[0].texts[...]`",
        ),
        (
            "trainings.toml",
            "as_of = 2026-11-22",
            "as_of = 2026",
            "trainings.toml: Expected `date`, got `int` - at `$.training[0].as_of`",
        ),
        (
            "literature.toml",
            'read = "abstract"',
            'read = "title"',
            "literature.toml: Invalid enum value 'title' - at `$.source[0].read`",
        ),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_file_and_place(name: str, old: str, new: str, reason: str) -> None:
    assert refused(name, old=old, new=new) == reason


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (
            "measures.toml",
            'id = "dependency_roles"',
            'id = "dependency_agreement"',
            "dependency_agreement: this id is used 2 times",
        ),
        (
            "measures.toml",
            '"jones_barry_2016"',
            '"jones_2016"',
            "dependency_agreement: literature.toml has no source 'jones_2016'",
        ),
        (
            "trainings.toml",
            '"williams_2002"',
            '"williams"',
            "network_leaders: literature.toml has no source 'williams'",
        ),
        (
            "measures.toml",
            'scale = "dependency"',
            'scale = "funding"',
            "dependency_agreement: the id has to begin with the scale 'funding'",
        ),
        (
            "measures.toml",
            "sources = []",
            'sources = ["jones_barry_2016"]',
            "dependency_roles: practice advice is level C and claims no source",
        ),
        (
            "measures.toml",
            'evidence = "C"',
            'evidence = "B"',
            "dependency_roles: practice advice is level C and claims no source",
        ),
        (
            "measures.toml",
            'sources = ["jones_barry_2016"]',
            "sources = []",
            "dependency_agreement: a measure from the literature has a source and level A or B",
        ),
        (
            "measures.toml",
            'evidence = "A"',
            'evidence = "C"',
            "dependency_agreement: a measure from the literature has a source and level A or B",
        ),
        (
            "measures.toml",
            "[measure.texts.en]",
            "[measure.texts.fr]",
            "dependency_agreement: its words are in de, fr; reports need de, en",
        ),
        (
            "literature.toml",
            'short = { de = "Ansell und Gash 2008", en = "Ansell and Gash 2008" }',
            'short = { de = "Ansell und Gash 2008" }',
            "ansell_gash_2008: its words are in de; reports need de, en",
        ),
        (
            "literature.toml",
            'doi = "10.1093/jopart/mum032"\n',
            "",
            "ansell_gash_2008: give exactly one of doi, isbn and reference",
        ),
        (
            "literature.toml",
            'doi = "10.1093/jopart/mum032"',
            'doi = "10.1093/jopart/mum032"\nreference = "JPART 18(4)"',
            "ansell_gash_2008: give exactly one of doi, isbn and reference",
        ),
    ],
)
def test_a_contradiction_is_refused_by_name(name: str, old: str, new: str, reason: str) -> None:
    assert refused(name, old=old, new=new) == reason


def test_every_contradiction_is_told_at_once() -> None:
    assert refused("literature.toml", old='id = "kania_kramer_2011"', new='id = "kania_2011"').splitlines() == [
        "funding_funders: literature.toml has no source 'kania_kramer_2011'",
        "impact_indicators: literature.toml has no source 'kania_kramer_2011'",
    ]


def test_a_file_in_another_encoding_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match=r"^measures\.toml: "):
        parse({"measures.toml": 'id = "Förderung"'.encode("latin-1")})


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_any_bytes_are_read_or_refused_with_a_value_error(content: bytes) -> None:
    try:
        catalogue = parse({"measures.toml": content})
    except ValueError as refusal:
        assert str(refusal).startswith("measures.toml: ")  # noqa: PT017 - most draws are refused, some are not
    else:
        assert (catalogue.measures, catalogue.trainings, catalogue.literature) == ((), (), ())


def test_a_source_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match=r"^literature\.toml has no source 'nobody_1900'$"):
        load_catalogue().source("nobody_1900")


def test_a_scale_of_a_foreign_questionnaire_has_no_advice() -> None:
    assert load_catalogue().measures_for("leadership_climate") == ()
    assert load_catalogue().trainings_for("leadership_climate") == ()
