"""An input error tells a log nothing of the input, and its reader everything."""

from __future__ import annotations

import pickle

from questionnaires.findings import problem
from questionnaires.problems import InputError

PROBLEMS = (
    problem("unknown_scale", "secret.toml", word="secret"),
    problem("unknown_scale", "secret.toml", word="another secret"),
    problem("empty_file", "secret.toml"),
)


def test_the_message_of_an_error_counts_its_problems_by_their_codes() -> None:
    assert str(InputError(PROBLEMS)) == "3 problems: questionnaires.unknown_scale (2), questionnaires.empty_file"
    assert str(InputError(PROBLEMS[2:])) == "1 problem: questionnaires.empty_file"


def test_neither_message_nor_representation_quotes_the_input() -> None:
    assert "secret" not in str(InputError(PROBLEMS)) + repr(InputError(PROBLEMS))


def test_the_words_are_in_the_problems() -> None:
    assert "there is no scale “another secret”" in InputError(PROBLEMS).problems[1].text("en")


def test_an_error_passes_from_one_process_to_another_with_its_problems() -> None:
    error = pickle.loads(pickle.dumps(InputError(PROBLEMS)))  # noqa: S301 - what was just written

    assert isinstance(error, InputError)
    assert (error.problems, str(error)) == (PROBLEMS, str(InputError(PROBLEMS)))
