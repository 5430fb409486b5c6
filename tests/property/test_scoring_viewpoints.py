"""Viewpoints do not depend on the order of rows and columns, nor on the names of organisations."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.viewpoints import Viewpoints, find_viewpoints
from tests.reference.viewing import Wave, opposed, wave

# One example takes about half a second.
FEWER = settings(max_examples=8)
SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def waves(draw: st.DrawFn) -> Wave:
    """Draw a wave with one to three viewpoints of some strength."""
    number, strength = draw(st.integers(1, 3)), draw(st.sampled_from([0.5, 0.8, 1.2]))
    return wave(draw(st.integers(20, 40)), opposed(number, strength), seed=draw(st.integers(0, 500)))


def found(made: Wave, seed: int = 1) -> Viewpoints:
    """Look for viewpoints."""
    return find_viewpoints(made.scores, organisations=made.organisations, seed=seed)


@FEWER
@given(waves(), SEEDS)
def test_the_order_of_rows_and_columns_leaves_no_trace(made: Wave, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(len(made.scores)), rng.permutation(made.scores.shape[1])
    mixed = Wave(made.scores.iloc[rows, columns], made.organisations.iloc[rows], made.planted[rows])

    straight, other = found(made), found(mixed)

    assert other.labels == tuple(straight.labels[row] for row in rows)
    assert (other.k, other.p, other.jaccard, other.reason) == (
        straight.k,
        straight.p,
        straight.jaccard,
        straight.reason,
    )


@FEWER
@given(waves(), SEEDS)
def test_the_same_seed_gives_the_same_viewpoints_whatever_organisations_are_called(made: Wave, seed: int) -> None:
    renamed = made._replace(organisations=made.organisations.map(lambda name: name[::-1]))

    assert found(made, seed) == found(renamed, seed)


@FEWER
@given(waves(), SEEDS)
def test_every_viewpoint_that_is_told_comes_from_five_organisations(made: Wave, seed: int) -> None:
    seen = found(made, seed)
    groups = made.organisations.groupby([label or 0 for label in seen.labels]).nunique()

    assert seen.k is None or (seen.k == len(groups) and groups.min() >= 5)
    assert seen.k != 1 or seen.reason in {"no_groups", "not_stable"}
