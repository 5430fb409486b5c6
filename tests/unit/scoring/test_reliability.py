"""Alpha, omega and item statistics: figures by hand, what moves them, and what is refused with a reason."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pandas as pd
import pytest

from scoring.reliability import Alpha, ItemStatistics, cronbach_alpha, item_statistics, omega_total

EMPTY = math.nan
FOUR = np.random.default_rng(8).integers(1, 6, (40, 4)) // 2 + np.random.default_rng(9).integers(1, 4, (40, 1))
HALVES = FOUR / 3


def with_covariance(covariance: list[list[float]], *, persons: int = 20) -> np.ndarray:
    """Return answers that have exactly this covariance matrix, and mean 3."""
    drawn = np.random.default_rng(1).normal(size=(persons, len(covariance)))
    uncorrelated, _ = np.linalg.qr(drawn - drawn.mean(axis=0))
    return np.asarray(3 + math.sqrt(persons - 1) * uncorrelated @ np.linalg.cholesky(np.array(covariance)).T)


def of_one_factor(loadings: list[float], uniquenesses: list[float]) -> np.ndarray:
    """Return answers behind which one factor stands exactly."""
    return with_covariance((np.outer(loadings, loadings) + np.diag(uniquenesses)).tolist())


def test_alpha_of_two_statements_by_hand() -> None:
    # Variances 1 and 1, covariance 1/2: α = 2 (1 − 2/3). F of (2, 2) degrees has the quantiles 39 and 1/39.
    alpha = cronbach_alpha([[1, 1], [2, 3], [3, 2]])

    assert msgspec.structs.astuple(alpha) == pytest.approx((2 / 3, 1 - 39 / 3, 1 - 1 / 117, 3))


def test_the_level_of_alpha_is_the_probability_inside() -> None:
    # F of (2, 2) degrees has the quantiles 19 and 1/19 at 90 %.
    alpha = cronbach_alpha([[1, 1], [2, 3], [3, 2]], level=0.9)

    assert [alpha.low, alpha.high] == pytest.approx([1 - 19 / 3, 1 - 1 / 57])


def test_statements_that_are_the_same_have_alpha_one_without_width() -> None:
    assert cronbach_alpha([[1, 1], [2, 2], [4, 4]]) == Alpha(value=1.0, low=1.0, high=1.0, n=3)


def test_a_statement_that_was_not_turned_round_makes_alpha_negative() -> None:
    assert cronbach_alpha([[1, 5], [2, 4], [3, 4], [5, 1]]).value < -1


def test_persons_who_left_a_statement_out_do_not_count() -> None:
    table = [[EMPTY, 1, 1, 5], *FOUR.tolist(), [5, 5, EMPTY, EMPTY]]

    assert cronbach_alpha(table) == cronbach_alpha(FOUR)
    assert omega_total(table) == omega_total(FOUR)
    assert item_statistics(table) == item_statistics(FOUR)
    assert {one.n for one in item_statistics(table)} == {40}


def test_all_kinds_of_tables_are_read_alike() -> None:
    frame = pd.DataFrame(FOUR)
    tables = [FOUR, FOUR.tolist(), frame, frame.astype("Int64"), frame.astype(float)]

    assert {cronbach_alpha(table) for table in tables} == {cronbach_alpha(FOUR)}
    assert {omega_total(table) for table in tables} == {omega_total(FOUR)}
    with_gap = frame.astype("Int64").mask(frame.index.to_series() == 0)
    assert cronbach_alpha(with_gap) == cronbach_alpha(FOUR[1:])


@pytest.mark.parametrize("items", [FOUR, HALVES], ids=["whole numbers", "fractions"])
def test_the_order_of_persons_changes_no_digit(items: np.ndarray) -> None:
    orders = [np.random.default_rng(seed).permutation(len(items)) for seed in range(20)]

    assert {cronbach_alpha(items[order]) for order in orders} == {cronbach_alpha(items)}
    assert {omega_total(items[order]) for order in orders} == {omega_total(items)}
    assert {item_statistics(items[order]) for order in orders} == {item_statistics(items)}


def test_moving_and_stretching_the_scale_changes_nothing() -> None:
    stretched = 7 - 2.5 * FOUR

    assert msgspec.structs.astuple(cronbach_alpha(stretched)) == pytest.approx(
        msgspec.structs.astuple(cronbach_alpha(FOUR))
    )
    assert omega_total(stretched).value == pytest.approx(omega_total(FOUR).value)


def test_omega_of_three_statements_by_hand() -> None:
    loadings, uniquenesses = [0.9, 0.6, 0.4], [0.3, 0.5, 0.8]

    omega = omega_total(of_one_factor(loadings, uniquenesses))

    assert omega.value == pytest.approx(1.9**2 / (1.9**2 + 1.6), abs=1e-7)
    assert omega.n == 20
    assert omega.loadings == pytest.approx(loadings, abs=1e-6)
    assert omega.uniquenesses == pytest.approx(uniquenesses, abs=1e-6)


def test_omega_equals_alpha_where_all_statements_are_equally_good() -> None:
    items = of_one_factor([0.7] * 5, [0.6] * 5)

    assert omega_total(items).value == pytest.approx(cronbach_alpha(items).value, abs=1e-7)


def test_omega_exceeds_alpha_where_statements_differ_in_how_good_they_are() -> None:
    items = of_one_factor([1.2, 0.8, 0.3, 0.2], [0.4, 0.5, 0.9, 0.9])

    assert omega_total(items).value > cronbach_alpha(items).value + 0.03


def test_the_sign_of_a_factor_is_that_of_most_statements() -> None:
    loadings = omega_total(of_one_factor([-0.9, -0.6, 0.4], [0.3, 0.5, 0.8])).loadings

    assert loadings == pytest.approx([0.9, 0.6, -0.4], abs=1e-6)


def test_the_rest_of_a_scale_by_hand() -> None:
    # a and b: variances 1, covariance 1/2; c tells nothing. Without a: 2 (1 − 1/1); without c: 2 (1 − 2/3).
    table = pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2], "c": [2, 2, 2]})

    first, second, third = item_statistics(table)

    assert [first.item, second.item, third.item] == ["a", "b", "c"]
    assert [first.rest_correlation, second.rest_correlation] == pytest.approx([0.5, 0.5])
    assert [first.alpha_without, second.alpha_without, third.alpha_without] == pytest.approx([0, 0, 2 / 3])
    assert third.rest_correlation is None


def test_items_without_names_are_called_by_their_place_and_two_leave_no_alpha() -> None:
    assert item_statistics([[1, 1], [2, 3], [3, 2]]) == (
        ItemStatistics(item="0", rest_correlation=0.5, alpha_without=None, n=3),
        ItemStatistics(item="1", rest_correlation=0.5, alpha_without=None, n=3),
    )


def test_a_rest_that_is_the_same_for_everybody_has_no_figures() -> None:
    first, *_ = item_statistics([[1, 1, 5], [2, 2, 4], [4, 3, 3]])

    assert (first.rest_correlation, first.alpha_without) == (None, None)


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([[1], [2], [3]], "alpha needs at least 2 statements, and there is 1"),
        ([1, 2, 3], "alpha needs at least 2 statements, and there is 1"),
        ([[1, 2], [2, 3]], "alpha needs at least 3 persons who answered every statement, and there are 2"),
        ([[1, 2], [2, EMPTY], [3, 4]], "at least 3 persons who answered every statement, and there are 2"),
        ([[1, 4], [2, 3], [3, 2]], "everybody has the same sum of answers"),
        ([[1, 2], [math.inf, 3], [3, 4]], "a value is infinite"),
        (np.ones((3, 3, 3)), r"expected a table of persons × items, and this has the shape \(3, 3, 3\)"),
    ],
)
def test_what_has_no_alpha_is_refused_with_the_reason(items: list[list[float]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cronbach_alpha(items)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_that_is_no_probability_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=f"the level must lie between 0 and 1, not {level}"):
        cronbach_alpha(FOUR, level=level)


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (FOUR[:, :2], "omega needs at least 3 statements, and there are 2"),
        (FOUR[:2], "omega needs at least 3 persons who answered every statement, and there are 2"),
        (
            pd.DataFrame({"a": [1, 2, 4], "b": [3, 3, 3], "c": [2, 1, 4], "d": [1, 1, 1]}),
            "everybody answered b, d alike",
        ),
        (with_covariance([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]]), "a Heywood case: .* nothing of 0 to itself"),
        (with_covariance([[1, 0.3, -0.3], [0.3, 1, 0.3], [-0.3, 0.3, 1]]), "a Heywood case"),
        (with_covariance([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]]), "fewer than 3 statements share anything"),
    ],
)
def test_what_one_factor_does_not_describe_is_refused_with_the_reason(items: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        omega_total(items)


def test_a_search_that_is_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="the search for one factor did not converge in 2 steps"):
        omega_total(FOUR, iterations=2)


def test_item_statistics_of_a_single_statement_are_refused() -> None:
    with pytest.raises(ValueError, match="a comparison with the rest needs at least 2 statements, and there is 1"):
        item_statistics([[1], [2], [3]])


def test_three_persons_are_enough_to_compute() -> None:
    assert cronbach_alpha([[1, 2, 1], [3, 3, 2], [4, 5, 5]]).n == 3
    assert omega_total([[3, 3, 3, 5], [1, 3, 1, 3], [5, 4, 2, 5]]).n == 3
