"""What every section of a report is built from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from questionnaires.model import Questionnaire
from questionnaires.versions import released
from reports.barriers import subject
from reports.catalogue import Catalogue
from reports.context import Mode, Region, Theme
from reports.phrasing import Phrases
from reports.recommending import Recommendation
from reports.wording import ConditionWording
from scoring.diagnosis import Diagnosis
from scoring.findings import ConditionResult


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What a report knows besides the diagnosis.

    Parameters
    ----------
    title : str, optional
        Name of the initiative.
    fielded : pair of dates, optional
        First and last day of the survey.
    mode : str, optional
        ``anonymous``: no link between a person and their answers is kept; ``confidential``: it is kept for reminders
        and sectors; ``named``: the organisation answers as such.
    theme : str, optional
        Whom the initiative works for: ``young_people``, ``seniors``, ``refugees`` or ``other``.
    region : str, optional
        Where it works: ``city``, ``town`` (medium or small), ``rural`` or ``district``.
    age_years : int, optional
        Full years for which the initiative has existed.
    names : mapping of str to str
        The name under which an organisation of the ties is shown, by its id; one without a name is shown by its id.
    """

    title: str | None = None
    fielded: tuple[dt.date, dt.date] | None = None
    mode: Mode | None = None
    theme: Theme | None = None
    region: Region | None = None
    age_years: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)


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
        """How many were invited; None if unknown."""
        return self.diagnosis.participation.invited

    @property
    def no_scale_shown(self) -> bool:
        """Whether there is nothing to say of any scale."""
        return self.diagnosis.no_scale_shown

    @property
    def nothing_shown(self) -> bool:
        """Whether there is no figure at all: of scales, conditions, what partners seek and get, or their ties."""
        whole = self.diagnosis
        cells = [
            *(condition.cell for condition in whole.conditions),
            *(outcome.cell for outcome in whole.outcomes),
            *(cell for motive in whole.motives for cell in (motive.importance, motive.fulfilment)),
            *(cell for form in whole.forms for cell in (form.current, form.wanted)),
        ]
        nothing = whole.balance is None and whole.network.refused is not None
        return self.no_scale_shown and nothing and all(cell.hidden for cell in cells)

    @property
    def ties_alone(self) -> bool:
        """Whether only ties were asked for, and they are told."""
        return not self.asks_statements and self.diagnosis.network.refused is None

    @property
    def asks_statements(self) -> bool:
        """Whether the questionnaire asks for anything but ties."""
        whole = self.diagnosis
        return bool(whole.scales or whole.conditions or whole.outcomes or whole.motives or whole.forms)

    @property
    def ours(self) -> bool:
        """Whether the questionnaire is one of those that come with the program."""
        return f"{self.questionnaire.id}/{self.questionnaire.version}" in released()

    @property
    def measures_barriers(self) -> bool:
        """Whether the questionnaire measures barriers of ours at all."""
        return any(subject(scale) for scale in self.diagnosis.scales)

    def condition_words(self, condition: ConditionResult) -> ConditionWording | None:
        """Return our words for a condition; None unless the questionnaire asks for exactly our five."""
        if self.diagnosis.stage is None:
            return None
        return self.phrases.wording.way.conditions.get(condition.id)

    def condition_name(self, condition: ConditionResult) -> str:
        """Return the name of a condition: ours, or else the questionnaire's."""
        words = self.condition_words(condition)
        return words.name if words else self.phrases.texts.scales[condition.id]

    def organisation(self, name: str) -> str:
        """Return the name under which an organisation is shown."""
        return self.occasion.names.get(name, name)

    def sector(self, name: str | None) -> str:
        """Return the name of a sector."""
        return self.phrases.say("map.unknown") if name is None else self.phrases.wording.barriers.sectors[name]

    def halves_note(self) -> str:
        """Return why figures stand in half steps."""
        strict = self.diagnosis.protection.strict
        return self.phrases.say("profile.note_halves_strict" if strict else "profile.note_halves")


def anchor(scale: str) -> str:
    """Return the anchor of a flagged scale's own page."""
    return f"finding-{scale}"
