"""One scale, one statement, one condition: from contributors' scores to what may be shown of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from questionnaires.model import Questionnaire, Scale
from scoring.conditions import maturity
from scoring.disclosure import (
    Released,
    Rules,
    cell,
    coarse,
    combined,
    dont_know,
    shares,
    statement_cell,
    statements_hidden,
)
from scoring.findings import ConditionResult, ScaleResult, StatementResult
from scoring.flags import decide
from scoring.merging import Group, merge
from scoring.preparing import code_range
from scoring.published import GroupCell, Grouping
from scoring.rounding import HIGHEST, LOWEST
from scoring.uncertainty import Prior


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


def scale_result(scale: Scale, questionnaire: Questionnaire, scored: Scored) -> ScaleResult:
    """Release what the answers say on one scale."""
    groups = _group_cells(scale.id, scored)
    total = _total(scale.id, groups, scored)
    statements = questionnaire.statements_of(scale.id)
    hidden = statements_hidden(total, [part for _, part in groups], statements=len(statements))
    shown = () if hidden else tuple(_statement_result(statement.id, scored) for statement in statements)
    return ScaleResult(
        id=scale.id,
        barrier=scale.barrier,
        family=scale.family,
        statement_count=len(statements),
        cell=total.cell,
        flag=decide(total, prior=scored.prior),
        dont_know=dont_know(scored.dont_know[scale.id].dropna().to_numpy(), rules=scored.rules),
        statements=shown,
        statements_hidden=hidden,
        groups=tuple(
            GroupCell(categories=group.categories, cell=part.cell, state=decide(part, prior=scored.prior).state)
            for group, part in groups
        ),
        mapped_from=_mapped_from(scale, questionnaire),
    )


def condition_result(scale: Scale, scored: Scored) -> ConditionResult:
    """Release how far one condition is met."""
    total = _total(scale.id, _group_cells(scale.id, scored), scored)
    return ConditionResult(id=scale.id, cell=total.cell, maturity=maturity(total.cell))


def _group_cells(scale: str, scored: Scored) -> list[tuple[Group, Released]]:
    """Return the wave's groups among those with a score, each with its cell; none if there is only one group."""
    if scored.grouping == "none":
        return []
    scores = scored.scales[scale].dropna()
    sector = scored.sector.loc[scores.index]
    counts = {str(name): int(count) for name, count in sector.value_counts().items()}
    groups = merge(counts, minimum=scored.rules.minimum)
    if len(groups) <= 1:
        return []
    return [
        (
            group,
            cell(
                scores[sector.isin(group.categories)].to_numpy(),
                population=_invited(group, scored),
                rules=scored.rules,
                prior=scored.prior,
            ),
        )
        for group in groups
    ]


def _invited(group: Group, scored: Scored) -> int:
    if scored.invited_by_sector is None:
        return group.size
    return sum(scored.invited_by_sector[category] for category in group.categories)


def _total(scale: str, groups: Sequence[tuple[Group, Released]], scored: Scored) -> Released:
    """Return the total: from the groups' cells where one of them is coarse, else from the scores."""
    scores = scored.scales[scale].dropna().to_numpy()
    population = len(scores) if scored.population is None else scored.population
    parts = [part for _, part in groups]
    if coarse(parts):
        return combined(parts, population=population, rules=scored.rules, prior=scored.prior)
    return cell(scores, population=population, rules=scored.rules, prior=scored.prior)


def _statement_result(statement: str, scored: Scored) -> StatementResult:
    scores = scored.statements[statement].dropna().to_numpy()
    population = len(scores) if scored.population is None else scored.population
    shown = statement_cell(scores, population=population, rules=scored.rules, prior=scored.prior)
    return StatementResult(
        id=statement, cell=shown, shares=None if shown.form is None else shares(scores, form=shown.form)
    )


def _mapped_from(scale: Scale, questionnaire: Questionnaire) -> tuple[int, int] | None:
    for statement in questionnaire.statements_of(scale.id):
        codes = code_range(questionnaire.choices[statement.choices])
        if codes != (LOWEST, HIGHEST):
            return codes
    return None
