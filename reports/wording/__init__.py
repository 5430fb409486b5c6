"""All prose of the report, by key and language."""

from reports.wording.loading import ConditionWording, ScaleWording, Wording, load_wording

__all__ = ["ConditionWording", "ScaleWording", "Wording", "load_wording"]
