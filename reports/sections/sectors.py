"""Scales by sector: a table whose columns merge where a sector alone would be too small."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.profile import SECTORS
from reports.figures import LegendEntry, SectorCell, SectorRow, SectorTable
from reports.material import Material
from reports.sections.differences import differences
from reports.view import Sectors
from scoring.findings import ScaleResult
from scoring.published import GroupCell, State

_LEGEND: tuple[State, ...] = ("flagged", "watch", "not_flagged", "strength")


def sector_section(material: Material) -> Sectors | None:
    """Build the section of all scales by sector; None where no grouping was planned or nothing can be shown."""
    shown = [scale for scale in material.diagnosis.scales if scale.groups]
    if not shown:
        return None
    phrases = material.phrases
    halves = any(group.cell.form == "halves" for scale in shown for group in scale.groups)
    compared = differences(material)
    return Sectors(
        heading=phrases.say("sectors.heading"),
        title=phrases.say("sectors.title"),
        lead=phrases.say("sectors.lead", minimum=material.diagnosis.protection.minimum),
        table=sector_table(shown, material),
        legend=tuple(LegendEntry(state=state, word=phrases.say(f"states.{state}")) for state in _LEGEND),
        notes=(
            phrases.say("sectors.note_read"),
            *((material.halves_note(),) if halves else ()),
            *(() if compared else (phrases.say("sectors.note_difference"),)),
        ),
        differences=compared,
    )


def sector_table(scales: Sequence[ScaleResult], material: Material) -> SectorTable:
    """Build the table of some scales; a column for each sector that answered any of them."""
    phrases = material.phrases
    answered = {category for scale in scales for group in scale.groups for category in group.categories}
    columns = [sector for sector in SECTORS if sector in answered]
    names = phrases.wording.barriers.sectors
    return SectorTable(
        heading=phrases.say("sectors.title"),
        row_heading=phrases.say("sectors.row_heading" if material.measures_barriers else "sectors.row_heading_scales"),
        columns=tuple(names[sector] for sector in columns),
        rows=tuple(
            SectorRow(name=phrases.scale(scale), cells=tuple(_cells(scale, columns, material))) for scale in scales
        ),
    )


def _cells(scale: ScaleResult, columns: Sequence[str], material: Material) -> list[SectorCell]:
    """Lay the groups over the columns: a merged group spans its sectors and what lies between them."""
    cells: list[SectorCell] = []
    place = 0
    while place < len(columns):
        group = next((group for group in scale.groups if columns[place] in group.categories), None)
        if group is None:
            cells.append(_nobody(material))
            place += 1
            continue
        last = max(columns.index(category) for category in group.categories)
        cells.append(_cell(group, last - place + 1, material))
        place = last + 1
    return cells


def _cell(group: GroupCell, span: int, material: Material) -> SectorCell:
    phrases = material.phrases
    return SectorCell(
        span=span,
        text=phrases.mean(group.cell),
        state=group.state,
        word=phrases.say(f"states_short.{group.state}"),
        n=phrases.say("number.count", n=group.cell.n or 0),
    )


def _nobody(material: Material) -> SectorCell:
    say = material.phrases.say
    return SectorCell(span=1, text=say("sectors.nobody"), state="withheld", word=say("sectors.nobody_word"), n="")
