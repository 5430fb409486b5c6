"""Signs of careless answering, person by person: runs of one answer, variation, and distance from everybody."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from scoring.preparing import irv, longstring, mahalanobis
from tests.unit.scoring.instruments import EMPTY

SEVEN = pd.Index([7, 3, 5], name="row")


def run(*codes: float) -> int:
    """Return the longest run of one person's answers."""
    return int(longstring(pd.DataFrame([codes])).iloc[0])


def variation(*codes: float) -> float:
    """Return how much one person's answers vary."""
    return float(irv(pd.DataFrame([codes])).iloc[0])


def cloud(persons: int, *, seed: int = 1) -> pd.DataFrame:
    """Return scores of persons on three scales, of which two go together."""
    rng = np.random.default_rng(seed)
    first = rng.normal(3, 0.6, size=persons)
    return pd.DataFrame(
        {"a": first, "b": first + rng.normal(0, 0.3, size=persons), "c": rng.normal(4, 1, size=persons)}
    )


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((3, 3, 3, 3), 4),
        ((1, 2, 3, 4), 1),
        ((1, 1, 2, 2, 2, 1), 3),
        ((2, 2, 2, 1, 1, 1, 1, 2), 4),
        ((0, 0, 10), 2),
        ((), 0),
    ],
)
def test_a_run_is_the_longest_stretch_of_one_answer(codes: tuple[float, ...], expected: int) -> None:
    assert run(*codes) == expected


@pytest.mark.parametrize("nothing", [99, -1, EMPTY])
def test_a_run_goes_on_where_nothing_was_answered(nothing: float) -> None:
    assert run(3, nothing, 3, nothing, nothing, 3) == 3
    assert run(3, nothing, 2, nothing, 3) == 1
    assert run(nothing, nothing) == 0


def test_do_not_know_ends_a_run_and_is_none() -> None:
    assert run(3, 3, 98, 3) == 2
    assert run(98, 98, 98, 98) == 0
    assert run(98, 98, 4, 4, 98) == 2
    assert run(4, 98, 99, 98, 4) == 1


def test_answers_vary_by_their_standard_deviation_with_n_less_one() -> None:
    assert variation(2, 4) == pytest.approx(math.sqrt(2))
    assert variation(1, 2, 3, 4, 5) == pytest.approx(math.sqrt(2.5))
    assert variation(3, 3, 3) == 0


def test_only_answers_vary() -> None:
    assert variation(2, 98, 99, -1, EMPTY, 4) == pytest.approx(math.sqrt(2))
    assert math.isnan(variation(98, 3, 99))
    assert math.isnan(variation(EMPTY, EMPTY))


def test_signs_keep_the_rows_of_the_answers() -> None:
    raw = pd.DataFrame([[1, 1, 1], [1, 2, 3], [5, 5, 98]], index=SEVEN, dtype=float)

    pd.testing.assert_series_equal(longstring(raw), pd.Series([3, 1, 2], index=SEVEN))
    pd.testing.assert_series_equal(irv(raw), pd.Series([0, 1, 0.0], index=SEVEN))


def test_the_distance_of_one_scale_is_the_squared_deviation() -> None:
    scores = pd.DataFrame({"a": [1, 2, 3, 4, 5]}, index=range(10, 15))
    expected = pd.DataFrame(
        {"d2": [1.6, 0.4, 0, 0.4, 1.6], "p": [math.erfc(math.sqrt(d2 / 2)) for d2 in (1.6, 0.4, 0, 0.4, 1.6)]},
        index=range(10, 15),
    )

    pd.testing.assert_frame_equal(mahalanobis(scores), expected)


def test_who_lies_across_the_grain_lies_far() -> None:
    scores = cloud(60)
    scores.loc[60] = [2.0, 4.0, 4.0]
    scores.loc[61] = [4.5, 4.5, 4.0]
    p = mahalanobis(scores)["p"]

    assert p[60] < 0.001
    assert p[61] > 0.01


def test_distances_of_all_add_up_to_scales_times_persons_less_one() -> None:
    assert mahalanobis(cloud(50))["d2"].sum() == pytest.approx(3 * 49)


def test_who_lacks_a_score_has_no_distance_and_moves_nobody() -> None:
    scores = cloud(40)
    holes = pd.concat(
        [scores, pd.DataFrame({"a": [5, EMPTY], "b": [EMPTY, EMPTY], "c": [1, EMPTY]})], ignore_index=True
    )
    distances = mahalanobis(holes)

    pd.testing.assert_frame_equal(distances.iloc[:40], mahalanobis(scores))
    assert distances.iloc[40:].isna().to_numpy().all()


def test_five_persons_a_scale_are_needed() -> None:
    assert len(mahalanobis(cloud(15))) == 15
    with pytest.raises(
        ValueError, match="14 persons have a score on every scale, and 15 are needed: take fewer scales"
    ):
        mahalanobis(cloud(15).replace({"a": {cloud(15).loc[3, "a"]: EMPTY}}))
    with pytest.raises(ValueError, match="0 persons have a score on every scale"):
        mahalanobis(pd.DataFrame({"a": []}))
    with pytest.raises(ValueError, match="there is no scale"):
        mahalanobis(pd.DataFrame(index=range(30)))


def test_a_scale_that_follows_from_the_others_is_refused() -> None:
    scores = cloud(40)

    with pytest.raises(ValueError, match="one of the scales follows from the others"):
        mahalanobis(scores.assign(d=scores["a"] + scores["b"]))
    with pytest.raises(ValueError, match="all have the same score on it"):
        mahalanobis(scores.assign(d=3.0))
    with pytest.raises(ValueError, match="all have the same score on it"):
        mahalanobis(pd.DataFrame({"a": [3.0] * 30, "b": [2.0] * 30}))
