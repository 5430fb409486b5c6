"""The network of the partners as a report shows it: map, matrix, figures, trust, second sources, governance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.drawings import NetworkMap
from reports.figures import Fact

Ground = Literal[0, 1, 2, 3, 4]
"""How dark the ground of a cell is: the denser, the darker."""


@dataclass(frozen=True, kw_only=True)
class SectorEntry:
    """The mark of a sector with its word."""

    sector: str
    word: str


@dataclass(frozen=True, kw_only=True)
class MapBlock:
    """The map with its legend; a `tall` one needs a page of its own.

    `line_words` says what lines mean, `movable` what can be done where the map is wider than the window.
    """

    heading: str
    legend: tuple[SectorEntry, ...]
    line_words: str
    movable: str
    drawing: NetworkMap
    tall: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PartnerRow:
    """An organisation with those that it cooperates with, as both sides say."""

    name: str
    sector: str
    partners: str


@dataclass(frozen=True, kw_only=True)
class Partners:
    """What the map shows, in words."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[PartnerRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MatrixCell:
    """How densely two groups cooperate; `own` within one. Blank above the diagonal, which says the same."""

    text: str
    ground: Ground
    own: bool


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """A group with its number of organisations."""

    name: str
    number: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """How densely groups cooperate with one another and within themselves."""

    heading: str
    row_heading: str
    number_heading: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure with what it means; `detail` says on what it rests or what goes with it."""

    name: str
    value: str
    text: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class FigureGroup:
    """Figures that answer one question."""

    name: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, kw_only=True)
class NetworkFigures:
    """What the ties show, figure by figure."""

    heading: str
    columns: tuple[str, ...]
    groups: tuple[FigureGroup, ...]


@dataclass(frozen=True, kw_only=True)
class TrustFigure:
    """Trust of one group in another, with how many rated and were rated."""

    text: str
    n: str


@dataclass(frozen=True, kw_only=True)
class TrustRow:
    """How one group trusts each of the groups."""

    name: str
    cells: tuple[TrustFigure, ...]


@dataclass(frozen=True, kw_only=True)
class TrustTable:
    """Trust between the partners: never of one partner; no rows where it is not told between groups."""

    heading: str
    sentence: str
    parts: tuple[Fact, ...]
    row_heading: str
    columns: tuple[str, ...]
    rows: tuple[TrustRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """What statements and ties say together of a barrier; `told` where one of them says that it is a hurdle."""

    name: str
    anchor: str | None
    word: str
    sentence: str
    advice: str
    told: bool


@dataclass(frozen=True, kw_only=True)
class SecondSources:
    """What is said, and what the ties show."""

    heading: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, kw_only=True)
class ReasonRow:
    """One figure on which the suggestion rests; `fits` where it speaks for it; no word where no form is suggested."""

    name: str
    value: str
    word: str
    fits: bool


@dataclass(frozen=True, kw_only=True)
class GovernanceBlock:
    """The form of governance that fits what is known, with its reasons."""

    heading: str
    sentence: str
    advice: str
    columns: tuple[str, ...]
    rows: tuple[ReasonRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Network:
    """Who works with whom; `refused` where only the reason is given why nothing is told.

    Parameters
    ----------
    response : tuple of str
        Who answered, and how far the figures carry.
    unnamed : str
        Why there is no map; blank where there is one.
    explained : bool
        The method page says how the figures came about.
    """

    heading: str
    title: str
    lead: tuple[str, ...]
    refused: bool
    response_heading: str
    response: tuple[str, ...]
    map: MapBlock | None
    unnamed: str
    matrix: Matrix | None
    figures: NetworkFigures | None
    trust: TrustTable | None
    sources: SecondSources | None
    governance: GovernanceBlock | None
    partners: Partners | None
