"""From coded answers to scores of persons and organisations: who has one, and what it is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring.scales import dont_know_shares, organisation_scores, person_scores, scored_scales, unweighted_mean
from tests.unit.scoring.instruments import EMPTY, Asked, instrument, responses

NONE = EMPTY


def score(asked: Asked, codes: list[float]) -> float:
    """Return one person's score on one scale."""
    questionnaire = instrument(asked)
    return float(person_scores(responses(questionnaire, [("o", codes)]), questionnaire)[asked.id].iloc[0])


def unknown(codes: list[float]) -> float:
    """Return one person's share of *don't know* on a scale of as many statements."""
    questionnaire = instrument(Asked("trust", statements=len(codes)))
    return float(dont_know_shares(responses(questionnaire, [("o", codes)]), questionnaire)["trust"].iloc[0])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([1], 1),
        ([98], NONE),
        ([1, 2], 1.5),
        ([4, 98], NONE),
        ([99, 4], NONE),
        ([4, -1], NONE),
        ([1, 2, 98], 1.5),
        ([1, 98, 98], NONE),
        ([1, 2, 98, 99], 1.5),
        ([1, 98, 99, EMPTY], NONE),
        ([1, 2, 4, 98, 98], 7 / 3),
        ([1, 2, 98, 98, 98], NONE),
        ([1, 5, 5, 98, 98, 98], 11 / 3),
        ([1, 5, 98, 98, 98, 98], NONE),
    ],
)
def test_a_score_needs_half_of_the_statements_rounded_up_and_both_of_two(codes: list[float], expected: float) -> None:
    assert score(Asked("trust", statements=len(codes)), codes) == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([2, -1, -1, -1], 2),
        ([2, 98, -1, -1], 2),
        ([2, 98, 98, -1], NONE),
        ([2, 3, 98, -1], 2.5),
        ([98, -1, -1, -1], NONE),
        ([-1, -1, -1, -1], NONE),
        ([99, 99, 99, 99], NONE),
        ([EMPTY, EMPTY, EMPTY, EMPTY], NONE),
    ],
)
def test_a_statement_that_was_not_shown_is_not_missed(codes: list[float], expected: float) -> None:
    assert score(Asked("trust"), codes) == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_statements_not_reached_count_as_shown() -> None:
    assert np.isnan(score(Asked("trust"), [2, EMPTY, EMPTY, EMPTY]))
    assert score(Asked("trust"), [2, 3, EMPTY, EMPTY]) == 2.5


def test_a_score_is_the_mean_on_the_health_scale() -> None:
    assert score(Asked("trust", reversed=(2, 4)), [4, 2, 5, 3]) == 4
    assert score(Asked("trust", statements=3, codes=(0, 2, 4), reversed=(1,)), [0, 2, 98]) == 4


def test_barriers_conditions_and_outcomes_are_scored_in_the_order_of_the_questionnaire() -> None:
    questionnaire = instrument(
        Asked("agenda", kind="condition", statements=1),
        Asked("wishes", kind="motive", statements=1),
        Asked("trust", statements=1),
        Asked("shape", kind="form", statements=1),
        Asked("gain", kind="outcome", statements=1),
    )
    frame = responses(questionnaire, [("o", [5, 4, 3, 2, 1])])

    assert scored_scales(questionnaire) == ("agenda", "trust", "gain")
    expected = pd.DataFrame({"agenda": [5.0], "trust": [3.0], "gain": [1.0]})
    pd.testing.assert_frame_equal(person_scores(frame, questionnaire), expected)
    assert list(dont_know_shares(frame, questionnaire)) == ["agenda", "trust", "gain"]


def test_an_organisation_counts_once_however_many_answer_for_it() -> None:
    persons = pd.DataFrame({"trust": [1, 5, 2, 2, NONE, NONE], "goals": [3, 4, NONE, 2, 1, NONE]})
    of = pd.Series(["south", "north", "south", "south", "north", "west"])

    expected = pd.DataFrame(
        {"trust": [5, 1.666666667, NONE], "goals": [2.5, 2.5, NONE]}, index=["north", "south", "west"]
    )
    pd.testing.assert_frame_equal(organisation_scores(persons, of), expected, check_exact=True)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([1, 2, 3, 4], 0),
        ([98, 2, 3, 4], 0.25),
        ([98, 98, 98, 98], 1),
        ([98, 2, 99, -1], 0.5),
        ([98, EMPTY, 99, -1], 1),
        ([99, EMPTY, -1, 99], NONE),
    ],
)
def test_do_not_know_is_counted_among_the_answers_given(codes: list[float], expected: float) -> None:
    assert unknown(codes) == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_a_mean_does_not_depend_on_the_order_of_its_values() -> None:
    values = np.array([0.1, 0.2, 0.3, 4.7, 1e-3, 3.3, 2.7])

    assert {unweighted_mean(np.roll(values, places)) for places in range(len(values))} == {1.614428571}
    assert unweighted_mean(values[::-1]) == 1.614428571
