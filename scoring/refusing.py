"""What is wrong with one input: problems collected up to a cap, with values that are safe to print."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from questionnaires.problems import InputError, Problem

MOST_PROBLEMS = 1_000
SHOWN_CHARACTERS = 40
FILE_CHARACTERS = 200  # a path is told in full

MOST_COMPARED = 10
MOST_KNOWN = 300
LONGEST_COMPARED = 64
ALIKE = 0.7  # as difflib counts: 1 for equal words, 0 for words without a common letter


def shown(value: object, *, characters: int = SHOWN_CHARACTERS) -> str:
    """Return a value as it may stand in a message: shortened, with invisible characters written out."""
    text = str(value)
    written = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text[: characters + 1]
    )
    return written if len(written) <= characters else f"{written[: characters - 1]}…"


class Nearest:
    """Finds the known word that is probably meant by a misspelt one.

    Words that differ in case alone are always found. Looking for other misspellings is slow, so it is done for the
    first few words, and not for long words or long lists.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Remember the words that may be meant."""
        self._by_key = {name.casefold(): name for name in known}
        self._short = [key for key in self._by_key if len(key) <= LONGEST_COMPARED][: MOST_KNOWN + 1]
        self._left = MOST_COMPARED if len(self._short) <= MOST_KNOWN else 0

    def __call__(self, word: str) -> str | None:
        """Return the word that looks most like another, if one does."""
        key = word.casefold()
        if key in self._by_key:
            return self._by_key[key]
        if not self._left or len(word) > LONGEST_COMPARED:
            return None
        self._left -= 1
        alike = difflib.get_close_matches(key, self._short, n=1, cutoff=ALIKE)
        return self._by_key[alike[0]] if alike else None


class Refusals:
    """Problems of one input: the first thousand are kept, the others counted."""

    def __init__(self, **named: str) -> None:
        """Start with no problem; `named` are values that every one of them has, such as the file."""
        self._named = named
        self._kept: list[Problem] = []
        self._count = 0

    def add(self, code: str, **values: str | int) -> None:
        """Note one problem, worded under its code in ``problems.<language>.toml``."""
        self._count += 1
        if len(self._kept) < MOST_PROBLEMS:
            self._kept.append(Problem(package="scoring", code=code, values=self._named | values))

    def add_each(self, code: str, positions: Sequence[int], values: Callable[[int], Mapping[str, str | int]]) -> None:
        """Note one problem for each position, asking for the values of those alone that will be told."""
        told = positions[: MOST_PROBLEMS - len(self._kept)]
        for position in told:
            self.add(code, **values(position))
        self._count += len(positions) - len(told)

    def stop(self, code: str, **values: str | int) -> NoReturn:
        """Note a problem after which nothing more can be read, and refuse the input."""
        self.add(code, **values)
        raise InputError(self._problems())

    def raise_any(self) -> None:
        """Refuse the input if there is a problem."""
        if self._kept:
            raise InputError(self._problems())

    def _problems(self) -> tuple[Problem, ...]:
        untold = self._count - len(self._kept)
        if not untold:
            return tuple(self._kept)
        return (*self._kept, Problem(package="scoring", code="more", values={"count": untold}))
