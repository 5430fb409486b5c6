"""The names of the columns in files of answers and of ties."""

from __future__ import annotations

from questionnaires.model import Choices

ANSWER_KEYS = ("respondent", "organisation")
"""Columns that say whose answers a row of the answer file holds."""

TIE_KEYS = ("from", "to")
"""Columns that say which organisation rated which in a row of the file of ties."""

_BETWEEN = "__"


def tie_column(part: str, partner: str) -> str:
    """Return the variable that holds what one respondent says of one partner: ``known__`` and the partner's id."""
    return f"{part}{_BETWEEN}{partner}"


def tie_of(column: str) -> tuple[str, str] | None:
    """Return part and partner of a variable that `tie_column` has named; None for any other."""
    part, between, partner = column.partition(_BETWEEN)
    return (part, partner) if between else None


def option_column(question: str, code: int | str) -> str:
    """Return the 0/1 column of one option of a multiple choice: ``offers_advice``, ``offers_07``."""
    return f"{question}_{code:02d}" if isinstance(code, int) else f"{question}_{code}"


def option_columns(question: str, choices: Choices) -> tuple[str, ...]:
    """Return the columns of a multiple choice, one an option, in the order shown."""
    return tuple(option_column(question, code) for code in choices.codes)
