"""Two groups of any scores: what may be exchanged, shuffled or moved, and how the figures answer."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.groups import Effect, benjamini_hochberg, cliffs_delta, hedges_g, permutation_test

# Scores as they are: of 1 to 5, with many ties or with hardly any.
SCORES = st.one_of(
    st.integers(4, 20).map(lambda place: place / 4), st.integers(1000, 5000).map(lambda place: place / 1000)
)
GROUP = st.lists(SCORES, min_size=2, max_size=25)
SPREAD = GROUP.filter(lambda scores: len(set(scores)) > 1)
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])
PROBABILITIES = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=40)
# A test with drawn permutations takes some 10 ms.
FEWER = settings(max_examples=40)


def mirrored(effect: Effect) -> Effect:
    """Return the effect as it is seen from the other group."""
    return Effect(value=-effect.value, low=-effect.high, high=-effect.low, n=effect.n)


def close(one: Effect, other: Effect) -> bool:
    """Tell whether two effects are the same but for rounding."""
    return one.n == other.n and np.allclose(
        [one.value, one.low, one.high], [other.value, other.low, other.high], rtol=1e-7, atol=1e-7
    )


@given(GROUP, GROUP, LEVELS)
def test_delta_is_a_share_with_an_interval_about_it_that_is_no_point(
    a: list[float], b: list[float], level: float
) -> None:
    effect = cliffs_delta(a, b, level=level)

    assert -1 <= effect.low <= effect.value <= effect.high <= 1
    assert effect.low < effect.high
    assert effect.n == len(a) + len(b)


@given(GROUP, GROUP, LEVELS)
def test_delta_of_exchanged_groups_is_its_mirror_image(a: list[float], b: list[float], level: float) -> None:
    assert cliffs_delta(b, a, level=level) == mirrored(cliffs_delta(a, b, level=level))


@given(SPREAD, GROUP, LEVELS)
def test_g_of_exchanged_groups_is_its_mirror_image(a: list[float], b: list[float], level: float) -> None:
    assert close(hedges_g(b, a, level=level), mirrored(hedges_g(a, b, level=level)))


@given(SPREAD, GROUP, st.data())
def test_the_order_of_scores_changes_no_digit(a: list[float], b: list[float], data: st.DataObject) -> None:
    turned = data.draw(st.permutations(a)), data.draw(st.permutations(b))

    assert cliffs_delta(*turned) == cliffs_delta(a, b)
    assert hedges_g(*turned) == hedges_g(a, b)


@given(GROUP, GROUP)
def test_delta_sees_nothing_but_order(a: list[float], b: list[float]) -> None:
    assert cliffs_delta([math.exp(score) for score in a], [math.exp(score) for score in b]) == cliffs_delta(a, b)


@given(SPREAD, GROUP, st.floats(-3, 3), st.floats(0.1, 9))
def test_g_does_not_depend_on_where_the_scale_begins_and_on_its_unit(
    a: list[float], b: list[float], shift: float, unit: float
) -> None:
    moved = [[shift + unit * score for score in scores] for scores in (a, b)]

    assert close(hedges_g(*moved), hedges_g(a, b))


@given(SPREAD, SPREAD, LEVELS)
def test_g_has_the_sign_of_the_difference_and_lies_in_its_interval(
    a: list[float], b: list[float], level: float
) -> None:
    effect, difference = hedges_g(a, b, level=level), math.fsum(a) / len(a) - math.fsum(b) / len(b)

    assert effect.low < effect.high
    assert effect.value * difference >= 0
    assert level < 0.9 or effect.low <= effect.value <= effect.high


@FEWER
@given(GROUP, GROUP, st.integers(0, 2**32 - 1), st.data())
def test_p_does_not_depend_on_the_order_of_scores_and_groups(
    a: list[float], b: list[float], seed: int, data: st.DataObject
) -> None:
    test = permutation_test(a, b, seed=seed)

    assert permutation_test(data.draw(st.permutations(a)), data.draw(st.permutations(b)), seed=seed) == test
    assert permutation_test(b, a, seed=seed).p == test.p
    assert 0 < test.p <= 1


@FEWER
@given(GROUP, GROUP, st.integers(0, 2**32 - 1))
def test_p_does_not_depend_on_the_sign_of_the_scale(a: list[float], b: list[float], seed: int) -> None:
    turned = permutation_test([6 - score for score in a], [6 - score for score in b], seed=seed)
    test = permutation_test(a, b, seed=seed)

    # All ways give the same p; drawn ones are others, and p is that of the other tail.
    assert abs(turned.p - test.p) < (1e-12 if test.every else 0.05)


@given(PROBABILITIES)
def test_q_is_never_below_p_and_in_the_same_order(p: list[float | None]) -> None:
    q = benjamini_hochberg(p)
    known = sorted((one, float(other)) for one, other in zip(p, q, strict=True) if one is not None)

    assert [one is None for one in p] == np.isnan(q).tolist()
    assert all(one <= other <= 1 for one, other in known)
    assert all(first[1] <= second[1] for first, second in pairwise(known))


@given(PROBABILITIES, st.data())
def test_q_does_not_depend_on_the_order_of_comparisons_and_on_missing_ones(
    p: list[float | None], data: st.DataObject
) -> None:
    places = data.draw(st.permutations(range(len(p))))
    q = benjamini_hochberg(p)
    known = [one for one in p if one is not None]

    np.testing.assert_array_equal(benjamini_hochberg([p[place] for place in places]), q[list(places)])
    np.testing.assert_array_equal(benjamini_hochberg(known), q[[one is not None for one in p]])
