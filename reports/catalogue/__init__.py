"""What can be recommended, and on what grounds: measures, trainings and literature, kept as dated data."""

from __future__ import annotations

from reports.catalogue.loading import load_catalogue
from reports.catalogue.model import (
    EFFORT_ORDER,
    EVIDENCE_ORDER,
    Basis,
    Catalogue,
    Measure,
    MeasureText,
    Source,
    Training,
    TrainingText,
)

__all__ = [
    "EFFORT_ORDER",
    "EVIDENCE_ORDER",
    "Basis",
    "Catalogue",
    "Measure",
    "MeasureText",
    "Source",
    "Training",
    "TrainingText",
    "load_catalogue",
]
