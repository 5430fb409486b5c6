"""What is wrong with some input, where, and how to mend it: a code with its values, worded in each language."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with some input.

    Parameters
    ----------
    package : str
        The package whose ``problems.<language>.toml`` words it, for example ``questionnaires``.
    code : str
        Key of the sentence in that file.
    values : dict
        What the sentence names: file, row, column, question, allowed codes.
    """

    package: str
    code: str
    values: Mapping[str, str | int]

    def text(self, language: str) -> str:
        """Return the sentence in a language (``de`` or ``en``)."""
        return _sentences(self.package, language)[self.code].format_map(self.values)


class InputError(ValueError):
    """Some input cannot be used; it carries every problem found, not just the first.

    Problems quote the input: answers, names, texts. The words are in `problems` alone, for the person whose input
    it is. The message, which may get into a log, has nothing but the codes.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message counts them by their codes."""
        codes = Counter(f"{problem.package}.{problem.code}" for problem in problems)
        counts = ", ".join(code if count == 1 else f"{code} ({count})" for code, count in codes.items())
        super().__init__(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}: {counts}")
        self.problems = problems

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        """Let the error pass from one process to another with its problems."""
        return type(self), (self.problems,)


@cache
def _sentences(package: str, language: str) -> dict[str, str]:
    text = resources.files(package).joinpath(f"problems.{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
