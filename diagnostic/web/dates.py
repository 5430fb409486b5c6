"""Days as pages write them."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

from diagnostic.domain.days import day_of

_LOCALES = {"de": "de", "en": "en_GB"}


def day(moment: datetime, language: str) -> str:
    """Return the day on which a moment falls: *1. Dezember 2026*, *1 December 2026*."""
    return written(day_of(moment), language)


def written(one: date, language: str) -> str:
    """Return a day as pages write it."""
    return str(format_date(one, format="long", locale=_LOCALES[language]))
