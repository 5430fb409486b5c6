"""What is wrong with one input: problems collected up to a cap, with values that are safe to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from questionnaires.problems import InputError, Problem

MOST_PROBLEMS = 1_000
FILE_CHARACTERS = 200  # a path is told in full


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
