"""What a person gives as an option: made into a value, or refused with what would be right."""

from __future__ import annotations

import datetime as dt
import re

from diagnostic.i18n import say
from diagnostic.terminal import refuse

LONGEST_TITLE = 200
MOST_INVITED = 1_000_000
"""About as many as a list of organisations can have rows."""

# Control signs and line ends, signs that turn the direction of what follows, and codes that no file may hold.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def number(option: str, value: int, *, least: int, most: int) -> int:
    """Return a whole number between two others, both allowed."""
    if not least <= value <= most:
        refuse(say("error.number", option=option, value=value, least=least, most=most))
    return value


def name(value: str | None) -> str | None:
    """Return the name of an initiative, None where it is blank: it stands at the head of every page."""
    if value is None:
        return None
    if len(value) > LONGEST_TITLE or _INVISIBLE.search(value):
        shown = _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", value[:LONGEST_TITLE])
        refuse(say("error.title", value=shown, most=LONGEST_TITLE))
    return value.strip() or None


def days(value: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a survey, written ``FROM..TO``."""
    if value is None:
        return None
    first, separator, last = value.partition("..")
    try:
        found = dt.date.fromisoformat(first.strip()), dt.date.fromisoformat(last.strip())
    except ValueError:
        found = None
    if not separator or found is None or found[0] > found[1]:
        refuse(say("error.fielded", value=value))
    return found
