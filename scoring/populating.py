"""The organisations and people of a simulated initiative, and where they truly stand on each scale."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from questionnaires.model import Questionnaire, Statement
from questionnaires.profile import SECTORS
from scoring.simulated import Between, Simulation, Structure

HEALTHY = 3.7

_BETWEEN_ORGANISATIONS = 0.6
_BETWEEN_PERSONS = 0.55
_SECTOR_SHARES = MappingProxyType(
    {"administration": 0.27, "civil_society": 0.30, "education": 0.18, "health": 0.10, "business": 0.10, "other": 0.05}
)


class Population(NamedTuple):
    """Who there is: the invited organisations, and everybody who could answer for them.

    Parameters
    ----------
    roster : DataFrame
        One row an organisation: ``organisation``, ``sector``.
    places, members : DataFrame
        As in `scoring.simulated.Truth`.
    of : ndarray of int
        The organisation of each person, as a row of the roster.
    people : DataFrame, shape (people, places)
        Where each person stands.
    """

    roster: pd.DataFrame
    places: pd.DataFrame
    members: pd.DataFrame
    of: np.ndarray
    people: pd.DataFrame


def name_of_aspect(statement: Statement) -> str:
    """Return the name of the place that the aspect of a statement has if it has one of its own."""
    return f"{statement.scale}.{statement.aspect}"


def aspects(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the names of all aspects of scales, such as ``resources.fulfilment``, with the scale of each."""
    return {name_of_aspect(one): one.scale for one in questionnaire.statements if one.aspect is not None}


def means_of_places(questionnaire: Questionnaire, means: Mapping[str, float], structure: Structure) -> dict[str, float]:
    """Return the mean of each place: of every scale, and of the aspects that are named anywhere.

    Raises
    ------
    ValueError
        If a scale is named that the questionnaire does not have, or one has both a mean and camps.
    """
    named = {*means, *structure.camps, *(name for pattern in structure.viewpoints for name in pattern)}
    _refuse_unknown(questionnaire, named)
    twice = sorted(set(means) & set(structure.camps))
    if twice:
        message = f"{', '.join(twice)} cannot have a mean and two camps: name one of them"
        raise ValueError(message)
    middles = {name: sum(camps) / len(camps) for name, camps in structure.camps.items()} | dict(means)
    known = {scale.id: middles.get(scale.id, HEALTHY) for scale in questionnaire.scale}
    own = {name: middles.get(name, known[of]) for name, of in aspects(questionnaire).items() if name in named}
    return known | own


def draw_roster(number: int, rng: np.random.Generator, *, after: int = 0) -> pd.DataFrame:
    """Return organisations with names and sectors; their numbers follow those that there are already."""
    digits = len(str(number + after))
    names = [f"Simulierte Organisation {place:0{digits}d}" for place in range(after + 1, after + number + 1)]
    sectors = rng.choice(np.array(SECTORS, dtype=object), size=number, p=[_SECTOR_SHARES[sector] for sector in SECTORS])
    return pd.DataFrame({"organisation": names, "sector": sectors}, dtype="str")


def populate(
    roster: pd.DataFrame,
    means: Mapping[str, float],
    structure: Structure,
    *,
    most_persons: int,
    rng: np.random.Generator,
) -> Population:
    """Put people into organisations, and both in their places."""
    number = len(roster)
    of = np.repeat(np.arange(number), rng.integers(1, most_persons + 1, size=number))
    # What only some simulations have is drawn apart, so that all others stay as they are.
    apart = rng.spawn(1)[0]
    names = pd.Index(roster["organisation"], name="organisation")
    members = _members(structure, names, apart)
    shifts = _shifts(structure, members)
    places, people = np.empty((number, len(means))), np.empty((len(of), len(means)))
    for column, (name, mean) in enumerate(means.items()):
        source = apart if "." in name else rng
        places[:, column] = source.normal(mean, _BETWEEN_ORGANISATIONS, size=number) + shifts.get(name, 0.0)
        people[:, column] = places[of, column] + source.normal(0, _BETWEEN_PERSONS, size=len(of))
    return Population(
        roster=roster,
        places=pd.DataFrame(places, index=names, columns=list(means)),
        members=members,
        of=of,
        people=pd.DataFrame(people, columns=list(means)),
    )


def populate_again(
    first: Simulation, between: Between, *, most_persons: int, rng: np.random.Generator
) -> tuple[Population, dict[str, float]]:
    """Let time pass: organisations leave and join, people are replaced, everybody changes place.

    Returns
    -------
    Population, dict
        Who there is now, those who stayed before those who joined; and the mean of each place.
    """
    truth, number = first.truth, len(first.organisations)
    _refuse_impossible(first, between)
    change = pd.Series({name: between.change.get(name, 0.0) for name in truth.means}, dtype=float)
    means = {name: mean + change[name] for name, mean in truth.means.items()}
    stay = np.sort(rng.permutation(number)[between.leaving :])
    roster = first.organisations.iloc[stay]
    places = truth.places.iloc[stay] + change
    old = truth.people[truth.people["organisation"].isin(roster["organisation"])]
    of = pd.Index(roster["organisation"]).get_indexer(pd.Index(old["organisation"]))
    people = old[list(means)].reset_index(drop=True) + change
    replaced = rng.random(len(of)) < between.turnover
    others = places.to_numpy()[of] + rng.normal(0, _BETWEEN_PERSONS, size=people.shape)
    people = people.mask(np.broadcast_to(replaced[:, None], people.shape), others)
    new = populate(
        draw_roster(between.joining, rng, after=truth.ever), means, truth.structure, most_persons=most_persons, rng=rng
    )
    return (
        Population(
            roster=pd.concat([roster, new.roster], ignore_index=True),
            places=pd.concat([places, new.places]),
            members=pd.concat([truth.members.iloc[stay], new.members]),
            of=np.concatenate([of, new.of + len(stay)]),
            people=pd.concat([people, new.people], ignore_index=True),
        ),
        means,
    )


def _refuse_unknown(questionnaire: Questionnaire, named: set[str]) -> None:
    scales, parts = [scale.id for scale in questionnaire.scale], aspects(questionnaire)
    unknown = sorted(named - {*scales, *parts})
    if unknown:
        message = f"{questionnaire.id} has no scale {', '.join(unknown)}; its scales are {', '.join(scales)}"
        if parts:
            message += f", and those of two aspects may be named as in {next(iter(parts))}"
        raise ValueError(message)


def _refuse_impossible(first: Simulation, between: Between) -> None:
    unknown = sorted(set(between.change) - set(first.truth.means))
    if unknown:
        message = f"the first wave has no place {', '.join(unknown)}: give it a mean there"
        raise ValueError(message)
    number = len(first.organisations)
    left = number - between.leaving
    if min(left, between.leaving, between.joining) < 0 or left + between.joining < 1:
        message = (
            f"of {number} organisations {between.leaving} cannot leave while {between.joining} join: one must be left"
        )
        raise ValueError(message)


def _members(structure: Structure, names: pd.Index, rng: np.random.Generator) -> pd.DataFrame:
    """Give each organisation a viewpoint, each in its turn, and by chance a camp on each scale that has them."""
    viewpoint = rng.permutation(np.arange(len(names)) % max(1, len(structure.viewpoints)))
    camps = {name: rng.integers(0, 2, size=len(names)) for name in sorted(structure.camps)}
    return pd.DataFrame({"viewpoint": viewpoint} | camps, index=names)


def _shifts(structure: Structure, members: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what camps and viewpoints add to the mean of each place, for each organisation."""
    shifts = {name: np.array(camps)[members[name]] - sum(camps) / len(camps) for name, camps in structure.camps.items()}
    viewpoint = members["viewpoint"].to_numpy()
    for name in dict.fromkeys(name for pattern in structure.viewpoints for name in pattern):
        added = np.array([pattern.get(name, 0.0) for pattern in structure.viewpoints])[viewpoint]
        shifts[name] = shifts.get(name, 0.0) + added
    return shifts
