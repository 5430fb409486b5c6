"""The mean of a small finite group: figures computed by hand, what widens its interval, and what is refused."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from scoring.rounding import Bounds
from scoring.uncertainty import WEAK, MeanInterval, Prior, cell_interval, interval_within, mean_interval, weak_prior


def whole(interval: MeanInterval) -> list[float]:
    """Return all figures of an interval, to be compared as one."""
    return [interval.value, interval.low, interval.high, interval.n, interval.below or math.nan, interval.variance]


def width(interval: MeanInterval) -> float:
    """Return how wide an interval is."""
    return interval.high - interval.low


def test_three_of_five_organisations_by_hand() -> None:
    # κ = 4, ν = 7, s² = (4 × 0.81 + 2) / 7, scale² = 0.4² s² (1/4 + 1/2) + 0.25 s² / 5, t(0.95; 7) = 1.894579
    scale2 = 5.24 / 7 * (0.16 * 0.75 + 0.05)
    reach = 1.894579 * math.sqrt(scale2)

    interval = mean_interval([2, 3, 4], population=5, threshold=3.0)

    assert whole(interval) == pytest.approx([3, 3 - reach, 3 + reach, 3, 0.5, scale2 * 7 / 5], abs=1e-6)


def test_all_three_organisations_by_hand() -> None:
    # The location is the raw mean, and (1 − ρ) s² / N stays: s² = (3.24 + 2/3 + 1/3) / 7.
    scale2 = 0.25 * 4.24 / 7 / 3
    reach = 1.894579 * math.sqrt(scale2)

    interval = mean_interval([2, 2, 3], population=3)

    assert (interval.n, interval.below) == (3, None)
    assert [interval.value, interval.low, interval.high] == pytest.approx(
        [7 / 3, 7 / 3 - reach, 7 / 3 + reach], abs=1e-6
    )


def test_even_unanimity_in_a_census_is_not_certain() -> None:
    # s² = 4 × 0.81 / 34, and t(0.95; 34) = 1.690924.
    reach = 1.690924 * math.sqrt(0.25 * 3.24 / 34 / 30)

    assert width(mean_interval([3.0] * 30, population=30)) == pytest.approx(2 * reach, abs=1e-6)


def test_the_order_of_scores_changes_no_digit() -> None:
    scores = np.random.default_rng(5).normal(3, 0.8, 30).round(9)
    told = {tuple(whole(mean_interval(np.roll(scores, shift), population=44, threshold=3))) for shift in range(30)}

    assert told == {tuple(whole(mean_interval(scores, population=44, threshold=3)))}


def test_the_unseen_the_level_and_poor_reliability_widen_an_interval() -> None:
    scores = [2, 3, 4] * 9
    narrow = width(mean_interval(scores, population=30))

    assert width(mean_interval(scores, population=60)) > narrow + 0.01
    assert width(mean_interval(scores, population=30, level=0.95)) > narrow + 0.01
    assert width(mean_interval(scores, population=30, prior=weak_prior(0.5))) > narrow + 0.01


@pytest.mark.parametrize(
    ("mean", "contributors", "population", "value"),
    [
        (2.0, 6, 6, (1 + 2.25) / 2),
        (2.5, 6, 6, 2.5),
        (4.0, 6, 6, (3.75 + 5) / 2),
        (1.5, 12, 12, (1 + 1.55) / 2),
        (2.7, 12, 12, 2.7),
        (4.5, 24, 24, (4.45 + 5) / 2),
        (2.5, 6, 12, (6 * 2.5 + 6 * (3 + 6 * 2.5) / 7) / 12),
        (2.7, 12, 15, (12 * 2.7 + 3 * (3 + 12 * 2.7) / 13) / 15),
    ],
)
def test_a_cell_lies_in_the_middle_of_the_means_behind_it(
    mean: float, contributors: int, population: int, value: float
) -> None:
    assert cell_interval(mean, contributors=contributors, population=population).value == pytest.approx(value, abs=1e-9)


def test_at_the_barrier_line_below_and_above_are_equally_probable() -> None:
    assert cell_interval(3.0, contributors=8, population=12, threshold=3.0).below == pytest.approx(0.5, abs=1e-12)
    assert mean_interval([2, 4] * 13, population=40, threshold=3.0).below == pytest.approx(0.5, abs=1e-12)


def test_what_is_known_only_within_bounds_is_less_sure() -> None:
    narrow = interval_within(Bounds(2.95, 3.05), contributors=12, population=15)
    broad = interval_within(Bounds(2.75, 3.25), contributors=12, population=15)

    assert narrow.value == pytest.approx(broad.value, abs=1e-12)
    assert broad.variance - narrow.variance == pytest.approx(
        (0.5**2 - 0.1**2) / 12 * ((12 + 3 * 12 / 13) / 15) ** 2, abs=1e-12
    )
    assert width(broad) > width(narrow)


@pytest.mark.parametrize(
    ("mean", "contributors"),
    [(2.3, 6), (1.5, 11), (4.5, 6), (2.05, 12), (1.4, 12), (4.6, 24), (0.0, 6), (5.0, 12)],
)
def test_a_mean_that_no_cell_prints_is_refused(mean: float, contributors: int) -> None:
    with pytest.raises(ValueError, match=f"{mean} is no figure of the form"):
        cell_interval(mean, contributors=contributors, population=30)


@pytest.mark.parametrize("level", [0.0, 1.0, 90.0, -0.5])
def test_a_level_that_is_no_probability_is_refused(level: float) -> None:
    message = f"the level must lie between 0 and 1, not {level}"

    with pytest.raises(ValueError, match=message):
        mean_interval([3, 4], population=4, level=level)
    with pytest.raises(ValueError, match=message):
        cell_interval(3.0, contributors=6, population=8, level=level)


def test_more_answers_than_invitations_are_refused() -> None:
    with pytest.raises(ValueError, match="3 organisations answered, more than the 2 invited"):
        mean_interval([1, 2, 3], population=2)
    with pytest.raises(ValueError, match="6 organisations answered, more than the 5 invited"):
        cell_interval(3.0, contributors=6, population=5)


def test_no_score_and_a_missing_score_are_refused() -> None:
    with pytest.raises(ValueError, match="there is no score to take the mean of"):
        mean_interval([], population=5)
    with pytest.raises(ValueError, match="a score is missing; leave out organisations without a score"):
        mean_interval([1, math.nan], population=5)


def test_the_weak_prior_takes_the_reliability_of_a_questionnaire() -> None:
    expected = Prior(mean=3.0, weight=1.0, df=4.0, spread=0.9, reliability=0.75)

    assert expected == WEAK
    assert weak_prior(0.55) == msgspec.structs.replace(expected, reliability=0.55)


def test_a_prior_is_read_back_as_it_was_written() -> None:
    prior = Prior(mean=0.1 + 0.2, weight=1 / 3, df=4.5, spread=0.9, reliability=0.55)

    assert msgspec.json.decode(msgspec.json.encode(prior), type=Prior) == prior
