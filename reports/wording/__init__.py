"""All prose of the report, by key and language."""

from reports.wording.loading import ScaleWording, Wording, load_wording

__all__ = ["ScaleWording", "Wording", "load_wording"]
