"""Who is marked as careless: two signs that agree, or one answer nearly throughout; and who is not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from scoring.careless import careless
from scoring.simulating import Behaviour, simulate
from tests.unit.scoring.instruments import EMPTY, Asked, instrument, responses

TURNED = tuple(range(2, 25, 2))
BOTH = instrument(Asked("trust", statements=24, reversed=TURNED))
ONE_WAY = instrument(Asked("trust", statements=24))
SHORT = instrument(Asked("trust", statements=14, reversed=TURNED))


def marked(questionnaire: Questionnaire, *persons: Sequence[float]) -> list[bool]:
    """Return who of some persons is marked."""
    found = careless(responses(questionnaire, [("o", codes) for codes in persons]), questionnaire)
    return [bool(one) for one in found]


def attentive(count: int) -> list[float]:
    """Return answers of somebody who reads: agreement here, disagreement there."""
    return [4, 2, 5, 1, 4, 2, 3, 2] * (count // 8) + [4.0] * (count % 8)


def test_who_ticks_one_place_throughout_is_marked_and_who_reads_is_not() -> None:
    assert marked(BOTH, *([code] * 24 for code in (1, 3, 5)), attentive(24)) == [True, True, True, False]


def test_a_run_and_little_variation_together_mark_where_there_is_one_direction_too() -> None:
    # A run of 13 of 24, and an SD of 0.20 and 0.28.
    assert marked(ONE_WAY, [4] * 13 + [5] + [4] * 10, [4] * 13 + [5, 5] + [4] * 9) == [True, False]


def test_a_run_of_half_the_statements_alone_marks_nobody() -> None:
    assert marked(BOTH, [3] * 13 + [1, 5] * 5 + [1]) == [False]


def test_little_variation_without_a_run_marks_nobody() -> None:
    # SD 0.20 both times; the run is 12 of 24, which is half, and 12 of 25.
    assert marked(ONE_WAY, [4] * 11 + [5] + [4] * 12) == [True]
    assert marked(instrument(Asked("trust", statements=25)), [4] * 12 + [5] + [4] * 12) == [False]


def test_a_run_counts_from_ten_where_half_is_less() -> None:
    # Without a second direction only the two signs can agree; nine of fourteen is more than half, and too few.
    fourteen = instrument(Asked("trust", statements=14))

    assert marked(fourteen, [3] * 10 + [EMPTY] * 4, [3] * 9 + [EMPTY] * 5) == [True, False]


def test_one_run_over_four_fifths_of_both_directions_marks_however_much_the_rest_varies() -> None:
    # 20 of 24 is 0.83, 19 is 0.79; the SD is 0.8 either way.
    assert marked(BOTH, [3] * 20 + [1, 5, 1, 5], [3] * 19 + [1, 5, 1, 5, 1]) == [True, False]


def test_one_run_of_one_direction_contradicts_nothing() -> None:
    assert marked(ONE_WAY, [3] * 20 + [1, 5, 1, 5]) == [False]


def test_a_direction_of_which_nothing_is_known_contradicts_nothing() -> None:
    last_two_turned = instrument(Asked("trust", statements=24, reversed=(23, 24)))

    assert marked(last_two_turned, [3] * 20 + [1, 5, 98, 98], [3] * 20 + [1, 5, 98, 3]) == [False, True]


def test_one_run_needs_fifteen_answers_to_both_directions() -> None:
    varied = [5.0, 1.0]
    fifteen, fourteen = ([3.0] * count + varied + [EMPTY] * (22 - count) for count in (13, 12))

    assert marked(BOTH, fifteen, fourteen) == [True, False]
    assert marked(SHORT, [3] * 12 + varied) == [False]


def test_one_run_over_shown_statements_of_one_direction_marks_nobody() -> None:
    only_agreeing = [3.0 if place % 2 else -1 for place in range(1, 25)]
    wide = instrument(Asked("trust", statements=48, reversed=tuple(range(2, 49, 2))))
    shown = [3.0 if place % 2 else -1 for place in range(1, 41)] + [5, -1, 1, -1, 5, -1, 1, -1]

    assert marked(wide, shown) == [False]
    # Twelve equal answers of twelve shown are a run without variation all the same.
    assert marked(BOTH, only_agreeing) == [True]


def test_do_not_know_is_no_run_and_breaks_one() -> None:
    assert marked(BOTH, [98] * 24, [3, 98] * 12, [3] * 16 + [98] * 8) == [False, False, True]
    assert marked(BOTH, [1] * 6 + [3] * 12 + [98] * 6) == [False]


def test_silence_is_not_held_against_anybody() -> None:
    assert marked(BOTH, [EMPTY] * 24, [99] * 24, [-1] * 24, [3] * 5 + [EMPTY] * 19) == [False] * 4
    # Half of twelve shown would be six: ten are needed, and a run of ten among gaps is one.
    assert marked(BOTH, [3, 99] * 10 + [-1] * 4) == [True]


def test_only_the_format_that_most_statements_have_is_looked_at() -> None:
    questionnaire = instrument(
        Asked("gains", statements=7, codes=(1, 2, 3, 4)),
        Asked("trust", statements=24, reversed=TURNED),
        Asked("success", statements=1, codes=tuple(range(11))),
    )

    straight_elsewhere = [4] * 7 + attentive(24) + [4]
    straight_here = [1, 2, 3, 4, 1, 2, 3] + [3] * 24 + [9]
    assert marked(questionnaire, straight_elsewhere, straight_here) == [False, True]


def test_a_page_in_another_format_does_not_interrupt_a_run() -> None:
    questionnaire = find("vollanalyse")
    made = simulate(questionnaire, organisations=3, behaviour=Behaviour(response=1.0), seed=1).responses
    agree = [one.id for one in questionnaire.statements if one.choices == "agree"]

    assert not careless(made, questionnaire).any()
    assert careless(made.assign(**dict.fromkeys(agree, 4.0)), questionnaire).all()


def test_a_distance_and_a_run_together_mark() -> None:
    # Sixty persons see two things alike; one contradicts that in a run of 13, and varies.
    questionnaire = instrument(Asked("trust", statements=13), Asked("goals", statements=11))
    rng = np.random.default_rng(1)
    level = rng.integers(2, 5, size=60)
    codes = np.clip(level[:, None] + rng.integers(-1, 2, size=(60, 24)), 1, 5)
    persons = [*codes.tolist(), [5] * 13 + [1, 2] * 5 + [1]]

    assert marked(questionnaire, *persons) == [False] * 60 + [True]
    # Among nine persons nobody can be far from everybody, and the run stands alone.
    assert marked(questionnaire, *persons[-9:]) == [False] * 9


def test_marks_keep_the_rows_and_leave_the_answers_as_they_are() -> None:
    frame = responses(BOTH, [("o", [3] * 24), ("o", attentive(24))]).set_index(pd.Index(["x", "y"]))
    before = frame.copy()

    pd.testing.assert_series_equal(careless(frame, BOTH), pd.Series([True, False], index=["x", "y"]))
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("id_", ["vollanalyse", "kurzcheck", "geschaeftsstelle", "netzwerk"])
def test_nobody_is_marked_where_nobody_answers_or_nothing_is_asked(id_: str) -> None:
    questionnaire = find(id_)
    silent, answered = (
        simulate(questionnaire, organisations=4, behaviour=Behaviour(response=share), seed=1).responses
        for share in (0.0, 1.0)
    )

    assert careless(silent, questionnaire).to_list() == []
    assert careless(answered, questionnaire).to_list() == [False] * len(answered)
