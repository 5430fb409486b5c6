"""Where the marks of a comparison lie: every place comes finished to the template."""

from __future__ import annotations

import msgspec

from diagnostic.domain.portfolio import ScaleFigure
from diagnostic.web.wording import Words
from scoring.findings import Interval
from scoring.placement import Placement, Span

WIDTH = 460
_MARGIN = 66
"""So far from the edge the middle of a label stays."""
_LOWEST, _HIGHEST = 1, 5
_THINNEST = 4.0

Tick = tuple[float, str]
"""Where it stands, and what it says."""
Bar = tuple[float, float]
"""Where it begins, and how long it is."""


class Percentiles(msgspec.Struct, frozen=True, kw_only=True):
    """A range of percentiles on 0 to 100; `text` says the same."""

    ticks: tuple[Tick, ...]
    bar: Bar
    label: Tick
    caption: str
    text: str


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of chance around the middle of the others, on 1 to 5, and in them the own value with its range."""

    ticks: tuple[Tick, ...]
    far: Bar
    near: Bar
    middle: float
    spread: Bar
    value: float
    label: Tick
    text: str


def percentiles_of(found: Interval, word: Words) -> Percentiles:
    """Return the drawing of a range of percentiles."""
    low, high = (WIDTH * end / 100 for end in (found.low, found.high))
    words = {"low": round(found.low), "high": round(found.high), "count": found.n}
    return Percentiles(
        ticks=tuple((WIDTH * at / 100, str(at)) for at in (0, 25, 50, 75, 100)),
        bar=_bar(low, high),
        label=(_kept_in((low + high) / 2), word("comparison.percentile", low=words["low"], high=words["high"])),
        caption=word("comparison.percentile_caption", count=found.n),
        text=word("comparison.percentile_text", **words),
    )


def funnel_of(own: ScaleFigure, place: Placement, value: str, text: str) -> Funnel | None:
    """Return the drawing of the limits of chance; None where there is nothing to draw.

    Parameters
    ----------
    value, text : str
        The own value as it is printed, and what the drawing says.
    """
    near, far, middle = place.near, place.far, place.middle
    if own.value is None or own.low is None or own.high is None or near is None or far is None or middle is None:
        return None
    at = _at(own.value)
    return Funnel(
        ticks=tuple((_at(tick), str(tick)) for tick in range(_LOWEST, _HIGHEST + 1)),
        far=_span(far),
        near=_span(near),
        middle=_at(middle.value),
        spread=_bar(_at(own.low), _at(own.high)),
        value=at,
        label=(_kept_in(at), value),
        text=text,
    )


def _span(span: Span) -> Bar:
    return _bar(_at(span.low), _at(span.high))


def _at(value: float) -> float:
    """Return where a value from 1 to 5 stands; what lies beyond stands at the edge."""
    return round(WIDTH * (min(max(value, _LOWEST), _HIGHEST) - _LOWEST) / (_HIGHEST - _LOWEST), 1)


def _bar(low: float, high: float) -> Bar:
    begins = min(low, WIDTH - _THINNEST)
    return round(begins, 1), round(max(high - begins, _THINNEST), 1)


def _kept_in(place: float) -> float:
    """Return where the label of a mark stands, so that it does not run over the edge."""
    return round(min(max(place, _MARGIN), WIDTH - _MARGIN), 1)
