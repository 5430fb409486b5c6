"""Any pool of initiatives: intervals hold their figures, shrinking goes to the mean, order and units do not count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.benchmark import modified_t, percentile_interval, random_effects

PLACES = st.one_of(st.floats(1, 5), st.sampled_from([2.0, 3.0, 3.5]))
GROUPS = st.lists(st.tuples(PLACES, st.floats(1e-3, 1)), min_size=3, max_size=12)
METHODS = pytest.mark.parametrize("method", ["reml", "pm"])
# One example takes about 30 ms.
FEWER = settings(max_examples=30)
Groups = list[tuple[float, float]]


def split(groups: Groups) -> tuple[list[float], list[float]]:
    """Return values and variances."""
    return [value for value, _ in groups], [variance for _, variance in groups]


@METHODS
@FEWER
@given(groups=GROUPS)
def test_every_shrunken_value_lies_between_its_own_and_the_mean(method: str, groups: Groups) -> None:
    values, variances = split(groups)
    found = random_effects(values, variances, method="pm" if method == "pm" else "reml")

    assert found.tau2 >= 0
    assert min(values) - 1e-9 <= found.value <= max(values) + 1e-9
    assert found.low <= found.value <= found.high
    for own, one in zip(values, found.shrunken, strict=True):
        assert min(own, found.value) - 1e-9 <= one.value <= max(own, found.value) + 1e-9
        assert one.low <= one.value <= one.high
        assert one.low < one.high


@METHODS
@FEWER
@given(groups=GROUPS, seed=st.integers(0, 2**32 - 1))
def test_the_order_of_groups_leaves_no_trace(method: str, groups: Groups, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(groups))
    straight, mixed = (
        random_effects(*split(one), method="pm" if method == "pm" else "reml")
        for one in (groups, [groups[place] for place in order])
    )

    assert [straight.shrunken[place] for place in order] == list(mixed.shrunken)
    assert (straight.tau2, straight.value, straight.low) == (mixed.tau2, mixed.value, mixed.low)


@FEWER
@given(GROUPS, st.sampled_from([0.1, 10.0]), st.sampled_from([-2.0, 0.0, 3.0]))
def test_units_change_nothing_but_the_unit(groups: Groups, factor: float, shift: float) -> None:
    values, variances = split(groups)
    straight = random_effects(values, variances)
    other = random_effects([value * factor + shift for value in values], [one * factor**2 for one in variances])

    assert np.isclose(other.tau2, straight.tau2 * factor**2, rtol=1e-3, atol=1e-6 * factor**2)
    assert np.allclose(
        [other.value - shift, other.low - shift, other.high - shift],
        [straight.value * factor, straight.low * factor, straight.high * factor],
        atol=1e-3 * factor,
    )


@FEWER
@given(GROUPS, st.data(), st.integers(0, 2**32 - 1))
def test_percentiles_are_steps_between_nobody_and_everybody(groups: Groups, data: st.DataObject, seed: int) -> None:
    place = data.draw(st.integers(0, len(groups) - 1))
    found = percentile_interval(*split(groups), place=place, seed=seed)
    steps = np.array([found.low, found.value, found.high]) * (len(groups) - 1) / 100

    assert 0 <= found.low <= found.value <= found.high <= 100
    assert np.allclose(steps, np.rint(steps), atol=1e-9)
    assert found.n == len(groups) - 1


@FEWER
@given(st.floats(-20, 20), st.lists(PLACES, min_size=2, max_size=9).filter(lambda others: np.ptp(others) > 1e-3))
def test_the_percentile_of_one_against_a_few_lies_in_its_interval(value: float, others: list[float]) -> None:
    found = modified_t(value, others)

    assert 0 <= found.percentile.low <= found.percentile.value <= found.percentile.high <= 100
    assert 0 <= found.p <= 1
    assert found == modified_t(value, others[::-1])
