"""What chance would do: p by counting and by drawing, and q-values of many comparisons."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from scoring.chance import PermutationTest, benjamini_hochberg, permutation_test

NAN = math.nan


def test_all_ways_of_parting_few_scores_are_counted() -> None:
    # Of the 20 ways to choose three of 1 … 6 one alone has the sum 15: p = 2 × 1/20.
    assert permutation_test([4, 5, 6], [1, 2, 3], seed=1) == PermutationTest(
        value=3.0, p=0.1, n=6, permutations=20, every=True
    )


def test_ties_count_in_both_tails() -> None:
    # Sums of two of 1, 1, 2, 2: 2 once, 3 four times, 4 once. At least 3: five of six; at most 3: five of six.
    assert permutation_test([1, 2], [1, 2], seed=1).p == 1
    assert permutation_test([2, 2], [1, 1], seed=1).p == pytest.approx(2 / 6)


@pytest.mark.parametrize(
    "thirds",
    [
        ([10, 11, 6], [14, 12, 7]),
        ([5, 12, 8], [14, 6, 7, 6]),
        ([13, 3, 10], [7, 9, 14]),
        ([7, 12, 8], [8, 10, 10, 4]),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_sums_that_differ_in_their_last_digits_alone_are_ties(
    thirds: tuple[list[int], list[int]], *, turned: bool
) -> None:
    # 3.333333333 + 3.666666667 + 2 and 2.333333333 + 4.666666667 + 2 are summed to other last digits, and the same.
    a, b = ([18 - third if turned else third for third in group] for group in thirds)
    rounded = ([round(third / 3, 9) for third in group] for group in (a, b))

    assert permutation_test(*rounded, seed=1).p == permutation_test(a, b, seed=1).p


def test_many_scores_are_drawn_and_p_is_never_0() -> None:
    low, high = np.arange(12.0), np.arange(12.0) + 40

    assert permutation_test(high, low, seed=1) == PermutationTest(
        value=40.0, p=2 / 10_000, n=24, permutations=9_999, every=False
    )


def test_20_000_ways_are_counted_and_more_are_drawn() -> None:
    # 19,900 ways to choose two of 200, 20,100 to choose two of 201.
    assert permutation_test([1, 2], np.arange(198.0), seed=1).permutations == 19_900
    assert permutation_test([1, 2], np.arange(199.0), seed=1).permutations == 9_999


def test_drawn_p_is_near_that_of_all_ways_and_follows_from_the_seed() -> None:
    a, b = np.arange(9.0), np.arange(9.0) + 2.5
    drawn = [permutation_test(a, b, seed=seed).p for seed in (1, 1, 2, 3)]

    # Of 48,620 ways, too many to be counted, 1,912 have a sum as small: twice that share, within four errors.
    assert permutation_test(a, b, seed=1).every is False
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) > 1
    assert drawn == pytest.approx([2 * 1_912 / 48_620] * 4, abs=4 * 2 * math.sqrt(0.039 * 0.961 / 9_999))


def test_drawing_ends_where_p_is_sure_to_lie_above_what_is_asked_for() -> None:
    rng = np.random.default_rng(4)
    pairs = [(rng.normal(shift, 1, 15).round(1), rng.normal(0, 1, 14).round(1)) for shift in np.linspace(0, 1, 25)]
    whole = [permutation_test(a, b, seed=1) for a, b in pairs]
    ended = [permutation_test(a, b, seed=1, beyond=0.1) for a, b in pairs]

    early = [one for one, full in zip(ended, whole, strict=True) if one != full]
    assert len(early) > 5
    assert min(one.p for one in early) > 0.1
    assert min(full.p for one, full in zip(ended, whole, strict=True) if one != full) > 0.1
    assert max(one.permutations for one in early) < 9_999
    assert {full.permutations for full in whole} == {9_999}


def test_one_score_a_group_is_enough_to_count() -> None:
    assert permutation_test([5], [1], seed=1) == PermutationTest(value=4.0, p=1.0, n=2, permutations=2, every=True)


def test_scores_that_are_all_equal_differ_by_chance() -> None:
    assert permutation_test([3.1] * 15, [3.1] * 20, seed=1).p == 1


def test_an_empty_group_and_a_missing_score_are_refused() -> None:
    with pytest.raises(ValueError, match="a group needs at least 1 scores"):
        permutation_test([], [1, 2], seed=1)
    with pytest.raises(ValueError, match="a score is missing"):
        permutation_test([1, NAN], [1, 2], seed=1)


def test_q_values_are_p_times_comparisons_by_rank_and_never_fall() -> None:
    q = benjamini_hochberg([0.01, 0.04, 0.03, 0.005, 0.5])

    assert q.tolist() == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.5])


def test_missing_p_values_do_not_count_and_stay_missing() -> None:
    whole, holes = benjamini_hochberg([0.01, 0.04, 0.03]), benjamini_hochberg([None, 0.01, NAN, 0.04, 0.03, None])

    assert holes.tolist() == pytest.approx([NAN, whole[0], NAN, whole[1], whole[2], NAN], nan_ok=True)
    assert benjamini_hochberg([None, NAN]).tolist() == pytest.approx([NAN, NAN], nan_ok=True)
    assert benjamini_hochberg([]).tolist() == []


def test_q_values_keep_the_shape_of_the_table_of_comparisons() -> None:
    table = np.array([[0.01, 0.04], [0.03, NAN]])
    before = table.copy()
    q = benjamini_hochberg(table)

    assert q.ravel().tolist() == pytest.approx([0.03, 0.04, 0.04, NAN], nan_ok=True)
    assert q.shape == table.shape
    assert benjamini_hochberg(pd.Series([0.2, 0.1])).tolist() == pytest.approx([0.2, 0.2])
    np.testing.assert_array_equal(table, before)


@pytest.mark.parametrize("wrong", [-0.01, 1.01, math.inf])
def test_a_p_value_outside_0_to_1_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="a p-value lies outside 0 to 1"):
        benjamini_hochberg([0.5, wrong])
