"""What is found on one scale, one statement, one condition: parts of the diagnosis, in published forms."""

from __future__ import annotations

from typing import Literal

from questionnaires.model import Family
from scoring.published import Cell, GroupCell, Hidden, Published, Shares, State, Sureness
from scoring.rounding import End

Unity = Literal["agreed", "mixed", "contested"]
"""Whether contributors see a thing alike."""

Reading = Literal["act", "discuss", "include", "keep"]
"""What the state and the agreement of a scale advise together: bad and agreed, bad and contested, fine and contested,
fine and agreed."""

Direction = Literal["higher", "lower"]

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


class Interval(Published, frozen=True, kw_only=True):
    """A figure with its interval, as printed; `n` says how many of what stand behind it."""

    value: float
    low: float
    high: float
    n: int


class Reliability(Published, frozen=True, kw_only=True):
    """How well the statements of a scale hang together, over persons.

    Parameters
    ----------
    alpha : Interval
        Cronbach's alpha with Feldt's interval, to 0.01; n persons with an answer to every statement.
    omega : float, optional
        Omega total, to 0.01; None where one factor does not describe the statements.
    """

    alpha: Interval
    omega: float | None = None


class Agreement(Published, frozen=True, kw_only=True):
    """Whether contributors see a scale alike.

    Parameters
    ----------
    unity : str
        ``agreed``, ``mixed`` or ``contested``.
    deviation : float, optional
        Mean absolute deviation from the mean, in points to 0.1; only where the spread may be seen.
    """

    unity: Unity
    deviation: float | None = None


class BackboneView(Published, frozen=True, kw_only=True):
    """What the backbone office says of a scale itself: one voice, in half steps.

    Parameters
    ----------
    distance : str, optional
        ``higher`` or ``lower`` where it lies outside the partners' interval; None where it does not, or where there is
        no interval to compare with.
    """

    value: float
    end: End | None = None
    distance: Direction | None = None


class Effect(Published, frozen=True, kw_only=True):
    """The size of a difference where the spread of both groups may be seen.

    Parameters
    ----------
    delta : Interval
        Cliff's delta, from -1 to 1, to 0.01; n contributors of both groups.
    g : Interval
        Hedges' g, in standard deviations, to 0.01.
    """

    delta: Interval
    g: Interval


class Difference(Published, frozen=True, kw_only=True):
    """Two published groups that differ on a scale, by more than chance would make them.

    Parameters
    ----------
    first, second : tuple of str
        The categories of the two groups; the first lies higher.
    points : Interval, optional
        How many points the printed mean of the first lies above that of the second, computed from the two cells alone;
        None where one of them is a clipped end and no interval can be given. n contributors of both groups.
    tested : bool
        The permutation test told it, at a false discovery rate over all pairs on all scales; else the distance of the
        two cells did.
    effect : Effect, optional
        Only where both groups have so many contributors that their spread may be seen.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    points: Interval | None = None
    tested: bool
    effect: Effect | None = None


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
    agreement : Agreement, optional
        None where it would tell a single answer, or too few contributed.
    reliability : Reliability, optional
        None for fewer than thirty persons, or where the spread of answers may not be seen.
    differences : tuple of Difference
        Pairs of the wave's groups that differ on it.
    backbone : BackboneView, optional
        None where the backbone office did not report, or not on this scale.
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
    agreement: Agreement | None = None
    reliability: Reliability | None = None
    differences: tuple[Difference, ...] = ()
    backbone: BackboneView | None = None

    @property
    def reading(self) -> Reading | None:
        """What state and agreement advise together; None where one of them is unclear, mixed or hidden."""
        unity = None if self.agreement is None else self.agreement.unity
        if unity is None or unity == "mixed":
            return None
        if self.flag.state == "flagged":
            return "act" if unity == "agreed" else "discuss"
        if self.flag.state in {"not_flagged", "strength"}:
            return "keep" if unity == "agreed" else "include"
        return None


class ConditionResult(Published, frozen=True, kw_only=True):
    """How far one of the five conditions of acting together is met."""

    id: str
    cell: Cell
    maturity: Maturity
