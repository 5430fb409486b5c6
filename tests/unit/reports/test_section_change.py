"""What has changed since the wave before: an arrow where it is told, and what the change is made of."""

from __future__ import annotations

import msgspec
import pytest

from reports.figures import Fact, Plot
from reports.parts import ChangeRow, ChangeSection, PartsRow
from reports.sections.change import change_line, change_section
from scoring.diagnosis import Diagnosis
from scoring.patterns import Change, ScaleChange
from tests.unit.reports.factories import ENGLISH, FOREIGN, GERMAN, diagnosis, foreign, material, scales
from tests.unit.reports.wider import by_cells, change, moved

SAY = GERMAN.say


def with_change(found: Change | None) -> Diagnosis:
    """Return a diagnosis of the vollanalyse with what has changed."""
    return diagnosis(scales(), change=found)


def section(*parts: ScaleChange, told: bool = True) -> ChangeSection:
    """Return the section for scales that have moved."""
    built = change_section(material(with_change(change(*parts, told=told))))
    assert built is not None
    return built


def test_without_a_wave_before_there_is_no_section_and_no_line() -> None:
    whole = material(with_change(None))
    assert (change_section(whole), change_line(whole)) == (None, "")


def test_a_report_without_any_figure_does_not_speak_of_change() -> None:
    whole = material(diagnosis(scales("withheld"), change=change(moved("silos", 0.5, direction="higher"))))
    assert (change_section(whole), change_line(whole)) == (None, "")


UP, DOWN = moved("silos", 0.5, direction="higher"), moved("steering", -0.4, direction="lower")
MANY = tuple(moved(name, 0.5, direction="higher") for name in ("silos", "steering", "knowhow", "impact"))
LESS = tuple(moved(name, -0.5, direction="lower") for name in ("silos", "steering", "knowhow", "impact"))
CASES = {
    "none": ((moved("silos"),), "Ein Unterschied zur Runde davor ist nicht zu erkennen."),
    "better": ((UP,), "Bei Versäulung steht die Initiative besser da als in der Runde davor."),
    "worse": ((DOWN,), "Bei Führung steht die Initiative schlechter da als in der Runde davor."),
    "both": ((UP, DOWN), "Manches ist besser als in der Runde davor, anderes schlechter."),
    "many better": (MANY, "In 4 Punkten steht die Initiative besser da als in der Runde davor."),
    "many worse": (LESS, "In 4 Punkten steht die Initiative schlechter da als in der Runde davor."),
    "apart": ((moved("silos", None),), "Mit der Runde davor lässt sich nichts vergleichen."),
}
LEADS = {
    "none": (SAY("change.lead_none"),),
    "better": (),
    "worse": (),
    "both": ("Besser: Versäulung. Schlechter: Führung.",),
    "many better": ("Besser: Versäulung, Führung, Know-how und Wirkung.",),
    "many worse": ("Schlechter: Versäulung, Führung, Know-how und Wirkung.",),
    "apart": (SAY("change.lead_apart"),),
}
LINES = {
    "none": "",
    "better": "Seit der Runde davor: besser bei Versäulung.",
    "worse": "Seit der Runde davor: schlechter bei Führung.",
    "both": "Seit der Runde davor: besser bei Versäulung, schlechter bei Führung.",
    "many better": "Seit der Runde davor: besser bei Versäulung, Führung, Know-how und Wirkung.",
    "many worse": "Seit der Runde davor: schlechter bei Versäulung, Führung, Know-how und Wirkung.",
    "apart": "",
}


@pytest.mark.parametrize("case", CASES)
def test_what_has_changed_is_told_in_the_title_and_in_a_line_for_the_first_page(case: str) -> None:
    parts, title = CASES[case]
    built = section(*parts)
    assert built.title == GERMAN.unwidowed(title)
    assert built.lead == LEADS[case]
    assert change_line(material(with_change(change(*parts)))) == LINES[case]


def test_beside_what_has_moved_the_rest_is_said_not_to_have() -> None:
    assert section(UP, moved("impact")).lead == (SAY("change.lead_told"),)
    assert section(UP, moved("impact", None)).lead == ()


@pytest.mark.parametrize(
    ("parts", "basis"),
    [
        ((moved("silos"),), "change.basis_paired"),
        ((by_cells("silos"),), "change.basis_cells"),
        ((moved("silos"), by_cells("impact"), moved("knowhow", None)), "change.basis_mixed"),
    ],
)
def test_what_is_compared_with_what_is_said(parts: tuple[ScaleChange, ...], basis: str) -> None:
    assert section(*parts).compared == SAY(basis)


def test_a_row_has_points_range_difference_and_who_is_compared() -> None:
    (row,) = section(UP).rows
    assert row == ChangeRow(
        name="Versäulung",
        plot=Plot(
            state="plain", mark=129.0, low=114.0, high=144.0, ends=True, text="Versäulung: +0,5 (+0,2 bis +0,8), besser"
        ),
        points="+0,5",
        range="+0,2 bis +0,8",
        direction="higher",
        word="besser",
        basis="dieselben 14",
        apart=None,
    )


def test_no_arrow_stands_where_no_direction_is_told() -> None:
    (row,) = section(moved("silos", -0.1)).rows
    assert (row.direction, row.word, row.points) == (None, "nicht erkennbar", "−0,1")


def test_two_printed_figures_give_a_direction_but_no_points_and_nothing_to_draw() -> None:
    (row,) = section(by_cells("silos", "lower")).rows
    assert (row.plot, row.points, row.range) == (None, "–", "")
    assert (row.direction, row.word, row.basis) == ("lower", "schlechter", "beide Werte")


def test_a_table_without_points_has_no_line_to_draw_them_on() -> None:
    assert section(by_cells("silos"), by_cells("impact", "higher")).scale_head is None
    assert section(by_cells("silos"), UP).scale_head is not None


def test_a_scale_that_cannot_be_compared_keeps_its_row() -> None:
    rows = section(UP, moved("impact", None)).rows
    assert (rows[1].name, rows[1].apart, rows[1].word) == ("Wirkung", "nicht zu vergleichen", "")
    assert rows[1].plot is not None
    assert (rows[1].plot.mark, rows[1].plot.text) == (None, "Wirkung: nicht zu vergleichen")


def test_nothing_to_compare_gives_no_table() -> None:
    built = section(moved("silos", None), moved("impact", None))
    assert (built.rows, built.notes, built.compared) == ((), (), "")


def test_the_notes_speak_of_what_stands_in_the_table() -> None:
    paired = [SAY(f"change.note_{name}") for name in ("points", "paired", "arrow")]
    assert section(UP).notes == tuple(paired)
    assert section(by_cells("silos")).notes == (SAY("change.note_cells"),)
    assert section(UP, by_cells("impact")).notes == (*paired, SAY("change.note_cells"))


def test_those_who_stayed_joined_and_left_are_counted_apart() -> None:
    turnover = section(UP).turnover
    assert turnover is not None
    assert turnover.counts == (
        Fact(label="beide Male geantwortet", value="14"),
        Fact(label="nur diesmal", value="6"),
        Fact(label="nur in der Runde davor", value="5"),
    )


def test_the_three_parts_of_a_change_add_up() -> None:
    turnover = section(UP, DOWN, by_cells("impact")).turnover
    assert turnover is not None
    assert turnover.rows == (
        PartsRow(name="Versäulung", cells=("+0,5", "+0,1", "−0,2", "+0,4")),
        PartsRow(name="Führung", cells=("−0,4", "+0,1", "−0,2", "−0,5")),
    )
    assert len(turnover.columns) == 5


def test_who_stayed_is_not_told_where_it_may_not_be() -> None:
    assert section(by_cells("silos"), told=False).turnover is None


def test_a_questionnaire_without_barriers_speaks_of_scales() -> None:
    named = [moved(scale.id) for scale in foreign().scales]
    whole = msgspec.structs.replace(foreign(), change=change(*named))
    built = change_section(material(whole, questionnaire=FOREIGN))
    assert built is not None
    assert built.columns[0] == SAY("sectors.row_heading_scales")
    assert [row.name for row in built.rows] == [FOREIGN.texts["de"].scales[scale.id] for scale in foreign().scales]


def test_in_english_the_same_is_told() -> None:
    whole = material(with_change(change(UP, DOWN)), language="en")
    built = change_section(whole)
    assert built is not None
    assert built.title == ENGLISH.unwidowed("Some things are better than in the round before, others are worse.")
    assert change_line(whole) == "Since the round before: better on Silos, worse on Leadership."
