"""Where two groups differ on a scale, by how much, how that was found, and how many pairs were compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.material import Material
from reports.phrasing import Phrases
from reports.voices import Differences, ToldDifference
from scoring.findings import Difference, Effect, ScaleResult
from scoring.published import Cell

_CASES = 10


def differences(material: Material) -> Differences | None:
    """Build what is told of all groups on all scales; None where nothing was compared."""
    phrases, diagnosis = material.phrases, material.diagnosis
    if not diagnosis.pairs:
        return None
    told = tuple(one for scale in diagnosis.scales for one in differences_on(scale, material))
    compared = phrases.counted("differences.compared", diagnosis.pairs)
    return Differences(
        heading=phrases.say("differences.heading"),
        lead=f"{compared} {phrases.say(f'differences.chance_{_decided(diagnosis.scales)}')}",
        told=told,
        none="" if told else phrases.say("differences.none"),
    )


def differences_on(scale: ScaleResult, material: Material) -> tuple[ToldDifference, ...]:
    """Return a sentence for each difference that is told on a scale, and how it was found."""
    phrases = material.phrases
    return tuple(
        ToldDifference(sentence=_sentence(one, scale, phrases), how=" ".join(_how(one, phrases)))
        for one in scale.differences
    )


def has_effect(scale: ScaleResult) -> bool:
    """Tell whether a difference on a scale is told with its size."""
    return any(one.effect is not None for one in scale.differences)


def _decided(scales: Sequence[ScaleResult]) -> str:
    """Return what decided: a test between groups told finer than in half steps, else the distance of cells, or both."""
    ways = set()
    for scale in scales:
        fine = [group.cell.form in {"tenths", "full"} for group in scale.groups]
        if sum(fine) > 1:
            ways.add("tested")
        if not all(fine):
            ways.add("cells")
    return "both" if len(ways) > 1 else "tested" if "tested" in ways else "cells"


def _sentence(one: Difference, scale: ScaleResult, phrases: Phrases) -> str:
    higher, lower = _cell(one.first, scale), _cell(one.second, scale)
    names = {
        "scale": phrases.scale(scale),
        "first": _where(one.first, phrases),
        "second": _where(one.second, phrases),
        "n": str((higher.n or 0) + (lower.n or 0)),
    }
    if one.points is None:
        return phrases.say("differences.by_cells", higher=phrases.mean(higher), lower=phrases.mean(lower), **names)
    ends = {"low": phrases.number(one.points.low), "high": phrases.number(one.points.high)}
    return phrases.say("differences.by_points", points=phrases.number(one.points.value), **ends, **names)


def _cell(categories: tuple[str, ...], scale: ScaleResult) -> Cell:
    return next(group.cell for group in scale.groups if group.categories == categories)


def _where(categories: Sequence[str], phrases: Phrases) -> str:
    return phrases.listed([phrases.say(f"places.{category}") for category in categories])


def _how(one: Difference, phrases: Phrases) -> Iterator[str]:
    yield phrases.say("differences.tested" if one.tested else "differences.apart")
    if one.effect is not None:
        yield _size(one.effect, phrases)


def _size(effect: Effect, phrases: Phrases) -> str:
    """Return a size as one can picture it: how often the first of a pair lies higher, ties counted as half."""
    tenths = round((1 + effect.delta.value) / 2 * _CASES)
    figures = {
        f"{name}{end}": phrases.hundredths(value)
        for name, size in (("delta", effect.delta), ("g", effect.g))
        for end, value in (("", size.value), ("_low", size.low), ("_high", size.high))
    }
    if tenths >= _CASES:
        return phrases.say("differences.effect_always", **figures)
    return phrases.say("differences.effect", tenths=tenths, **figures)
