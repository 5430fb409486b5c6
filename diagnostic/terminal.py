"""What the command line prints, and how a command ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import typer

from diagnostic.i18n import Language, say
from questionnaires.problems import InputError

BAD_INPUT = 2
NO_PDF = 3


class Progress:
    """Numbered lines on standard error: which step of how many is done."""

    def __init__(self, steps: int) -> None:
        """Begin before the first step."""
        self._steps = steps
        self._done = 0

    def step(self, text: str) -> None:
        """Say that one more step is done."""
        self._done += 1
        typer.echo(f"[{self._done}/{self._steps}] {text}", err=True)


def refuse(*texts: str, language: Language | None = None) -> NoReturn:
    """Print what is wrong, one line each, and end with exit code 2: nothing was written."""
    key = "error.head_one" if len(texts) == 1 else "error.head"
    typer.echo(say(key, language=language, count=len(texts)), err=True)
    for text in texts:
        typer.echo(text, err=True)
    typer.echo(say("error.nothing_written", language=language), err=True)
    raise typer.Exit(BAD_INPUT)


@contextmanager
def refusing_bad_input(language: Language) -> Iterator[None]:
    """Turn every problem with some input into a line of its own and exit code 2."""
    try:
        yield
    except InputError as error:
        refuse(*(problem.text(language) for problem in error.problems), language=language)


def spread(arguments: Sequence[str], options: frozenset[str]) -> list[str]:
    """Let an option take several values: ``--plant a b`` becomes ``--plant a --plant b``.

    A value that names an existing kind of file (``….csv``) is left to be a positional argument.
    """
    result: list[str] = []
    many: str | None = None
    first = False
    for argument in arguments:
        if argument.startswith("-"):
            many = argument if argument in options else None
            first = True
            result.append(argument)
            continue
        if many is not None and not first and not argument.lower().endswith(".csv"):
            result.append(many)
        elif not first:
            many = None
        first = False
        result.append(argument)
    return result


def use_utf8() -> None:
    """Print umlauts whatever the locale says; a sign that the terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
