"""Whether people of one organisation see the same initiative, told as a word over organisations with several people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring.anonymous import check_anonymous_answers
from scoring.answers import check_answers
from scoring.patterns import Colleagues
from scoring.pipeline import diagnose
from tests.unit.scoring.instruments import Asked, instrument, responses

TWO = instrument(Asked("trust", statements=1), Asked("goals", statements=1))


def told(
    *, between: float, within: float, organisations: int = 30, people: int = 3, strict: bool = False
) -> Colleagues | None:
    """Return what is told of organisations that differ by one spread, and their people by another."""
    rng = np.random.default_rng(11)
    rows = []
    for number in range(organisations):
        place = rng.normal(3, between, size=2)
        for _ in range(people):
            codes = np.clip(np.rint(place + rng.normal(0, within, size=2)), 1, 5)
            rows.append((f"o{number:02d}", codes.tolist()))
    return diagnose(check_answers(responses(TWO, rows), TWO), TWO, strict=strict).colleagues


@pytest.mark.parametrize(
    ("between", "within", "alike"), [(1.2, 0.5, "alike"), (0.6, 1.0, "partly"), (0.0, 1.2, "apart")]
)
def test_colleagues_see_alike_where_differences_lie_between_organisations(
    between: float, within: float, alike: str
) -> None:
    found = told(between=between, within=within)

    assert found is not None
    assert (found.alike, found.organisations) == (alike, 30)


def test_organisations_with_one_person_are_left_out() -> None:
    assert told(between=1.2, within=0.5, people=1) is None


@pytest.mark.parametrize(("organisations", "strict"), [(11, False), (30, True)])
def test_nothing_is_told_below_12_or_in_half_steps(*, organisations: int, strict: bool) -> None:
    assert told(between=1.2, within=0.5, organisations=organisations, strict=strict) is None


def test_fewer_than_five_organisations_with_two_people_tell_nothing() -> None:
    rows = [(f"o{number:02d}", [1 + number % 5, 3]) for number in (*range(20), 0, 1, 2, 3)]

    assert diagnose(check_answers(responses(TWO, rows), TWO), TWO).colleagues is None


def test_answers_without_any_spread_tell_nothing() -> None:
    rows = [(f"o{number:02d}", [3, 3]) for number in range(20)] * 2

    assert diagnose(check_answers(responses(TWO, rows), TWO), TWO).colleagues is None


def test_an_anonymous_survey_knows_no_colleagues() -> None:
    table = pd.DataFrame(
        {"respondent": [f"p{n}" for n in range(30)], "trust_1": [2, 3, 4] * 10, "goals_1": [3, 4] * 15}
    )

    assert diagnose(check_anonymous_answers(table, TWO), TWO).colleagues is None
