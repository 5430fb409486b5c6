"""From flags to ranked measures and trainings, each with the finding it follows from."""

from __future__ import annotations

from typing import NamedTuple

from reports.barriers import subject
from reports.catalogue.model import EFFORT_ORDER, EVIDENCE_ORDER, Basis, Catalogue, Measure, Training
from scoring.diagnosis import Diagnosis
from scoring.findings import ScaleResult

MOST_MEASURES = 3


class Recommendation(NamedTuple):
    """What is recommended for one flagged scale: measures in their order, and the trainings that follow from it."""

    scale: ScaleResult
    measures: tuple[Measure, ...]
    trainings: tuple[Training, ...]


class TrainingCase(NamedTuple):
    """One training, with the flagged scales it follows from."""

    training: Training
    scales: tuple[ScaleResult, ...]


def flagged(diagnosis: Diagnosis) -> tuple[ScaleResult, ...]:
    """Return all flagged scales: first the ranked ones, then parts of a barrier for which another part stands.

    Where too few organisations answered for an order, no scale is ranked, and all stand in that of the questionnaire.
    """
    others = [scale for scale in diagnosis.scales if scale.flag.state == "flagged" and scale.rank is None]
    return (*diagnosis.ranked, *others)


def recommend(diagnosis: Diagnosis, catalogue: Catalogue) -> tuple[Recommendation, ...]:
    """Rank what to do: the heaviest barrier first, within it evidence A before B before C, then less effort.

    Returns
    -------
    tuple of Recommendation
        One for each flagged scale; a scale that measures no barrier of ours has no measures.
    """
    return tuple(
        Recommendation(
            scale=scale,
            measures=_ordered(catalogue.measures_for(subject(scale) or ""))[:MOST_MEASURES],
            trainings=catalogue.trainings_for(subject(scale) or ""),
        )
        for scale in flagged(diagnosis)
    )


def basis(training: Training, scale: ScaleResult) -> Basis:
    """Return why a training follows from a flagged scale."""
    return training.basis_for(subject(scale) or scale.id)


def trainings(recommendations: tuple[Recommendation, ...], catalogue: Catalogue) -> tuple[TrainingCase, ...]:
    """Return each training that follows from a flag once, in the order of the catalogue, with all its reasons."""
    cases = []
    for training in catalogue.trainings:
        reasons = tuple(advice.scale for advice in recommendations if training in advice.trainings)
        if reasons:
            cases.append(TrainingCase(training, reasons))
    return tuple(cases)


def _ordered(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    return tuple(sorted(measures, key=_strongest_and_easiest))


def _strongest_and_easiest(measure: Measure) -> tuple[int, int]:
    return EVIDENCE_ORDER[measure.evidence], EFFORT_ORDER[measure.effort]
