"""What simulated people answer from where they stand: with difficulty, noise and silence, and some without reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from scipy.special import ndtr

from questionnaires.columns import option_columns
from questionnaires.model import DONT_KNOW, Question, Questionnaire, Statement
from scoring.answers import SIMULATED_PREFIX
from scoring.populating import Population, name_of_aspect
from scoring.preparing import code_range
from scoring.rounding import HIGHEST, LOWEST
from scoring.simulated import Behaviour

_DIFFICULTY = 0.3
_NOISE = 0.9
_OPTION_CHOSEN = 0.35
_COLUMNS = 5

Columns = dict[str, np.ndarray]


def difficulties(questionnaire: Questionnaire, places: Collection[str], rng: np.random.Generator) -> dict[str, float]:
    """Draw how much harder each statement is than the others of its scale: 0 on average in each place."""
    drawn: dict[str, float] = {}
    for scale in questionnaire.scale:
        statements = questionnaire.statements_of(scale.id)
        each = rng.normal(0, _DIFFICULTY, size=len(statements))
        drawn |= dict(zip([s.id for s in statements], each - each.mean(), strict=True))
        for own in {name_of_aspect(s) for s in statements} & set(places):
            of_aspect = [s.id for s in statements if name_of_aspect(s) == own]
            middle = float(np.mean([drawn[statement] for statement in of_aspect]))
            drawn |= {statement: drawn[statement] - middle for statement in of_aspect}
    return drawn


def answer_statements(
    questionnaire: Questionnaire,
    people: pd.DataFrame,
    difficulty: Mapping[str, float],
    *,
    dont_know: float,
    rng: np.random.Generator,
) -> tuple[Columns, Columns]:
    """Return what people answer, and what they would answer on average over the noise: a column for each statement.

    Parameters
    ----------
    people : DataFrame, shape (people, places)
        Where they stand, as in `scoring.populating.Population`.
    """
    answers, expected = {}, {}
    places = {str(name): place.to_numpy() for name, place in people.items()}
    for scale in questionnaire.scale:
        for statement in questionnaire.statements_of(scale.id):
            centre = places.get(name_of_aspect(statement), places[scale.id]) + difficulty[statement.id]
            answers[statement.id] = _answers(statement, questionnaire, centre, dont_know, rng)
            expected[statement.id] = _expected(statement, questionnaire, centre)
    shown = [statement.id for statement in questionnaire.statements]
    return {name: answers[name] for name in shown}, {name: expected[name] for name in shown}


def answer_questions(questionnaire: Questionnaire, sectors: np.ndarray, rng: np.random.Generator) -> Columns:
    """Return what people of these sectors answer to the questions outside the scales, in the order shown."""
    answers: Columns = {}
    for question in questionnaire.questions:
        if question.id == "sector":
            answers["sector"] = sectors
        else:
            answers |= _question(question, questionnaire, len(sectors), rng)
    return answers


def who_answers(population: Population, behaviour: Behaviour, rng: np.random.Generator) -> np.ndarray:
    """Return for each person whether they answer: an organisation answers or stays silent as a whole."""
    sectors = population.roster["sector"]
    rates = [behaviour.response_by_sector.get(sector, behaviour.response) for sector in sectors]
    answers = rng.random(len(sectors)) < np.array(rates)
    return np.asarray(answers[population.of])


def who_is_careless(people: int, behaviour: Behaviour, rng: np.random.Generator) -> np.ndarray:
    """Return for each person how they are careless: ``straightlining``, ``guessing``, or empty for who reads.

    Raises
    ------
    ValueError
        If the two shares are no shares of one whole.
    """
    shares = (behaviour.straightlining, behaviour.guessing)
    if min(shares) < 0 or sum(shares) > 1:
        message = f"{shares[0]} who tick one place and {shares[1]} who guess are no shares of all people"
        raise ValueError(message)
    borders = np.cumsum(shares)
    return np.array(["straightlining", "guessing", ""], dtype=object)[
        np.searchsorted(borders, rng.random(people), "right")
    ]


def answer_carelessly(
    questionnaire: Questionnaire, answers: Columns, careless: np.ndarray, rng: np.random.Generator
) -> Columns:
    """Return the answers to statements with those of careless people in their places."""
    if not careless.any():
        return answers
    straight, guessing = careless == "straightlining", careless == "guessing"
    place = (rng.integers(_COLUMNS, size=int(straight.sum())) + 0.5) / _COLUMNS
    changed = {}
    for statement in questionnaire.statements:
        codes = np.array(questionnaire.choices[statement.choices].codes, dtype=int)
        column = answers[statement.id].copy()
        column[straight] = codes[(place * len(codes)).astype(int)]
        guessed = rng.choice(codes, size=int(guessing.sum()))
        column[guessing] = np.where(column[guessing] == DONT_KNOW, DONT_KNOW, guessed)
        changed[statement.id] = column
    return changed


def names_of_respondents(people: int) -> list[str]:
    """Return a name for each person, from which everybody sees that a program made them up."""
    return [f"{SIMULATED_PREFIX}{number:05d}" for number in range(1, people + 1)]


def _answers(
    statement: Statement,
    questionnaire: Questionnaire,
    centre: np.ndarray,
    dont_know: float,
    rng: np.random.Generator,
) -> np.ndarray:
    choices = questionnaire.choices[statement.choices]
    codes = np.array([int(code) for code in choices.codes])
    healthy = np.clip(centre + rng.normal(0, _NOISE, size=len(centre)), 1, 5)
    position = (6 - healthy if statement.reversed else healthy) - 1
    answers = codes[np.rint(position * (len(codes) - 1) / 4).astype(int)]
    unknown = rng.random(len(centre)) < dont_know
    return np.where(unknown, DONT_KNOW, answers) if choices.dont_know else answers


def _expected(statement: Statement, questionnaire: Questionnaire, centre: np.ndarray) -> np.ndarray:
    """Return the answers' mean on the health scale over the noise of answering, for codes of any range."""
    choices = questionnaire.choices[statement.choices]
    lowest, highest = code_range(choices)
    mapped = LOWEST + (np.array(choices.codes, dtype=float) - lowest) * (HIGHEST - LOWEST) / (highest - lowest)
    healthy = LOWEST + HIGHEST - mapped[::-1] if statement.reversed else mapped
    borders = LOWEST + (np.arange(len(healthy) - 1) + 0.5) * (HIGHEST - LOWEST) / (len(healthy) - 1)
    return np.asarray(healthy[0] + ndtr((centre[:, None] - borders) / _NOISE) @ np.diff(healthy))


def _question(
    question: Question, questionnaire: Questionnaire, people: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    if question.kind == "number":
        return {question.id: rng.integers(question.lowest or 0, (question.highest or 0) + 1, size=people)}
    choices = questionnaire.choices[question.choices or ""]
    if question.kind == "single":
        return {question.id: rng.choice(np.array(choices.codes, dtype=object), size=people)}
    columns = option_columns(question.id, choices)
    return {column: (rng.random(people) < _OPTION_CHOSEN).astype(int) for column in columns}
