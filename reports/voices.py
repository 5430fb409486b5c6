"""Who agrees, who differs, and what else speaks for a finding: parts of the view, in finished words."""

from __future__ import annotations

from dataclasses import dataclass

from reports.figures import Fact
from scoring.published import State


@dataclass(frozen=True, kw_only=True)
class ReadingCell:
    """One of the four readings of a finding, by what it advises; `here` where it is the one that holds."""

    text: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class ReadingRow:
    """The readings of a good or of a bad finding."""

    label: str
    cells: tuple[ReadingCell, ...]


@dataclass(frozen=True, kw_only=True)
class Readings:
    """Whether contributors agree on a finding, and what follows; no rows where they agree in part."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[ReadingRow, ...]
    text: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What speaks for a finding and what against it: one sentence, and other sources one by one."""

    heading: str
    sentence: str
    sources: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class ToldDifference:
    """Two groups that differ on a scale, and how that was found."""

    sentence: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Differences:
    """All differences between groups, and how many pairs were compared; `none` says that there is no difference."""

    heading: str
    lead: str
    told: tuple[ToldDifference, ...]
    none: str


@dataclass(frozen=True, kw_only=True)
class DissentRow:
    """One scale with its finding and whether contributors agree on it; `withheld` says why that is not told."""

    name: str
    anchor: str | None
    value: str
    state: State
    word: str
    unity: str
    deviation: str
    n: str
    withheld: str | None


@dataclass(frozen=True, kw_only=True)
class DissentGroup:
    """The scales of one reading, under what it advises."""

    name: str
    rows: tuple[DissentRow, ...]


@dataclass(frozen=True, kw_only=True)
class Dissent:
    """All scales by what their finding and the agreement on it advise together."""

    heading: str
    title: str
    lead: tuple[str, ...]
    columns: tuple[str, ...]
    spread: str
    groups: tuple[DissentGroup, ...]
    notes: tuple[str, ...]
