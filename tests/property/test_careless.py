"""Marks for careless answering: whatever the answers are, they belong to persons, not to rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.loading import find
from scoring.careless import careless
from scoring.preparing import irv, longstring, mahalanobis
from scoring.scales import person_scores
from scoring.simulating import Behaviour, simulate
from tests.unit.scoring.instruments import EMPTY, Asked, instrument, responses

MADE = instrument(
    Asked("trust", statements=10, reversed=(2, 4, 6)),
    Asked("goals", statements=8, reversed=(1, 3)),
    Asked("success", statements=1, codes=tuple(range(11))),
)
STATEMENTS = [statement.id for statement in MADE.statements]
CODES = st.sampled_from([1, 2, 3, 3, 3, 3, 3, 4, 5, 98, 99, -1, EMPTY])
ANSWERS = st.lists(CODES, min_size=18, max_size=18).map(lambda codes: [*codes, 7.0])
SEEDS = st.integers(0, 2**32 - 1)
# A wave of the Vollanalyse takes some 20 ms to simulate.
FEW, FEWER = settings(max_examples=15), settings(max_examples=40)


def shuffled(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the rows of a frame in another order, each with its index."""
    return frame.iloc[np.random.default_rng(seed).permutation(len(frame))]


@FEWER
@given(st.lists(ANSWERS, min_size=1, max_size=30), SEEDS)
def test_marks_do_not_depend_on_the_order_of_persons(persons: list[list[float]], seed: int) -> None:
    frame = responses(MADE, [("o", codes) for codes in persons])
    turned = shuffled(frame, seed)

    pd.testing.assert_series_equal(careless(turned, MADE), careless(frame, MADE)[turned.index])


@FEW
@given(SEEDS, SEEDS)
def test_distances_do_not_depend_on_the_order_of_persons_to_the_last_digit(seed: int, order: int) -> None:
    questionnaire = find("vollanalyse")
    made = simulate(questionnaire, organisations=90, behaviour=Behaviour(response=1.0, dont_know=0.01), seed=seed)
    scores = person_scores(made.responses, questionnaire)
    turned = shuffled(scores, order)
    found = mahalanobis(turned)

    pd.testing.assert_frame_equal(found, mahalanobis(scores).loc[turned.index], check_exact=True)
    assert (found["d2"].dropna() >= 0).all()


@given(st.lists(ANSWERS, min_size=1, max_size=20), ANSWERS)
def test_a_run_and_variation_of_one_person_do_not_depend_on_the_others(
    persons: list[list[float]], another: list[float]
) -> None:
    raw = pd.DataFrame([*persons, another])

    pd.testing.assert_series_equal(longstring(raw).iloc[:-1], longstring(raw.iloc[:-1]))
    pd.testing.assert_series_equal(irv(raw).iloc[:-1], irv(raw.iloc[:-1]), check_exact=True)


@given(ANSWERS)
def test_a_run_is_as_long_read_backwards_and_when_all_answers_are_turned_round(codes: list[float]) -> None:
    raw = pd.DataFrame([codes[:-1]])
    turned = raw.mask(raw.isin([1, 2, 3, 4, 5]), 6 - raw)

    assert longstring(raw).equals(longstring(raw.iloc[:, ::-1]))
    assert longstring(raw).equals(longstring(turned))
    np.testing.assert_allclose(irv(raw), irv(turned), atol=1e-12)


@given(ANSWERS, st.integers(0, 17), st.sampled_from([99, -1, EMPTY]))
def test_who_leaves_an_answer_out_is_silent_in_the_same_way_however_that_is_coded(
    codes: list[float], place: int, code: float
) -> None:
    silent = [*codes[:place], code, *codes[place + 1 :]]
    empty = [*codes[:place], EMPTY, *codes[place + 1 :]]

    assert longstring(pd.DataFrame([silent])).equals(longstring(pd.DataFrame([empty])))
    assert irv(pd.DataFrame([silent])).equals(irv(pd.DataFrame([empty])))


@given(st.sampled_from([1.0, 2, 3, 4, 5]), st.integers(15, 18))
def test_one_answer_throughout_is_always_marked(code: float, count: int) -> None:
    frame = responses(MADE, [("o", [*([code] * count), *([EMPTY] * (18 - count)), 0.0])])

    assert careless(frame, MADE).tolist() == [True]
