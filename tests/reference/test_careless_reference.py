"""Careless answering: each sign held against a second implementation, and how often simulated persons are marked."""

from __future__ import annotations

from itertools import groupby
from statistics import stdev

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.spatial import distance

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from scoring.careless import careless
from scoring.preparing import irv, longstring, mahalanobis
from scoring.scales import person_scores
from scoring.simulating import Behaviour, simulate

VOLLANALYSE, KURZCHECK = find("vollanalyse"), find("kurzcheck")
BOTH = pytest.mark.parametrize("questionnaire", [VOLLANALYSE, KURZCHECK], ids=["vollanalyse", "kurzcheck"])
MEANS = (1.2, 2.4, 3.0, 3.7, 4.8)
SLIPS = (0.02, 0.05, 0.1, 0.2)
"""Shares of answers in which somebody who ticks one place throughout ticks the one beside it."""


def raw_answers(seed: int) -> pd.DataFrame:
    """Return codes of 300 persons on 40 statements, with every kind of missing answer."""
    rng = np.random.default_rng(seed)
    codes = rng.choice([2.0, 3.0, 4.0, 98, 99, -1, np.nan], p=[0.2, 0.4, 0.2, 0.05, 0.05, 0.05, 0.05], size=(300, 40))
    return pd.DataFrame(codes, index=rng.permutation(300))


def test_runs_are_those_of_a_count_by_hand() -> None:
    raw = raw_answers(1)
    runs = [
        max(len([*same]) for code, same in groupby(one for one in person if one in (2, 3, 4, 98)) if code != 98)
        for person in raw.to_numpy()
    ]

    assert longstring(raw).to_dict() == dict(zip(raw.index, runs, strict=True))


def test_variation_is_that_of_the_standard_library() -> None:
    raw = raw_answers(2)
    spreads = [stdev(one for one in person if one in (2, 3, 4)) for person in raw.to_numpy()]

    assert irv(raw).to_list() == pytest.approx(spreads, abs=1e-12)


def test_distances_are_those_of_scipy() -> None:
    made = simulate(VOLLANALYSE, organisations=150, behaviour=Behaviour(response=1.0, dont_know=0.02), seed=3)
    scores = person_scores(made.responses, VOLLANALYSE)
    whole = scores.dropna()
    inverse = np.linalg.inv(whole.cov())
    d2 = [distance.mahalanobis(row, whole.mean(), inverse) ** 2 for row in whole.to_numpy()]
    found = mahalanobis(scores)

    assert 100 < len(whole) < len(scores)
    assert found["d2"].dropna().index.equals(whole.index)
    assert found.loc[whole.index, "d2"].to_list() == pytest.approx(d2, rel=1e-9)
    assert found.loc[whole.index, "p"].to_list() == pytest.approx(stats.chi2.sf(d2, scores.shape[1]), rel=1e-9)


def marked(
    questionnaire: Questionnaire, *, mean: float, behaviour: Behaviour, organisations: int, seed: int
) -> pd.Series:
    """Return the share marked among those who read, who tick one place throughout, and who guess."""
    means = {scale.id: mean for scale in questionnaire.scale}
    made = simulate(questionnaire, organisations=organisations, means=means, behaviour=behaviour, seed=seed)
    kind = made.truth.people["careless"].to_numpy()
    return careless(made.responses, questionnaire).groupby(kind).mean()


def with_slips(questionnaire: Questionnaire, share: float, *, organisations: int, seed: int) -> float:
    """Return the share marked among people who tick one place throughout, but for some slips to the place beside."""
    straight = Behaviour(response=1.0, straightlining=1.0)
    made = simulate(questionnaire, organisations=organisations, behaviour=straight, seed=seed).responses
    rng = np.random.default_rng(seed)
    for statement in questionnaire.statements:
        codes = questionnaire.choices[statement.choices].codes
        beside = np.clip(made[statement.id] + rng.choice([-1, 1], size=len(made)), int(codes[0]), int(codes[-1]))
        made[statement.id] = np.where(rng.random(len(made)) < share, beside, made[statement.id])
    return float(careless(made, questionnaire).mean())


@BOTH
@pytest.mark.parametrize("mean", [2.4, 3.7])
def test_nobody_who_reads_is_marked_and_everybody_who_ticks_one_place_is(
    questionnaire: Questionnaire, mean: float
) -> None:
    behaviour = Behaviour(response=1.0, straightlining=0.1, guessing=0.1)
    shares = marked(questionnaire, mean=mean, behaviour=behaviour, organisations=500, seed=5)

    # Of 800 who read, none. Who guesses is not found: guesses neither repeat nor lie far from everybody's scores.
    assert shares.to_dict() == {"": 0.0, "straightlining": 1.0, "guessing": 0.0}


@BOTH
def test_some_slips_hide_most_of_those_who_tick_one_place(questionnaire: Questionnaire) -> None:
    found = [with_slips(questionnaire, share, organisations=60, seed=6) for share in SLIPS]

    assert found == sorted(found, reverse=True)
    assert found[0] > 0.85
    assert found[-1] < 0.2


@pytest.mark.soak
@BOTH
@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("dont_know", [0.0, 0.08, 0.4])
def test_hardly_anybody_who_reads_is_marked(questionnaire: Questionnaire, mean: float, dont_know: float) -> None:
    behaviour = Behaviour(response=1.0, dont_know=dont_know, straightlining=0.05, guessing=0.05)
    shares = marked(questionnaire, mean=mean, behaviour=behaviour, organisations=10_000, seed=7)

    assert shares[""] < 0.0005
    assert shares["straightlining"] == 1
    assert shares["guessing"] < 0.0005


@pytest.mark.soak
@pytest.mark.parametrize(
    ("questionnaire", "expected"),
    [(VOLLANALYSE, (0.95, 0.63, 0.26, 0.04)), (KURZCHECK, (0.96, 0.74, 0.41, 0.11))],
    ids=["vollanalyse", "kurzcheck"],
)
def test_of_those_who_slip_as_many_are_found_as_were_measured(
    questionnaire: Questionnaire, expected: tuple[float, ...]
) -> None:
    found = [with_slips(questionnaire, share, organisations=5_000, seed=8) for share in SLIPS]

    assert found == pytest.approx(expected, abs=0.03)
