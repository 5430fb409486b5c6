"""What a check has found."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One sentence: that something is right, or what is wrong and how to mend it."""

    well: bool
    text: str
