"""A healthy file of answers to the Kurzcheck, to be spoilt in one way at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from questionnaires.codebook import variables
from questionnaires.loading import find
from questionnaires.model import Questionnaire

RESPONDENTS = 12
ORGANISATIONS = 6
ROW_ORGANISATIONS = tuple(f"Träger {number % ORGANISATIONS + 1}" for number in range(RESPONDENTS))

Rows = list[list[str]]


@dataclass(frozen=True)
class Sound:
    """The file can be read: so many persons answered for so many organisations."""

    respondents: int = RESPONDENTS
    organisations: int = ORGANISATIONS


@dataclass(frozen=True)
class Refused:
    """The file is refused, with these problems and no others."""

    codes: frozenset[str]


Expectation = Sound | Refused


@dataclass(frozen=True)
class Case:
    """A file of answers, made when it is asked for, and what is to become of it."""

    name: str
    make: Callable[[], bytes]
    expectation: Expectation

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.make()


def refused(*codes: str) -> Refused:
    """Return the expectation that a file is refused for these reasons."""
    return Refused(frozenset(codes))


def fixed(kind: str, files: Mapping[str, bytes], expectation: Expectation) -> Iterator[Case]:
    """Yield a case for each of some files."""
    for name, data in files.items():
        yield Case(f"{kind}/{name}", lambda data=data: data, expectation)  # type: ignore[misc] # a default of a lambda


@cache
def kurzcheck() -> Questionnaire:
    """Return the questionnaire that the files answer."""
    return find("kurzcheck")


def statements() -> tuple[str, ...]:
    """Return the columns of answers, all rated 1 to 5 but the last question."""
    return tuple(variable.name for variable in variables(kurzcheck()))


def healthy() -> Rows:
    """Return header and rows of a file in which nothing is wrong, the same each time."""
    chance = Random(20261)  # noqa: S311 - nothing secret
    header = ["respondent", "organisation", *statements()]
    rows = [
        [f"P{number:02}", organisation, *(chance.choice("12345") for _ in statements())]
        for number, organisation in enumerate(ROW_ORGANISATIONS, 1)
    ]
    return [header, *rows]


def with_cell(row: int, column: int, value: str) -> Rows:
    """Return the healthy file with another value in one cell."""
    rows = healthy()
    rows[row][column] = value
    return rows


def with_column(name: str, values: Iterable[str]) -> Rows:
    """Return the healthy file with a further column."""
    header, *rows = healthy()
    return [[*header, name], *([*row, value] for row, value in zip(rows, values, strict=True))]


def without_column(name: str) -> Rows:
    """Return the healthy file without a column."""
    rows = healthy()
    gone = rows[0].index(name)
    return [[cell for place, cell in enumerate(row) if place != gone] for row in rows]


def written(rows: Rows, *, delimiter: str = ";", end: str = "\r\n", encoding: str = "utf-8") -> bytes:
    """Return rows as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)
