"""What has changed since the wave before: direction where it is told, and who answered both times."""

from __future__ import annotations

from collections.abc import Sequence

from reports.amounts import signed, signed_range, whole_points
from reports.charts.difference import difference_head, difference_plot
from reports.figures import Fact, ScaleHead
from reports.material import Material
from reports.naming import short_name, short_names
from reports.parts import ChangeRow, ChangeSection, PartsRow, Turnover
from reports.phrasing import Phrases
from scoring.findings import Direction
from scoring.patterns import Change, Parts, ScaleChange

_MOST_NAMES = 3
_WAYS: tuple[Direction, Direction] = ("higher", "lower")
_COLUMNS = ("change.points", "drivers.range", "change.state", "change.basis")


def change_section(material: Material) -> ChangeSection | None:
    """Build the section; None where no wave before was given, or nothing at all can be shown."""
    change, phrases = material.diagnosis.change, material.phrases
    if change is None or material.nothing_shown:
        return None
    rows = [_row(one, material) for one in change.scales] if any(one.basis for one in change.scales) else []
    heading = phrases.say("sectors.row_heading" if material.measures_barriers else "sectors.row_heading_scales")
    return ChangeSection(
        heading=phrases.say("change.heading"),
        title=phrases.unwidowed(_title(change, material)),
        lead=tuple(_lead(change, material)),
        compared=_compared(change, material),
        columns=(heading, *(phrases.say(column) for column in _COLUMNS)),
        scale_head=_head(phrases) if any(one.points for one in change.scales) else None,
        rows=tuple(rows),
        notes=_notes(change, material) if rows else (),
        turnover=_turnover(change, material),
    )


def _head(phrases: Phrases) -> ScaleHead:
    worse, better = phrases.say("change.worse"), phrases.say("change.better")
    return difference_head(worse, better, lambda point: whole_points(point, phrases))


def change_line(material: Material) -> str:
    """Return what has changed in a line for the first page; blank if nothing is told."""
    change, phrases = material.diagnosis.change, material.phrases
    if change is None or material.nothing_shown:
        return ""
    higher, lower = (short_names(moved(change, way), material) for way in _WAYS)
    if higher and lower:
        return phrases.say("change.cover_both", higher=higher, lower=lower)
    if higher or lower:
        return phrases.say("change.cover_higher" if higher else "change.cover_lower", names=higher or lower)
    return ""


def moved(change: Change, direction: Direction) -> list[str]:
    """Return the scales for which this direction is told."""
    return [scale.id for scale in change.scales if scale.direction == direction]


def _title(change: Change, material: Material) -> str:
    phrases = material.phrases
    higher, lower = moved(change, "higher"), moved(change, "lower")
    if not any(scale.basis for scale in change.scales):
        return phrases.say("change.title_apart")
    if higher and lower:
        return phrases.say("change.title_both")
    if not higher and not lower:
        return phrases.say("change.title_none")
    names = higher or lower
    way = "higher" if higher else "lower"
    if len(names) > _MOST_NAMES:
        return phrases.say(f"change.title_{way}_many", n=len(names))
    return phrases.say(f"change.title_{way}", names=short_names(names, material))


def _lead(change: Change, material: Material) -> list[str]:
    phrases = material.phrases
    higher, lower = moved(change, "higher"), moved(change, "lower")
    if not any(scale.basis for scale in change.scales):
        return [phrases.say("change.lead_apart")]
    lead = []
    if not higher and not lower:
        lead.append(phrases.say("change.lead_none"))
    if higher and (lower or len(higher) > _MOST_NAMES):
        lead.append(phrases.say("change.lead_higher", names=short_names(higher, material)))
    if lower and (higher or len(lower) > _MOST_NAMES):
        lead.append(phrases.say("change.lead_lower", names=short_names(lower, material)))
    if (higher or lower) and _unmoved(change):
        lead.append(phrases.say("change.lead_told"))
    return [" ".join(lead)] if lead else []


def _compared(change: Change, material: Material) -> str:
    """Return what is compared with what: the same contributors, two printed figures, or both."""
    bases = {scale.basis for scale in change.scales} - {None}
    if not bases:
        return ""
    return material.phrases.say(f"change.basis_{'mixed' if len(bases) > 1 else bases.pop()}")


def _unmoved(change: Change) -> bool:
    """Tell whether there is a scale that can be compared and for which no direction is told."""
    return any(scale.basis is not None and scale.direction is None for scale in change.scales)


def _row(scale: ScaleChange, material: Material) -> ChangeRow:
    phrases, name = material.phrases, short_name(scale.id, material)
    if scale.basis is None:
        apart = phrases.say("change.apart")
        return ChangeRow(
            name=name,
            plot=difference_plot(None, phrases.say("profile.plot_withheld", name=name, reason=apart)),
            points="",
            range="",
            direction=None,
            word="",
            basis="",
            apart=apart,
        )
    word = phrases.say(f"change.{scale.direction or 'same'}")
    drawn, points, spread = None, phrases.say("amount.nothing"), ""
    if scale.points is not None:
        points, spread = signed(scale.points.value, phrases), signed_range(scale.points, phrases)
        figures = phrases.say("amount.with_range", value=points, range=spread)
        drawn = difference_plot(scale.points, phrases.say("change.plot", name=name, figures=figures, state=word))
    return ChangeRow(
        name=name,
        plot=drawn,
        points=points,
        range=spread,
        direction=scale.direction,
        word=word,
        basis=_basis(scale, material),
        apart=None,
    )


def _basis(scale: ScaleChange, material: Material) -> str:
    if scale.basis == "paired" and scale.points is not None:
        return material.phrases.say("change.row_paired", n=scale.points.n)
    return material.phrases.say("change.row_cells")


def _notes(change: Change, material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    bases = {scale.basis for scale in change.scales}
    notes = []
    if "paired" in bases:
        notes += ["change.note_points", "change.note_paired", "change.note_arrow"]
    if "cells" in bases:
        notes.append("change.note_cells")
    return tuple(phrases.say(note) for note in notes)


def _turnover(change: Change, material: Material) -> Turnover | None:
    """Return who stayed, joined and left; None where that is not told."""
    if change.stayed is None or change.joined is None or change.left is None:
        return None
    phrases = material.phrases
    counted = {"stayed": change.stayed, "joined": change.joined, "left": change.left}
    rows = [_parts_row(scale.id, scale.parts, material) for scale in change.scales if scale.parts is not None]
    columns = ("change.parts_stayed", "change.parts_joined", "change.parts_left", "change.parts_whole")
    return Turnover(
        heading=phrases.say("change.counts_heading"),
        counts=tuple(Fact(label=phrases.say(f"change.{name}"), value=str(n)) for name, n in counted.items()),
        parts_heading=phrases.say("change.parts_heading"),
        columns=_columns(columns, material),
        rows=tuple(rows),
        note=phrases.say("change.note_parts"),
    )


def _columns(keys: Sequence[str], material: Material) -> tuple[str, ...]:
    first = "sectors.row_heading" if material.measures_barriers else "sectors.row_heading_scales"
    return tuple(material.phrases.say(key) for key in (first, *keys))


def _parts_row(name: str, parts: Parts, material: Material) -> PartsRow:
    whole = parts.stayed + parts.joined + parts.left
    figures = (parts.stayed, parts.joined, parts.left, whole)
    return PartsRow(
        name=short_name(name, material), cells=tuple(signed(figure, material.phrases) for figure in figures)
    )
