"""The overview: every scale keeps its row, under its family, with value, finding and n, or with the reason for none."""

from __future__ import annotations

import msgspec

from reports.figures import Plot, ProfileRow
from reports.sections.profile import profile_table
from scoring.published import Cell
from tests.unit.reports.factories import (
    FOREIGN,
    GERMAN,
    among,
    cell,
    diagnosis,
    foreign,
    hurdles,
    material,
    scale,
    scales,
    simulated,
)

SAY = GERMAN.say


def test_the_scales_stand_by_family_in_the_order_of_the_questionnaire() -> None:
    profile = profile_table(material(scales()))
    assert profile.heading == SAY("profile.heading_barriers")
    assert [(family.name, len(family.rows)) for family in profile.families] == [
        ("Strukturen", 4),
        ("Organisation", 3),
        ("Umsetzung", 4),
    ]


def test_a_row_has_value_interval_finding_and_n_and_leads_to_its_page() -> None:
    (family,) = profile_table(material((scale("silos", "flagged"),))).families
    name = "Versäulung und Hierarchien"
    text = f"{name}: 2,6 von 5 (2,4 bis 2,8), Hürde"
    assert family.rows == (
        ProfileRow(
            name=name,
            plot=Plot(state="flagged", mark=84.0, low=74.0, high=94.0, ends=True, text=text),
            value="2,6",
            state="flagged",
            word="Hürde",
            n="18",
            withheld=None,
            anchor="finding-silos",
        ),
    )


def test_only_a_hurdle_has_a_page_to_lead_to() -> None:
    profile = profile_table(material(scales(silos="flagged", logics="watch", impact="strength")))
    linked = [row.anchor for family in profile.families for row in family.rows if row.anchor]
    assert linked == ["finding-silos"]


def test_a_withheld_scale_keeps_its_row_with_the_reason_and_no_figure() -> None:
    hidden = scale("silos", "withheld", cell=Cell(hidden="protected"))
    profile = profile_table(material(among(hurdles("impact"), hidden)))
    (row,) = (row for family in profile.families for row in family.rows if row.state == "withheld")
    reason = "zum Schutz anderer verdeckt"
    assert (row.withheld, row.value, row.n, row.anchor) == (reason, "", "", None)
    assert row.plot.mark is None
    assert row.plot.text == f"Versäulung und Hierarchien: {reason}"


def test_the_notes_explain_what_is_shown_and_nothing_else() -> None:
    plain = (SAY("profile.note_mark"), SAY("profile.note_n", minimum=5), SAY("profile.note_perception"))
    both = profile_table(material(scales())).notes
    assert profile_table(material((scale("silos"),))).notes == plain
    assert both == (*plain[:2], GERMAN.wording.barriers.parts["leadership"], plain[2])


def test_half_steps_and_totals_from_groups_are_explained() -> None:
    half = scale("silos", cell=cell("watch", form="halves", n=8, from_groups=True))
    notes = profile_table(material((half,))).notes
    assert notes == (
        SAY("profile.note_mark"),
        SAY("profile.note_halves"),
        SAY("profile.note_n", minimum=5),
        SAY("profile.note_from_groups"),
        SAY("profile.note_perception"),
    )


def test_the_strict_profile_shows_half_steps_alone() -> None:
    whole = simulated(strict=True)
    profile = profile_table(material(whole))
    values = {row.value for family in profile.families for row in family.rows}
    assert values <= {"bis 2,0", "2,5", "3,0", "3,5", "ab 4,0"}
    assert SAY("profile.note_halves_strict") in profile.notes
    assert SAY("profile.note_halves") not in profile.notes


def test_a_raised_minimum_is_named() -> None:
    rules = msgspec.structs.replace(diagnosis(scales()).protection, minimum=8)
    profile = profile_table(material(diagnosis(scales(), protection=rules)))
    assert SAY("profile.note_n", minimum=8) in profile.notes


def test_a_questionnaire_with_some_barriers_does_not_claim_ten() -> None:
    profile = profile_table(material(hurdles("silos")[:3]))
    assert profile.heading == SAY("profile.heading_some")


def test_a_scale_of_no_family_stands_last_under_its_own_heading() -> None:
    profile = profile_table(material((scale("silos", barrier=None, family=None), scale("impact"))))
    assert [family.name for family in profile.families] == ["Umsetzung", SAY("profile.family_other")]


def test_a_foreign_questionnaire_has_scales_and_no_families() -> None:
    profile = profile_table(material(foreign(), questionnaire=FOREIGN))
    assert profile.heading == SAY("profile.heading_scales")
    assert [family.name for family in profile.families] == [""]
    assert [row.name for row in profile.families[0].rows] == list(FOREIGN.texts["de"].scales.values())
