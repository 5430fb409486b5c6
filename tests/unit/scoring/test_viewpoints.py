"""Viewpoints: planted ones are found, a gradient is none, and each refusal has its reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring.distinguishing import Distinction, distinguishing
from scoring.viewpoints import Viewpoints, find_viewpoints
from tests.reference.viewing import Wave, opposed, wave

TWO = wave(40, opposed(2, 1.0), seed=4)
CLOUD = wave(40, opposed(1, 0), seed=2)


def found(made: Wave, **options: int) -> Viewpoints:
    """Look for viewpoints in a wave."""
    return find_viewpoints(made.scores, organisations=made.organisations, seed=1, **options)


def test_two_opposed_viewpoints_are_told_apart_person_by_person() -> None:
    seen = found(TWO)

    assert (seen.k, seen.reason, seen.n) == (2, None, 40)
    assert seen.p is not None
    assert seen.p <= 0.05
    assert seen.organisations == TWO.organisations.nunique()
    assert min(seen.jaccard) > 0.9
    assert pd.crosstab(np.array(seen.labels), TWO.planted).min(axis=1).tolist() == [0, 0]


def test_three_viewpoints_are_three() -> None:
    three = wave(60, opposed(3, 1.1), seed=6)

    seen = found(three)

    assert seen.k == 3
    assert pd.crosstab(np.array(seen.labels), three.planted).gt(0).sum(axis=1).tolist() == [1, 1, 1]


def test_the_first_viewpoint_is_the_largest() -> None:
    kept = np.flatnonzero((TWO.planted == 1) | (np.arange(40) < 24))
    fewer = Wave(TWO.scores.iloc[kept], TWO.organisations.iloc[kept], TWO.planted[kept])

    seen = found(fewer)

    sizes = np.bincount([label or 0 for label in seen.labels])[1:].tolist()
    assert seen.k == 2
    assert sizes == sorted(sizes, reverse=True)


def test_one_cloud_is_one_viewpoint_and_that_is_a_result() -> None:
    seen = found(CLOUD)

    assert (seen.k, seen.reason, set(seen.labels), seen.jaccard) == (1, "no_groups", {1}, ())
    assert seen.p is not None
    assert seen.p > 0.05


def test_who_has_no_score_on_some_scale_takes_no_part() -> None:
    scores = TWO.scores.copy()
    scores.iloc[3, 5] = np.nan

    seen = find_viewpoints(scores, organisations=TWO.organisations, seed=1)

    assert (seen.n, seen.labels[3], None in seen.labels[:3]) == (39, None, False)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (Wave(TWO.scores.head(19), TWO.organisations.head(19), TWO.planted), "too_few_persons"),
        (Wave(TWO.scores, pd.Series(np.arange(40) % 9, dtype="str"), TWO.planted), "too_few_organisations"),
    ],
    ids=["persons", "organisations"],
)
def test_too_few_are_not_looked_at(made: Wave, reason: str) -> None:
    seen = found(made)

    assert (seen.k, seen.reason, seen.p, set(seen.labels)) == (None, reason, None, {None})


def test_a_viewpoint_of_too_few_organisations_is_not_told() -> None:
    of = pd.Series(np.where(TWO.planted == 0, np.arange(40) % 4, np.arange(40))).astype(str)

    seen = found(TWO._replace(organisations=of))

    assert (seen.k, seen.reason, set(seen.labels)) == (None, "too_small", {None})
    assert found(TWO, minimum=40).reason == "too_small"


def test_groups_that_do_not_come_again_are_one_viewpoint() -> None:
    # Three mild viewpoints of 24 persons: clearly no cloud, and other persons would have been divided in another way.
    seen = found(wave(24, opposed(3, 0.5), seed=15))

    assert (seen.k, seen.reason) == (1, "not_stable")
    assert min(seen.jaccard) < 0.75


def test_where_all_answer_alike_there_is_one_viewpoint() -> None:
    seen = find_viewpoints(pd.DataFrame(np.full((30, 3), 4.0), columns=list("abc")), seed=1)

    assert (seen.k, seen.p, seen.reason) == (1, 1.0, "no_groups")


def test_without_organisations_each_person_counts_as_one() -> None:
    assert find_viewpoints(TWO.scores, seed=1).organisations == 40


def test_a_large_wave_is_divided_whole_though_a_sample_is_compared() -> None:
    many = wave(400, opposed(2, 0.8), seed=1)

    seen = found(many)

    assert (seen.k, seen.n, None in seen.labels) == (2, 400, False)
    assert pd.crosstab(np.array(seen.labels), many.planted).min(axis=1).max() < 10


@pytest.mark.parametrize(
    ("scores", "organisations", "message"),
    [
        (pd.DataFrame(index=range(30)), None, "there is no scale"),
        (TWO.scores + 3, None, "a score of scale_00 lies outside 1.0 to 5.0"),
        (TWO.scores, TWO.organisations.iloc[::-1], "another index"),
        (TWO.scores, TWO.organisations.where(TWO.organisations.index != 2), "the organisation of a person is missing"),
    ],
    ids=["no scale", "no health scale", "other rows", "no organisation"],
)
def test_what_does_not_fit_is_refused(scores: pd.DataFrame, organisations: pd.Series | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        find_viewpoints(scores, organisations=organisations, seed=1)


HALVES = pd.DataFrame(
    {"trust": [4.0, 4.0, 1.0, 3.0, 3.0, 3.0], "goals": [2.0, 2.0, 2.0, 2.0, 2.4, 2.2], "silos": [1.0, 2.0, 3.0] * 2},
)
OF = pd.Series(["a", "a", "b", "c", "d", "d"])


def test_a_viewpoint_is_set_apart_by_the_means_of_organisations() -> None:
    # Trust: organisation a has 4, b 1, so those who share the first viewpoint have 2.5 and the rest 3.
    seen = distinguishing(HALVES, [1, 1, 1, 2, 2, 2], organisations=OF)

    assert seen == (
        Distinction(viewpoint=1, higher=("silos",), lower=("trust",), organisations=2, n=3),
        Distinction(viewpoint=2, higher=("trust",), lower=("silos",), organisations=2, n=3),
    )


def test_an_organisation_whose_people_differ_counts_in_both_viewpoints() -> None:
    seen = distinguishing(HALVES, [1, 2, 1, 2, None, 1], organisations=OF)

    assert [(one.organisations, one.n) for one in seen] == [(3, 3), (2, 2)]


@pytest.mark.parametrize("labels", [[1] * 6, [None] * 6], ids=["one", "none"])
def test_one_viewpoint_has_nothing_to_be_set_apart_from(labels: list[int | None]) -> None:
    assert distinguishing(HALVES, labels, organisations=OF) == ()


def test_labels_that_do_not_belong_to_the_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="5 labels for 6 rows"):
        distinguishing(HALVES, [1] * 5)
    with pytest.raises(ValueError, match="a person with a label has no score"):
        distinguishing(HALVES.replace(1.0, np.nan), [1, 1, 1, 2, 2, 2])
