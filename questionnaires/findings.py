"""What a look at a questionnaire found, and the words for the place where it was found."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Literal

import msgspec

from questionnaires.problems import Problem

_LONGEST_VALUE = 300
_LONGEST_SHOWN = 40
_MOST_COMPARED = 50  # comparing each of thousands of wrong words with thousands would take minutes


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
        key: _printable(value, _LONGEST_VALUE) if isinstance(value, str) else value
        for key, value in {"where": where, **values}.items()
    }
    return Problem(package="questionnaires", code=code, values=clean)


def problem_near(code: str, where: str, /, *, word: str, known: Iterable[str], **values: str | int) -> Problem:
    """Return a problem with an unknown word; its ``_near`` form names the known word most like it."""
    spelled = {name.lower(): name for name in islice(known, _MOST_COMPARED)}
    alike = difflib.get_close_matches(word.lower(), spelled, n=1)
    if not alike:
        return problem(code, where, word=word, **values)
    return problem(f"{code}_near", where, word=word, near=spelled[alike[0]], **values)


def error(code: str, where: str, /, **values: str | int) -> Finding:
    """Return a finding that refuses the questionnaire."""
    return Finding(severity="error", problem=problem(code, where, **values))


def remark(code: str, where: str, /, **values: str | int) -> Finding:
    """Return a finding that leaves the questionnaire usable."""
    return Finding(severity="remark", problem=problem(code, where, **values))


def shown(value: object) -> str:
    """Return a value of a TOML file as it may stand in a sentence: short, lists and tables only as such."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{_printable(value, _LONGEST_SHOWN)}"'
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case _:
            return _printable(str(value), _LONGEST_SHOWN)


def _printable(text: str, longest: int) -> str:
    clean = "".join(sign if sign.isprintable() else "�" for sign in text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"
