"""The words of the pages, by audience and language, from files that an editor can change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Protocol

from diagnostic.i18n import LANGUAGES

SHARED = "shared"
_SPELT = range(2, 13)


class Words(Protocol):
    """Gives the words of a key, with what they name."""

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Return the words."""
        ...


def words(audience: str, language: str) -> Words:
    """Return the words of an audience in a language; a key that it has not is looked up in what all share.

    Raises
    ------
    KeyError
        Neither has the key: a mistake of ours, found by the tests.
    """
    own, shared = sentences(audience, language), sentences(SHARED, language)

    def word(key: str, /, **values: str | int) -> str:
        sentence = own[key] if key in own else shared[key]
        return sentence.format_map(values) if values else sentence

    return word


def in_words(word: Words, number: int) -> str:
    """Return a number as a sentence has it: in words as far as there are any."""
    return word(f"number.{number}") if number in _SPELT else str(number)


def spelt(word: Words, number: int) -> dict[str, str]:
    """Return a number for a sentence that names it within, ``{words}``, or begins with it, ``{Words}``."""
    text = in_words(word, number)
    return {"words": text, "Words": text[0].upper() + text[1:]}


@cache
def sentences(audience: str, language: str) -> Mapping[str, str]:
    """Return every sentence of an audience; keys of sections are joined by a dot."""
    if language not in LANGUAGES:
        raise KeyError(language)
    file = resources.files("diagnostic.web").joinpath("wording", f"{audience}.{language}.toml")
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, str(value)))
    return found
