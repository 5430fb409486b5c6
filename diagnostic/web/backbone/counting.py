"""Numbers with their nouns."""

from __future__ import annotations

from diagnostic.web.wording import Words, spelt


def counted(word: Words, key: str, number: int) -> str:
    """Return the words of a number of things; one of them has words of its own, under ``<key>_one``."""
    return word(f"{key}_one") if number == 1 else word(f"{key}_many", number=number, **spelt(word, number))
