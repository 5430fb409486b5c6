"""All prose of the report, by key and language."""

from reports.wording.loading import (
    ConditionWording,
    FormWording,
    MotiveWording,
    OutcomeOfSourcesWording,
    OutcomeWording,
    ScaleWording,
    SourceWording,
    Wording,
    load_wording,
)

__all__ = [
    "ConditionWording",
    "FormWording",
    "MotiveWording",
    "OutcomeOfSourcesWording",
    "OutcomeWording",
    "ScaleWording",
    "SourceWording",
    "Wording",
    "load_wording",
]
