"""What a look at a questionnaire found, and the words for the place where it was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from questionnaires.nearest import Nearest
from questionnaires.problems import Problem
from questionnaires.showing import SHOWN_CHARACTERS, shown

MOST_FINDINGS = 1_000
"""Told of one questionnaire; the others are counted."""

_LONGEST_VALUE = 300
_LARGEST_DECIMAL = 10**SHOWN_CHARACTERS  # Python refuses to write numbers of thousands of digits as decimals


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found in a questionnaire.

    Parameters
    ----------
    severity : str
        An ``error`` refuses the questionnaire. A ``remark`` is worth a second look, and the questionnaire can
        be used.
    problem : Problem
        What was found, where, and how to mend it.
    """

    severity: Literal["error", "remark"]
    problem: Problem


class Files(msgspec.Struct, frozen=True, kw_only=True):
    """The files that a questionnaire was read from, by the names that messages give them.

    Parameters
    ----------
    main : str
        The file with pages, scales and choices.
    texts : dict
        Language to the file with its texts. A language that is not in it has its texts in the main file.
    """

    main: str = "questionnaire.toml"
    texts: Mapping[str, str] = {}

    def where(self, place: str = "") -> str:
        """Return file and place, by the file's own keys (``page "across", statement "silos_01"``)."""
        file = self.main
        for language, name in self.texts.items():
            prefix = f"texts.{language}"
            if place == prefix or place.startswith(prefix + "."):
                file, place = name, place[len(prefix) + 1 :]
        return f"{file}: {place}" if place else file


def problem(code: str, where: str, /, **values: str | int) -> Problem:
    """Return a problem of this package; text in its values is made fit to print on one line."""
    clean = {
        key: shown(value, characters=_LONGEST_VALUE) if isinstance(value, str) else value
        for key, value in {"where": where, **values}.items()
    }
    return Problem(package="questionnaires", code=code, values=clean)


def problem_near(code: str, where: str, /, *, word: str, nearest: Nearest, **values: str | int) -> Problem:
    """Return a problem with an unknown word; its ``_near`` form names the known word most like it."""
    near = nearest(word)
    if near is None:
        return problem(code, where, word=word, **values)
    return problem(f"{code}_near", where, word=word, near=near, **values)


def error(code: str, where: str, /, **values: str | int) -> Finding:
    """Return a finding that refuses the questionnaire."""
    return Finding(severity="error", problem=problem(code, where, **values))


def error_near(code: str, where: str, /, *, word: str, nearest: Nearest, **values: str | int) -> Finding:
    """Return a finding that refuses the questionnaire for an unknown word, as `problem_near` tells it."""
    return Finding(severity="error", problem=problem_near(code, where, word=word, nearest=nearest, **values))


def remark(code: str, where: str, /, **values: str | int) -> Finding:
    """Return a finding that leaves the questionnaire usable."""
    return Finding(severity="remark", problem=problem(code, where, **values))


def capped(findings: Iterable[Finding], where: str) -> tuple[Finding, ...]:
    """Return the first `MOST_FINDINGS`, and how many more there are; an error if one of those is an error."""
    kept: list[Finding] = []
    more, refused = 0, False
    for finding in findings:
        if len(kept) < MOST_FINDINGS:
            kept.append(finding)
        else:
            more += 1
            refused = refused or finding.severity == "error"
    if more:
        kept.append((error if refused else remark)("more_findings", where, count=more))
    return tuple(kept)


def quoted(value: object) -> str:
    """Return a value of a TOML file as it may stand in a sentence: short, lists and tables only as such."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{shown(value)}"'
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case int() if abs(value) > _LARGEST_DECIMAL:
            return shown(hex(value))
        case _:
            return shown(value)
