"""The Diagnosis: what is true of an initiative, with its uncertainty, in published forms only."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from scoring.findings import ConditionResult, ScaleResult, Stage
from scoring.patterns import Careless, Change, Colleagues, DriversResult, ViewpointsResult
from scoring.published import Grouping, Published, Unit
from scoring.purposes import Balance, FormResult, MotiveResult, OutcomeResult
from scoring.relations import NetworkResult

FORMAT: Literal[4] = 4


class Instrument(Published, frozen=True, kw_only=True):
    """Which questionnaire was answered."""

    id: str
    version: str
    digest: str
    reliability: float


class Participation(Published, frozen=True, kw_only=True):
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


class Protection(Published, frozen=True, kw_only=True):
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


class Diagnosis(Published, frozen=True, kw_only=True):
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
    balance : Balance, optional
        None where the questionnaire does not ask for it, or too few answered.
    careless, colleagues : optional
        None where too few contributed to tell.
    pairs : int
        Pairs of groups that were compared on scales, those that do not differ included.
    change : Change, optional
        None where no wave before was given.
    """

    format: Literal[4] = FORMAT
    method_version: str
    instrument: Instrument
    participation: Participation
    protection: Protection
    simulated: bool
    ranking_holds: bool
    scales: tuple[ScaleResult, ...]
    conditions: tuple[ConditionResult, ...]
    stage: Stage | None
    outcomes: tuple[OutcomeResult, ...] = ()
    motives: tuple[MotiveResult, ...] = ()
    forms: tuple[FormResult, ...] = ()
    balance: Balance | None = None
    careless: Careless | None = None
    colleagues: Colleagues | None = None
    viewpoints: ViewpointsResult = ViewpointsResult(refused="not_asked")
    drivers: DriversResult = DriversResult(refused="not_asked")
    network: NetworkResult = NetworkResult(refused="not_asked")
    pairs: int = 0
    change: Change | None = None
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
