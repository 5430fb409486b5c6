"""What is recommended, in which order, and why; measures and trainings are data alone."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from reports import catalogue as package
from reports.catalogue import EFFORT_ORDER, EVIDENCE_ORDER, Catalogue, load_catalogue
from reports.catalogue.loading import FILES, parse
from reports.catalogue.model import Effort, Evidence, Measure
from reports.recommending import MOST_MEASURES, flagged, recommend, trainings
from reports.sections.barrier import barrier_page
from reports.sections.steps import steps_section
from scoring.diagnosis import Diagnosis
from scoring.findings import ScaleResult
from scoring.published import State
from tests.unit.reports.factories import GERMAN, cell, diagnosis, foreign, material, scale, scales

CATALOGUE = load_catalogue()
CONTENTS = {name: (Path(package.__file__).parent / name).read_bytes() for name in FILES}

SAMPLE = Path(__file__).parent / "sample"


def changed(name: str) -> Catalogue:
    """Return the catalogue with the sample's entry at the end of one of its files."""
    return parse({**CONTENTS, name: CONTENTS[name] + (SAMPLE / name).read_bytes()})


def order(whole: Diagnosis) -> list[str]:
    """Return the scales for which something is said, in their order."""
    return [advice.scale.id for advice in recommend(whole, CATALOGUE)]


def measure(name: str, evidence: Evidence, effort: Effort) -> Measure:
    """Return a measure against silos that differs in what decides its place."""
    first = CATALOGUE.measures_for("silos")[0]
    return msgspec.structs.replace(first, id=f"silos_{name}", evidence=evidence, effort=effort)


def test_the_heaviest_barrier_comes_first_by_probability_times_distance_below_three_and_a_half() -> None:
    low_but_unsure = scale("silos", "flagged", cell=cell(value=2.5, below=0.81))
    higher_but_sure = scale("impact", "flagged", cell=cell(value=2.6, below=0.99))
    lowest = scale("overview", "flagged", cell=cell(value=2.0, below=0.95))
    assert order(diagnosis((low_but_unsure, higher_but_sure, lowest))) == ["overview", "impact", "silos"]


def test_equal_barriers_stand_in_the_order_of_the_questionnaire() -> None:
    assert order(diagnosis(scales("flagged")))[:3] == ["dependency", "logics", "jurisdiction"]


@pytest.mark.parametrize("state", ["watch", "not_flagged", "strength", "withheld"])
def test_nothing_is_recommended_for_a_scale_that_is_not_flagged(state: State) -> None:
    parts = tuple(part for part in scales() if part.id != "silos")
    whole = diagnosis((*parts, scale("silos", state)))
    assert recommend(whole, CATALOGUE) == ()


@pytest.mark.parametrize(("priorities", "steering"), [(0.97, 0.85), (0.85, 0.97)])
def test_both_parts_of_leadership_are_told_and_the_surer_one_has_the_rank(priorities: float, steering: float) -> None:
    parts = (
        scale("priorities", "flagged", cell=cell(below=priorities)),
        scale("steering", "flagged", cell=cell(below=steering)),
        scale("impact", "flagged", cell=cell(value=2.9, below=0.80)),
    )
    whole = diagnosis(parts)
    surer, other = ("priorities", "steering") if priorities > steering else ("steering", "priorities")
    assert [(part.id, part.rank) for part in flagged(whole)] == [(surer, 1), ("impact", 2), (other, None)]


def test_measures_come_by_evidence_then_effort_then_the_order_of_the_file() -> None:
    written = (
        measure("one", "B", "low"),
        measure("two", "A", "high"),
        measure("three", "A", "medium"),
        measure("four", "A", "medium"),
        measure("five", "C", "low"),
    )
    whole = Catalogue(measures=written, trainings=(), literature=())
    (advice,) = recommend(diagnosis((scale("silos", "flagged"),)), whole)
    assert [one.id for one in advice.measures] == ["silos_three", "silos_four", "silos_two"]


@pytest.mark.parametrize("part", scales("flagged"), ids=lambda part: part.id)
def test_every_scale_of_the_vollanalyse_has_measures_in_their_order(part: ScaleResult) -> None:
    (advice,) = recommend(diagnosis((part,)), CATALOGUE)
    weights = [(EVIDENCE_ORDER[one.evidence], EFFORT_ORDER[one.effort]) for one in advice.measures]
    assert {one.scale for one in advice.measures} == {part.id}
    assert 2 <= len(advice.measures) <= MOST_MEASURES
    assert weights == sorted(weights)


def test_a_scale_without_a_barrier_has_a_finding_but_no_advice() -> None:
    found = recommend(foreign(), CATALOGUE)
    assert {advice.scale.id for advice in found} == {"lead", "hostility"}
    assert {(advice.measures, advice.trainings) for advice in found} == {((), ())}


def test_a_scale_without_a_barrier_has_no_advice_even_if_it_has_a_barriers_name() -> None:
    (advice,) = recommend(diagnosis((scale("silos", "flagged", barrier=None),)), CATALOGUE)
    assert (advice.measures, advice.trainings) == ((), ())


@pytest.mark.parametrize(
    ("hurdles", "expected"),
    [
        (("knowhow",), [("network_leaders", ["knowhow"]), ("network_coordinators", ["knowhow"])]),
        (("steering",), [("network_leaders", ["steering"])]),
        (
            ("steering", "knowhow"),
            [("network_leaders", ["steering", "knowhow"]), ("network_coordinators", ["knowhow"])],
        ),
        (("silos",), []),
    ],
)
def test_trainings_follow_from_knowhow_and_steering_for_leaders_and_coordinators_apart(
    hurdles: tuple[str, ...], expected: list[tuple[str, list[str]]]
) -> None:
    found = recommend(diagnosis(tuple(scale(name, "flagged") for name in hurdles)), CATALOGUE)
    cases = trainings(found, CATALOGUE)
    assert [(case.training.id, [part.id for part in case.scales]) for case in cases] == expected


def test_a_measure_that_is_written_into_the_file_stands_in_the_report_and_no_code_changes() -> None:
    whole = material((scale("silos", "flagged"),), catalogue=changed("measures.toml"))
    added = whole.catalogue.measures[-1]
    page, steps = barrier_page(whole.recommendations[0], whole), steps_section(whole)
    assert page.advice is not None
    assert steps is not None
    assert page.advice.titles[0] == added.texts["de"].title
    assert steps.groups[0].rows[0].title == added.texts["de"].title


def test_a_training_that_is_written_into_the_file_stands_in_the_report_with_provider_dates_and_places() -> None:
    whole = material((scale("silos", "flagged"),), catalogue=changed("trainings.toml"))
    page, steps = barrier_page(whole.recommendations[0], whole), steps_section(whole)
    assert page.advice is not None
    assert steps is not None
    (training,) = changed("trainings.toml").trainings_for("silos")
    said = ("provider_known", "dates_known", "places_known")
    names = {"provider": "Akademie Musterstadt", "dates": "4. März 2027 und 5. März 2027", "places": "Musterstadt"}
    known = [GERMAN.wording.sentence(f"steps.{key}").format_map(names) for key in said]
    assert [one.title for one in page.advice.trainings] == [training.texts["de"].title]
    assert [one.text for one in steps.trainings] == [" ".join([training.texts["de"].summary, *known])]
