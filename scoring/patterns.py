"""What is found across scales and across waves: parts of the diagnosis, in published forms."""

from __future__ import annotations

from typing import Literal

from scoring.findings import Direction, Interval
from scoring.published import Published

Refusal = Literal["too_few", "protected", "not_asked", "no_structure"]
"""Why something is not told: too few answers, the protection of small groups, not part of the questionnaire, or nothing
that would carry it."""


class Careless(Published, frozen=True, kw_only=True):
    """Persons whose answers look as if given without reading; marked, and never left out.

    Parameters
    ----------
    told : str
        ``none``, ``few`` (fewer than may be counted) or ``number``.
    persons : int, optional
        How many, where they may be counted.
    moved : tuple of str, optional
        Scales whose state would be another one without them; None where that may not be told.
    """

    told: Literal["none", "few", "number"]
    persons: int | None = None
    moved: tuple[str, ...] | None = None


class Colleagues(Published, frozen=True, kw_only=True):
    """Whether people of one organisation see the same initiative.

    Parameters
    ----------
    alike : str
        By the share of all differences that lies between organisations: ``alike``, ``partly`` or ``apart``.
    organisations : int
        Organisations with at least two respondents.
    """

    alike: Literal["alike", "partly", "apart"]
    organisations: int


class Viewpoint(Published, frozen=True, kw_only=True):
    """One group of respondents who see things alike, told by what distinguishes it.

    Parameters
    ----------
    organisations : int
        About how many organisations its respondents come from: rounded to fives.
    higher, lower : tuple of str
        Scales on which it lies above, or below, everybody else.
    """

    organisations: int
    higher: tuple[str, ...]
    lower: tuple[str, ...]


class ViewpointsResult(Published, frozen=True, kw_only=True):
    """Groups of respondents who see things alike, or why none are told.

    Parameters
    ----------
    refused : str, optional
        None where the answers were looked at; then an empty `viewpoints` means that all see things alike enough.
    persons : int, optional
        Persons with a score on every scale; None where they answer for too few organisations.
    p : float, optional
        Probability, to 0.01, of groups as clear as these where there are none.
    """

    refused: Refusal | None = None
    persons: int | None = None
    p: float | None = None
    viewpoints: tuple[Viewpoint, ...] = ()


class Driver(Published, frozen=True, kw_only=True):
    """One scale that moves together with perceived synergy.

    Parameters
    ----------
    share : Interval
        Its part of the explained variance, from 0 to 1, to 0.01; n contributors.
    first : float
        Share of the resampled waves in which it came first, to 0.01.
    """

    id: str
    share: Interval
    first: float


class DriversResult(Published, frozen=True, kw_only=True):
    """Which scales move together with perceived synergy, or why that is not told.

    Parameters
    ----------
    explained : Interval, optional
        Variance of synergy that all scales together explain, from 0 to 1, to 0.01.
    drivers : tuple of Driver
        The largest share first.
    """

    refused: Refusal | None = None
    explained: Interval | None = None
    drivers: tuple[Driver, ...] = ()


class Parts(Published, frozen=True, kw_only=True):
    """What a change is made of, in points to 0.1; the three add up to the whole change."""

    stayed: float
    joined: float
    left: float


class ScaleChange(Published, frozen=True, kw_only=True):
    """What has become of one scale since the wave before.

    Parameters
    ----------
    direction : str, optional
        ``higher`` or ``lower`` beyond uncertainty; None where no difference can be told.
    basis : str, optional
        ``paired``: the organisations that answered both times; ``cells``: the two printed figures; None where the two
        waves cannot be compared on this scale.
    points : Interval, optional
        Change of those who answered both times, in points to 0.1; n of them.
    parts : Parts, optional
        Only where those who stayed, joined and left are each enough to be told apart.
    """

    id: str
    direction: Direction | None = None
    basis: Literal["paired", "cells"] | None = None
    points: Interval | None = None
    parts: Parts | None = None


class Change(Published, frozen=True, kw_only=True):
    """What has changed since the wave before.

    Parameters
    ----------
    before : str
        Digest of the diagnosis of the wave before.
    stayed, joined, left : int, optional
        Contributors in both waves, only in this one, only in the one before; None where they cannot be matched or told.
    """

    before: str
    stayed: int | None = None
    joined: int | None = None
    left: int | None = None
    scales: tuple[ScaleChange, ...]
