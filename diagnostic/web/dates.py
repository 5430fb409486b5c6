"""Days as pages write them."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date

from diagnostic.domain.days import day_of

_LOCALES = {"de": "de", "en": "en_GB"}


def day(moment: datetime, language: str) -> str:
    """Return the day on which a moment falls: *1. Dezember 2026*, *1 December 2026*."""
    return str(format_date(day_of(moment), format="long", locale=_LOCALES[language]))
