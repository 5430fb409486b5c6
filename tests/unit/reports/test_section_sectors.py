"""Scales by sector: columns merge where a sector alone would be too small, on each scale in its own way."""

from __future__ import annotations

import pytest

from questionnaires.profile import SECTORS
from reports.figures import SectorCell
from reports.sections.sectors import sector_section, sector_table
from scoring.published import GroupCell, State
from tests.unit.reports.factories import FOREIGN, GERMAN, foreign, group, material, scale, scales, simulated

SAY = GERMAN.say
NOBODY = SectorCell(span=1, text=SAY("sectors.nobody"), state="withheld", word=SAY("sectors.nobody_word"), n="")


def spans(*groups: GroupCell, others: tuple[GroupCell, ...] = ()) -> list[int]:
    """Return how wide the cells of a scale are; the groups of another scale may bring further columns."""
    parts = (scale("silos", groups=groups), scale("impact", groups=others or groups))
    return [cell.span for cell in sector_table(parts, material(parts)).rows[0].cells]


@pytest.mark.parametrize(
    ("state", "text", "word"),
    [
        ("flagged", "2,6", "Hürde"),
        ("watch", "2,9", "unklar"),
        ("not_flagged", "3,4", "keine Hürde"),
        ("strength", "4,0", "Stärke"),
    ],
)
def test_a_cell_has_figure_finding_and_n(state: State, text: str, word: str) -> None:
    whole = material((scale("silos", groups=(group("administration", state=state), group("education", n=7))),))
    table = sector_table(whole.diagnosis.scales, whole)
    assert table.columns == ("Verwaltung", "Bildung")
    assert table.row_heading == SAY("sectors.row_heading")
    assert table.rows[0].name == "Versäulung und Hierarchien"
    assert table.rows[0].cells[0] == SectorCell(span=1, text=text, state=state, word=word, n="n = 6")
    assert table.rows[0].cells[1].n == "n = 7"


def test_a_merged_group_spans_its_sectors() -> None:
    assert spans(group("administration"), group("civil_society", "education"), group("health", "business")) == [1, 2, 2]


def test_a_merged_group_spans_a_sector_that_lies_between_and_did_not_answer_this_scale() -> None:
    between = (group("administration"), group("civil_society"), group("education"))
    assert spans(group("administration", "education"), others=between) == [3]


def test_a_sector_that_did_not_answer_this_scale_keeps_an_empty_column() -> None:
    others = (group("administration"), group("civil_society"), group("other"))
    parts = (scale("silos", groups=(group("administration"), group("civil_society"))), scale("impact", groups=others))
    cells = sector_table(parts, material(parts)).rows[0].cells
    assert [cell.span for cell in cells] == [1, 1, 1]
    assert cells[2] == NOBODY


def test_scales_may_merge_differently_and_every_row_fills_all_columns() -> None:
    parts = (
        scale("silos", groups=(group("administration", "civil_society"), group("education", "health"))),
        scale("impact", groups=(group("administration"), group("civil_society", "education", "health"))),
        scale("overview", groups=(group("administration", "civil_society"), group("health"))),
    )
    table = sector_table(parts, material(parts))
    assert [[cell.span for cell in row.cells] for row in table.rows] == [[2, 2], [1, 3], [2, 1, 1]]
    assert [cell.text for cell in table.rows[2].cells] == ["2,9", SAY("sectors.nobody"), "2,9"]
    assert len(table.columns) == 4


def test_columns_stand_in_the_chain_of_the_sectors() -> None:
    groups = tuple(group(sector) for sector in SECTORS)
    whole = material((scale("silos", groups=groups),))
    names = GERMAN.wording.barriers.sectors
    assert sector_table(whole.diagnosis.scales, whole).columns == tuple(names[sector] for sector in SECTORS)


def test_the_section_tells_all_scales_with_groups_and_its_legend() -> None:
    whole = material((scale("silos", groups=(group("administration"), group("education"))), scale("impact")))
    section = sector_section(whole)
    assert section is not None
    assert section.lead == SAY("sectors.lead", minimum=5)
    assert [row.name for row in section.table.rows] == ["Versäulung und Hierarchien"]
    assert [entry.word for entry in section.legend] == ["Hürde", "unklar: beobachten", "keine Hürde", "Stärke"]


def test_there_is_no_section_without_groups() -> None:
    assert sector_section(material(scales())) is None


def test_a_simulated_initiative_has_every_column_filled_on_every_scale() -> None:
    section = sector_section(material(simulated(organisations=40, by_sector=True)))
    assert section is not None
    assert len(section.table.rows) == 11
    assert {sum(cell.span for cell in row.cells) for row in section.table.rows} == {len(section.table.columns)}


def test_a_foreign_questionnaire_calls_its_rows_scales() -> None:
    whole = material(foreign(), questionnaire=FOREIGN)
    assert sector_table(whole.diagnosis.scales, whole).row_heading == SAY("sectors.row_heading_scales")


def test_half_steps_are_explained_where_a_sector_is_told_in_them() -> None:
    section = sector_section(material((scale("silos", groups=(group("administration"), group("education"))),)))
    assert section is not None
    assert SAY("profile.note_halves") in section.notes
