"""All prose of the report, by key and language."""

from reports.wording.loading import (
    ConditionWording,
    FormWording,
    MotiveWording,
    OutcomeWording,
    ScaleWording,
    Wording,
    load_wording,
)

__all__ = [
    "ConditionWording",
    "FormWording",
    "MotiveWording",
    "OutcomeWording",
    "ScaleWording",
    "Wording",
    "load_wording",
]
