"""Parts of the view beyond the barriers: change, viewpoints, form and motives, and what the collaboration yields."""

from __future__ import annotations

from dataclasses import dataclass

from reports.drawings import Mark, PairPlot
from reports.figures import Fact, Plot, ScaleHead
from scoring.findings import Direction


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """What has become of one scale.

    Parameters
    ----------
    plot : Plot, optional
        None where only two printed figures are compared, and there is nothing to draw.
    apart : str, optional
        That the two waves cannot be compared on it.
    """

    name: str
    plot: Plot | None
    points: str
    range: str
    direction: Direction | None
    word: str
    basis: str
    apart: str | None


@dataclass(frozen=True, kw_only=True)
class PartsRow:
    """What the change of one scale is made of."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Turnover:
    """Who stayed, joined and left, and what that does to the figures; no rows where the parts are not told."""

    heading: str
    counts: tuple[Fact, ...]
    parts_heading: str
    columns: tuple[str, ...]
    rows: tuple[PartsRow, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class ChangeSection:
    """What has changed since the wave before.

    Parameters
    ----------
    scale_head : ScaleHead, optional
        None where no change is told in points, and the table has no such columns.
    """

    heading: str
    title: str
    lead: tuple[str, ...]
    compared: str
    columns: tuple[str, ...]
    scale_head: ScaleHead | None
    rows: tuple[ChangeRow, ...]
    notes: tuple[str, ...]
    turnover: Turnover | None


@dataclass(frozen=True, kw_only=True)
class ViewpointRow:
    """One group of respondents, told by what distinguishes it."""

    number: str
    sentence: str
    size: str


@dataclass(frozen=True, kw_only=True)
class Viewpoints:
    """Groups of respondents who see things alike; `refused` where only the reason is given why none are told."""

    heading: str
    title: str
    lead: str
    refused: bool
    rows: tuple[ViewpointRow, ...]
    notes: tuple[str, ...]
    todo_heading: str
    todo: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PairFigure:
    """A figure of a pair with its range, which may be blank; `withheld` where a fixed sentence stands for it."""

    value: str
    range: str
    withheld: bool


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """Two figures of one subject on one line.

    Parameters
    ----------
    poles : tuple of str
        What the two ends of the line mean for this subject; empty where the head of the table says it.
    word : str
        What is told of the pair, blank where nothing is.
    strong, disputed : bool
        The two lie clearly apart; the partners do not agree on how it should be.
    withheld : str, optional
        The fixed sentence where neither figure is shown.
    """

    name: str
    detail: str
    poles: tuple[str, ...]
    plot: PairPlot
    figures: tuple[PairFigure, ...]
    word: str
    n: str
    strong: bool
    disputed: bool
    withheld: str | None


@dataclass(frozen=True, kw_only=True)
class PairColumn:
    """The head of a column, with the mark that its figures have on the line."""

    word: str
    mark: Mark | None


@dataclass(frozen=True, kw_only=True)
class PairSection:
    """How it is against how it should be: motives, or the form of the collaboration; no rows where all is withheld.

    Parameters
    ----------
    explained : bool
        A gap is told, and the method page says how it came about.
    """

    anchor: str
    heading: str
    title: str
    lead: tuple[str, ...]
    row_heading: str
    columns: tuple[PairColumn, ...]
    word_heading: str
    scale_head: ScaleHead
    rows: tuple[PairRow, ...]
    notes: tuple[str, ...]
    explained: bool


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """What the collaboration is felt to yield, with the question that it answers."""

    name: str
    question: str
    plot: Plot
    value: str
    range: str
    n: str
    withheld: str | None


@dataclass(frozen=True, kw_only=True)
class NamedRow:
    """How many named an option: in words, and as strokes."""

    name: str
    strokes: tuple[bool, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class BalanceBlock:
    """Named benefits against named costs; no rows where that is not told."""

    heading: str
    sentence: str
    detail: str
    columns: tuple[str, ...]
    share_heading: str
    benefits: tuple[NamedRow, ...]
    costs: tuple[NamedRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DriverRow:
    """One scale that moves together with the added value."""

    name: str
    plot: Plot
    share: str
    range: str
    first: str


@dataclass(frozen=True, kw_only=True)
class DriversBlock:
    """What moves together with the added value; no rows where that is not told."""

    heading: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    scale_head: ScaleHead
    rows: tuple[DriverRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Yields:
    """What the collaboration yields: its outcomes, named benefits and costs, and what moves with the added value."""

    heading: str
    title: str
    lead: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[OutcomeRow, ...]
    notes: tuple[str, ...]
    balance: BalanceBlock | None
    drivers: DriversBlock | None
