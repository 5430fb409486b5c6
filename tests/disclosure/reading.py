"""What a reader who knows the method, and who answered what, can take from a diagnosis: sums between bounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from questionnaires.model import Questionnaire
from scoring.answers import Answers
from scoring.diagnosis import Diagnosis
from scoring.disclosure import Rules, cell, estimate_of, rules_with
from scoring.findings import ConditionResult, ScaleResult
from scoring.merging import merge
from scoring.preparing import health
from scoring.published import Cell
from scoring.rounding import Bounds, Printed, bounds, printed, steps
from scoring.scales import organisation_scores, person_scores
from scoring.uncertainty import Prior, mean_interval, weak_prior
from tests.disclosure.attack import System, class_of, system

_Telling = tuple[float, str | None, float | None]

FIGURES = tuple(round(tenths / 10, 1) for tenths in range(10, 51))

# A raw mean of 12 or more moves by at most (5 - 3) / (12 + 1) towards the prior mean.
FURTHEST_PULL = 0.3


class Scores(NamedTuple):
    """Scores of organisations, one row each: on scales and on statements, and the sector of each."""

    scales: pd.DataFrame
    statements: pd.DataFrame
    sector: pd.Series


class Reading(NamedTuple):
    """What was told of one scale or statement: the sums, and of whom they are.

    Parameters
    ----------
    place : array of int
        The class of each organisation in `system`.
    scores : array of float
        Their true scores: no reader has them all, each insider one.
    forms : frozenset of str
        How fine the cells are that were told.
    """

    name: str
    system: System
    place: np.ndarray
    scores: np.ndarray
    forms: frozenset[str | None]


def scores_of(answers: Answers, questionnaire: Questionnaire) -> Scores:
    """Score a wave, to know what every insider knows."""
    organisation = answers.responses["organisation"]
    scales = organisation_scores(person_scores(answers.responses, questionnaire), organisation)
    sector = answers.organisations.set_index("organisation")["sector"].reindex(scales.index)
    return Scores(scales, organisation_scores(health(answers.responses, questionnaire), organisation), sector)


def readings(diagnosis: Diagnosis, scores: Scores) -> Iterator[Reading]:
    """Read every scale, condition and statement.

    Of a condition no group is shown, but its total may be computed from groups: these are read as if they were shown.
    """
    prior = weak_prior(diagnosis.instrument.reliability)
    rules = rules_with(minimum=diagnosis.protection.minimum, strict=diagnosis.protection.strict)
    results: tuple[ScaleResult | ConditionResult, ...] = (*diagnosis.scales, *diagnosis.conditions)
    for result in results:
        yield _scale(result, scores, prior, rules)
    for result in diagnosis.scales:
        for statement in result.statements:
            answered = scores.statements[statement.id].dropna()
            told = [] if statement.cell.n is None else [(np.ones(len(answered), dtype=bool), statement.cell)]
            yield _reading(statement.id, answered, told, prior)


def mean_bounds(shown: Cell, prior: Prior) -> Bounds:
    """Return the means of the scores behind a cell between which a reader still wavers."""
    n, population, value = shown.n or 0, shown.population or 0, shown.value or 0.0
    if shown.form == "halves":
        return bounds(Printed(value, shown.end), "halves")
    if shown.form == "full":
        lowest, highest = (_location(end, n, population, prior) for end in (1.0, 5.0))
        slope = (highest - lowest) / 4
        return Bounds(max(1.0, 1 + (value - 0.05 - lowest) / slope), min(5.0, 1 + (value + 0.05 - lowest) / slope))
    told = (value, shown.end, shown.below)
    fitting = [
        bounds(printed(figure, "tenths"), "tenths")
        for figure in FIGURES
        if abs(figure - value) < FURTHEST_PULL and told in _tellings(figure, n, population, prior)
    ]
    return Bounds(min(each.low for each in fitting), max(each.high for each in fitting))


def _scale(result: ScaleResult | ConditionResult, scores: Scores, prior: Prior, rules: Rules) -> Reading:
    answered = scores.scales[result.id].dropna()
    sector = scores.sector.loc[answered.index]
    everybody = np.ones(len(answered), dtype=bool)
    told: list[tuple[np.ndarray, Cell]] = []
    if result.cell.n is not None and not result.cell.from_groups:
        told.append((everybody, result.cell))
    if isinstance(result, ScaleResult):
        told += [(sector.isin(group.categories).to_numpy(), group.cell) for group in result.groups]
    elif result.cell.from_groups:
        counts = {str(name): int(count) for name, count in sector.value_counts().items()}
        for group in merge(counts, minimum=rules.minimum):
            inside = sector.isin(group.categories).to_numpy()
            hidden = cell(answered[inside].to_numpy(), population=int(inside.sum()), rules=rules, prior=prior)
            told.append((inside, hidden.cell))
    return _reading(result.id, answered, told, prior)


def _reading(name: str, answered: pd.Series, told: list[tuple[np.ndarray, Cell]], prior: Prior) -> Reading:
    masks = np.array([mask for mask, _ in told], dtype=bool).reshape(len(told), len(answered))
    lows, highs = [], []
    for mask, shown in told:
        if mask.sum() != shown.n:
            message = f"{name}: {mask.sum()} organisations answered, but the cell tells of {shown.n}"
            raise ValueError(message)
        low, high = mean_bounds(shown, prior)
        lows.append(float(low * mask.sum()))
        highs.append(float(high * mask.sum()))
    forms = frozenset(shown.form for _, shown in told)
    return Reading(name, system(masks, lows, highs), class_of(masks), answered.to_numpy(), forms)


@cache
def _tellings(figure: float, n: int, population: int, prior: Prior) -> tuple[_Telling, ...]:
    """Return what is told where the raw mean rounds to this figure: of a scale with P, of a statement without."""
    rounded = printed(figure, "tenths")
    estimate = estimate_of(rounded, "tenths", contributors=n, population=population, prior=prior)
    value = steps(estimate.value, 0.1) if rounded.end is None else rounded.value
    return (value, rounded.end, steps(estimate.below or 0.0, 0.01)), (value, rounded.end, None)


@cache
def _location(mean: float, n: int, population: int, prior: Prior) -> float:
    return mean_interval(np.full(n, mean), population=population, prior=prior).value
