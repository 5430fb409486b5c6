"""All recommended measures in their order, each with the finding it follows from, and the trainings once."""

from __future__ import annotations

import datetime as dt

import msgspec

from reports.catalogue import load_catalogue
from reports.figures import Verdict
from reports.sections.steps import steps_section
from reports.view import StepRow
from tests.unit.reports.factories import FOREIGN, GERMAN, diagnosis, foreign, hurdles, material, scale, scales

SAY = GERMAN.say
CATALOGUE = load_catalogue()


def test_there_are_no_steps_where_nothing_is_flagged_or_no_barrier_is_measured() -> None:
    assert steps_section(material(scales())) is None
    assert steps_section(material(foreign(), questionnaire=FOREIGN)) is None


def test_the_groups_stand_in_the_order_of_the_findings_with_their_why() -> None:
    whole = material(hurdles("silos", "impact", "priorities", "steering"))
    steps = steps_section(whole)
    assert steps is not None
    assert [group.anchor for group in steps.groups] == [
        "finding-silos",
        "finding-priorities",
        "finding-impact",
        "finding-steering",
    ]
    why = Verdict(state="flagged", word="Hürde", rest=", sehr sicher: 2,6 von 5 (2,4 bis 2,8), n = 18")
    assert {group.why for group in steps.groups} == {why}


def test_a_step_says_what_who_at_what_cost_and_on_what_evidence() -> None:
    whole = material(hurdles("silos"))
    steps = steps_section(whole)
    assert steps is not None
    measure = whole.recommendations[0].measures[0]
    assert steps.groups[0].rows[0] == StepRow(
        title=measure.texts["de"].title,
        action=measure.texts["de"].action,
        who=SAY(f"addressees.{measure.addressee}"),
        effort=measure.texts["de"].effort,
        effect=f"Wirkung {measure.texts['de'].effect}",
        basis=SAY("evidence.A", sources="Foster-Fishman u.\u00a0a.\u00a02001"),
    )


def test_advice_from_practice_claims_no_source() -> None:
    whole = material(hurdles("priorities"))
    steps = steps_section(whole)
    assert steps is not None
    (practice, *_) = (
        row.basis
        for row, measure in zip(steps.groups[0].rows, whole.recommendations[0].measures, strict=True)
        if measure.kind == "practice"
    )
    assert practice == SAY("evidence.C", sources="")


def test_a_training_stands_once_even_if_two_findings_call_for_it() -> None:
    steps = steps_section(material(hurdles("knowhow", "steering")))
    assert steps is not None
    names = [training.texts["de"].title for training in CATALOGUE.trainings]
    assert [training.title for training in steps.trainings] == names
    leaders, coordinators = steps.trainings
    weiss = SAY("evidence.A", sources="Weiss u.\u00a0a.\u00a02002")
    williams = SAY("evidence.B", sources="Williams\u00a02002")
    assert leaders.basis == (
        f"Unklare Führung: {weiss}",
        f"Fehlendes Know-how: {williams}",
    )
    assert coordinators.basis == (williams,)


def test_a_training_without_a_provider_says_so_and_the_list_is_dated() -> None:
    steps = steps_section(material(hurdles("knowhow")))
    assert steps is not None
    text = CATALOGUE.trainings[0].texts["de"]
    assert steps.trainings[0].text == f"{text.summary} {text.provider_note}"
    assert steps.trainings[0].contents == text.contents
    assert steps.training_lead == SAY("steps.training_lead", date="22. November 2026")


def test_the_oldest_entry_dates_the_list_of_trainings() -> None:
    first, *others = CATALOGUE.trainings
    older = msgspec.structs.replace(first, as_of=dt.date(2026, 3, 1))
    changed = msgspec.structs.replace(CATALOGUE, trainings=(older, *others))
    steps = steps_section(material(hurdles("knowhow"), catalogue=changed))
    assert steps is not None
    assert steps.training_lead == SAY("steps.training_lead", date="1. März 2026")


def test_without_trainings_there_is_no_word_of_them() -> None:
    steps = steps_section(material(hurdles("silos")))
    assert steps is not None
    assert (steps.trainings, steps.training_lead) == ((), "")


def test_a_scale_without_measures_is_no_group_of_steps() -> None:
    whole = material((scale("silos", "flagged"), scale("tsig", "flagged", barrier=None)))
    steps = steps_section(whole)
    assert steps is not None
    assert [group.name for group in steps.groups] == ["Versäulung und Hierarchien"]


def test_without_a_ranking_the_steps_promise_no_order() -> None:
    steps = steps_section(material(diagnosis(hurdles("silos", "dependency"), ranking_holds=False)))
    assert steps is not None
    assert (steps.title, steps.lead) == (SAY("steps.title_unranked"), SAY("steps.lead_unranked"))
    assert [group.anchor for group in steps.groups] == ["finding-dependency", "finding-silos"]
