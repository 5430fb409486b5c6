"""The forms in which figures leave: immutable, and nothing finer than what may be printed."""

from __future__ import annotations

from typing import Literal

import msgspec

from scoring.rounding import End, Form

Grouping = Literal["none", "sector"]
Unit = Literal["organisation", "response"]
"""What contributes one score to a figure: an organisation, or in an anonymous survey each response by itself."""

Hidden = Literal["too_few", "protected"]
State = Literal["flagged", "watch", "not_flagged", "strength", "withheld"]
Sureness = Literal["clearly", "fairly", "unclear"]


class Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the diagnosis: immutable, and nothing finer than what may be printed."""


class Cell(Published, frozen=True, kw_only=True):
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


class GroupCell(Published, frozen=True, kw_only=True):
    """The cell of one published group: the categories merged into it in the order of their chain, and its state."""

    categories: tuple[str, ...]
    cell: Cell
    state: State


class Shares(Published, frozen=True, kw_only=True):
    """Contributors low, in the middle and high on a figure, in per cent, rounded in steps with clipped ends."""

    low: int
    middle: int
    high: int
    step: int
