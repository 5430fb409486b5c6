"""A command whose repeatable options take several values after one flag: ``--plant a b``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import click


@dataclass
class _Words:
    """The arguments taken apart: what click reads as it is, and each option with the words that follow its value."""

    plain: list[str] = field(default_factory=list)
    more: list[tuple[str, list[str]]] = field(default_factory=list)
    positional: int = 0


class SeveralValues(click.Command):
    """A command of which every option that may be repeated takes all words up to the next option.

    The last of these words stays a positional argument where the command would lack one. Behind ``--`` every word is
    positional, as ever.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the option once more before each further value."""
        return super().parse_args(ctx, self._spread(args))

    def _spread(self, arguments: Sequence[str]) -> list[str]:
        end = arguments.index("--") if "--" in arguments else len(arguments)
        words = self._apart(arguments[:end])
        lacking = self._needed() - words.positional - len(arguments[end + 1 :])
        positional: list[str] = []
        for _, values in reversed(words.more):
            while lacking > 0 and values:
                positional.insert(0, values.pop())
                lacking -= 1
        repeated = [word for option, values in words.more for value in values for word in (option, value)]
        return [*words.plain, *repeated, *positional, *arguments[end:]]

    def _apart(self, arguments: Sequence[str]) -> _Words:
        options = {name: one for one in self.params if isinstance(one, click.Option) for name in one.opts}
        words, rest = _Words(), list(arguments)
        while rest:
            word = rest.pop(0)
            words.plain.append(word)
            if not _is_option(word):
                words.positional += 1
                continue
            name, equals, _ = word.partition("=")
            option = options.get(name)
            if option is None or option.is_flag:
                continue
            if not equals:
                words.plain += rest[:1]
                del rest[:1]
            if option.multiple:
                values = list(takewhile(lambda word: not _is_option(word), rest))
                words.more.append((name, values))
                del rest[: len(values)]
        return words

    def _needed(self) -> int:
        return sum(one.nargs for one in self.params if isinstance(one, click.Argument) and one.required)


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"
