"""The trainings: what they follow from, and what an initiative fills in."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from reports.catalogue import Basis, Training, load_catalogue
from reports.languages import Language

TRAININGS = load_catalogue().trainings


@pytest.mark.parametrize(
    ("scale", "audiences"),
    [("knowhow", ["leaders", "coordinators"]), ("steering", ["leaders"]), ("silos", [])],
)
def test_a_training_follows_from_its_scales_alone(scale: str, audiences: list[str]) -> None:
    assert [training.audience for training in load_catalogue().trainings_for(scale)] == audiences


def test_a_training_has_evidence_for_each_scale_it_follows_from() -> None:
    assert {(training.audience, basis) for training in TRAININGS for basis in training.basis} == {
        ("leaders", Basis(scale="knowhow", evidence="B", sources=("williams_2002",))),
        ("leaders", Basis(scale="steering", evidence="A", sources=("weiss_2002",))),
        ("coordinators", Basis(scale="knowhow", evidence="B", sources=("williams_2002",))),
    }


@pytest.mark.parametrize("training", TRAININGS, ids=lambda training: training.id)
def test_a_training_claims_no_more_than_the_measure_that_recommends_it(training: Training) -> None:
    for basis in training.basis:
        (measure,) = (
            measure for measure in load_catalogue().measures_for(basis.scale) if measure.id.endswith("_training")
        )
        assert training.basis_for(basis.scale) == basis
        assert (basis.evidence, basis.sources) == (measure.evidence, measure.sources)


def test_a_scale_that_a_training_does_not_follow_from_has_no_basis() -> None:
    with pytest.raises(ValueError, match=r"^training network_coordinators follows from knowhow, not from 'silos'$"):
        TRAININGS[1].basis_for("silos")


@pytest.mark.parametrize("training", TRAININGS, ids=lambda training: training.id)
def test_an_entry_is_dated_and_tells_a_place_for_each_date_or_none(training: Training) -> None:
    assert training.as_of >= dt.date(2026, 11, 22)
    assert len(training.places) in {0, len(training.dates)}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("training", TRAININGS, ids=lambda training: training.id)
def test_the_words_of_a_training_are_whole(training: Training, language: Language) -> None:
    text = training.text(language)
    assert [key for key, value in msgspec.structs.asdict(text).items() if not value] == []
    assert text.summary.count(".") == 2
    assert not text.title.endswith(".")
    assert len(text.contents) == len(training.text("de").contents)
