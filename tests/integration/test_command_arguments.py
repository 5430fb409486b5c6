"""Several values behind one flag, and where they end."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as some

from diagnostic.arguments import SeveralValues

WORDS = some.text("abcäß.=_", min_size=1, max_size=6)


def read(*arguments: str, positional: bool = True) -> tuple[str | None, tuple[str, ...], str | None]:
    """Return file, names and place that a command with these options is given."""
    found: list[tuple[str | None, tuple[str, ...], str | None]] = []

    def command(file: str | None = None, name: tuple[str, ...] = (), out: str | None = None, *, strict: bool) -> None:
        found.append((file, name, out if not strict else f"{out}!"))

    params: list[click.Parameter] = [
        click.Option(["--name"], multiple=True),
        click.Option(["--out"]),
        click.Option(["--strict"], is_flag=True),
    ]
    if positional:
        params.append(click.Argument(["file"]))
    ran = CliRunner().invoke(SeveralValues("test", callback=command, params=params), arguments)
    if ran.exit_code != 0:
        raise ValueError(ran.output)
    return found[0]


@pytest.mark.parametrize(
    "arguments",
    [
        "file.txt --name a b --out o",
        "--name a b --out o file.txt",
        "--name a b file.txt --out o",
        "--out o --name a b file.txt",
        "--out o --name=a b file.txt",
        "--out=o --name=a --name=b file.txt",
        "--out o --name a --name b file.txt",
        "--out o file.txt --name=a b",
        "--out o --name a b -- file.txt",
        "--name a b --out o -- file.txt",
    ],
)
def test_the_one_file_is_found_wherever_it_stands(arguments: str) -> None:
    assert read(*arguments.split()) == ("file.txt", ("a", "b"), "o")


def test_a_file_ending_in_anything_is_no_value_where_the_command_lacks_its_file() -> None:
    assert read("--name", "note", "antworten.txt") == ("antworten.txt", ("note",), None)


def test_where_the_command_has_its_file_every_word_is_a_value() -> None:
    assert read("antworten.txt", "--name", "a", "b.csv", "c.txt") == ("antworten.txt", ("a", "b.csv", "c.txt"), None)


def test_a_command_without_a_file_takes_every_word_as_a_value() -> None:
    assert read("--name=silos", "steering", "--strict", positional=False) == (None, ("silos", "steering"), "None!")


def test_the_first_value_is_a_value_even_if_the_file_is_then_missing() -> None:
    with pytest.raises(ValueError, match="FILE"):
        read("--name", "antworten.txt")


def test_a_flag_ends_the_values_and_takes_none_itself() -> None:
    assert read("--name", "a", "--strict", "file") == ("file", ("a",), "None!")


def test_a_value_may_begin_with_a_sign_right_behind_its_flag() -> None:
    assert read("--name", "-5", "b", "--out", "-", "file") == ("file", ("-5", "b"), "-")


def test_words_behind_two_dashes_are_no_values() -> None:
    with pytest.raises(ValueError, match="extra"):
        read("--name", "a", "--", "file", "b")


@given(names=some.lists(WORDS, min_size=1), file=WORDS, first=some.booleans())
def test_words_come_back_in_their_order_whatever_they_are(names: list[str], file: str, *, first: bool) -> None:
    arguments = [file, "--name", *names] if first else ["--name", *names, file]

    assert read(*arguments) == (file, tuple(names), None)
