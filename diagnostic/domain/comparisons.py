"""Where an initiative stands among comparable ones: what is kept of it for a quarter, and why there may be none."""

from __future__ import annotations

from typing import Literal

import msgspec

from diagnostic.domain.portfolio import ScaleFigure
from scoring.placement import Placement
from scoring.published import Unit

SMALL = 20
"""Contributors up to which a page counts an initiative among the small ones; it decides nothing."""

Refusal = Literal["outdated", "too_few", "other_questionnaire"]
"""Why a released round is not compared: its diagnosis lacks what is needed, too few initiatives take part, or enough do
and were asked otherwise."""

Absence = Literal["not_taking_part", "next_quarter", "being_made", "failed", "nothing_released"]
"""Why there is no comparison of an initiative in a quarter."""


class ComparedScale(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One scale: the initiative's own figure as it is printed, and its place among the others."""

    own: ScaleFigure
    place: Placement


class Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One initiative among comparable ones, as kept for a quarter.

    Parameters
    ----------
    initiatives : int
        How many were asked with the same questionnaire and are counted by the same unit, the own one among them.
    small : int
        How many of these have up to `SMALL` contributors.
    years : tuple of int
        The years in which the first and the last of their reports were released.
    refused : str, optional
        Why there are no scales.
    """

    questionnaire: str
    unit: Unit
    initiatives: int
    small: int
    years: tuple[int, int]
    refused: Refusal | None = None
    scales: tuple[ComparedScale, ...] = ()
