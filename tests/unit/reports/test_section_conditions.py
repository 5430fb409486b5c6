"""The five conditions of acting together, and the stage on the way."""

from __future__ import annotations

import msgspec
import pytest

from reports.figures import ConditionRow, Label, Plot, Stop
from reports.sections.conditions import conditions_section
from reports.view import Conditions
from scoring.findings import ConditionResult, Maturity, Stage
from tests.unit.reports.factories import GERMAN, VOLLANALYSE, cell, condition, diagnosis, material, scales, simulated

SAY, WAY = GERMAN.say, GERMAN.wording.way
NAMES = tuple(WAY.conditions)


def section(stage: Stage, *conditions: ConditionResult) -> Conditions | None:
    """Return the section of a diagnosis with these conditions."""
    return conditions_section(material(diagnosis(scales(), stage=stage, conditions=conditions)))


def test_a_questionnaire_that_does_not_ask_for_the_conditions_has_no_section() -> None:
    assert conditions_section(material(scales())) is None


def test_there_is_no_section_if_no_condition_can_be_shown() -> None:
    assert section("withheld", *(condition(name, None) for name in NAMES)) is None


@pytest.mark.parametrize(
    ("stage", "reached"),
    [("isolated", [True, False, False]), ("network", [True, True, False]), ("together", [True] * 3)],
)
def test_the_way_shows_what_is_reached_and_what_comes_next(stage: Stage, reached: list[bool]) -> None:
    shown = section(stage, *map(condition, NAMES))
    assert shown is not None
    assert (shown.title, shown.lead) == (WAY.stages[stage].sentence, WAY.stages[stage].next)
    assert shown.stops == tuple(
        Stop(name=words.name, reached=there, here=name == stage)
        for (name, words), there in zip(WAY.stages.items(), reached, strict=True)
    )


def test_one_withheld_condition_withholds_the_stage_and_keeps_its_row() -> None:
    shown = section("withheld", *map(condition, NAMES[:4]), condition(NAMES[4], None))
    assert shown is not None
    assert (shown.title, shown.lead) == (SAY("conditions.withheld_title"), SAY("conditions.withheld_lead"))
    assert {(stop.reached, stop.here) for stop in shown.stops} == {(False, False)}
    assert [row.withheld for row in shown.rows] == [None] * 4 + ["zu wenige Antworten"]
    assert shown.rows[4] == ConditionRow(
        name=WAY.conditions[NAMES[4]].name,
        question=WAY.conditions[NAMES[4]].question,
        plot=Plot(
            state="withheld",
            mark=None,
            low=None,
            high=None,
            ends=False,
            text=f"{WAY.conditions[NAMES[4]].name}: zu wenige Antworten",
        ),
        value="",
        word="",
        sentence="",
        n="",
        withheld="zu wenige Antworten",
    )


@pytest.mark.parametrize(("maturity", "value"), [("absent", 2.4), ("emerging", 3.0), ("mature", 3.9)])
def test_a_condition_is_told_with_its_state_and_what_that_means(maturity: Maturity, value: float) -> None:
    shown = section("network", ConditionResult(id="agenda", cell=cell("watch", value=value), maturity=maturity))
    assert shown is not None
    (row,) = shown.rows
    words = WAY.conditions["agenda"]
    sentences = {"absent": words.absent, "emerging": words.emerging, "mature": words.mature}
    assert (row.name, row.word, row.sentence) == (words.name, WAY.states[maturity], sentences[maturity])
    assert (row.value, row.n, row.plot.state) == (GERMAN.number(value), "18", "plain")


def test_the_bands_are_those_of_the_conditions_and_not_those_of_the_findings() -> None:
    shown = section("network", *map(condition, NAMES))
    assert shown is not None
    assert shown.scale_head.bands == (
        Label(place=41.5, word=WAY.states["absent"]),
        Label(place=104.0, word=WAY.states["emerging"]),
        Label(place=166.5, word=WAY.states["mature"]),
    )


def test_conditions_of_another_questionnaire_have_their_own_names_and_no_stage() -> None:
    own = msgspec.structs.replace(VOLLANALYSE.texts["de"], scales={"agenda": "Unsere Ziele", "mut": "Mut"})
    asked = msgspec.structs.replace(VOLLANALYSE, texts={**VOLLANALYSE.texts, "de": own})
    whole = diagnosis(scales(), conditions=(condition("agenda"), condition("mut")))
    shown = conditions_section(material(whole, questionnaire=asked))
    assert shown is not None
    assert [(row.name, row.question, row.sentence) for row in shown.rows] == [("Unsere Ziele", "", ""), ("Mut", "", "")]
    assert (shown.title, shown.lead) == (SAY("conditions.other_title"), SAY("conditions.other_lead"))
    assert shown.stops == ()
    assert "Kania" not in " ".join(shown.notes)


def test_the_notes_speak_of_a_state_by_its_name() -> None:
    shown = section("network", *map(condition, NAMES))
    assert shown is not None
    assert all(f"„{word}“" in shown.notes[0] for word in WAY.states.values())
    assert "2,5" in shown.notes[0]
    assert "3,5" in shown.notes[0]


def test_a_clipped_condition_says_so() -> None:
    clipped = cell("watch", value=1.5, end="low", low=None, high=None)
    shown = section("isolated", ConditionResult(id="agenda", cell=clipped, maturity="absent"))
    assert shown is not None
    assert (shown.rows[0].value, shown.rows[0].plot.low) == ("bis 1,5", None)


def test_a_simulated_initiative_shows_all_five() -> None:
    shown = conditions_section(material(simulated()))
    assert shown is not None
    assert [row.name for row in shown.rows] == [words.name for words in WAY.conditions.values()]
    assert {row.withheld for row in shown.rows} == {None}
