"""Synthetic initiatives with planted barriers, response behaviour and sizes, all from one seed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr

from questionnaires.columns import option_columns
from questionnaires.model import DONT_KNOW, Question, Questionnaire, Statement
from questionnaires.profile import SECTORS
from scoring.answers import SIMULATED_PREFIX
from scoring.preparing import code_range
from scoring.rounding import HIGHEST, LOWEST

HEALTHY = 3.7
PLANTED = 2.4

_BETWEEN_ORGANISATIONS = 0.6
_BETWEEN_PERSONS = 0.55
_DIFFICULTY = 0.3
_NOISE = 0.9
_SECTOR_SHARES = MappingProxyType(
    {"administration": 0.27, "civil_society": 0.30, "education": 0.18, "health": 0.10, "business": 0.10, "other": 0.05}
)
_OPTION_CHOSEN = 0.35


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
    """

    response: float = 0.7
    response_by_sector: Mapping[str, float] = MappingProxyType({})
    dont_know: float = 0.08
    most_persons: int = 3


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
        answering (after rounding and clipping). Known only in a simulation: the truth that an interval should cover.
    """

    responses: pd.DataFrame
    organisations: pd.DataFrame
    expected: pd.DataFrame


class _Persons(NamedTuple):
    """Everybody who could answer: the number of their organisation, and their place on each scale."""

    organisation: np.ndarray
    places: dict[str, np.ndarray]


def simulate(
    questionnaire: Questionnaire,
    *,
    organisations: int = 30,
    means: Mapping[str, float] | None = None,
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
        Latent mean of a scale on the health scale; scales that are not named lie at 3.7 (healthy).
    seed : int
        The same seed gives the same answers.

    Raises
    ------
    ValueError
        If a mean is given for a scale that the questionnaire does not have.
    """
    rng = np.random.default_rng(seed)
    behaviour = behaviour or Behaviour()
    means = means or {}
    scales = [scale.id for scale in questionnaire.scale]
    unknown = sorted(set(means) - set(scales))
    if unknown:
        message = f"{questionnaire.id} has no scale {', '.join(unknown)}; its scales are {', '.join(scales)}"
        raise ValueError(message)
    roster = _organisations(organisations, rng)
    persons = _persons(organisations, {scale: means.get(scale, HEALTHY) for scale in scales}, behaviour, rng)
    answers, expected = _statements(questionnaire, persons, behaviour, rng)
    answers |= _questions(questionnaire, roster, persons, rng)
    responses = pd.DataFrame(answers)
    responses.insert(0, "organisation", roster["organisation"].to_numpy()[persons.organisation])
    responses.insert(0, "respondent", [f"{SIMULATED_PREFIX}{number:05d}" for number in range(1, len(responses) + 1)])
    if "sector" not in responses:
        responses.insert(2, "sector", roster["sector"].to_numpy()[persons.organisation])
    answering = _answering(roster, behaviour, rng)[persons.organisation]
    by_organisation = expected.groupby(persons.organisation).mean()
    by_organisation.index = pd.Index(roster["organisation"], name="organisation")
    return Simulation(responses[answering].reset_index(drop=True), roster, by_organisation)


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


def is_simulated(responses: pd.DataFrame) -> bool:
    """Tell whether answers come from a simulation: every respondent's name begins with ``simuliert-``."""
    return bool(len(responses)) and bool(responses["respondent"].str.startswith(SIMULATED_PREFIX).all())


def _organisations(number: int, rng: np.random.Generator) -> pd.DataFrame:
    digits = len(str(number))
    names = [f"Simulierte Organisation {place:0{digits}d}" for place in range(1, number + 1)]
    sectors = rng.choice(np.array(SECTORS, dtype=object), size=number, p=[_SECTOR_SHARES[sector] for sector in SECTORS])
    return pd.DataFrame({"organisation": names, "sector": sectors})


def _persons(
    organisations: int, means: Mapping[str, float], behaviour: Behaviour, rng: np.random.Generator
) -> _Persons:
    sizes = rng.integers(1, behaviour.most_persons + 1, size=organisations)
    of = np.repeat(np.arange(organisations), sizes)
    places = {}
    for scale, mean in means.items():
        true = rng.normal(mean, _BETWEEN_ORGANISATIONS, size=organisations)
        places[scale] = true[of] + rng.normal(0, _BETWEEN_PERSONS, size=len(of))
    return _Persons(of, places)


def _statements(
    questionnaire: Questionnaire, persons: _Persons, behaviour: Behaviour, rng: np.random.Generator
) -> tuple[dict[str, np.ndarray], pd.DataFrame]:
    answers: dict[str, np.ndarray] = {}
    expected = {}
    difficulty = _difficulties(questionnaire, rng)
    for scale, place in persons.places.items():
        parts = []
        for statement in questionnaire.statements_of(scale):
            centre = place + difficulty[statement.id]
            answers[statement.id] = _answers(statement, questionnaire, centre, behaviour, rng)
            parts.append(_expected(statement, questionnaire, centre))
        expected[scale] = np.mean(parts, axis=0)
    shown = [statement.id for statement in questionnaire.statements]
    return {statement: answers[statement] for statement in shown}, pd.DataFrame(expected)


def _difficulties(questionnaire: Questionnaire, rng: np.random.Generator) -> dict[str, float]:
    difficulties: dict[str, float] = {}
    for scale in questionnaire.scale:
        statements = questionnaire.statements_of(scale.id)
        drawn = rng.normal(0, _DIFFICULTY, size=len(statements))
        difficulties |= dict(zip([s.id for s in statements], drawn - drawn.mean(), strict=True))
    return difficulties


def _answers(
    statement: Statement,
    questionnaire: Questionnaire,
    centre: np.ndarray,
    behaviour: Behaviour,
    rng: np.random.Generator,
) -> np.ndarray:
    choices = questionnaire.choices[statement.choices]
    codes = np.array([int(code) for code in choices.codes])
    healthy = np.clip(centre + rng.normal(0, _NOISE, size=len(centre)), 1, 5)
    position = (6 - healthy if statement.reversed else healthy) - 1
    answers = codes[np.rint(position * (len(codes) - 1) / 4).astype(int)]
    unknown = rng.random(len(centre)) < behaviour.dont_know
    return np.where(unknown, DONT_KNOW, answers) if choices.dont_know else answers


def _expected(statement: Statement, questionnaire: Questionnaire, centre: np.ndarray) -> np.ndarray:
    """Return the answers' mean on the health scale over the noise of answering, for codes of any range."""
    choices = questionnaire.choices[statement.choices]
    lowest, highest = code_range(choices)
    mapped = LOWEST + (np.array(choices.codes, dtype=float) - lowest) * (HIGHEST - LOWEST) / (highest - lowest)
    healthy = LOWEST + HIGHEST - mapped[::-1] if statement.reversed else mapped
    borders = LOWEST + (np.arange(len(healthy) - 1) + 0.5) * (HIGHEST - LOWEST) / (len(healthy) - 1)
    return np.asarray(healthy[0] + ndtr((centre[:, None] - borders) / _NOISE) @ np.diff(healthy))


def _questions(
    questionnaire: Questionnaire, roster: pd.DataFrame, persons: _Persons, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    answers: dict[str, np.ndarray] = {}
    for question in questionnaire.questions:
        if question.id == "sector":
            answers["sector"] = roster["sector"].to_numpy()[persons.organisation]
        else:
            answers |= _question(question, questionnaire, len(persons.organisation), rng)
    return answers


def _question(
    question: Question, questionnaire: Questionnaire, persons: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    if question.kind == "number":
        return {question.id: rng.integers(question.lowest or 0, (question.highest or 0) + 1, size=persons)}
    choices = questionnaire.choices[question.choices or ""]
    if question.kind == "single":
        return {question.id: rng.choice(np.array(choices.codes, dtype=object), size=persons)}
    columns = option_columns(question.id, choices)
    return {column: (rng.random(persons) < _OPTION_CHOSEN).astype(int) for column in columns}


def _answering(roster: pd.DataFrame, behaviour: Behaviour, rng: np.random.Generator) -> np.ndarray:
    rates = [behaviour.response_by_sector.get(sector, behaviour.response) for sector in roster["sector"]]
    return np.asarray(rng.random(len(roster)) < np.array(rates))
