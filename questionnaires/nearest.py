"""The known word that is probably meant by a misspelt one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_COMPARED = 10
MOST_KNOWN = 300
LONGEST_COMPARED = 64
ALIKE = 0.7  # as difflib counts: 1 for equal words, 0 for words without a common letter


class Nearest:
    """Finds the known word that is probably meant by a misspelt one.

    Words that differ in case alone are always found. Looking for other misspellings is slow, so it is done for the
    first few words, and not for long words or long lists.

    Parameters
    ----------
    known : iterable of str
        The words that may be meant.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Remember the words that may be meant."""
        self._by_key = {name.casefold(): name for name in known}
        self._short = [key for key in self._by_key if len(key) <= LONGEST_COMPARED][: MOST_KNOWN + 1]
        self._left = MOST_COMPARED if len(self._short) <= MOST_KNOWN else 0

    def __call__(self, word: str) -> str | None:
        """Return the word that looks most like another, if one does."""
        key = word.casefold()
        if key in self._by_key:
            return self._by_key[key]
        if not self._left or len(word) > LONGEST_COMPARED:
            return None
        self._left -= 1
        alike = difflib.get_close_matches(key, self._short, n=1, cutoff=ALIKE)
        return self._by_key[alike[0]] if alike else None
