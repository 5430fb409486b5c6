"""Changes, ranges and shares in words."""

from __future__ import annotations

from reports.phrasing import Phrases
from scoring.findings import Interval
from scoring.published import Cell
from scoring.rounding import steps

_TENTH = 0.1


def signed(value: float, phrases: Phrases) -> str:
    """Return points with their sign, to 0.1; what rounds to nothing has none."""
    size = steps(abs(value), _TENTH)
    if not size:
        return phrases.number(size)
    return phrases.say("amount.more" if value > 0 else "amount.less", value=phrases.number(size))


def whole_points(value: float, phrases: Phrases) -> str:
    """Return whole points with their sign."""
    if not value:
        return "0"
    return phrases.say("amount.more" if value > 0 else "amount.less", value=round(abs(value)))


def signed_range(interval: Interval, phrases: Phrases) -> str:
    """Return the range of a change, with signs."""
    return phrases.say("amount.range", low=signed(interval.low, phrases), high=signed(interval.high, phrases))


def range_of(cell: Cell, phrases: Phrases) -> str:
    """Return the range of a mean; blank where none is shown."""
    if cell.low is None or cell.high is None:
        return ""
    return phrases.say("amount.range", low=phrases.number(cell.low), high=phrases.number(cell.high))


def per_cent(share: float, phrases: Phrases) -> str:
    """Return a share between 0 and 1 in whole per cent."""
    return phrases.say("number.percent", value=round(share * 100))


def counts(cells: tuple[Cell, Cell], phrases: Phrases) -> str:
    """Return n of two figures that stand in one row: one number where they agree."""
    shown = dict.fromkeys(cell.n for cell in cells if cell.n is not None)
    numbers = [str(n) for n in shown]
    return phrases.say("amount.count_both", one=numbers[0], other=numbers[1]) if len(numbers) > 1 else "".join(numbers)
