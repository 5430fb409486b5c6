"""Where nothing more can be printed: one line and exit code 1, never a traceback."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.integration.command import PROGRAM

SENTENCE = "Die Ausgabe lässt sich nicht schreiben ("


def piped(shell: str, *arguments: str | Path) -> tuple[int, str]:
    """Run the program with its output led elsewhere by a shell; return its exit code, and what it says of that."""
    ended = subprocess.run(  # noqa: S603 - our own program, with arguments from these tests
        ["/bin/bash", "-c", f'"$@" {shell}; exit ${{PIPESTATUS[0]}}', "bash", PROGRAM, *map(str, arguments)],
        env=os.environ | {"ZUSAMMENSPIEL_LANG": "de"},
        capture_output=True,
        check=False,
    )
    return ended.returncode, ended.stderr.decode()


@pytest.mark.parametrize("shell", ["> /dev/full", ">&-"], ids=["full", "closed"])
@pytest.mark.parametrize("command", [("--help",), ("questionnaire", "show", "kurzcheck")], ids=" ".join)
def test_an_output_that_takes_nothing_is_told_in_a_line(shell: str, command: tuple[str, ...]) -> None:
    code, told = piped(shell, *command)

    assert code == 1
    assert told.startswith(SENTENCE)
    assert len(told.splitlines()) == 1


def test_a_reader_that_has_gone_ends_the_command_quietly() -> None:
    assert piped("| true", "questionnaire", "show", "vollanalyse", "--codebook") == (1, "")


def test_where_errors_cannot_be_told_either_the_exit_code_is_left() -> None:
    assert piped("> /dev/full 2>&1", "--help") == (1, "")
