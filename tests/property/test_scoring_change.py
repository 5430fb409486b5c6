"""Change between any two waves: its parts add up, organisations only count by their scores, and time can be turned."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.change import Decomposition, decompose, paired_change, reliable_change

SCORES = st.one_of(st.floats(1, 5), st.sampled_from([1.0, 2.5, 3.0, 5.0]), st.just(math.nan))
# One example takes about 10 ms.
FEWER = settings(max_examples=40)
WAVE = st.dictionaries(st.sampled_from([f"o{place:02d}" for place in range(30)]), SCORES, min_size=1)


@st.composite
def two_waves(draw: st.DrawFn) -> tuple[pd.Series, pd.Series]:
    """Draw the scores of two waves with an organisation that has one in both."""
    before, after = (pd.Series(draw(WAVE), dtype=float) for _ in range(2))
    assume(set(before.dropna().index) & set(after.dropna().index))
    return before, after


def parts(found: Decomposition) -> list[float]:
    """Return what the change is made of."""
    return [found.stayed, found.joined, found.left]


@FEWER
@given(two_waves())
def test_the_parts_of_a_change_add_up_exactly(waves: tuple[pd.Series, pd.Series]) -> None:
    before, after = waves
    found = decompose(before, after)

    assert found.total == found.stayed + found.joined + found.left
    assert math.isclose(found.total, after.mean() - before.mean(), abs_tol=1e-12)


@FEWER
@given(two_waves())
def test_everybody_stays_joins_or_leaves(waves: tuple[pd.Series, pd.Series]) -> None:
    before, after = waves
    found = decompose(before, after)

    assert (found.stayed_n + found.left_n, found.stayed_n + found.joined_n) == (before.count(), after.count())
    assert found.joined_n or found.joined == 0
    assert found.left_n or found.left == 0


@FEWER
@given(two_waves(), st.integers(0, 2**32 - 1), st.integers(0, 20))
def test_order_and_names_leave_no_trace(waves: tuple[pd.Series, pd.Series], seed: int, silent: int) -> None:
    before, after = waves
    population = before.count() + after.count() + silent
    order = np.random.default_rng(seed)
    mixed = [one.iloc[order.permutation(len(one))].rename(lambda name: f"new {name}") for one in waves]

    assert decompose(*mixed) == decompose(before, after)
    assert paired_change(*mixed, population=population) == paired_change(before, after, population=population)


@FEWER
@given(two_waves(), st.integers(0, 20))
def test_going_back_is_the_same_change_the_other_way(waves: tuple[pd.Series, pd.Series], silent: int) -> None:
    before, after = waves
    population = before.count() + after.count() + silent
    there, back = (paired_change(*pair, population=population) for pair in (waves, waves[::-1]))
    forth, home = decompose(before, after), decompose(after, before)

    assert np.allclose([there.value, there.low, there.high], [-back.value, -back.high, -back.low], atol=1e-12)
    assert np.allclose(parts(forth), [-home.stayed, -home.left, -home.joined], atol=1e-12)


@FEWER
@given(two_waves(), st.integers(0, 20))
def test_a_paired_change_lies_between_nothing_and_the_mean_difference(
    waves: tuple[pd.Series, pd.Series], silent: int
) -> None:
    before, after = waves
    found = paired_change(before, after, population=before.count() + after.count() + silent)
    mean = decompose(before, after).stayed

    assert min(0.0, mean) - 1e-12 <= found.value <= max(0.0, mean) + 1e-12
    assert found.low < found.value < found.high


@given(st.floats(1, 5), st.floats(1, 5), st.floats(0.1, 2), st.floats(0, 0.99))
def test_a_reliable_change_is_reliable_both_ways(
    before: float, after: float, spread: float, reliability: float
) -> None:
    there = reliable_change(before, after, spread=spread, reliability=reliability)
    back = reliable_change(after, before, spread=spread, reliability=reliability)

    assert (there.value, there.reliable) == (-back.value, back.reliable)
