"""A chart of two figures on one line, as coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["is", "wish"]
"""How it is, drawn as a filled dot, and how it should be or how much it matters, drawn as a ring."""


@dataclass(frozen=True, kw_only=True)
class PairPlot:
    """Two means on the scale 1 to 5, in pixels of a strip 208 wide.

    Parameters
    ----------
    current, wish : float, optional
        Places of the filled dot and of the ring; None where the figure is withheld.
    start, width : float
        Where the bar between the two begins, and how wide it is; 0 wide where one is missing.
    strong : bool
        The two lie clearly apart, which the bar shows.
    text : str
        The same in words, for those who do not see it.
    """

    current: float | None
    wish: float | None
    start: float
    width: float
    strong: bool
    text: str
