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


@dataclass(frozen=True, kw_only=True)
class MapText:
    """A line of a name on a map.

    Parameters
    ----------
    x, y : float
        Its middle, and its base line.
    left, top, width, height : float
        The plate on which it stands, so that it can be read across lines.
    """

    x: float
    y: float
    left: float
    top: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, kw_only=True)
class MapMark:
    """An organisation on a map, with its name below.

    Parameters
    ----------
    sector : str
        Chooses shape and colour; ``unknown`` where none is known.
    """

    sector: str
    x: float
    y: float
    lines: tuple[MapText, ...]


@dataclass(frozen=True, kw_only=True)
class MapLine:
    """A tie between two organisations; the closer they cooperate, the wider."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, kw_only=True)
class NetworkMap:
    """Organisations and the ties between them, in pixels.

    Parameters
    ----------
    size : float
        Of the letters.
    title, text : str
        What the drawing is, and the same in words, for those who do not see it.
    divider : float, optional
        Where a line parts those without a tie from the others, from the top.
    """

    width: float
    height: float
    size: float
    title: str
    text: str
    divider: float | None
    lines: tuple[MapLine, ...]
    marks: tuple[MapMark, ...]
