"""What a simulated wave is: how people behave, how organisations differ, what they answer and the truth behind it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from questionnaires.model import Questionnaire

_NONE: Mapping[str, float] = MappingProxyType({})


class Behaviour(NamedTuple):
    """How organisations and their people respond.

    Parameters
    ----------
    response : float
        Share of invited organisations that answer at all.
    response_by_sector : mapping
        Other shares for single sectors.
    dont_know : float
        Share of answers that are *kann ich nicht beurteilen*, where it is offered.
    most_persons : int
        Organisations send one to this many people, each number equally often.
    straightlining : float
        Share of people who tick the same place in every statement.
    guessing : float
        Share of people who tick any place, each equally often, and *don't know* as often as everybody.
    """

    response: float = 0.7
    response_by_sector: Mapping[str, float] = _NONE
    dont_know: float = 0.08
    most_persons: int = 3
    straightlining: float = 0.0
    guessing: float = 0.0


class Structure(NamedTuple):
    """How organisations differ beyond the ordinary spread.

    Parameters
    ----------
    camps : mapping of str to two float
        Scale on which the organisations fall into two camps, and the latent mean of each. An organisation is in either
        with equal probability; the camps of two scales have nothing to do with each other.
    viewpoints : sequence of mapping
        What each viewpoint adds to the latent means of scales. The organisations are spread evenly over them, and all
        people of an organisation share its viewpoint. `scoring.simulating.opposed` gives some.
    """

    camps: Mapping[str, tuple[float, float]] = MappingProxyType({})
    viewpoints: tuple[Mapping[str, float], ...] = ()


class Between(NamedTuple):
    """What happens between two waves.

    Parameters
    ----------
    change : mapping of str to float
        By how much everybody rises on a scale, in latent points.
    joining, leaving : int
        Organisations that are invited to the second wave alone, and to the first alone.
    turnover : float
        Share of people in whose place somebody else of their organisation answers.
    """

    change: Mapping[str, float] = _NONE
    joining: int = 0
    leaving: int = 0
    turnover: float = 0.0


class Truth(NamedTuple):
    """What lies behind a simulated wave: for tests, and for the wave after it.

    Places are latent: before noise, rounding and clipping. A place has the name of a scale, or that of one of its
    aspects (``resources.fulfilment``) where that has a place of its own.

    Parameters
    ----------
    questionnaire : Questionnaire
        What was asked.
    means : mapping
        Mean of all organisations, for each place.
    structure : Structure
        How organisations differ.
    difficulty : mapping
        What each statement adds to the place, by its id.
    places : DataFrame, shape (organisations, places)
        Where each invited organisation stands.
    members : DataFrame, shape (organisations, 1 + camps)
        ``viewpoint``, and for each scale with camps the camp: numbers from 0.
    people : DataFrame, shape (people, 2 + places)
        Everybody who could answer, by ``respondent``: ``organisation``, ``careless`` (empty, ``straightlining`` or
        ``guessing``) and where they stand.
    statements : DataFrame, shape (organisations, statements)
        What the people of an organisation would answer on the health scale, on average over the noise of answering.
    ever : int
        How many organisations there have been up to this wave.
    """

    questionnaire: Questionnaire
    means: Mapping[str, float]
    structure: Structure
    difficulty: Mapping[str, float]
    places: pd.DataFrame
    members: pd.DataFrame
    people: pd.DataFrame
    statements: pd.DataFrame
    ever: int


class Simulation(NamedTuple):
    """A simulated wave.

    Parameters
    ----------
    responses : DataFrame
        One row a respondent: ``respondent``, ``organisation``, ``sector``, ``function`` where asked, then question ids.
    organisations : DataFrame
        One row an invited organisation: ``organisation``, ``sector``.
    expected : DataFrame
        One row an invited organisation: what its people would score on each scale, on average over the noise of
        answering (after rounding and clipping), if nobody were careless. Known only in a simulation: the truth that an
        interval should cover.
    truth : Truth
        What else is known only in a simulation.
    """

    responses: pd.DataFrame
    organisations: pd.DataFrame
    expected: pd.DataFrame
    truth: Truth
