"""ReportView: everything a report shows, in finished words and numbers; templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from reports.figures import (
    ConditionRow,
    Fact,
    LegendEntry,
    Profile,
    ScaleHead,
    SectorTable,
    StatementTable,
    Stop,
    Verdict,
)
from reports.languages import Language
from reports.network import Network
from reports.parts import ChangeSection, PairSection, Viewpoints, Yields
from reports.voices import Differences, Dissent, Readings, Standing, ToldDifference


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One of the findings of the first page."""

    number: str
    sentence: str
    verdict: Verdict
    anchor: str | None
    action: str
    action_detail: str


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The page a mayor reads.

    Parameters
    ----------
    context : str
        What the initiative is about; blank where that is not known.
    change : str
        What has changed since the wave before; blank where nothing is told.
    network : str
        What the ties show, in one line; blank where nothing is told.
    relations : tuple of Fact
        The same in sentences with their figures, where nothing else was asked for.
    """

    context: str
    facts: tuple[Fact, ...]
    heading: str
    action_heading: str
    lead: tuple[str, ...]
    findings: tuple[Finding, ...]
    more: tuple[str, ...]
    strengths: tuple[Finding, ...]
    change: str
    network: str
    relations: tuple[Fact, ...]
    profile: Profile | None
    closing: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class AdviceRow:
    """One property of the measures that stand side by side; its key chooses how it is set."""

    key: str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Training:
    """A training that fits."""

    title: str
    audience: str
    text: str
    contents: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What is recommended for one barrier: measures side by side, so that they can be weighed.

    Parameters
    ----------
    talk : Fact, optional
        What comes before any measure, where contributors disagree.
    """

    heading: str
    why: str
    talk: Fact | None
    orders: tuple[str, ...]
    titles: tuple[str, ...]
    actions: tuple[str, ...]
    rows: tuple[AdviceRow, ...]
    further_label: str
    further: tuple[Fact, ...]
    training_label: str
    trainings: tuple[Training, ...]
    owner_label: str
    owner_columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BarrierPage:
    """One flagged barrier: what is, and what to do."""

    anchor: str
    running: str
    kicker: str
    title: str
    verdict: Verdict
    lead: tuple[str, ...]
    statements: StatementTable
    reliability: str
    sectors: SectorTable | None
    differences: tuple[ToldDifference, ...]
    readings: Readings | None
    standing: Standing | None
    advice: Advice | None
    rule_label: str
    rule: tuple[str, ...]
    rule_sources: str


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """The five conditions, and the stage on the way."""

    heading: str
    title: str
    lead: str
    stops: tuple[Stop, ...]
    scale_head: ScaleHead
    table_headings: tuple[str, ...]
    rows: tuple[ConditionRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sectors:
    """All scales by sector."""

    heading: str
    title: str
    lead: str
    table: SectorTable
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    differences: Differences | None


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """One recommended measure in the list of all."""

    title: str
    action: str
    who: str
    effort: str
    effect: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class StepGroup:
    """The measures for one barrier, with the finding they follow from."""

    name: str
    anchor: str
    why: Verdict
    talk: Fact | None
    rows: tuple[StepRow, ...]


@dataclass(frozen=True, kw_only=True)
class Steps:
    """All recommended measures in their order, and the trainings that fit."""

    heading: str
    title: str
    lead: str
    columns: tuple[str, ...]
    groups: tuple[StepGroup, ...]
    training_heading: str
    training_lead: str
    trainings: tuple[Training, ...]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A heading with its paragraphs; blank where nothing leads to it."""

    heading: str
    paragraphs: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class HiddenRow:
    """Something that is not shown, and why."""

    subject: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Method:
    """How the figures came about, what is hidden and why, and the literature."""

    heading: str
    title: str
    passages: tuple[Passage, ...]
    hidden_heading: str
    hidden_lead: str
    hidden: tuple[HiddenRow, ...]
    hidden_nothing: str
    sources_heading: str
    sources_lead: str
    sources: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Chrome:
    """The words around the content: titles, running heads, column headings."""

    product: str
    running_head: str
    footer: str
    contents_label: str
    simulated: str | None
    value: str
    state: str
    statement: str
    count: str
    scale_head: ScaleHead
    skip: str
    to_method: str


@dataclass(frozen=True, kw_only=True)
class ContentsEntry:
    """A line of the table of contents."""

    anchor: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """A whole report; its running title is the subtitle, short enough for the head of a page."""

    language: Language
    title: str
    subtitle: str
    running_title: str
    chrome: Chrome
    contents: tuple[ContentsEntry, ...]
    cover: Cover
    change: ChangeSection | None
    barriers: tuple[BarrierPage, ...]
    dissent: Dissent | None
    sectors: Sectors | None
    viewpoints: Viewpoints | None
    network: Network | None
    conditions: Conditions | None
    form: PairSection | None
    motives: PairSection | None
    yields: Yields | None
    steps: Steps | None
    method: Method | None
