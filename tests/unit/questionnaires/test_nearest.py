"""Which known word is meant, and how a value is shown."""

from __future__ import annotations

import pytest

from questionnaires.findings import quoted
from questionnaires.nearest import LONGEST_COMPARED, MOST_COMPARED, MOST_KNOWN, Nearest
from questionnaires.showing import shown


@pytest.mark.parametrize(
    ("word", "meant"), [("slios", "silos"), ("SILOS", "silos"), ("fun", None), ("fundin", "Funding"), ("", None)]
)
def test_the_word_most_alike_is_meant(word: str, meant: str | None) -> None:
    assert Nearest(["impact", "silos", "Funding"])(word) == meant


def test_only_the_first_words_are_compared_and_case_alone_is_always_seen() -> None:
    nearest = Nearest(["silos"])

    assert [nearest("slios") for _ in range(MOST_COMPARED + 1)] == ["silos"] * MOST_COMPARED + [None]
    assert nearest("Silos") == "silos"


def test_long_words_and_long_lists_are_not_compared() -> None:
    word = "x" * LONGEST_COMPARED
    many = ["silos", *(f"word{number}" for number in range(MOST_KNOWN))]

    assert Nearest([word])(word + "y") is None
    assert Nearest([word])(word[1:]) == word
    assert Nearest(many)("slios") is None
    assert Nearest(many[:-1])("slios") == "silos"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Süd", "Süd"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u202eb", "a\\u202eb"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        (12.5, "12.5"),
    ],
)
def test_a_value_is_shown_short_and_without_what_disturbs(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_value_may_be_shown_longer() -> None:
    assert shown("x" * 60, characters=50) == "x" * 49 + "…"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, "true"), ("a", '"a"'), ({"a": 1}, "{…}"), ([1], "[…]"), (12, "12"), (10**41, shown(hex(10**41)))],
)
def test_a_value_of_a_file_is_quoted_as_it_is_written_there(value: object, expected: str) -> None:
    assert quoted(value) == expected
