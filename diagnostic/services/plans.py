"""What is decided about a round before anybody is asked."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from diagnostic.domain.days import end_of
from diagnostic.domain.failures import Invalid
from diagnostic.domain.waves import GROUPINGS, MODES
from diagnostic.services.editions import newest_module
from questionnaires.loading import find, library
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem
from reports.context import Mode
from scoring.published import Grouping
from scoring.thresholds import thresholds

LONGEST_TITLE = 120
HIGHEST_MINIMUM = 50


class PlanValues(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of a round as it was typed.

    Parameters
    ----------
    questionnaire : str
        Id of a questionnaire of the library; its newest version is asked.
    minimum : str
        Organisations, in mode anonymous people, below which nothing is shown.
    strict : str
        Anything but nothing means yes.
    network : str
        Anything but nothing means that the network module is asked after the questionnaire.
    deadline : str
        The last day, ``2026-12-01``, or nothing.
    """

    title: str = ""
    questionnaire: str = ""
    mode: str = ""
    grouping: str = ""
    minimum: str = ""
    strict: str = ""
    network: str = ""
    deadline: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of a round as it is kept: `deadline` is the last moment to begin, `network` a version of the module."""

    title: str
    questionnaire: str
    version: str
    network: str | None
    mode: Mode
    grouping: Grouping
    minimum: int
    strict: bool
    deadline: datetime | None


def offered() -> tuple[Questionnaire, ...]:
    """Return the questionnaires that a round may ask: those for partners, each in its newest form, a module last."""
    newest = (find(name) for name in dict.fromkeys(name for name, _ in library()))
    return tuple(sorted((one for one in newest if one.audience == "partner"), key=lambda one: bool(one.rosters)))


def least_minimum() -> int:
    """Return the lowest number of organisations below which a round may hide everything."""
    return int(thresholds().minimum_contributors.value)


def checked(values: PlanValues, now: datetime) -> Plan:
    """Return a plan that can be kept.

    Raises
    ------
    Invalid
        Something in it cannot be used; every such field is named.
    """
    title = " ".join(values.title.split())
    asked = next((one for one in offered() if one.id == values.questionnaire), None)
    mode = next((one for one in MODES if one == values.mode), None)
    grouping = next((one for one in GROUPINGS if one == values.grouping), None)
    minimum, least = _number(values.minimum), least_minimum()
    deadline, readable = _last_moment(values.deadline)
    wrong = {
        "title": None if 0 < len(title) <= LONGEST_TITLE else _problem("wave_title", most=LONGEST_TITLE),
        "questionnaire": _about_questionnaire(asked, mode),
        "mode": None if mode else _problem("wave_mode"),
        "network": _problem("wave_network") if values.network and mode == "anonymous" else None,
        "grouping": None if grouping else _problem("wave_grouping"),
        "minimum": None if minimum else _problem("wave_minimum", least=least, most=HIGHEST_MINIMUM),
        "deadline": None if readable and (deadline is None or deadline > now) else _problem("wave_deadline"),
    }
    problems = {field: problem for field, problem in wrong.items() if problem is not None}
    if problems or not (asked and mode and grouping and minimum):
        raise Invalid(problems)
    return Plan(
        title=title,
        questionnaire=asked.id,
        version=asked.version,
        network=newest_module() if values.network and not asked.rosters else None,
        mode=mode,
        grouping=grouping,
        minimum=minimum,
        strict=bool(values.strict),
        deadline=deadline,
    )


def _about_questionnaire(asked: Questionnaire | None, mode: Mode | None) -> Problem | None:
    if asked is None:
        return _problem("wave_questionnaire")
    return _problem("wave_network") if asked.rosters and mode == "anonymous" else None


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() else 0
    return number if least_minimum() <= number <= HIGHEST_MINIMUM else None


def _last_moment(text: str) -> tuple[datetime | None, bool]:
    """Return the end of a day, if one is named, and whether what was typed can be read."""
    if not text:
        return None, True
    try:
        return end_of(date.fromisoformat(text)), True
    except (ValueError, OverflowError):
        return None, False


def _problem(code: str, **values: int) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
