"""The sums of a scale and its statements are put together rightly."""

from __future__ import annotations

import numpy as np
import pytest

from tests.disclosure.attack import Reach, System
from tests.disclosure.combining import Combined, combined, of_complete, of_incomplete

GONE = np.nan


def answers(*incomplete: list[float]) -> np.ndarray:
    """Return 12 organisations that answered 3 throughout, and some more."""
    return np.array([[3.0, 3.0, 3.0]] * 12 + list(incomplete))


def test_a_score_of_fewer_statements_weighs_each_of_them_more() -> None:
    seen = combined(answers([GONE, 1, 5]), told=[1])

    assert seen.system.sizes == (12, 12, 12, 1, 1)
    assert seen.incomplete == ((3, 4),)
    assert [sum_.weights for sum_ in seen.system.told] == [(1 / 3, 1 / 3, 1 / 3, 0.5, 0.5), (0, 1, 0, 1, 0)]
    assert [(round(sum_.low, 2), round(sum_.high, 2)) for sum_ in seen.system.told] == [(38.35, 39.65), (35.75, 37.05)]


def test_who_answered_less_than_half_is_in_the_statement_alone() -> None:
    seen = combined(answers([GONE, GONE, 1]), told=[2])

    assert [sum_.weights for sum_ in seen.system.told] == [(1 / 3, 1 / 3, 1 / 3, 0), (0, 0, 1, 1)]


def test_each_organisation_is_attacked_by_its_mean_and_its_answers() -> None:
    seen = Combined(System((1, 1, 1, 1, 1), ()), ((3, 4),), statements=3)

    assert list(of_incomplete(seen)) == [Reach(1.0, 5.0)] * 3
    assert list(of_complete(seen)) == [Reach(1.0, 5.0)] * 4


def test_answers_at_the_end_of_the_scale_are_found() -> None:
    told = combined(answers(), told=[]).system.told[0]._replace(low=12.0, high=13.0)
    seen = Combined(System((12, 12, 12), (told,)), (), statements=3)

    assert [found.high for found in of_complete(seen)] == pytest.approx([2.0, 4.0, 4.0, 4.0])
