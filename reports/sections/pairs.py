"""Two figures of one subject on one line: what motives and the form of the collaboration share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.amounts import counts, range_of, signed, signed_range
from reports.charts.pair import pair_plot
from reports.material import Material
from reports.parts import PairFigure, PairRow
from scoring.findings import Interval
from scoring.published import Cell


class Pair(NamedTuple):
    """One subject with its two figures.

    Parameters
    ----------
    first, second : Cell
        In the order of the columns.
    current_first : bool
        The first one says how it is, the second how it should be or how much it matters; else the other way round.
    strong, disputed : bool
        The two lie clearly apart; the partners do not agree on how it should be.
    """

    name: str
    detail: str
    poles: tuple[str, ...]
    first: Cell
    second: Cell
    current_first: bool
    gap: Interval | None
    word: str
    strong: bool
    disputed: bool


def pair_row(pair: Pair, material: Material, text: str) -> PairRow:
    """Build one row; `text` says in words what the line shows."""
    phrases = material.phrases
    current, wish = (pair.first, pair.second) if pair.current_first else (pair.second, pair.first)
    hidden = pair.first.value is None and pair.second.value is None
    gap = PairFigure(value=phrases.say("amount.nothing"), range="", withheld=False)
    if pair.gap is not None:
        points, spread = signed(pair.gap.value, phrases), signed_range(pair.gap, phrases)
        gap = PairFigure(value=points, range=spread, withheld=False)
    return PairRow(
        name=pair.name,
        detail=pair.detail,
        poles=pair.poles,
        plot=pair_plot(current, wish, text, strong=pair.strong),
        figures=() if hidden else (_figure(pair.first, material), _figure(pair.second, material), gap),
        word=pair.word,
        n="" if hidden else counts((pair.first, pair.second), phrases),
        strong=pair.strong,
        disputed=pair.disputed,
        withheld=phrases.mean(pair.first) if hidden else None,
    )


def pair_notes(pairs: Sequence[Pair], material: Material) -> list[str]:
    """Return what is said below every table of pairs."""
    phrases = material.phrases
    cells = [cell for pair in pairs for cell in (pair.first, pair.second)]
    notes = [phrases.say("pairs.note_ranges")]
    if any(pair.gap is None and pair.first.value is not None and pair.second.value is not None for pair in pairs):
        notes.append(phrases.say("pairs.note_open"))
    if any(cell.form == "halves" for cell in cells):
        notes.append(material.halves_note())
    notes.append(phrases.say("pairs.note_n"))
    return notes


def hidden_reason(cells: Sequence[Cell]) -> str | None:
    """Return why none of several figures is shown; None if one is, or there are none."""
    if not cells or any(cell.value is not None for cell in cells):
        return None
    return "protected" if all(cell.hidden == "protected" for cell in cells) else "too_few"


def _figure(cell: Cell, material: Material) -> PairFigure:
    phrases = material.phrases
    return PairFigure(value=phrases.mean(cell), range=range_of(cell, phrases), withheld=cell.value is None)
