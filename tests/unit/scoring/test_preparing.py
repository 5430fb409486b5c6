"""Answers on the health scale: turned round, mapped from other codes, and every missing answer told apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from questionnaires.model import Choices
from scoring.preparing import any_answer, code_range, health, reverse, shown
from tests.unit.scoring.instruments import EMPTY, Asked, instrument, responses

TWO = instrument(Asked("trust", statements=2, reversed=(2,)))


def healthy(asked: Asked, codes: list[float]) -> list[float]:
    """Return the answers of one person each to a scale of one statement, as they stand on the health scale."""
    questionnaire = instrument(asked)
    frame = responses(questionnaire, [("o", [code]) for code in codes])
    return [float(value) for value in health(frame, questionnaire)["trust_1"]]


def test_agreement_with_a_healthy_statement_is_kept() -> None:
    assert healthy(Asked("trust", statements=1), [1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]


def test_agreement_with_a_barrier_is_turned_round() -> None:
    assert healthy(Asked("trust", statements=1, reversed=(1,)), [1, 2, 3, 4, 5]) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((0, 1, 2, 3, 4), [1, 2, 3, 4, 5]),
        ((0, 2, 4), [1, 3, 5]),
        ((1, 2), [1, 5]),
        ((0, 1, 4), [1, 2, 5]),
        (tuple(range(11)), [1, 1.4, 1.8, 2.2, 2.6, 3, 3.4, 3.8, 4.2, 4.6, 5]),
        ((1, 2, 3, 4, 5, 6, 7), [1, 1 + 2 / 3, 1 + 4 / 3, 3, 1 + 8 / 3, 1 + 10 / 3, 5]),
    ],
)
def test_other_codes_are_mapped_linearly_to_1_to_5(codes: tuple[int, ...], expected: list[float]) -> None:
    raw = [float(code) for code in codes]
    mapped = healthy(Asked("trust", statements=1, codes=codes), raw)
    turned = healthy(Asked("trust", statements=1, codes=codes, reversed=(1,)), raw)

    assert mapped == pytest.approx(expected, abs=1e-12)
    assert turned == pytest.approx([6 - value for value in expected], abs=1e-12)


@pytest.mark.parametrize("turned", [(), (1,)])
def test_no_kind_of_missing_answer_becomes_a_value(turned: tuple[int, ...]) -> None:
    assert np.isnan(healthy(Asked("trust", statements=1, reversed=turned), [98, 99, -1, EMPTY])).all()


def test_the_health_scale_has_a_column_for_each_statement_and_the_rows_of_the_answers() -> None:
    frame = responses(TWO, [("north", [2, 2]), ("south", [98, 5]), ("north", [-1, 1])]).set_index(pd.Index([7, 3, 5]))

    expected = pd.DataFrame({"trust_1": [2, EMPTY, EMPTY], "trust_2": [4.0, 1, 5]}, index=[7, 3, 5])
    pd.testing.assert_frame_equal(health(frame, TWO), expected)


def test_answers_are_not_changed_by_preparing_them() -> None:
    frame = responses(TWO, [("north", [2, 98]), ("south", [-1, 99])])
    before = frame.copy()

    health(frame, TWO)

    pd.testing.assert_frame_equal(frame, before)


def test_reversing_mirrors_the_scale_at_its_middle() -> None:
    assert reverse(pd.Series([1, 1.4, 3, 5])).tolist() == [5, 4.6, 3, 1]


def test_the_range_of_codes_does_not_count_do_not_know() -> None:
    assert code_range(Choices(codes=(0, 5, 10), dont_know=98)) == (0, 10)


def test_only_what_was_not_shown_counts_as_not_shown() -> None:
    frame = responses(TWO, [("north", [-1, 3]), ("north", [98, 99]), ("north", [EMPTY, -1])])

    assert shown(frame, TWO).to_numpy().tolist() == [[False, True], [True, True], [True, False]]


def test_do_not_know_is_an_answer_and_silence_is_none() -> None:
    frame = responses(
        TWO, [("o", [3, EMPTY]), ("o", [98, 99]), ("o", [99, 99]), ("o", [-1, -1]), ("o", [EMPTY, EMPTY])]
    )

    assert any_answer(frame, TWO).tolist() == [True, True, False, False, False]
