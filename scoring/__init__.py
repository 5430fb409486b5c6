"""What the answers say: from checked answers to a Diagnosis in published forms."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.anonymous import check_anonymous_answers
    from scoring.answers import Answers, check_answers
    from scoring.diagnosis import Diagnosis, from_json, to_json
    from scoring.pipeline import METHOD_VERSION, diagnose
    from scoring.reading import read_table
    from scoring.simulating import simulate

__all__ = [
    "METHOD_VERSION",
    "Answers",
    "Diagnosis",
    "check_anonymous_answers",
    "check_answers",
    "diagnose",
    "from_json",
    "read_table",
    "simulate",
    "to_json",
]

_HOMES = {
    "METHOD_VERSION": "pipeline",
    "Answers": "answers",
    "Diagnosis": "diagnosis",
    "check_anonymous_answers": "anonymous",
    "check_answers": "answers",
    "diagnose": "pipeline",
    "from_json": "diagnosis",
    "read_table": "reading",
    "simulate": "simulating",
    "to_json": "diagnosis",
}


def __getattr__(name: str) -> object:
    """Import a module when something of it is first asked for: who only merges groups needs no data frames."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"scoring.{_HOMES[name]}"), name)
