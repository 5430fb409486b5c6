"""Explained variance divided among predictors: cases with a known answer, what cannot change it, what is refused."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from scoring.drivers import Importance, relative_importance

RNG = np.random.default_rng(11)
CASES = RNG.normal(size=(60, 4))
TABLE = pd.DataFrame(CASES, columns=["silos", "funding", "overview", "impact"])
SYNERGY = pd.Series(CASES @ [0.8, 0.4, 0.0, 0.0] + RNG.normal(size=60))


def orthogonal(n: int, p: int) -> np.ndarray:
    """Return columns without any correlation, each with mean 0 and a sum of squares of 1."""
    drawn = np.random.default_rng(2).normal(size=(n, p))
    return np.linalg.qr(drawn - drawn.mean(axis=0))[0]


def values(importance: Importance) -> list[float]:
    """Return the shares in the order of the predictors."""
    return [share.value for share in importance.shares.values()]


def test_predictors_without_correlation_have_their_own_explained_variance() -> None:
    columns = orthogonal(40, 4)
    found = relative_importance(columns[:, :3], columns @ [0.5, 0.3, 0.0, math.sqrt(1 - 0.25 - 0.09)])

    assert values(found) == pytest.approx([0.25, 0.09, 0.0], abs=1e-12)
    assert [found.r2.value, found.r2.n] == pytest.approx([0.34, 40], abs=1e-12)


def test_two_predictors_by_hand() -> None:
    # Correlations 0.5 with each other, 0.6 and 0.4 with the criterion: R² = (0.36 + 0.16 − 2 · 0.5 · 0.24) / 0.75. A
    # share is the mean of what a predictor explains alone and after the other.
    one, other, rest = orthogonal(30, 3).T
    second = 0.5 * one + math.sqrt(0.75) * other
    slope = (0.4 - 0.5 * 0.6) / math.sqrt(0.75)
    r2 = 0.28 / 0.75

    found = relative_importance(np.column_stack([one, second]), 0.6 * one + slope * other + math.sqrt(1 - r2) * rest)

    assert values(found) == pytest.approx([(0.36 + r2 - 0.16) / 2, (0.16 + r2 - 0.36) / 2], abs=1e-12)
    assert found.r2.value == pytest.approx(r2, abs=1e-12)


def test_predictors_that_repeat_each_other_share_what_each_explains() -> None:
    doubled = TABLE.assign(again=TABLE["silos"] * 2 + 1)
    once, twice = relative_importance(TABLE, SYNERGY), relative_importance(doubled, SYNERGY)

    assert twice.r2.value == pytest.approx(once.r2.value, abs=1e-12)
    assert twice.shares["silos"].value == pytest.approx(twice.shares["again"].value, abs=1e-12)
    assert twice.shares["silos"].first == pytest.approx(twice.shares["again"].first, abs=1e-12)


def test_shares_are_named_as_the_columns_or_by_their_place() -> None:
    assert list(relative_importance(TABLE, SYNERGY).shares) == ["silos", "funding", "overview", "impact"]
    assert list(relative_importance(CASES, SYNERGY.to_numpy()).shares) == ["x1", "x2", "x3", "x4"]


def test_a_frame_and_an_array_give_the_same_figures() -> None:
    by_name, by_place = relative_importance(TABLE, SYNERGY), relative_importance(CASES.tolist(), SYNERGY.tolist())

    assert by_name.r2 == by_place.r2
    assert list(by_name.shares.values()) == list(by_place.shares.values())


def test_the_order_of_cases_changes_no_digit() -> None:
    orders = [np.random.default_rng(seed).permutation(60) for seed in range(5)]
    found = [relative_importance(TABLE.iloc[order], SYNERGY.iloc[order]) for order in orders]

    assert found == [relative_importance(TABLE, SYNERGY)] * 5


def test_the_seed_moves_the_intervals_alone() -> None:
    one, again, other = (relative_importance(TABLE, SYNERGY, seed=seed) for seed in (1, 1, 2))

    assert one == again != other
    assert values(one) == values(other)


def test_how_often_each_came_first_adds_up_to_always() -> None:
    first = [share.first for share in relative_importance(TABLE, SYNERGY).shares.values()]

    assert math.fsum(first) == pytest.approx(1, abs=1e-12)
    assert first[0] == max(first) > 0.6


def test_a_wider_level_gives_a_wider_interval() -> None:
    narrow, broad = (relative_importance(TABLE, SYNERGY, level=level) for level in (0.5, 0.95))

    for name, share in narrow.shares.items():
        assert broad.shares[name].low <= share.low <= share.value <= share.high <= broad.shares[name].high
    assert broad.r2.low < narrow.r2.low < narrow.r2.value < narrow.r2.high < broad.r2.high


def test_where_nothing_goes_together_intervals_begin_at_zero() -> None:
    rng = np.random.default_rng(8)
    found = relative_importance(rng.normal(size=(33, 11)), rng.normal(size=33))

    # No redrawn share is exactly 0: without what redrawing adds by chance taken off, no interval would begin there.
    assert sum(share.low == 0 for share in found.shares.values()) >= 9
    assert found.r2.low == 0


def test_the_interval_of_what_is_explained_by_hand() -> None:
    # Ezekiel: 1 − 0.66 · 39/36 = 0.285; Fisher: artanh √0.285 ± 1.644854 / √35.
    columns = orthogonal(40, 4)
    r2 = relative_importance(columns[:, :3], columns @ [0.5, 0.3, 0.0, math.sqrt(0.66)]).r2

    centre, reach = math.atanh(math.sqrt(0.285)), 1.644854 / math.sqrt(35)
    assert [r2.low, r2.high] == pytest.approx(
        [math.tanh(centre - reach) ** 2, math.tanh(centre + reach) ** 2], abs=1e-6
    )


def test_what_an_f_test_does_not_tell_from_nothing_may_be_nothing() -> None:
    # R² = 0.5 with 11 predictors and 33 cases: F = 1.91, p = 0.097.
    columns = orthogonal(33, 12)
    x, y = columns[:, :11], columns[:, 0] + columns[:, 11]

    assert relative_importance(x, y).r2.low == 0
    assert relative_importance(x, y, level=0.8).r2.low > 0.05


def test_a_criterion_that_is_a_predictor_is_explained_in_full() -> None:
    found = relative_importance(TABLE, TABLE["funding"])

    assert found.r2.value == pytest.approx(1, abs=1e-12)
    assert found.r2.high == pytest.approx(1, abs=1e-9)
    assert found.shares["funding"].first == 1


def test_cases_with_a_missing_value_are_left_out() -> None:
    gaps, criterion = TABLE.copy(), SYNERGY.copy()
    gaps.loc[3, "silos"] = math.nan
    criterion[7] = math.nan
    kept = [row for row in range(60) if row not in (3, 7)]

    assert relative_importance(gaps, criterion) == relative_importance(TABLE.loc[kept], SYNERGY[kept])
    assert relative_importance(gaps, criterion).r2.n == 58


def test_a_predictor_that_stands_still_in_redrawn_data_explains_nothing_there() -> None:
    # One of 30 differs: in more than a third of the redrawn data sets nobody does.
    rare = np.zeros(30)
    rare[4] = 1.0
    found = relative_importance(np.column_stack([rare, CASES[:30, 0]]), CASES[:30, 0] + CASES[:30, 1])

    assert found.shares["x1"].low == 0
    assert math.isfinite(found.shares["x1"].high)


def test_a_criterion_that_stands_still_in_redrawn_data_is_not_explained_there() -> None:
    rare = np.zeros(30)
    rare[4] = 1.0
    found = relative_importance(CASES[:30, :2], rare)

    assert [share.low for share in found.shares.values()] == [0, 0]
    assert math.fsum(share.first for share in found.shares.values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        (29, 1, r"29 complete cases are too few; 30 are needed \(predictors: 1\)"),
        (32, 11, r"32 complete cases are too few; 33 are needed \(predictors: 11\)"),
        (60, 13, "give 1 to 12 predictors, not 13"),
        (60, 0, "give 1 to 12 predictors, not 0"),
    ],
)
def test_too_few_cases_and_too_many_predictors_are_refused(rows: int, columns: int, message: str) -> None:
    drawn = np.random.default_rng(1).normal(size=(rows, columns + 1))

    with pytest.raises(ValueError, match=message):
        relative_importance(drawn[:, 1:], drawn[:, 0])


def test_missing_values_count_against_the_minimum() -> None:
    gaps = TABLE.iloc[:30].copy()
    gaps.loc[0, "silos"] = math.nan

    assert relative_importance(TABLE.iloc[:30], SYNERGY[:30]).r2.n == 30
    with pytest.raises(ValueError, match=r"29 complete cases are too few; 30 are needed \(predictors: 4\)"):
        relative_importance(gaps, SYNERGY[:30])


def test_columns_in_which_all_are_equal_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="all values of funding, impact are equal"):
        relative_importance(TABLE.assign(funding=3.0, impact=4.0), SYNERGY)
    with pytest.raises(ValueError, match="all values of y are equal"):
        relative_importance(TABLE, np.full(60, 3.0))


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two predictors have one name among silos, silos"):
        relative_importance(TABLE.iloc[:, [0, 1]].set_axis(["silos", "silos"], axis=1), SYNERGY)


def test_rows_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(ValueError, match="x has 60 rows and y has 59; each row of x needs its value of y"):
        relative_importance(TABLE, SYNERGY.to_numpy()[1:])
    with pytest.raises(ValueError, match="the rows of x and y are labelled differently; bring both to one index"):
        relative_importance(TABLE, SYNERGY[::-1])


def test_infinite_values_are_refused() -> None:
    with pytest.raises(ValueError, match="a value is infinite"):
        relative_importance(TABLE.assign(silos=math.inf), SYNERGY)


@pytest.mark.parametrize("level", [0.0, 1.0, 90])
def test_a_level_that_is_no_probability_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=f"the level must lie between 0 and 1, not {level}"):
        relative_importance(TABLE, SYNERGY, level=level)
