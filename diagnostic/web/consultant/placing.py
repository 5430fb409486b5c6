"""What a comparison says of one scale, in words, figures and drawings."""

from __future__ import annotations

import msgspec
from babel.numbers import format_decimal

from diagnostic.domain.comparisons import ComparedScale
from diagnostic.web.consultant.drawing import Funnel, Percentiles, funnel_of, percentiles_of
from diagnostic.web.documents import range_of, value_of
from diagnostic.web.wording import SHARED, Words, words
from reports.wording import load_wording
from scoring.findings import Interval
from scoring.placement import Placement

_HALF = 50


class PlacedScale(msgspec.Struct, frozen=True, kw_only=True):
    """One scale of an initiative among the others.

    Parameters
    ----------
    own, others, percentile, position : tuple of str and str or None
        Cells of the table: what they say, and a smaller second line.
    sentences : tuple of str
        What it comes to; or why there is no comparison.
    """

    id: str
    name: str
    own: tuple[str, str | None]
    others: tuple[str, str | None]
    percentile: str
    position: str
    sentences: tuple[str, ...]
    percentiles: Percentiles | None
    funnel: Funnel | None


def placed(scale: ComparedScale, word: Words, language: str) -> PlacedScale:
    """Return a scale as the page shows it."""
    own, place = scale.own, scale.place
    value, spread, middle = value_of(own, language), range_of(own, language), place.middle
    drawn = (
        None
        if middle is None or place.near is None
        else word(
            "comparison.funnel_text",
            value=value,
            middle=_decimal(middle.value, language),
            low=_decimal(place.near.low, language),
            high=_decimal(place.near.high, language),
        )
    )
    return PlacedScale(
        id=own.id,
        name=name_of(own.id, language),
        own=(value, _counted(spread, own.n, word)),
        others=(word("comparison.none"), None) if middle is None else _middle(middle, word, language),
        percentile=_percentile(place, word),
        position=word(f"comparison.position.{place.refused or place.position}"),
        sentences=_sentences(place, word),
        percentiles=None if place.percentile is None else percentiles_of(place.percentile, word),
        funnel=None if drawn is None else funnel_of(own, place, value, drawn),
    )


def name_of(scale: str, language: str) -> str:
    """Return what a report calls a scale."""
    names = load_wording(language).barriers.scales
    return names[scale].name if scale in names else scale


def _counted(spread: str | None, count: int | None, word: Words) -> str | None:
    if count is None:
        return None
    return word("comparison.count", n=count) if spread is None else word("comparison.spread", spread=spread, n=count)


def _middle(middle: Interval, word: Words, language: str) -> tuple[str, str]:
    low, high = _decimal(middle.low, language), _decimal(middle.high, language)
    spread = words(SHARED, language)("documents.range", low=low, high=high)
    return _decimal(middle.value, language), word("comparison.spread", spread=spread, n=middle.n)


def _percentile(place: Placement, word: Words) -> str:
    found = place.percentile
    if found is None:
        return word("comparison.none")
    return word("comparison.percentile", low=round(found.low), high=round(found.high))


def _sentences(place: Placement, word: Words) -> tuple[str, ...]:
    if place.refused is not None:
        return (word(f"comparison.refused.{place.refused}", count=place.others),)
    side = f"{place.position}_{place.direction}" if place.direction else place.position
    told = [_rank(place.percentile, word), word(f"comparison.chance.{side}")]
    if place.differ is False:
        told.append(word("comparison.no_difference"))
    return tuple(told)


def _rank(found: Interval | None, word: Words) -> str:
    if found is None:
        return word("comparison.rank.none")
    kind = "below" if found.high < _HALF else "above" if found.low > _HALF else "open"
    return word(f"comparison.rank.{kind}", low=round(found.low), high=round(found.high))


def _decimal(value: float, language: str) -> str:
    return str(format_decimal(value, format="0.0", locale=language))
