"""What the command line prints, and how a command ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EBADF, EIO, ENOSPC
from typing import NoReturn

import click

from diagnostic.i18n import language_of, say
from questionnaires.problems import InputError

UNPRINTABLE = 1
BAD_INPUT = 2
NO_PDF = 3

_CANNOT_PRINT = frozenset({EBADF, EIO, ENOSPC})


class Progress:
    """Numbered lines on standard error: which step of how many is done."""

    def __init__(self, steps: int) -> None:
        """Begin before the first step."""
        self._steps = steps
        self._done = 0

    def step(self, key: str, /, **values: str | int) -> None:
        """Say that one more step is done."""
        self._done += 1
        click.echo(f"[{self._done}/{self._steps}] {say(key, **values)}", err=True)


def refuse(*texts: str) -> NoReturn:
    """Print what is wrong, one line each, and end with exit code 2: nothing was written."""
    click.echo(say("error.head_one") if len(texts) == 1 else say("error.head", count=len(texts)), err=True)
    for text in texts:
        click.echo(text, err=True)
    click.echo(say("error.nothing_written"), err=True)
    raise click.exceptions.Exit(BAD_INPUT)


@contextmanager
def refusing_bad_input() -> Iterator[None]:
    """Turn every problem with some input into a line of its own and exit code 2."""
    try:
        yield
    except InputError as error:
        language = language_of(os.environ)
        refuse(*(problem.text(language) for problem in error.problems))


def use_utf8() -> None:
    """Print umlauts whatever the locale says; a sign that the terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def refusing_full_output() -> Iterator[None]:
    """End with exit code 1 where nothing more can be printed, such as to a full disk; a closed pipe click ends itself.

    A file cannot be full or broken here: `diagnostic.files` answers for every file itself.
    """
    if sys.stdout is None:  # the shell's ``>&-``
        _end_unprintable(EBADF)
    try:
        yield
    except OSError as error:
        if error.errno not in _CANNOT_PRINT:
            raise
        _end_unprintable(error.errno)


def _end_unprintable(number: int) -> NoReturn:
    """Say it where that is possible, and let Python's last flush go nowhere, since it would be a second error."""
    with suppress(OSError):
        click.echo(say("error.output", reason=os.strerror(number)), err=True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
    sys.exit(UNPRINTABLE)
