"""One scale, one statement, one condition: from contributors' scores to what may be shown of them."""

from __future__ import annotations

from questionnaires.model import Questionnaire, Scale
from scoring.conditions import maturity
from scoring.disclosure import (
    dont_know,
    shares,
    statement_cell,
    statements_hidden,
)
from scoring.findings import ConditionResult, ScaleResult, StatementResult
from scoring.flags import decide
from scoring.preparing import code_range
from scoring.published import GroupCell
from scoring.purposes import OutcomeResult
from scoring.rounding import HIGHEST, LOWEST
from scoring.scored import Scored
from scoring.spread import agreement, reliability
from scoring.totals import published_groups, total_of, total_over


def scale_result(scale: Scale, questionnaire: Questionnaire, scored: Scored) -> ScaleResult:
    """Release what the answers say on one scale."""
    scores = scored.scales[scale.id].dropna()
    groups = published_groups(scores, scored)
    total = total_over(scores, groups, scored)
    statements = questionnaire.statements_of(scale.id)
    hidden = statements_hidden(total, [part.released for part in groups], statements=len(statements))
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
            GroupCell(
                categories=part.group.categories,
                cell=part.released.cell,
                state=decide(part.released, prior=scored.prior).state,
            )
            for part in groups
        ),
        mapped_from=mapped_from(scale, questionnaire),
        agreement=agreement(scores.to_numpy(), total),
        reliability=reliability(scored.people.statements[[statement.id for statement in statements]], total),
    )


def condition_result(scale: Scale, scored: Scored) -> ConditionResult:
    """Release how far one condition is met."""
    total = total_of(scored.scales[scale.id].dropna(), scored)
    return ConditionResult(id=scale.id, cell=total.cell, maturity=maturity(total.cell))


def outcome_result(scale: Scale, questionnaire: Questionnaire, scored: Scored) -> OutcomeResult:
    """Release what the collaboration is felt to yield."""
    total = total_of(scored.scales[scale.id].dropna(), scored)
    return OutcomeResult(id=scale.id, cell=total.cell, mapped_from=mapped_from(scale, questionnaire))


def mapped_from(scale: Scale, questionnaire: Questionnaire) -> tuple[int, int] | None:
    """Return the lowest and highest code of a scale's answers where these were mapped to 1–5."""
    for statement in questionnaire.statements_of(scale.id):
        codes = code_range(questionnaire.choices[statement.choices])
        if codes != (LOWEST, HIGHEST):
            return codes
    return None


def _statement_result(statement: str, scored: Scored) -> StatementResult:
    scores = scored.statements[statement].dropna().to_numpy()
    shown = statement_cell(scores, population=scored.invited(len(scores)), rules=scored.rules, prior=scored.prior)
    return StatementResult(
        id=statement, cell=shown, shares=None if shown.form is None else shares(scores, form=shown.form)
    )
