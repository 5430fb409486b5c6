"""Why partners take part: what matters and falls short is told first, and every motive keeps its row."""

from __future__ import annotations

import msgspec
import pytest

from questionnaires.model import Questionnaire
from reports.drawings import PairPlot
from reports.languages import Language
from reports.parts import PairColumn, PairFigure, PairRow, PairSection
from reports.sections.motives import motives_section
from scoring.purposes import MotiveResult
from tests.unit.reports.factories import GERMAN, VOLLANALYSE, diagnosis, material, scales
from tests.unit.reports.wider import HIDDEN, PROTECTED, figure, motive

SAY = GERMAN.say
NAMES = ("information", "reach", "competence", "resources", "influence", "control", "enjoyment")
UNMET = ("information", "resources", "influence", "reach", "competence", "control", "enjoyment")


def section(
    *motives: MotiveResult, language: Language = "de", questionnaire: Questionnaire = VOLLANALYSE
) -> PairSection:
    """Return the section of a diagnosis with these motives."""
    whole = diagnosis(scales(), motives=motives)
    built = motives_section(material(whole, language=language, questionnaire=questionnaire))
    assert built is not None
    return built


def seven(*unmet: str) -> tuple[MotiveResult, ...]:
    """Return all motives, some of them unmet: the earlier in the order of `UNMET`, the wider the gap."""
    gaps = {name: round(2.0 - 0.1 * UNMET.index(name), 1) for name in unmet}
    return tuple(motive(name, 4.4, round(4.4 - gaps.get(name, 0.1), 1), unmet=name in unmet) for name in NAMES)


def test_a_questionnaire_that_does_not_ask_for_motives_has_no_section() -> None:
    assert motives_section(material(scales())) is None
    assert motives_section(material(diagnosis(scales("withheld"), motives=(motive("reach"),)))) is not None
    hidden = MotiveResult(id="reach", importance=HIDDEN, fulfilment=HIDDEN)
    assert motives_section(material(diagnosis(scales("withheld"), motives=(hidden,)))) is None


@pytest.mark.parametrize(
    ("unmet", "title"),
    [
        ((), "Keine wichtige Erwartung der Partner bleibt deutlich unerfüllt."),
        (("information",), "Informationen sind den Partnern wichtig, und sie bekommen zu wenige."),
        (
            ("control",),
            "Mitzureden, bevor andere etwas beschließen, ist den Partnern wichtig und gelingt noch zu wenig.",
        ),
        (UNMET[:2], "Zwei Erwartungen, die den Partnern wichtig sind, kommen zu kurz."),
        (UNMET[:3], "Drei Erwartungen, die den Partnern wichtig sind, kommen zu kurz."),
        (UNMET, "Sieben Erwartungen, die den Partnern wichtig sind, kommen zu kurz."),
    ],
    ids=["none", "one", "control", "two", "three", "all"],
)
def test_what_matters_and_falls_short_is_the_title(unmet: tuple[str, ...], title: str) -> None:
    assert section(*seven(*unmet)).title == GERMAN.unwidowed(title)


def test_several_unmet_motives_are_told_by_the_width_of_the_gap() -> None:
    words = GERMAN.wording.purposes.motives
    told, todo = section(*seven("reach", "information", "resources")).lead
    assert told == " ".join(words[name].unmet for name in ("information", "resources", "reach"))
    assert todo == SAY("motives.lead_todo")


def test_one_unmet_motive_is_told_once() -> None:
    assert section(*seven("reach")).lead == (SAY("motives.lead_todo"),)


def test_nothing_unmet_is_said_with_its_caution() -> None:
    assert section(*seven()).lead == (SAY("motives.lead_met"),)


def test_what_matters_most_is_named_unless_many_share_it() -> None:
    others = [motive(name) for name in NAMES[2:]]
    one = section(motive("information", 4.4), motive("reach", 4.2), *others)
    two = section(motive("information", 4.4), motive("reach", 4.4), *others)
    assert one.lead[0].endswith("Am wichtigsten: „Informationen erhalten“.")
    assert two.lead[0].endswith("Am wichtigsten: „Informationen erhalten“ und „Mehr Menschen erreichen“.")
    assert "Am wichtigsten" not in section(*seven()).lead[0]


def test_what_is_not_known_of_some_or_all_is_not_claimed() -> None:
    unknown = [msgspec.structs.replace(one, gap=None, unmet=None) for one in seven()]
    assert section(seven()[0], *unknown[1:]).title == GERMAN.unwidowed(SAY("motives.title_met_shown"))
    everywhere = section(*unknown)
    assert everywhere.title == GERMAN.unwidowed(SAY("motives.title_open"))
    assert everywhere.lead == (SAY("motives.lead_too_few"),)


def test_motives_stand_in_the_order_of_their_importance_and_withheld_ones_last() -> None:
    hidden = MotiveResult(id="control", importance=HIDDEN, fulfilment=HIDDEN)
    rows = section(
        motive("information", 3.2), hidden, motive("reach", 4.1), *map(motive, NAMES[2:5]), motive("enjoyment")
    )
    assert [row.name for row in rows.rows][:1] == ["Mehr Menschen erreichen"]
    assert [row.name for row in rows.rows][-2:] == ["Informationen erhalten", "Mitreden, bevor andere beschließen"]


def test_a_row_has_both_figures_the_gap_and_n_of_each() -> None:
    row = section(*seven("information")).rows[0]
    assert row == PairRow(
        name="Informationen erhalten",
        detail="",
        poles=(),
        plot=PairPlot(
            current=74.0,
            wish=174.0,
            start=74.0,
            width=100.0,
            strong=True,
            text="Informationen erhalten: wichtig 4,4 von 5 (4,1 bis 4,7), erfüllt 2,4 von 5 (2,1 bis 2,7)",
        ),
        figures=(
            PairFigure(value="4,4", range="4,1 bis 4,7", withheld=False),
            PairFigure(value="2,4", range="2,1 bis 2,7", withheld=False),
            PairFigure(value="−2,0", range="−2,4 bis −1,6", withheld=False),
        ),
        word="kommt zu kurz",
        n="18 / 17",
        strong=True,
        disputed=False,
        withheld=None,
    )


def test_a_met_motive_has_no_word_and_no_strong_line() -> None:
    row = section(*seven("information")).rows[1]
    assert (row.word, row.strong, row.plot.strong) == ("", False, False)


def test_one_withheld_figure_keeps_the_other_and_both_withheld_keep_the_row() -> None:
    half = MotiveResult(id="control", importance=figure(3.0), fulfilment=PROTECTED)
    none = MotiveResult(id="enjoyment", importance=HIDDEN, fulfilment=HIDDEN)
    rows = {row.name: row for row in section(*map(motive, NAMES[:5]), half, none).rows}
    partly, wholly = rows["Mitreden, bevor andere beschließen"], rows["Freude an der Arbeit"]
    assert [one.value for one in partly.figures] == ["3,0", "zum Schutz anderer verdeckt", "–"]
    assert [one.withheld for one in partly.figures] == [False, True, False]
    assert (partly.plot.wish, partly.plot.current, partly.plot.width, partly.n) == (104.0, None, 0.0, "18")
    assert (wholly.figures, wholly.withheld, wholly.n) == ((), "zu wenige Antworten", "")


@pytest.mark.parametrize(("cell", "lead"), [(HIDDEN, "lead_too_few"), (PROTECTED, "lead_protected")])
def test_where_all_is_withheld_the_reason_stands_alone(cell: object, lead: str) -> None:
    hidden = [msgspec.convert({"id": name, "importance": cell, "fulfilment": cell}, MotiveResult) for name in NAMES]
    built = section(*hidden)
    assert (built.title, built.lead) == (SAY("motives.title_open"), (SAY(f"motives.{lead}"),))
    assert (built.rows, built.notes) == ((), ())


def test_importance_is_a_ring_and_fulfilment_a_dot() -> None:
    assert section(*seven()).columns == (
        PairColumn(word="wichtig", mark="wish"),
        PairColumn(word="erfüllt", mark="is"),
        PairColumn(word="Abstand", mark=None),
    )


def test_half_steps_and_open_ends_are_explained_where_they_stand() -> None:
    clipped = figure(4.0, form="halves", end="high", n=8, population=12)
    half = MotiveResult(id="control", importance=clipped, fulfilment=figure(3.0, form="halves", n=8, population=12))
    notes = section(*map(motive, NAMES[:5]), half, motive("enjoyment")).notes
    assert SAY("pairs.note_open") in notes
    assert SAY("profile.note_halves") in notes
    assert SAY("pairs.note_open") not in section(*seven()).notes


def test_why_control_is_asked_as_it_is_stands_below() -> None:
    assert SAY("motives.note_control", name="Mitreden, bevor andere beschließen") == section(*seven()).notes[-1]


def test_motives_of_another_questionnaire_have_its_names_and_a_general_sentence() -> None:
    built = section(motive("information", 4.4, 2.4, unmet=True), motive("control"))
    assert built.title == GERMAN.unwidowed("„Informationen erhalten“ ist den Partnern wichtig und kommt zu kurz.")
    assert [row.name for row in built.rows] == ["Informationen erhalten", "Kontrolle, Verhinderung"]
    assert not any("so gefragt" in note for note in built.notes)


def test_in_english_the_same_is_told() -> None:
    built = section(*seven("reach", "information"), language="en")
    assert built.title.startswith("Two expectations that matter")
    assert [row.word for row in built.rows[:2]] == ["falls short", "falls short"]
