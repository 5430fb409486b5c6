"""Shares of explained variance: they add up, are never negative, and follow the predictors wherever they stand."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.drivers import Importance, relative_importance

# One example takes about 10 ms.
FEWER = settings(max_examples=40)


class Data:
    """Answers on a coarse scale, so that ties and exact repetitions come up, and columns that depend on others."""

    def __init__(self, cases: np.ndarray) -> None:
        """Keep the predictors and the criterion, which is the last column."""
        self.x, self.y = cases[:, :-1], cases[:, -1]


@st.composite
def data(draw: st.DrawFn) -> Data:
    """Draw 30 to 60 cases of one to five predictors, in which no column stands still."""
    n, p = draw(st.integers(30, 60)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    step = draw(st.sampled_from([0.01, 0.25, 1.0]))
    common = draw(st.sampled_from([0.0, 0.5, 3.0])) * rng.normal(size=(n, 1))
    cases = np.rint((3 + common + rng.normal(size=(n, p + 1))) / step) * step
    if p > 1 and draw(st.booleans()):
        cases[:, 0] = cases[:, 1] * draw(st.sampled_from([-2.0, 0.1, 1.0])) + 1
    assume((np.ptp(cases, axis=0) > 0).all())
    return Data(cases)


def values(importance: Importance) -> list[float]:
    """Return the shares in the order of the predictors."""
    return [share.value for share in importance.shares.values()]


@FEWER
@given(data())
def test_shares_add_up_to_what_is_explained(drawn: Data) -> None:
    found = relative_importance(drawn.x, drawn.y)

    assert math.isclose(math.fsum(values(found)), found.r2.value, abs_tol=1e-9)
    assert min(values(found)) >= -1e-12
    assert 0 <= found.r2.value <= 1


@FEWER
@given(data(), st.sampled_from([0.5, 0.9, 0.99]))
def test_every_interval_holds_its_figure(drawn: Data, level: float) -> None:
    found = relative_importance(drawn.x, drawn.y, level=level)

    assert all(
        0 <= share.low <= max(share.value, 0) and share.value <= share.high <= 1 for share in found.shares.values()
    )
    assert 0 <= found.r2.low <= found.r2.value <= found.r2.high <= 1
    assert math.isclose(math.fsum(share.first for share in found.shares.values()), 1, abs_tol=1e-9)


@FEWER
@given(data(), st.integers(0, 2**32 - 1))
def test_the_order_of_cases_leaves_no_trace(drawn: Data, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(drawn.y))

    assert relative_importance(drawn.x[order], drawn.y[order]) == relative_importance(drawn.x, drawn.y)


@FEWER
@given(data(), st.integers(0, 2**32 - 1))
def test_shares_follow_their_predictors_to_another_place(drawn: Data, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(drawn.x.shape[1])
    straight, mixed = (
        values(relative_importance(drawn.x, drawn.y)),
        values(relative_importance(drawn.x[:, order], drawn.y)),
    )

    assert np.allclose(mixed, [straight[place] for place in order], rtol=0, atol=1e-9)


@FEWER
@given(data(), st.sampled_from([-3.0, 0.01, 20.0]), st.sampled_from([-100.0, 0.0, 7.5]))
def test_units_do_not_count(drawn: Data, factor: float, shift: float) -> None:
    straight = values(relative_importance(drawn.x, drawn.y))
    other = values(relative_importance(drawn.x * factor + shift, shift - drawn.y))

    assert np.allclose(straight, other, rtol=0, atol=1e-7)


@FEWER
@given(data())
def test_another_predictor_never_lowers_what_is_explained(drawn: Data) -> None:
    assume(drawn.x.shape[1] > 1)

    fewer, all_of_them = (relative_importance(x, drawn.y).r2.value for x in (drawn.x[:, :-1], drawn.x))

    assert fewer <= all_of_them + 1e-9
