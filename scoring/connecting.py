"""Made-up ties between the organisations of a simulated initiative, with a planted silo or mixed by chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from questionnaires.model import DONT_KNOW
from questionnaires.rosters import BACKBONE
from scoring.graph import TIE_FROM
from scoring.ties import TRUST

_STRONGEST = 5
_MOST_TRUST = 4
_SPREAD_OF_RATERS = 0.4
_SPREAD_OF_TRUST = 0.6
_TRUST_AT_CONTACT = 2.4
_TRUST_PER_STEP = 0.25
_KNOWN_IN_SECTOR = 0.8
_KNOWN_ELSEWHERE = 0.55
_CONTACT = 0.3
_DIGITS = 9
_KNOW_OFFICE = 0.95
_TIED_WITH_OFFICE = 0.7


class Tying(NamedTuple):
    """How organisations are tied, and how their people tell of it.

    Parameters
    ----------
    density : float
        Share of all pairs that are tied.
    silo : float
        How far the E-I index of the sectors lies below what chance gives; 0 is random mixing.
    naming : float
        Probability that a person names a tie that there is; one that there is not is never named.
    trust : float
        What is added to everybody's trust, in points.
    dont_know : float
        Share of the intensities and of the ratings of trust that are *kann ich nicht beurteilen*.
    agreeing : float
        Share of organisations that agree to be shown by name.
    """

    density: float = 0.2
    silo: float = 0.0
    naming: float = 0.85
    trust: float = 0.0
    dont_know: float = 0.03
    agreeing: float = 0.8


class SimulatedTies(NamedTuple):
    """What people of made-up organisations say of their partners.

    Parameters
    ----------
    rows : DataFrame
        As `scoring.ties.check_ties` takes it, a row for each person and partner, the backbone office among them.
    share_ties : Series of str
        ``yes`` or ``no`` of each organisation, by its name.
    tied : ndarray of bool, shape (n, n)
        Which organisations are truly tied, in the order of the roster.
    """

    rows: pd.DataFrame
    share_ties: pd.Series
    tied: np.ndarray


def simulate_ties(
    roster: pd.DataFrame, raters: pd.DataFrame, *, tying: Tying | None = None, seed: int
) -> SimulatedTies:
    """Make up who is tied with whom, and what some people say of it.

    Parameters
    ----------
    roster : DataFrame
        Every organisation: ``organisation`` and ``sector``, as `scoring.simulating.Simulation.organisations`.
    raters : DataFrame
        Who answers: ``respondent`` and ``organisation``, as in `scoring.simulating.Simulation.responses`. Organisations
        without one are silent.
    tying : Tying, optional
        How they are tied; without it moderately and at random.
    seed : int
        The same seed gives the same ties.

    Raises
    ------
    ValueError
        If so strong a silo cannot be made with so many ties and these sectors.
    """
    rng, tying = np.random.default_rng([seed, 3]), tying or Tying()  # apart from the answers of a wave with this seed
    names, sector = (roster[column].to_numpy(object) for column in ("organisation", "sector"))
    same = sector[:, None] == sector[None, :]
    strength = _strengths(same, tying, rng)
    known = (rng.random(same.shape) < np.where(same, _KNOWN_IN_SECTOR, _KNOWN_ELSEWHERE)) | (strength > 0)
    office = _with_office(len(names), rng)
    warmth = rng.normal(tying.trust, _SPREAD_OF_RATERS, size=len(names))
    agreeing = np.where(rng.random(len(names)) < tying.agreeing, "yes", "no")
    own = pd.Index(names).get_indexer(pd.Index(raters["organisation"]))
    said = _said(np.column_stack([strength, office])[own], np.column_stack([known, office > 0])[own], tying, rng)
    said |= _trusting(said["intensity"], warmth[own], tying, rng)
    asked = np.arange(len(names) + 1)[None, :] != own[:, None]
    who, to = np.nonzero(asked)
    people = raters[["respondent", "organisation"]].to_numpy(object)
    rows = {"respondent": people[who, 0], "from": people[who, 1], "to": np.append(names, BACKBONE)[to]}
    frame = pd.DataFrame(rows | {name: values[asked] for name, values in said.items()})
    return SimulatedTies(frame, pd.Series(agreeing, index=names, dtype="str"), strength >= TIE_FROM)


def _chances(same: np.ndarray, tying: Tying) -> tuple[float, float]:
    """Return how probable a tie is within a sector and between two, so that the E-I index lies where it shall."""
    n = len(same)
    within = (int(same.sum()) - n) // 2
    between = n * (n - 1) // 2 - within
    if not within or not between:
        if tying.silo:
            message = "a silo needs two sectors, and one of them with two organisations"
            raise ValueError(message)
        return tying.density, tying.density
    outward = ((between - within) / (within + between) - tying.silo + 1) / 2
    ties = tying.density * (within + between)
    chances = round((1 - outward) * ties / within, _DIGITS), round(outward * ties / between, _DIGITS)
    if not 0 <= min(chances) <= max(chances) <= 1:
        message = (
            f"with these sectors, a density of {tying.density:g} leaves no room for a silo of {tying.silo:g}: "
            "make one of the two smaller"
        )
        raise ValueError(message)
    return chances


def _strengths(same: np.ndarray, tying: Tying, rng: np.random.Generator) -> np.ndarray:
    """Draw the true intensity of each pair: from 2 on where they are tied, else mere contact or none."""
    within, between = _chances(same, tying)
    tied = rng.random(same.shape) < np.where(same, within, between)
    there = rng.integers(TIE_FROM, _STRONGEST + 1, size=same.shape)
    contact = (rng.random(same.shape) < _CONTACT).astype(np.int64)
    drawn = np.triu(np.where(tied, there, contact), 1)
    return drawn + drawn.T


def _with_office(n: int, rng: np.random.Generator) -> np.ndarray:
    """Draw how strongly each organisation is tied with the backbone office; 0 where it does not know it."""
    tied = np.where(rng.random(n) < _TIED_WITH_OFFICE, rng.integers(TIE_FROM, _STRONGEST + 1, size=n), 1)
    return np.where(rng.random(n) < _KNOW_OFFICE, tied, 0)


def _said(strength: np.ndarray, known: np.ndarray, tying: Tying, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Let each person tell of each partner: a tie is passed over at times, and its intensity one step off."""
    named = (strength >= TIE_FROM) & (rng.random(strength.shape) < tying.naming)
    about = np.clip(strength + rng.integers(-1, 2, size=strength.shape), TIE_FROM, _STRONGEST)
    intensity = np.where(named, about, np.minimum(strength, 1)).astype(float)
    unsure = known & (rng.random(strength.shape) < tying.dont_know)
    intensity[unsure] = DONT_KNOW
    return {"known": known.astype(np.int64), "intensity": np.where(known, intensity, 0.0).astype(np.int64)}


def _trusting(
    intensity: np.ndarray, warmth: np.ndarray, tying: Tying, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Let each person rate the trust in each partner in contact: the closer the more, some people more than others."""
    contact = (intensity >= 1) & (intensity <= _STRONGEST)
    middle = _TRUST_AT_CONTACT + _TRUST_PER_STEP * intensity + warmth[:, None]
    said = {}
    for part in TRUST:
        rating = np.clip(np.rint(middle + rng.normal(0, _SPREAD_OF_TRUST, size=middle.shape)), 1, _MOST_TRUST)
        rating[rng.random(middle.shape) < tying.dont_know] = DONT_KNOW
        said[part] = np.where(contact, rating, np.nan)
    return said
