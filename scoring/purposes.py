"""Why partners take part, how they want to work together, and what it yields: parts of the diagnosis."""

from __future__ import annotations

from typing import Literal

from scoring.findings import Agreement, Direction, Interval
from scoring.published import Cell, Published

Verdict = Literal["favourable", "even", "costly"]


class OutcomeResult(Published, frozen=True, kw_only=True):
    """What the collaboration is felt to yield: perceived synergy, overall success.

    Parameters
    ----------
    mapped_from : tuple of int, optional
        Lowest and highest code of the answers where these were mapped to 1–5.
    """

    id: str
    cell: Cell
    mapped_from: tuple[int, int] | None = None


class MotiveResult(Published, frozen=True, kw_only=True):
    """One motive of the partners: how important it is to them, and how far it is fulfilled.

    Parameters
    ----------
    gap : Interval, optional
        Fulfilment minus importance, in points to 0.1; None where one of the two has no interval.
    unmet : bool, optional
        It is important and falls short with some sureness; None where that cannot be told.
    """

    id: str
    importance: Cell
    fulfilment: Cell
    gap: Interval | None = None
    unmet: bool | None = None


class FormResult(Published, frozen=True, kw_only=True):
    """One criterion of how the partners work together, from 1 (as a network) to 5 (as a cooperation).

    Parameters
    ----------
    gap : Interval, optional
        How it should be minus how it is, in points to 0.1; None where one of the two has no interval.
    mismatch : str, optional
        ``higher``: it should be more of a cooperation than it is, with some sureness; ``lower``: more of a network.
    wish : Agreement, optional
        Whether the partners agree on how it should be.
    """

    id: str
    current: Cell
    wanted: Cell
    gap: Interval | None = None
    mismatch: Direction | None = None
    wish: Agreement | None = None


class Named(Published, frozen=True, kw_only=True):
    """How many contributors named an option of a multiple choice, in per cent, rounded in steps with clipped ends."""

    option: str
    share: int


class Balance(Published, frozen=True, kw_only=True):
    """Named benefits against named costs.

    An option counts as named by a contributor where at least half of its people named it.

    Parameters
    ----------
    verdict : str
        ``favourable`` from 1.6 benefits a cost on, ``even`` from 1, ``costly`` below.
    ratio : Interval, optional
        Benefits named for each cost named, to 0.1; only where the spread may be seen.
    benefits, costs : tuple of Named
        In falling order; equal ones in the order of the questionnaire.
    step : int
        Per cent in which their shares are told.
    """

    n: int
    population: int
    verdict: Verdict
    ratio: Interval | None = None
    benefits: tuple[Named, ...]
    costs: tuple[Named, ...]
    step: int
