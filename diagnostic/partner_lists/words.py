"""Which column, sector or language is meant by a word in a list."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from diagnostic.partner_lists.model import Field, Language
from questionnaires.nearest import Nearest

Near = Callable[[str], str | None]
"""The known word that is probably meant by another."""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An example of a list: its heading and its rows."""

    heading: list[str]
    rows: list[list[str]]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All words of ``words.toml``."""

    columns: Mapping[Field, list[str]]
    sectors: Mapping[str, list[str]]
    languages: Mapping[Language, list[str]]
    faults: Mapping[Literal["cells"], list[str]]
    template: Mapping[Language, Template]


@cache
def words() -> Words:
    """Return the words by which lists are understood."""
    text = resources.files("diagnostic.partner_lists").joinpath("words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def column_of(word: str) -> Field | None:
    """Return the field that a heading names, or None."""
    return _columns().get(key(word))


def sector_of(word: str) -> str | None:
    """Return the id of the sector that a word names, or None."""
    return _sectors().get(key(word))


def language_of(word: str) -> Language | None:
    """Return the language that a word names, or None."""
    return _languages().get(key(word))


def is_fault(word: str) -> bool:
    """Whether a cell holds what a spreadsheet program shows instead of a result."""
    return word in _faults()


def near_column() -> Near:
    """Return what finds the heading that is probably meant."""
    return cache(Nearest(_spelt(words().columns)))


def near_sector() -> Near:
    """Return what finds the sector that is probably meant."""
    return cache(Nearest(_spelt(words().sectors)))


def near_language() -> Near:
    """Return what finds the language that is probably meant."""
    return cache(Nearest(_spelt(words().languages)))


def key(word: str) -> str:
    """Return what is compared of a word: its letters and digits, without case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", word).casefold()))


@cache
def _columns() -> dict[str, Field]:
    return {key(word): field for field, several in words().columns.items() for word in several}


@cache
def _sectors() -> dict[str, str]:
    return {key(word): sector for sector, several in words().sectors.items() for word in several}


@cache
def _languages() -> dict[str, Language]:
    return {key(word): language for language, several in words().languages.items() for word in several}


@cache
def _faults() -> frozenset[str]:
    return frozenset(words().faults["cells"])


def _spelt(meanings: Mapping[Field, list[str]] | Mapping[str, list[str]] | Mapping[Language, list[str]]) -> list[str]:
    return [word for several in meanings.values() for word in several]
