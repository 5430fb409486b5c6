"""The scores of one wave, and all that is needed to release figures from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from questionnaires.model import Questionnaire
from scoring.answers import Answers
from scoring.disclosure import Rules
from scoring.preparing import health
from scoring.published import Grouping, Unit
from scoring.scales import dont_know_shares, organisation_scores, person_scores, response_scores
from scoring.uncertainty import Prior, weak_prior


class People(NamedTuple):
    """The answers of one wave's persons, where a figure needs them before they are averaged.

    Parameters
    ----------
    scales, statements : DataFrame
        One row a person: scores, and answers on the health scale.
    contributor : Series
        Who contributes each person: an organisation, or the response alone.
    unit : {"organisation", "response"}
        Which of the two.
    """

    scales: pd.DataFrame
    statements: pd.DataFrame
    contributor: pd.Series
    unit: Unit

    def averaged(self, figures: pd.DataFrame) -> pd.DataFrame:
        """Average figures of persons within each contributor."""
        average = organisation_scores if self.unit == "organisation" else response_scores
        return average(figures, self.contributor)


class Scored(NamedTuple):
    """The scores of one wave's contributors, and all that is needed to release figures from them.

    Parameters
    ----------
    scales, statements, dont_know : DataFrame
        One row a contributor, an organisation or a response: scores on the health scale, and shares
        of *don't know* of each scale.
    sector : Series
        Each contributor's sector; missing where unknown.
    invited_by_sector : dict, optional
        How many were invited of each sector; None where that is not known.
    population : int, optional
        How many were invited in all; None if unknown.
    """

    scales: pd.DataFrame
    statements: pd.DataFrame
    dont_know: pd.DataFrame
    sector: pd.Series
    invited_by_sector: Mapping[str, int] | None
    population: int | None
    rules: Rules
    prior: Prior
    grouping: Grouping
    people: People

    def invited(self, answered: int) -> int:
        """Return N; where it is not known, those who answered."""
        return answered if self.population is None else self.population


def score(answers: Answers, questionnaire: Questionnaire, *, rules: Rules, grouping: Grouping) -> Scored:
    """Score every person and every contributor of a wave."""
    responses = answers.responses
    people = People(
        scales=person_scores(responses, questionnaire),
        statements=health(responses, questionnaire),
        contributor=answers.contributor,
        unit=answers.unit,
    )
    scales = people.averaged(people.scales)
    return Scored(
        scales=scales,
        statements=people.averaged(people.statements),
        dont_know=people.averaged(dont_know_shares(responses, questionnaire)),
        sector=answers.sector.reindex(scales.index),
        invited_by_sector=answers.invited_by_sector,
        population=answers.invited,
        rules=rules,
        prior=weak_prior(questionnaire.reliability),
        grouping=grouping,
        people=people,
    )
