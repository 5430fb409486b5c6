"""What keeps a report from being made beside the answers: its language, and the catalogue of advice."""

from __future__ import annotations

from collections.abc import Callable

from questionnaires.model import Questionnaire
from questionnaires.problems import InputError, Problem


def require_language(questionnaire: Questionnaire, language: str) -> None:
    """Refuse a language that a questionnaire does not speak."""
    if language not in questionnaire.languages:
        known = ", ".join(questionnaire.languages)
        raise InputError((_problem("language", asked=language, questionnaire=questionnaire.id, languages=known),))


def require_catalogue(load: Callable[[], object]) -> None:
    """Refuse a catalogue that cannot be loaded, with a problem for each line of what is wrong with it."""
    try:
        load()
    except ValueError as error:
        raise InputError(tuple(_problem("catalogue", fault=fault) for fault in str(error).splitlines())) from error


def _problem(code: str, **values: str) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
