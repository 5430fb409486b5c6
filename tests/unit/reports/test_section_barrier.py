"""A hurdle's own page: what the organisations say, what is recommended, and how one can tell."""

from __future__ import annotations

import pytest

from reports.figures import Share, Verdict
from reports.languages import Language
from reports.material import Material
from reports.sections.barrier import barrier_page
from reports.view import AdviceRow, BarrierPage
from scoring.diagnosis import Participation
from scoring.findings import DontKnow, Flag, ScaleResult
from scoring.published import Cell, Shares
from tests.unit.reports.factories import (
    FOREIGN,
    GERMAN,
    VOLLANALYSE,
    cell,
    diagnosis,
    foreign,
    group,
    material,
    scale,
    simulated,
    statement,
)

SAY, WORDS = GERMAN.say, GERMAN.wording.barriers.scales
STATEMENTS = tuple(statement(one.id) for one in VOLLANALYSE.statements_of("silos"))
REVERSED = {one.id for one in VOLLANALYSE.statements_of("silos") if one.reversed}


def page_of(part: ScaleResult, *, language: Language = "de") -> BarrierPage:
    """Return the page of a flagged scale."""
    whole = material((part,), language=language)
    return barrier_page(whole.recommendations[0], whole)


def first_page(whole: Material) -> BarrierPage:
    """Return the page of the heaviest hurdle."""
    return barrier_page(whole.recommendations[0], whole)


def test_a_page_opens_with_its_family_the_finding_and_how_sure_it_is() -> None:
    page = page_of(scale("silos", "flagged"))
    words = WORDS["silos"]
    assert (page.anchor, page.running) == ("finding-silos", words.short)
    assert page.kicker == f"Organisation: {words.name}"
    assert page.title == GERMAN.unwidowed(words.finding)
    assert page.lead == (words.lead,)
    figures = "2,6 von 5, mit 90\u202f% Wahrscheinlichkeit zwischen 2,4 und 2,8, n = 18 von 26"
    assert page.verdict == Verdict(state="flagged", word="Hürde", rest=f", sehr sicher: {figures}")


@pytest.mark.parametrize(
    ("unknown", "told"),
    [
        (DontKnow(much=False, share=20, step=20), ()),
        (DontKnow(), ()),
        (DontKnow(much=True), (SAY("barrier.dont_know"),)),
        (DontKnow(much=True, share=20, step=20), (SAY("barrier.dont_know"),)),
        (
            DontKnow(much=True, share=40, step=20),
            (SAY("barrier.dont_know"), SAY("barrier.dont_know_share", share="40\u202f%")),
        ),
        (
            DontKnow(much=True, share=30, step=10),
            (SAY("barrier.dont_know"), SAY("barrier.dont_know_share", share="30\u202f%")),
        ),
    ],
    ids=["few", "withheld", "half steps", "a rounded share below a quarter", "fifths", "tenths"],
)
def test_many_who_cannot_judge_are_a_finding_of_their_own(unknown: DontKnow, told: tuple[str, ...]) -> None:
    page = page_of(scale("silos", "flagged", dont_know=unknown))
    assert page.lead[1:] == told


def test_the_rule_says_on_what_the_flag_rests_and_what_would_switch_it_off() -> None:
    page = page_of(scale("silos", "flagged"))
    rule = SAY(
        "barrier.rule",
        statements="5 Aussagen",
        participation="18 von 26 Organisationen",
        whom=SAY("barrier.rule_whom_known", population=26),
        probability="97\u202f%",
    )
    switch = SAY("barrier.rule_switch", value="2,8")
    assert page.rule == (f"{rule} {switch}", WORDS["silos"].exception_note)


def test_the_rule_speaks_of_those_who_answered_where_nobody_knows_how_many_were_invited() -> None:
    part = Participation(unit="organisation", contributors=18, invited=None, persons=32)
    page = first_page(material(diagnosis((scale("silos", "flagged", statement_count=1),), participation=part)))
    rule = SAY(
        "barrier.rule",
        statements=SAY("barrier.rule_statements_1"),
        participation="18 Organisationen",
        whom=SAY("barrier.rule_whom_unknown", n=18),
        probability="97\u202f%",
    )
    assert page.rule[0].startswith(rule)
    assert page.verdict.rest.endswith("n = 18")


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        (Flag(state="flagged", sureness="clearly", switched_off_at=3.0), SAY("barrier.rule_switch", value="3,0")),
        (
            Flag(state="flagged", sureness="clearly", switched_off_at=4.0, switched_off_end="high"),
            SAY("barrier.rule_switch_end", value="ab 4,0"),
        ),
    ],
)
def test_what_would_switch_a_flag_off_is_told_as_it_would_be_printed(flag: Flag, said: str) -> None:
    page = page_of(scale("silos", "flagged", flag=flag))
    assert page.rule[0].endswith(said)


def test_the_sources_of_the_measures_are_named_where_they_can_be_found() -> None:
    page = page_of(scale("silos", "flagged"))
    assert "Bevc u.\u00a0a.\u00a02015, AJPH 105(S2)" in page.rule_sources
    assert page.rule_sources.count("Bevc") == 1


def test_the_table_has_the_scale_first_and_then_its_statements_with_shares_in_fifths() -> None:
    table = page_of(scale("silos", "flagged", statements=STATEMENTS)).statements
    whole, first = table.rows[0], table.rows[1]
    assert (whole.text, whole.value, whole.n, whole.is_scale) == ("Versäulung und Hierarchien", "2,6", "18", True)
    assert whole.detail == SAY("barrier.all_statements", n=5)
    assert whole.shares == ()
    assert first.text == VOLLANALYSE.texts["de"].statements[STATEMENTS[0].id]
    assert (first.value, first.n, first.is_scale, first.plot.state) == ("2,4", "18", False, "plain")
    assert [share.text for share in first.shares] == ["60\u202f%", "bis 20\u202f%", "40\u202f%"]
    assert [sum(share.strokes) for share in first.shares] == [3, 1, 2]
    assert (len(table.rows), len(table.share_headings), table.stacked) == (5, 3, False)


def test_statements_that_are_turned_round_are_marked_and_explained() -> None:
    table = page_of(scale("silos", "flagged", statements=STATEMENTS)).statements
    marked = {one.id for one, row in zip(STATEMENTS, table.rows[1:], strict=True) if row.turned_round}
    assert marked == REVERSED
    assert f"* {SAY('barrier.turned_round')}" in table.notes
    straight = tuple(one for one in STATEMENTS if one.id not in REVERSED)
    plain = page_of(scale("silos", "flagged", statements=straight)).statements
    assert not any(row.turned_round for row in plain.rows)
    assert f"* {SAY('barrier.turned_round')}" not in plain.notes


def test_shares_in_tenths_are_a_stacked_bar_and_no_strokes() -> None:
    shares = Shares(low=50, middle=30, high=20, step=10)
    shown = Cell(n=30, population=40, form="full", value=2.4, low=2.1, high=2.7, below=0.99)
    table = page_of(
        scale("silos", "flagged", statements=(statement("silos_01", cell=shown, shares=shares),))
    ).statements
    assert table.stacked
    assert SAY("barrier.note_tenths") in table.notes
    assert table.rows[1].shares == (
        Share(text="50\u202f%", strokes=(), start=0.0, width=69.0),
        Share(text="30\u202f%", strokes=(), start=69.0, width=41.4),
        Share(text="20\u202f%", strokes=(), start=110.4, width=27.6),
    )
    assert (table.rows[1].plot.low, table.rows[1].plot.high) == (59.0, 89.0)


def test_a_withheld_statement_keeps_its_row_with_the_reason() -> None:
    hidden = statement("silos_01", cell=Cell(hidden="too_few"), shares=None)
    row = page_of(scale("silos", "flagged", statements=(hidden, *STATEMENTS[1:]))).statements.rows[1]
    text = VOLLANALYSE.texts["de"].statements["silos_01"]
    assert (row.value, row.n, row.shares, row.withheld) == ("", "", (), "zu wenige Antworten")
    assert row.plot.text == f"{text}: zu wenige Antworten"


@pytest.mark.parametrize("reason", ["too_few", "protected"])
def test_hidden_statements_leave_the_scale_alone_in_the_table_and_say_why(reason: str) -> None:
    half = cell(form="halves", n=8, value=2.5, low=2.1, high=2.9)
    table = page_of(scale("silos", "flagged", cell=half, statements_hidden=reason)).statements
    assert len(table.rows) == 1
    assert (table.share_headings, table.stacked) == ((), False)
    told = ("barrier.note_scale", "profile.note_halves", f"barrier.note_{reason}", "readings.note_too_few")
    assert table.notes == tuple(map(SAY, told))


def test_a_scale_of_one_statement_does_not_say_all_one_together() -> None:
    assert page_of(scale("silos", "flagged", statement_count=1)).statements.rows[0].detail == ""


def test_answers_on_another_range_are_told_to_be_converted() -> None:
    table = page_of(scale("silos", "flagged", mapped_from=(0, 4))).statements
    assert SAY("barrier.note_mapped", low=0, high=4) in table.notes


def test_the_measures_stand_side_by_side_with_what_weighs_them() -> None:
    page = page_of(scale("silos", "flagged"))
    assert page.advice is not None
    advice, measures = page.advice, material((scale("silos", "flagged"),)).recommendations[0].measures
    first, second, third = (measure.texts["de"] for measure in measures)
    assert advice.orders == (SAY("advice.first"), SAY("advice.second"))
    assert advice.titles == (first.title, second.title)
    assert advice.actions == (first.action, second.action)
    assert [row.label for row in advice.rows] == [
        SAY(f"advice.{key}") for key in ("who", "effort", "first_step", "sign", "exception", "basis")
    ]
    steps = (first.first_step, second.first_step)
    assert advice.rows[2] == AdviceRow(key="first_step", label=SAY("advice.first_step"), cells=steps)
    assert advice.rows[1].cells == tuple(f"{text.effort}. Wirkung {text.effect}." for text in (first, second))
    (further,) = advice.further
    assert further.label == third.title
    assert further.value.startswith(third.action)


def test_a_question_to_ask_before_choosing_stands_where_a_measure_has_one() -> None:
    page = page_of(scale("dependency", "flagged"))
    assert page.advice is not None
    measures = material((scale("dependency", "flagged"),)).recommendations[0].measures[:2]
    asked = tuple(measure.texts["de"].ask for measure in measures)
    assert any(asked)
    assert AdviceRow(key="ask", label=SAY("advice.ask"), cells=asked) in page.advice.rows


@pytest.mark.parametrize(
    ("count", "said"),
    [(2, "beide Aussagen zusammen"), (4, SAY("barrier.all_statements", n=4))],
)
def test_how_many_statements_make_up_a_scale_is_said_as_one_says_it(count: int, said: str) -> None:
    assert page_of(scale("silos", "flagged", statement_count=count)).statements.rows[0].detail == said


def test_notes_explain_shares_ranges_that_are_missing_and_clipped_ends() -> None:
    clipped = cell(value=1.5, end="low", low=None, high=None)
    table = page_of(scale("silos", "flagged", cell=clipped, statements=STATEMENTS)).statements
    assert {SAY("barrier.note_shares"), SAY("barrier.note_no_range"), SAY("profile.note_ends")} <= set(table.notes)


def test_half_steps_of_sectors_are_explained_on_the_page() -> None:
    groups = (group("administration"), group("civil_society"))
    assert SAY("profile.note_halves") in page_of(scale("silos", "flagged", groups=groups)).statements.notes


def test_the_why_of_the_advice_names_the_finding_and_its_certainty() -> None:
    page = page_of(scale("silos", "flagged"))
    assert page.advice is not None
    assert page.advice.why == SAY(
        "advice.why",
        name="Versäulung und Hierarchien",
        figures="2,6 von 5 (2,4 bis 2,8)",
        probability="97\u202f%",
        count="n = 18 von 26",
    )


@pytest.mark.parametrize(("name", "number"), [("knowhow", 2), ("steering", 1), ("silos", 0)])
def test_trainings_stand_where_they_follow_from_the_scale(name: str, number: int) -> None:
    page = page_of(scale(name, "flagged"))
    assert page.advice is not None
    assert len(page.advice.trainings) == number
    assert all(training.basis for training in page.advice.trainings)


def test_a_foreign_scale_has_a_page_of_figures_without_advice() -> None:
    page = first_page(material(foreign(), questionnaire=FOREIGN))
    assert (page.kicker, page.running) == ("Führungsklima", "Führungsklima")
    assert page.lead[0] == SAY("generic.lead")
    assert (page.advice, page.rule_sources) == (None, "")
    assert len(page.rule) == 1
    assert len(page.statements.rows) == 12


def test_sectors_stand_on_the_page_where_groups_are_shown() -> None:
    groups = (group("administration"), group("civil_society", "education"))
    shown, none = page_of(scale("silos", "flagged", groups=groups)), page_of(scale("silos", "flagged"))
    assert none.sectors is None
    assert shown.sectors is not None
    assert [row.name for row in shown.sectors.rows] == ["Versäulung und Hierarchien"]


def test_an_english_page_speaks_english_throughout() -> None:
    page = page_of(scale("silos", "flagged", statements=STATEMENTS), language="en")
    assert page.kicker == "Organisation: Silos and hierarchies"
    assert page.verdict.rest.startswith(", very sure: 2.6 out of 5, with 90% probability between 2.4 and 2.8")
    assert page.statements.rows[1].text == VOLLANALYSE.texts["en"].statements[STATEMENTS[0].id]


def test_a_simulated_hurdle_is_told_as_it_was_diagnosed() -> None:
    whole = simulated()
    page = first_page(material(whole))
    told = {row.text: row for row in page.statements.rows}
    for one in whole.ranked[0].statements:
        row = told[VOLLANALYSE.texts["de"].statements[one.id]]
        assert (row.value, row.n) == (GERMAN.mean(one.cell), str(one.cell.n))
    assert page.statements.rows[0].n == str(whole.ranked[0].cell.n)
