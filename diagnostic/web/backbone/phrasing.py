"""Numbers and lists as the pages of a backbone office say them."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from diagnostic.web.wording import Words, spelt


def joined(names: Sequence[str], language: str) -> str:
    """Join names: *Gesundheit und Wirtschaft*."""
    return str(format_list(list(names), style="standard", locale=language))


def counted(word: Words, key: str, count: int, **values: str | int) -> str:
    """Return the words for a number: those for one alone, or those for any other."""
    return word(f"{key}_1" if count == 1 else key, count=count, **spelt(word, count), **values)
