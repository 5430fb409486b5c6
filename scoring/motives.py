"""Why partners take part and how they want to work together: what is, against what should be."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from questionnaires.model import Aspect, Questionnaire, Scale, ScaleKind
from scoring.disclosure import Released
from scoring.distance import Distance, between_answers, between_cells
from scoring.findings import Direction
from scoring.purposes import FormResult, MotiveResult
from scoring.scored import Scored
from scoring.spread import agreement
from scoring.thresholds import thresholds
from scoring.totals import total_of


class _Rating(NamedTuple):
    """One of the two ratings of a subject: by person, by contributor, and what may be shown of it."""

    people: pd.Series
    scores: pd.Series
    total: Released


def motive_results(questionnaire: Questionnaire, scored: Scored) -> tuple[MotiveResult, ...]:
    """Release how important each motive is to the partners, and how far it is fulfilled.

    One is unmet where the importance is printed as 3.5 or more and the fulfilment lies more than half a point below
    it with a probability of at least 0.80 (own decision).
    """
    scales = _rated(questionnaire, "motive", "importance", "fulfilment")
    return tuple(_motive(scale, questionnaire, scored) for scale in scales)


def form_results(questionnaire: Questionnaire, scored: Scored) -> tuple[FormResult, ...]:
    """Release how the partners work together on each criterion, how they want to, and whether they agree on that.

    A mismatch is told where the two lie more than half a point apart with a probability of at least 0.80 (own
    decision).
    """
    return tuple(_form(scale, questionnaire, scored) for scale in _rated(questionnaire, "form", "is", "should"))


def _motive(scale: Scale, questionnaire: Questionnaire, scored: Scored) -> MotiveResult:
    importance = _rating(scale, "importance", questionnaire, scored)
    fulfilment = _rating(scale, "fulfilment", questionnaire, scored)
    gap, limits = _gap(importance, fulfilment, scored), thresholds()
    unmet = None
    if gap is not None and importance.total.cell.value is not None:
        important = importance.total.cell.value >= limits.motive_important_from.value
        unmet = important and gap.below(-limits.gap_points.value) >= limits.gap_sureness.value
    return MotiveResult(
        id=scale.id,
        importance=importance.total.cell,
        fulfilment=fulfilment.total.cell,
        gap=None if gap is None else gap.shown,
        unmet=unmet,
    )


def _form(scale: Scale, questionnaire: Questionnaire, scored: Scored) -> FormResult:
    current = _rating(scale, "is", questionnaire, scored)
    wanted = _rating(scale, "should", questionnaire, scored)
    gap = _gap(current, wanted, scored)
    return FormResult(
        id=scale.id,
        current=current.total.cell,
        wanted=wanted.total.cell,
        gap=None if gap is None else gap.shown,
        mismatch=None if gap is None else _mismatch(gap),
        wish=agreement(wanted.scores.to_numpy(), wanted.total),
    )


def _mismatch(gap: Distance) -> Direction | None:
    points, sureness = thresholds().gap_points.value, thresholds().gap_sureness.value
    lower, higher = gap.below(-points), 1 - gap.below(points)
    if lower + higher < sureness:
        return None
    return "higher" if higher > lower else "lower"


def _rated(questionnaire: Questionnaire, kind: ScaleKind, *aspects: Aspect) -> list[Scale]:
    """Return the scales of a kind of which both aspects are asked."""
    return [
        scale
        for scale in questionnaire.scales_of(kind)
        if {one.aspect for one in questionnaire.statements_of(scale.id)} >= set(aspects)
    ]


def _rating(scale: Scale, aspect: Aspect, questionnaire: Questionnaire, scored: Scored) -> _Rating:
    columns = [one.id for one in questionnaire.statements_of(scale.id) if one.aspect == aspect]
    people = scored.people.statements[columns].mean(axis=1)
    scores = scored.people.averaged(people.to_frame(aspect))[aspect].dropna()
    return _Rating(people, scores, total_of(scores, scored))


def _gap(first: _Rating, second: _Rating, scored: Scored) -> Distance | None:
    """Return how far the second lies above the first.

    From 25 contributors on it rests on each person's own difference; below, and where a total follows from groups, on
    the two printed figures alone.
    """
    totals = (first.total, second.total)
    contributors = min(total.cell.n or 0 for total in totals)
    if any(total.cell.form != "full" or total.cell.from_groups for total in totals):
        return between_cells(*totals, n=contributors)
    own = (second.people - first.people).to_frame("gap")
    differences = scored.people.averaged(own)["gap"].dropna().to_numpy()
    if len(differences) < thresholds().full_from.value:
        return between_cells(*totals, n=contributors)
    return between_answers(differences, population=scored.invited(len(differences)), prior=scored.prior)
