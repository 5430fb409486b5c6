"""Agreement and dissent: every scale under what its finding and the agreement on it advise together."""

from __future__ import annotations

import pytest

from reports.building import build_report
from reports.sections.dissent import dissent_section
from reports.voices import Dissent, DissentRow
from scoring.findings import Agreement, ScaleResult, Unity
from scoring.published import Cell, State
from tests.unit.reports.factories import FOREIGN, GERMAN, VOLLANALYSE, cell, diagnosis, foreign, material, scale, scales
from tests.unit.reports.told import agreed

SAY = GERMAN.say


def section(*parts: ScaleResult) -> Dissent:
    """Return the section on some scales."""
    found = dissent_section(material(parts))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("state", "unity", "group"),
    [
        ("flagged", "agreed", "Schlecht und einig: handeln"),
        ("flagged", "contested", "Schlecht und uneins: erst besprechen, wer es wie erlebt"),
        ("not_flagged", "contested", "Gut und uneins: fragen, wer fehlt"),
        ("strength", "contested", "Gut und uneins: fragen, wer fehlt"),
        ("not_flagged", "agreed", "Gut und einig: beibehalten"),
        ("strength", "agreed", "Gut und einig: beibehalten"),
        ("flagged", "mixed", "Teils einig oder im Befund unklar: im Gespräch bleiben"),
        ("strength", "mixed", "Teils einig oder im Befund unklar: im Gespräch bleiben"),
        ("watch", "agreed", "Teils einig oder im Befund unklar: im Gespräch bleiben"),
        ("watch", "contested", "Teils einig oder im Befund unklar: im Gespräch bleiben"),
    ],
)
def test_a_scale_stands_under_what_it_advises(state: State, unity: Unity, group: str) -> None:
    (found,) = section(agreed("silos", state, unity)).groups
    assert found.name == group
    assert [row.name for row in found.rows] == ["Versäulung und Hierarchien"]


def test_a_row_has_value_finding_agreement_and_n() -> None:
    (group,) = section(agreed("silos")).groups
    assert group.rows == (
        DissentRow(
            name="Versäulung und Hierarchien",
            anchor="finding-silos",
            value="2,6",
            state="flagged",
            word="Hürde",
            unity="einig",
            deviation="",
            n="18",
            withheld=None,
        ),
    )


def test_only_a_hurdle_leads_to_a_page_of_its_own() -> None:
    (group,) = section(agreed("silos", "strength")).groups
    assert group.rows[0].anchor is None


def test_the_distance_has_a_column_where_it_is_told_of_any_scale() -> None:
    words, numbers = agreed("silos"), scale("impact", "flagged", agreement=Agreement(unity="agreed", deviation=0.4))
    found = section(words, numbers)
    assert found.spread == "Abstand"
    assert [row.deviation for row in found.groups[0].rows] == ["", "0,4"]
    assert SAY("dissent.note_deviation") in found.notes
    assert (section(words).spread, SAY("dissent.note_deviation") in section(words).notes) == ("", False)


def test_scales_of_which_it_is_not_told_come_last_with_the_reason() -> None:
    hidden = scale("impact", "withheld", cell=Cell(hidden="too_few"))
    few, side = scale("overview", cell=cell("not_flagged", n=11)), scale("knowhow")
    *_, last = section(agreed("silos"), hidden, few, side).groups
    assert last.name == "Ohne Angabe"
    assert [(row.value, row.unity, row.n, row.withheld) for row in last.rows] == [
        ("", "", "", "zu wenige Antworten"),
        ("3,4", "", "11", "zu wenige Antworten"),
        ("3,4", "", "18", "zum Schutz anderer verdeckt"),
    ]


def test_groups_stand_in_one_order_and_scales_in_that_of_the_questionnaire() -> None:
    parts = (
        agreed("silos", "not_flagged"),
        agreed("impact", "flagged", "contested"),
        agreed("overview", "not_flagged"),
        agreed("knowhow", "flagged"),
    )
    found = section(*parts)
    assert [group.name.partition(":")[0] for group in found.groups] == [
        "Schlecht und einig",
        "Schlecht und uneins",
        "Gut und einig",
    ]
    assert [row.name for row in found.groups[2].rows] == [GERMAN.scale(part) for part in (parts[0], parts[2])]


@pytest.mark.parametrize(
    ("unities", "title"),
    [(("agreed", "agreed"), "agreed"), (("agreed", "mixed"), "mixed"), (("mixed", "contested"), "contested")],
)
def test_the_title_says_how_alike_the_collaboration_is_experienced(unities: tuple[Unity, Unity], title: str) -> None:
    found = section(agreed("silos", unity=unities[0]), agreed("impact", unity=unities[1]))
    assert found.title == GERMAN.unwidowed(SAY(f"dissent.title_{title}"))


def test_fine_and_contested_is_told_as_a_finding_of_its_own() -> None:
    parts = (agreed("silos", "strength", "contested"), agreed("impact", "not_flagged", "contested"))
    names = "„Versäulung und Hierarchien“ und „Wenig Auseinandersetzung mit Wirkung“"
    assert section(*parts).lead == (SAY("dissent.lead"), SAY("dissent.include", names=names))
    assert section(agreed("silos", unity="contested")).lead == (SAY("dissent.lead"),)


def test_there_is_no_section_where_agreement_is_told_of_no_scale() -> None:
    assert dissent_section(material(scales("flagged"))) is None


def test_a_questionnaire_without_barriers_calls_its_rows_scales() -> None:
    whole = foreign()
    parts = tuple(agreed(part.id, barrier=None, family=None) for part in whole.scales)
    found = dissent_section(material(diagnosis(parts), questionnaire=FOREIGN))
    assert found is not None
    assert found.columns[0] == SAY("sectors.row_heading_scales")


def test_the_section_follows_the_hurdles_in_the_contents() -> None:
    view = build_report(diagnosis((agreed("silos"), agreed("impact", "not_flagged"))), VOLLANALYSE)
    assert [entry.anchor for entry in view.contents] == ["finding-silos", "dissent", "steps", "method"]
