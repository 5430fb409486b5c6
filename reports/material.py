"""What every section of a report is built from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from questionnaires.model import Questionnaire
from reports.catalogue import Catalogue
from reports.phrasing import Phrases
from reports.recommending import Recommendation
from scoring.diagnosis import Diagnosis


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What a report knows besides the diagnosis.

    Parameters
    ----------
    title : str, optional
        Name of the initiative.
    fielded : pair of dates, optional
        First and last day of the survey.
    """

    title: str | None = None
    fielded: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, kw_only=True)
class Material:
    """The diagnosis with everything needed to put it into words."""

    diagnosis: Diagnosis
    questionnaire: Questionnaire
    phrases: Phrases
    catalogue: Catalogue
    recommendations: tuple[Recommendation, ...]
    occasion: Occasion

    @property
    def population(self) -> int | None:
        """Organisations invited; None if unknown."""
        return self.diagnosis.participation.invited

    @property
    def measures_barriers(self) -> bool:
        """Whether the questionnaire measures barriers of the catalogue at all."""
        return any(scale.barrier for scale in self.diagnosis.scales)


def anchor(scale: str) -> str:
    """Return the anchor of a flagged scale's own page."""
    return f"befund-{scale}"
