"""Change between two waves: figures computed by hand, what may be compared, and what is refused."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pandas as pd
import pytest

from questionnaires.loading import find
from questionnaires.model import Choices, Questionnaire
from scoring.change import Decomposition, change_prior, comparable_scales, decompose, paired_change, reliable_change
from scoring.uncertainty import WEAK, Prior, mean_interval, weak_prior
from tests.unit.scoring.instruments import Asked, instrument

BEFORE = pd.Series({"a": 2.0, "b": 3.0, "c": 4.0, "left": 1.0})
AFTER = pd.Series({"joined": 5.0, "c": 4.0, "b": 4.0, "a": 2.5})
MADE = instrument(
    Asked("trust", statements=3, reversed=(2,)), Asked("goals", statements=2), Asked("ways", statements=2)
)


def without_statement(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Return a questionnaire that does not ask one statement."""
    (page,) = questionnaire.page
    kept = tuple(one for one in page.statement if one.id != name)
    return msgspec.structs.replace(questionnaire, page=(msgspec.structs.replace(page, statement=kept),))


def turned_round(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Return a questionnaire in which one statement points the other way."""
    (page,) = questionnaire.page
    statements = tuple(
        msgspec.structs.replace(one, reversed=not one.reversed) if one.id == name else one for one in page.statement
    )
    return msgspec.structs.replace(questionnaire, page=(msgspec.structs.replace(page, statement=statements),))


def test_a_change_is_reliable_beyond_twice_its_error() -> None:
    changes = [
        reliable_change(*scores, spread=0.9, reliability=0.75) for scores in ((2.0, 3.5), (3.5, 2.4), (3.0, 3.0))
    ]

    error = 0.9 * math.sqrt(0.5)
    assert [change.value for change in changes] == pytest.approx([1.5 / error, -1.1 / error, 0], abs=1e-12)
    assert [change.reliable for change in changes] == [True, False, False]


def test_the_limit_itself_is_not_beyond_it() -> None:
    assert [reliable_change(0, points, spread=1, reliability=0.5).reliable for points in (1.96, -1.96, 1.9601)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("before", "after", "spread", "reliability", "message"),
    [
        (math.nan, 3, 0.9, 0.75, "both scores are needed for a change, and they are nan and 3"),
        (3, math.inf, 0.9, 0.75, "both scores are needed for a change, and they are 3 and inf"),
        (3, 4, 0.0, 0.75, "the spread must lie above 0, not 0.0"),
        (3, 4, math.inf, 0.75, "the spread must lie above 0, not inf"),
        (3, 4, 0.9, 1.0, "the reliability must lie between 0 and 1, 1 not included, not 1.0"),
        (3, 4, 0.9, -0.1, "the reliability must lie between 0 and 1, 1 not included, not -0.1"),
    ],
)
def test_a_change_without_scores_or_error_is_refused(
    before: float, after: float, spread: float, reliability: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        reliable_change(before, after, spread=spread, reliability=reliability)


def test_the_prior_of_a_change_lies_around_nothing_as_wide_as_error_of_measurement() -> None:
    assert change_prior() == Prior(mean=0.0, weight=1.0, df=4.0, spread=0.9 * math.sqrt(0.5), reliability=0.0)
    assert change_prior(weak_prior(0.55)).spread == pytest.approx(0.9 * math.sqrt(0.9), abs=1e-12)


def test_a_paired_change_is_the_mean_of_the_differences_of_those_who_answered_twice() -> None:
    found = paired_change(BEFORE, AFTER, population=5, level=0.8, prior=weak_prior(0.55))

    assert found == mean_interval([0.5, 1.0, 0.0], population=5, level=0.8, prior=change_prior(weak_prior(0.55)))
    assert found.n == 3


def test_a_missing_score_is_as_good_as_no_answer() -> None:
    gaps = pd.Series({"a": 2.0, "b": 3.0, "c": 4.0, "left": 1.0, "silent": math.nan})
    more = pd.Series({"joined": 5.0, "c": 4.0, "b": 4.0, "a": 2.5, "left": math.nan, "silent": 3.0})

    assert paired_change(gaps, more, population=5) == paired_change(BEFORE, AFTER, population=5)
    assert decompose(gaps, AFTER) == decompose(BEFORE, AFTER)


def test_the_order_of_organisations_changes_no_digit() -> None:
    rng = np.random.default_rng(3)
    before, after = (pd.Series(rng.normal(3, 0.7, 40), index=range(40)) for _ in range(2))
    mixed = [
        (before.sample(frac=1, random_state=seed), after.sample(frac=1, random_state=-seed % 7)) for seed in range(9)
    ]

    assert {paired_change(*pair, population=50) for pair in mixed} == {paired_change(before, after, population=50)}
    assert {decompose(*pair) for pair in mixed} == {decompose(before, after)}


def test_a_change_is_made_of_those_who_stayed_joined_and_left_by_hand() -> None:
    # Means 2.5 and 3.875 of all, 3.0 and 3.5 of a, b and c.
    found = decompose(BEFORE, AFTER)

    assert found == Decomposition(stayed=0.5, joined=0.375, left=0.5, stayed_n=3, joined_n=1, left_n=1)
    assert found.total == 1.375


def test_a_change_without_turnover_is_that_of_those_who_stayed() -> None:
    assert decompose(BEFORE, BEFORE + 0.5) == Decomposition(
        stayed=0.5, joined=0.0, left=0.0, stayed_n=4, joined_n=0, left_n=0
    )


def test_waves_without_a_common_organisation_are_refused() -> None:
    other = pd.Series({"x": 3.0})

    with pytest.raises(ValueError, match="no organisation has a score in both waves"):
        paired_change(BEFORE, other, population=5)
    with pytest.raises(ValueError, match="no organisation has a score in both waves"):
        decompose(other, AFTER)
    with pytest.raises(ValueError, match="no organisation has a score in both waves"):
        decompose(BEFORE, pd.Series({"a": math.nan}))


def test_an_organisation_that_is_listed_twice_is_refused() -> None:
    doubled = pd.Series([3.0, 4.0], index=["a", "a"])

    with pytest.raises(ValueError, match="an organisation is listed twice in before"):
        decompose(doubled, AFTER)
    with pytest.raises(ValueError, match="an organisation is listed twice in after"):
        paired_change(BEFORE, doubled, population=5)


def test_fewer_invited_than_answered_are_refused() -> None:
    with pytest.raises(ValueError, match="3 organisations answered, more than the 2 invited"):
        paired_change(BEFORE, AFTER, population=2)


def test_every_scale_of_an_unchanged_questionnaire_may_be_compared() -> None:
    assert comparable_scales(MADE, msgspec.structs.replace(MADE, version="2026.2")) == ("trust", "goals", "ways")
    assert comparable_scales(find("vollanalyse"), find("vollanalyse")) == tuple(
        scale.id for scale in find("vollanalyse").scale
    )


def test_a_scale_with_a_statement_gone_new_or_turned_round_may_not_be_compared() -> None:
    assert comparable_scales(MADE, without_statement(MADE, "trust_3")) == ("goals", "ways")
    assert comparable_scales(without_statement(MADE, "trust_3"), MADE) == ("goals", "ways")
    assert comparable_scales(MADE, turned_round(MADE, "goals_1")) == ("trust", "ways")


def test_other_answers_forbid_to_compare_the_scales_that_offer_them() -> None:
    two = instrument(Asked("trust"), Asked("goals", codes=(0, 1, 2)))
    other = msgspec.structs.replace(
        two, choices=two.choices | {"from_0_to_2": Choices(codes=(0, 1, 2, 3), dont_know=98)}
    )

    assert comparable_scales(two, other) == ("trust",)


def test_a_new_scale_has_nothing_to_be_compared_with() -> None:
    assert comparable_scales(instrument(Asked("trust")), instrument(Asked("hope"), Asked("trust"))) == ("trust",)


def test_nothing_may_be_compared_between_different_questionnaires() -> None:
    assert comparable_scales(find("kurzcheck"), find("vollanalyse")) == ()
    assert comparable_scales(MADE, msgspec.structs.replace(MADE, audience="backbone")) == ()


def test_the_prior_of_scores_is_the_weak_one() -> None:
    assert paired_change(BEFORE, AFTER, population=5) == paired_change(BEFORE, AFTER, population=5, prior=WEAK)
