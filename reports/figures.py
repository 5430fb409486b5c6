"""The figures of a report: plots, tables and verdicts, finished down to coordinates and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.published import State


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label with its value."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Label:
    """A word at its place on the strip, in pixels from the left."""

    place: float
    word: str


@dataclass(frozen=True, kw_only=True)
class ScaleHead:
    """What stands above a strip: the names of its bands, and the figures of the scale."""

    bands: tuple[Label, ...]
    ticks: tuple[Label, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A mean with its interval on the scale 1 to 5, in pixels of a strip 208 wide.

    Parameters
    ----------
    state : str
        Chooses shape and colour of the mark; ``plain`` for figures without a decision, ``backbone`` for another voice.
    mark, low, high : float, optional
        Places from the left; None where there is no mark or no interval.
    ends : bool
        The interval is wide enough for end ticks beside its mark.
    text : str
        The same in words, for those who do not see it.
    """

    state: State | Literal["plain", "backbone"]
    mark: float | None
    low: float | None
    high: float | None
    ends: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A decision in words, to stand beside its mark: the word itself, and what follows it."""

    state: State
    word: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class ProfileRow:
    """One scale in the overview; `withheld` is the fixed sentence where nothing is shown."""

    name: str
    plot: Plot
    value: str
    state: State
    word: str
    n: str
    withheld: str | None
    anchor: str | None


@dataclass(frozen=True, kw_only=True)
class ProfileFamily:
    """The scales of one family, under its name."""

    name: str
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The overview of all scales."""

    heading: str
    families: tuple[ProfileFamily, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share in words, and how it is drawn: strokes where it is told in fifths, else its part of a stacked bar.

    Parameters
    ----------
    start, width : float
        Where the part begins and how wide it is, in pixels; the whole bar is as wide as the three parts together.
    """

    text: str
    strokes: tuple[bool, ...]
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    """One statement with its figure; the first row of the table is the scale itself."""

    text: str
    detail: str
    is_scale: bool
    turned_round: bool
    plot: Plot
    value: str
    n: str
    shares: tuple[Share, ...]
    withheld: str | None


@dataclass(frozen=True, kw_only=True)
class StatementTable:
    """What was answered, statement by statement; the backbone office stands beside the scale."""

    heading: str
    share_headings: tuple[str, ...]
    stacked: bool
    rows: tuple[StatementRow, ...]
    backbone: StatementRow | None
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SectorCell:
    """One published group of sectors on one scale, spanning the columns merged into it."""

    span: int
    text: str
    state: State
    word: str
    n: str


@dataclass(frozen=True, kw_only=True)
class SectorRow:
    """One scale by sectors."""

    name: str
    cells: tuple[SectorCell, ...]


@dataclass(frozen=True, kw_only=True)
class SectorTable:
    """Scales by sectors, merged where a group would be too small."""

    heading: str
    row_heading: str
    columns: tuple[str, ...]
    rows: tuple[SectorRow, ...]


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """A mark with the word it stands for."""

    state: State
    word: str


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One stage on the way to acting together."""

    name: str
    reached: bool
    here: bool


@dataclass(frozen=True, kw_only=True)
class ConditionRow:
    """One condition, with the question that it answers."""

    name: str
    question: str
    plot: Plot
    value: str
    word: str
    sentence: str
    n: str
    withheld: str | None
