"""Synthetic initiatives with planted barriers, camps, viewpoints and change, each from one seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from questionnaires.model import Questionnaire
from questionnaires.profile import SECTORS
from scoring.answers import SIMULATED_PREFIX
from scoring.populating import HEALTHY, Population, draw_roster, means_of_places, populate, populate_again
from scoring.responding import (
    Columns,
    answer_carelessly,
    answer_questions,
    answer_statements,
    difficulties,
    names_of_respondents,
    who_answers,
    who_is_careless,
)
from scoring.simulated import Behaviour, Between, Simulation, Structure, Truth

__all__ = [
    "HEALTHY",
    "PLANTED",
    "Behaviour",
    "Between",
    "Simulation",
    "Structure",
    "Truth",
    "is_simulated",
    "opposed",
    "planted",
    "simulate",
    "simulate_again",
    "simulate_backbone",
]

PLANTED = 2.4

_BACKBONE = "Simulierte Geschäftsstelle"


class _Setting(NamedTuple):
    """What answers depend on beside who gives them; its parts are those of `Truth`."""

    questionnaire: Questionnaire
    means: Mapping[str, float]
    structure: Structure
    difficulty: Mapping[str, float]
    ever: int


def simulate(
    questionnaire: Questionnaire,
    *,
    organisations: int = 30,
    means: Mapping[str, float] | None = None,
    structure: Structure | None = None,
    behaviour: Behaviour | None = None,
    seed: int,
) -> Simulation:
    """Make up the answers of an initiative.

    Organisations' true scores are normal around the mean of a scale (SD 0.6), people normal around their organisation
    (0.55), statements have a difficulty of their own (0.3, centred in the scale) and noise (0.9); the sum is
    rounded and clipped to the codes.

    Parameters
    ----------
    organisations : int
        Organisations invited, at least 1.
    means : mapping of str to float, optional
        Latent mean of a scale on the health scale; scales that are not named lie at 3.7 (healthy). An aspect of a
        scale (``resources.fulfilment``, ``formality.should``) that is named has a place of its own, drawn for itself;
        else it shares that of the scale. Name both aspects where the gap between them matters.
    structure : Structure, optional
        Camps and viewpoints; without it there are none.
    behaviour : Behaviour, optional
        How people respond.
    seed : int
        The same seed gives the same answers. What is planted moves only what it is planted in.

    Raises
    ------
    ValueError
        If a scale is named that the questionnaire does not have, or one has both a mean and camps.
    """
    rng = np.random.default_rng(seed)
    behaviour, structure = behaviour or Behaviour(), structure or Structure()
    means = means_of_places(questionnaire, means or {}, structure)
    roster = draw_roster(organisations, rng)
    population = populate(roster, means, structure, most_persons=behaviour.most_persons, rng=rng)
    setting = _Setting(questionnaire, means, structure, difficulties(questionnaire, means, rng), organisations)
    return _respond(population, setting, behaviour, rng)


def simulate_again(
    first: Simulation, *, between: Between | None = None, behaviour: Behaviour | None = None, seed: int
) -> Simulation:
    """Make up a second wave of an initiative.

    Organisations that stay keep their names, sectors and people, and all keep their places but for what is planted;
    statements are as difficult as they were. New are the noise, who answers at all, and those who join.

    Parameters
    ----------
    first : Simulation
        The wave before, from `simulate` or from here.
    between : Between, optional
        Change, joining, leaving and turnover; without it nothing happens.
    behaviour : Behaviour, optional
        How people respond this time.
    seed : int
        The same seed gives the same answers; it may be that of `simulate`, but not that of an earlier second wave.

    Raises
    ------
    ValueError
        If a change is planted in what has no place in the first wave, or more organisations leave than there are.
    """
    rng = np.random.default_rng([seed, 2])  # apart from the noise of a first wave with this seed
    behaviour, between, truth = behaviour or Behaviour(), between or Between(), first.truth
    population, means = populate_again(first, between, most_persons=behaviour.most_persons, rng=rng)
    setting = _Setting(truth.questionnaire, means, truth.structure, truth.difficulty, truth.ever + between.joining)
    return _respond(population, setting, behaviour, rng)


def simulate_backbone(
    questionnaire: Questionnaire, *, means: Mapping[str, float] | None = None, seed: int
) -> pd.DataFrame:
    """Make up what the backbone office answers about itself.

    Parameters
    ----------
    questionnaire : Questionnaire
        One for the backbone, such as ``geschaeftsstelle``.
    means : mapping of str to float, optional
        Where it sees a scale on the health scale; scales that are not named lie at 3.7 (healthy). Its answers scatter
        around that as a person's do, and none is *kann ich nicht beurteilen*.
    seed : int
        The same seed gives the same answers.

    Returns
    -------
    DataFrame, shape (1, columns)
        ``respondent``, ``organisation`` (the office), then statements and questions.

    Raises
    ------
    ValueError
        If the questionnaire is for partners, or a scale is named that it does not have.
    """
    if questionnaire.audience != "backbone":
        message = f"{questionnaire.id} is for partner organisations; name a questionnaire for the backbone office"
        raise ValueError(message)
    rng = np.random.default_rng(seed)
    places = means_of_places(questionnaire, means or {}, Structure())
    people = pd.DataFrame(places, index=[0])
    statements, _ = answer_statements(
        questionnaire, people, difficulties(questionnaire, places, rng), dont_know=0.0, rng=rng
    )
    questions = answer_questions(questionnaire, rng.choice(np.array(SECTORS, dtype=object), size=1), rng)
    who = {"respondent": names_of_respondents(1), "organisation": [_BACKBONE]}
    return pd.DataFrame(who | statements | questions)


def planted(questionnaire: Questionnaire, barriers: tuple[str, ...]) -> dict[str, float]:
    """Return the means that plant barriers, named by barrier or by scale, into a healthy initiative.

    Raises
    ------
    ValueError
        If the questionnaire measures no such barrier.
    """
    means: dict[str, float] = {}
    for name in barriers:
        scales = [s.id for s in questionnaire.scales_of("barrier") if name in (s.id, s.barrier)]
        if not scales:
            known = sorted({s.barrier or s.id for s in questionnaire.scales_of("barrier")})
            message = f"{questionnaire.id} measures no barrier {name}; it measures {', '.join(known)}"
            raise ValueError(message)
        means |= dict.fromkeys(scales, PLANTED)
    return means


def opposed(questionnaire: Questionnaire, number: int = 2, *, strength: float = 0.8) -> tuple[dict[str, float], ...]:
    """Return viewpoints that contradict each other: each sees its own part of the barriers better than the others do.

    The barrier scales are dealt out in turn. On its own a viewpoint lies 2 × `strength` above all others, and the mean
    over the viewpoints stays as it is: of two, one is `strength` above it and the other as far below.

    Parameters
    ----------
    number : int
        How many viewpoints, at least two and at most one a barrier scale.
    strength : float
        In latent points.

    Raises
    ------
    ValueError
        If the questionnaire has not that many barrier scales.
    """
    scales = [scale.id for scale in questionnaire.scales_of("barrier")]
    if not 1 < number <= len(scales):
        message = f"{len(scales)} barrier scales of {questionnaire.id} cannot be dealt out to {number} viewpoints"
        raise ValueError(message)
    return tuple(
        {scale: 2 * strength * ((place % number == view) - 1 / number) for place, scale in enumerate(scales)}
        for view in range(number)
    )


def is_simulated(responses: pd.DataFrame) -> bool:
    """Tell whether answers come from a simulation: every respondent's name begins with ``simuliert-``."""
    return bool(len(responses)) and bool(responses["respondent"].str.startswith(SIMULATED_PREFIX).all())


def _respond(population: Population, setting: _Setting, behaviour: Behaviour, rng: np.random.Generator) -> Simulation:
    questionnaire, roster, of = setting.questionnaire, population.roster, population.of
    statements, expected = answer_statements(
        questionnaire, population.people, setting.difficulty, dont_know=behaviour.dont_know, rng=rng
    )
    questions = answer_questions(questionnaire, roster["sector"].to_numpy()[of], rng)
    answering = who_answers(population, behaviour, rng)
    careless = who_is_careless(len(of), behaviour, rng)
    who = {"respondent": names_of_respondents(len(of)), "organisation": roster["organisation"].to_numpy()[of]}
    known = who if "sector" in questions else who | {"sector": roster["sector"].to_numpy()[of]}
    responses = pd.DataFrame(known | answer_carelessly(questionnaire, statements, careless, rng) | questions)
    people = pd.DataFrame(who | {"careless": careless}).set_index("respondent")
    return Simulation(
        responses=responses[answering].reset_index(drop=True),
        organisations=roster,
        expected=_of_organisations(_of_scales(questionnaire, expected), population),
        truth=Truth(
            **setting._asdict(),
            places=population.places,
            members=population.members,
            people=people.join(population.people.set_axis(people.index)),
            statements=_of_organisations(expected, population),
        ),
    )


def _of_scales(questionnaire: Questionnaire, expected: Columns) -> Columns:
    """Average what is expected over the statements of each scale."""
    parts: dict[str, list[np.ndarray]] = {scale.id: [] for scale in questionnaire.scale}
    for statement in questionnaire.statements:
        parts[statement.scale].append(expected[statement.id])
    return {scale: np.mean(columns, axis=0) for scale, columns in parts.items()}


def _of_organisations(figures: Columns, population: Population) -> pd.DataFrame:
    """Average over the people of each organisation."""
    names = pd.Index(population.roster["organisation"], name="organisation")
    each = pd.DataFrame(np.reshape([*figures.values()], (len(figures), len(population.of))).T, columns=list(figures))
    return each.groupby(population.of).mean().set_axis(names, axis=0)
