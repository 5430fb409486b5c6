"""What is found on one scale, one statement, one condition: parts of the diagnosis, in published forms."""

from __future__ import annotations

from typing import Literal

from questionnaires.model import Family
from scoring.published import Cell, GroupCell, Hidden, Published, Shares, State, Sureness
from scoring.rounding import End

Maturity = Literal["absent", "emerging", "mature", "withheld"]
Stage = Literal["isolated", "network", "together", "withheld"]


class DontKnow(Published, frozen=True, kw_only=True):
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


class StatementResult(Published, frozen=True, kw_only=True):
    """One statement, turned round where agreement is the barrier."""

    id: str
    cell: Cell
    shares: Shares | None = None


class Flag(Published, frozen=True, kw_only=True):
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


class ScaleResult(Published, frozen=True, kw_only=True):
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


class ConditionResult(Published, frozen=True, kw_only=True):
    """How far one of the five conditions of acting together is met."""

    id: str
    cell: Cell
    maturity: Maturity
