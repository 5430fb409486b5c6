"""Indices of agreement and intraclass correlation: figures by hand, edges of their definitions, and what is refused."""

from __future__ import annotations

import math
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
import pytest

from scoring.agreement import Deviation, a_wg, ad_m, agreement_word, icc, rwg, rwg_j
from scoring.findings import Unity

EMPTY = math.nan
THIRDS = np.random.default_rng(4).integers(3, 16, 30) / 3
NAMES = np.array(["Nord", "Süd", "West", "Ost", "Mitte"])[np.random.default_rng(5).integers(0, 5, 30)]


@pytest.mark.parametrize(
    ("values", "points", "expected"),
    [
        ([4, 4, 4], 5, 1.0),
        ([3, 3, 4], 5, 1 - (1 / 3) / 2),
        ([3, 4], 5, 1 - 0.5 / 2),
        ([1, 5, 1, 5], 5, 0.0),
        ([1, 2, 3, 4, 5], 5, 0.0),
        ([1, 3, 3, 3, 5], 5, 0.0),
        ([1, 2, 3, 4, 5], 7, 1 - 2.5 / 4),
        ([3, EMPTY, 3, 4], 5, 1 - (1 / 3) / 2),
    ],
)
def test_rwg_by_hand(values: list[float], points: int, expected: float) -> None:
    found = rwg(values, points=points)

    assert found.value == pytest.approx(expected, abs=1e-12)
    assert found.n == sum(not math.isnan(value) for value in values)


def test_rwg_of_several_items_by_hand() -> None:
    # Sample variances 1/3, 1/3 and 4/3: q = (2/3) / 2, and 3 (1 − q) / (3 (1 − q) + q).
    found = rwg_j([[3, 3, 3], [3, 4, 5], [4, 4, 5]])

    assert found.value == pytest.approx(2 / (2 + 1 / 3))
    assert found.n == 3


def test_rwg_of_one_item_is_that_of_the_item() -> None:
    values = [2, 3, 3, 5, 4]

    assert rwg_j([[value] for value in values]).value == pytest.approx(rwg(values).value)
    assert rwg_j(values).value == pytest.approx(rwg(values).value)


def test_only_the_mean_variance_of_several_items_is_capped() -> None:
    # 16/3 and 0: the first alone is more than chance, the mean of both is 8/3, still more than 2.
    assert rwg_j([[1, 3], [5, 3], [5, 3]]).value == 0.0
    # 16/3, 0 and 0: q = (16/9) / 2.
    assert rwg_j([[1, 3, 3], [5, 3, 3], [5, 3, 3]]).value == pytest.approx(3 * (1 / 9) / (3 * (1 / 9) + 8 / 9))


def test_more_items_of_the_same_kind_raise_rwg() -> None:
    item = [3, 3, 4, 5]
    rising = [rwg_j(np.column_stack([item] * several)).value for several in (1, 2, 5, 10)]

    assert rising == sorted(rising)
    assert rising[-1] > rising[0] + 0.3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 3, 3], 1.0),
        ([1, 1, 5, 5], -1.0),
        # M = 11/3, s² = 1/3: 1 − (2/3) / [(6M − M² − 5) 3/2]
        ([3, 4, 4], 1 - (2 / 3) / ((22 - 121 / 9 - 5) * 1.5)),
        # M = 4, the highest that four raters can have with one at the other end
        ([5, 5, 5, 1], -1.0),
        ([4, 4, 4, 4], 1.0),
        ([2, 2, 2, EMPTY, 2], 1.0),
    ],
)
def test_a_wg_by_hand(values: list[float], expected: float) -> None:
    found = a_wg(values)

    assert found is not None
    assert found.value == pytest.approx(expected, abs=1e-12)
    assert found.n == sum(not math.isnan(value) for value in values)


@pytest.mark.parametrize("values", [[5, 5, 5, 5], [1, 1], [5, 5, 5, 2], [1, 1, 1, 4], [4.5, 4.5, 4.5]])
def test_a_wg_is_not_defined_where_the_mean_leaves_no_room_for_one_at_the_other_end(values: list[float]) -> None:
    assert a_wg(values) is None


def test_a_wg_knows_the_ends_of_the_scale() -> None:
    assert a_wg([3, 4, 4], lowest=1, highest=7) != a_wg([3, 4, 4])
    assert a_wg([0, 4], lowest=0, highest=4) == a_wg([1, 5])


@pytest.mark.parametrize("raters", [2, 3, 4, 5, 6])
def test_a_wg_lies_between_minus_one_and_one_and_is_the_same_from_the_other_end(raters: int) -> None:
    for values in combinations_with_replacement(range(1, 6), raters):
        found, turned = a_wg(values), a_wg([6 - value for value in values])

        if found is None or turned is None:
            assert found is turned is None
        else:
            assert -1 - 1e-12 <= found.value <= 1
            assert (found.value <= -1 + 1e-12) == (set(values) == {1, 5})
            assert turned.value == pytest.approx(found.value, abs=1e-12)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 3, 3], Deviation(value=0.0, n=3)),
        ([2, 4, 2, 4], Deviation(value=1.0, n=4)),
        ([1, 2, 6], Deviation(value=2.0, n=3)),
        ([1, EMPTY, 5], Deviation(value=2.0, n=2)),
        ([[2, 3], [4, 3]], Deviation(value=0.5, n=2)),
        ([[2, 3], [4, 3], [EMPTY, 1]], Deviation(value=0.5, n=2)),
    ],
)
def test_the_mean_deviation_by_hand(values: list[float], expected: Deviation) -> None:
    assert ad_m(values) == expected
    assert ad_m(pd.DataFrame(values) if np.ndim(values) > 1 else pd.Series(values)) == expected


@pytest.mark.parametrize(
    ("deviation", "word"),
    [
        (0.0, "agreed"),
        (0.4999, "agreed"),
        (0.5, "mixed"),
        (0.75, "mixed"),
        (0.7501, "contested"),
        (2.0, "contested"),
    ],
)
def test_a_deviation_becomes_a_word(deviation: float, word: Unity) -> None:
    assert agreement_word(deviation) == word


@pytest.mark.parametrize("deviation", [-0.1, EMPTY])
def test_what_is_no_deviation_is_refused(deviation: float) -> None:
    with pytest.raises(ValueError, match=f"a mean absolute deviation is 0 or more, not {deviation}"):
        agreement_word(deviation)


@pytest.mark.parametrize("values", [[3], [3, EMPTY], [], [EMPTY]])
def test_a_single_rater_is_refused_by_all(values: list[float]) -> None:
    for index in (rwg, a_wg, ad_m, rwg_j):
        with pytest.raises(ValueError, match="agreement needs at least 2 raters with every answer, and there"):
            index(values)


@pytest.mark.parametrize("items", [[[3, 4]], [[3, 4], [EMPTY, 5]]])
def test_a_single_rater_of_several_items_is_refused(items: list[list[float]]) -> None:
    for index in (rwg_j, ad_m):
        with pytest.raises(ValueError, match="agreement needs at least 2 raters with every answer, and there is 1"):
            index(items)


def test_tables_where_one_item_is_asked_for_are_refused() -> None:
    for index in (rwg, a_wg):
        with pytest.raises(ValueError, match=r"these have the shape \(2, 2\); give one item at a time"):
            index(np.ones((2, 2)))
    with pytest.raises(ValueError, match="there is no item"):
        rwg_j(np.ones((3, 0)))


def test_answers_that_the_scale_does_not_have_are_refused() -> None:
    with pytest.raises(ValueError, match="answers lie 5 points apart, and 5 answers are at most 4 apart"):
        rwg([1, 6])
    with pytest.raises(ValueError, match="an item has at least 2 answers, not 1"):
        rwg([1, 1], points=1)
    with pytest.raises(ValueError, match="the answers go from 1 to 6, outside 1 to 5"):
        a_wg([1, 6])
    with pytest.raises(ValueError, match="the scale must rise, and it goes from 5 to 1"):
        a_wg([1, 2], lowest=5, highest=1)


def test_the_order_of_raters_changes_no_digit() -> None:
    orders = [np.random.default_rng(seed).permutation(30) for seed in range(20)]
    table = np.column_stack([THIRDS, 6 - THIRDS])

    for index, given in ((rwg, THIRDS), (a_wg, THIRDS), (ad_m, THIRDS), (rwg_j, table), (ad_m, table)):
        assert {index(given[order]) for order in orders} == {index(given)}
    assert {icc(THIRDS[order], NAMES[order]) for order in orders} == {icc(THIRDS, NAMES)}


def test_intraclass_correlation_by_hand() -> None:
    # Means 1.5, 3.5 and 5 around 3: (4.5 + 0.5 + 4) / 2 between; (0.5 + 0.5) / 2 within; k = 5/3.
    between, within, k = 4.5, 0.5, 5 / 3

    found = icc([1, 2, 3, 4, 5], ["a", "a", "b", "b", "c"])

    assert found.icc1 == pytest.approx((between - within) / (between + (k - 1) * within))
    assert found.icc2 == pytest.approx((between - within) / between)
    assert (found.n, found.groups, found.size) == (5, 3, k)
    # F of (2, 2) degrees: P(F > x) = 1 / (1 + x), and its quantiles at 95 % are 39 and 1/39.
    assert found.p == pytest.approx(1 / (1 + between / within))
    low, high = between / 39, between * 39
    assert found.low == pytest.approx((low - within) / (low + (k - 1) * within))
    assert found.high == pytest.approx((high - within) / (high + (k - 1) * within))


def test_the_level_of_an_intraclass_correlation_is_the_probability_inside() -> None:
    wide, narrow = (icc(THIRDS, NAMES, level=level) for level in (0.95, 0.5))

    assert wide.low < narrow.low < narrow.icc1 < narrow.high < wide.high


def test_groups_of_one_count_between_and_not_within() -> None:
    pairs = icc([1, 2, 4, 5], ["a", "a", "b", "b"])
    with_single = icc([1, 2, 4, 5, 3], ["a", "a", "b", "b", "c"])

    assert (with_single.groups, with_single.size) == (3, 5 / 3)
    # The same spread within; 9 between, over one degree more.
    assert [pairs.icc2, with_single.icc2] == pytest.approx([(9 - 0.5) / 9, (4.5 - 0.5) / 4.5])


def test_names_and_order_of_groups_and_persons_without_a_value_change_nothing() -> None:
    known = icc(THIRDS, NAMES)
    named = {"Nord": "z", "Süd": "y", "West": "x", "Ost": "w", "Mitte": "v"}

    assert icc(THIRDS, [named[name] for name in NAMES]) == known
    assert icc(pd.Series(THIRDS), pd.Series(NAMES, dtype="category")) == known
    assert icc([*THIRDS, EMPTY], [*NAMES, "nobody answered"]) == known


def test_colleagues_who_all_agree_are_one_and_groups_that_are_the_same_are_below_zero() -> None:
    agreed = icc([1, 1, 4, 4], ["a", "a", "b", "b"])
    same = icc([1, 3, 1, 3], ["a", "a", "b", "b"])

    assert (agreed.icc1, agreed.low, agreed.high, agreed.icc2, agreed.p) == (1, 1, 1, 1, 0)
    assert (same.icc1, same.low, same.high, same.icc2, same.p) == (-1, -1, -1, -math.inf, 1)


@pytest.mark.parametrize(
    ("values", "groups", "message"),
    [
        ([1, 2, 3], ["a", "a", "a"], "there are 1 groups of 3 persons"),
        ([1, 2, 3], ["a", "b", "c"], "there are 3 groups of 3 persons"),
        ([1, 2, EMPTY], ["a", "b", "b"], "there are 2 groups of 2 persons"),
        ([], [], "there are 0 groups of 0 persons"),
        ([EMPTY, EMPTY], ["a", "b"], "there are 0 groups of 0 persons"),
        ([2, 2, 2, 2], ["a", "a", "b", "b"], "everybody has the same value"),
        ([1, 2, 3], ["a", "a", None], "a person has no group"),
        ([1, 2, 3], ["a", "a"], "there are 3 values and 2 groups"),
    ],
)
def test_what_cannot_be_divided_is_refused_with_the_reason(
    values: list[float], groups: list[str | None], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        icc(values, groups)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_that_is_no_probability_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=f"the level must lie between 0 and 1, not {level}"):
        icc(THIRDS, NAMES, level=level)
