"""The Diagnosis: what is true of an initiative, with its uncertainty, in published forms only."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from questionnaires.model import Family
from scoring.rounding import End, Form

FORMAT: Literal[2] = 2

Grouping = Literal["none", "sector"]
Unit = Literal["organisation", "response"]
"""What contributes one score to a figure: an organisation, or in an anonymous survey each response by itself."""

Hidden = Literal["too_few", "protected"]
State = Literal["flagged", "watch", "not_flagged", "strength", "withheld"]
Sureness = Literal["clearly", "fairly", "unclear"]
Maturity = Literal["absent", "emerging", "mature", "withheld"]
Stage = Literal["isolated", "network", "together", "withheld"]


class _Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the diagnosis: immutable, and nothing finer than what may be printed."""


class Cell(_Published, frozen=True, kw_only=True):
    """One publishable figure over a group of contributors: organisations, or responses in an anonymous survey.

    Parameters
    ----------
    n : int, optional
        Contributors with a score; None where the figure is withheld.
    population : int, optional
        How many were invited to the group; None where the figure is withheld.
    form : str, optional
        How fine the figure is: ``halves``, ``tenths`` or ``full``; None where it is withheld.
    hidden : str, optional
        Why it is withheld: ``too_few`` answers, or ``protected`` because of other groups.
    value : float, optional
        The mean on the health scale 1 to 5, as printed.
    end : str, optional
        ``low``: *bis* value; ``high``: *ab* value.
    low, high : float, optional
        The interval, to 0.1; None also at the clipped ends of ``tenths``.
    below : float, optional
        Probability, to 0.01, that the mean of all who were invited lies below the barrier line.
    from_groups : bool
        The figure was computed from the groups' published cells, not from answers.
    """

    n: int | None = None
    population: int | None = None
    form: Form | None = None
    hidden: Hidden | None = None
    value: float | None = None
    end: End | None = None
    low: float | None = None
    high: float | None = None
    below: float | None = None
    from_groups: bool = False


class GroupCell(_Published, frozen=True, kw_only=True):
    """The cell of one published group: the categories merged into it in the order of their chain, and its state."""

    categories: tuple[str, ...]
    cell: Cell
    state: State


class Shares(_Published, frozen=True, kw_only=True):
    """Contributors low, in the middle and high on a figure, in per cent, rounded in steps with clipped ends."""

    low: int
    middle: int
    high: int
    step: int


class DontKnow(_Published, frozen=True, kw_only=True):
    """How often *kann ich nicht beurteilen* was chosen on a scale.

    Parameters
    ----------
    much : bool, optional
        It was at least a quarter of the answers; None where too few contributed.
    share : int, optional
        Per cent in steps of `step`, where enough contributed.
    """

    much: bool | None = None
    share: int | None = None
    step: int | None = None


class StatementResult(_Published, frozen=True, kw_only=True):
    """One statement, turned round where agreement is the barrier."""

    id: str
    cell: Cell
    shares: Shares | None = None


class Flag(_Published, frozen=True, kw_only=True):
    """The decision on a scale.

    Parameters
    ----------
    sureness : str, optional
        How sure the decision is; None where withheld.
    switched_off_at, switched_off_end : optional
        The printed mean from which a flagged scale would no longer be flagged.
    """

    state: State
    sureness: Sureness | None = None
    switched_off_at: float | None = None
    switched_off_end: End | None = None


class ScaleResult(_Published, frozen=True, kw_only=True):
    """What the answers say on one scale.

    Parameters
    ----------
    rank : int, optional
        Place among the flagged barriers, the heaviest first; of two flagged scales of one barrier only one has it.
    statements : tuple of StatementResult
        Empty where `statements_hidden` gives the reason.
    groups : tuple of GroupCell
        Empty where the wave has no grouping or only one group can be shown.
    mapped_from : tuple of int, optional
        Lowest and highest code of the answers where these were mapped to 1–5.
    """

    id: str
    barrier: str | None
    family: Family | None
    statement_count: int
    cell: Cell
    flag: Flag
    rank: int | None = None
    dont_know: DontKnow
    statements: tuple[StatementResult, ...] = ()
    statements_hidden: Hidden | None = None
    groups: tuple[GroupCell, ...] = ()
    mapped_from: tuple[int, int] | None = None


class ConditionResult(_Published, frozen=True, kw_only=True):
    """How far one of the five conditions of acting together is met."""

    id: str
    cell: Cell
    maturity: Maturity


class Instrument(_Published, frozen=True, kw_only=True):
    """Which questionnaire was answered."""

    id: str
    version: str
    digest: str
    reliability: float


class Participation(_Published, frozen=True, kw_only=True):
    """Who took part.

    Parameters
    ----------
    unit : str
        What contributes: an organisation, for which its people are averaged, or each response by itself.
    contributors : int
        Organisations from which at least one statement was answered, or responses in which one was.
    invited : int, optional
        Organisations invited, or people where each response contributes; None if unknown, and then non-response is
        unknown too.
    persons : int
        Persons who answered at least one statement.
    """

    unit: Unit
    contributors: int
    invited: int | None
    persons: int


class Protection(_Published, frozen=True, kw_only=True):
    """The rules of disclosure in force.

    Parameters
    ----------
    minimum : int
        Contributors below which nothing is shown.
    strict : bool
        Half steps for every mean, and nothing that is not derived from them.
    grouping : str
        The wave's one planned grouping.
    """

    minimum: int
    strict: bool
    grouping: Grouping


class Diagnosis(_Published, frozen=True, kw_only=True):
    """What is true of an initiative, with its uncertainty; the same answers give the same bytes.

    Parameters
    ----------
    digest : str
        SHA-256 over everything else in it.
    simulated : bool
        The answers were made by `scoring.simulating`.
    ranking_holds : bool
        Enough of the invited answered for an order of the hurdles; else no scale has a rank.
    stage : str
        How far the initiative is on the way from isolated action to acting together; None where the questionnaire does
        not ask for exactly the five conditions.
    """

    format: Literal[2] = FORMAT
    method_version: str
    instrument: Instrument
    participation: Participation
    protection: Protection
    simulated: bool
    ranking_holds: bool
    scales: tuple[ScaleResult, ...]
    conditions: tuple[ConditionResult, ...]
    stage: Stage | None
    digest: str = ""

    @property
    def no_scale_shown(self) -> bool:
        """Whether every scale is withheld."""
        return all(scale.flag.state == "withheld" for scale in self.scales)

    @property
    def ranked(self) -> tuple[ScaleResult, ...]:
        """The flagged barriers, the heaviest first."""
        return tuple(sorted((s for s in self.scales if s.rank is not None), key=lambda s: s.rank or 0))


def sealed(diagnosis: Diagnosis) -> Diagnosis:
    """Return the diagnosis with the digest over its content."""
    return msgspec.structs.replace(diagnosis, digest=_digest(diagnosis))


def to_json(diagnosis: Diagnosis) -> bytes:
    """Write a diagnosis as JSON, readable and in a fixed order."""
    return msgspec.json.format(msgspec.json.encode(diagnosis), indent=2) + b"\n"


def from_json(data: bytes) -> Diagnosis:
    """Read a diagnosis from JSON.

    Raises
    ------
    ValueError
        If it is no diagnosis of this format, or its content does not fit its digest.
    """
    try:
        diagnosis = msgspec.json.decode(data, type=Diagnosis)
    except msgspec.MsgspecError as error:
        message = f"this is no diagnosis of format {FORMAT}: {error}"
        raise ValueError(message) from error
    if diagnosis.digest != _digest(diagnosis):
        message = "the diagnosis was changed after it was written: its content does not fit its digest"
        raise ValueError(message)
    return diagnosis


def _digest(diagnosis: Diagnosis) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(diagnosis, digest=""))).hexdigest()
