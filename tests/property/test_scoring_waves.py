"""A wave as a whole: what may be exchanged, renamed or added without a byte of the diagnosis changing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from scoring.answers import Answers, check_answers
from scoring.diagnosis import Diagnosis, from_json, to_json
from scoring.pipeline import diagnose
from scoring.published import Grouping
from scoring.scales import organisation_scores, person_scores
from scoring.simulating import Behaviour, planted, simulate
from tests.unit.scoring.instruments import EMPTY, Asked, instrument

MADE = instrument(
    Asked("trust", statements=3, reversed=(2,), barrier="personal"),
    Asked("goals", statements=2, barrier="leadership"),
    Asked("ways", statements=4, reversed=(1,), barrier="leadership"),
    Asked("agenda", statements=1, kind="condition"),
)
BARRIERS = [scale.id for scale in MADE.scales_of("barrier")]
STATEMENTS = [statement.id for statement in MADE.statements]
SEEDS = st.integers(0, 2**32 - 1)
GROUPINGS: st.SearchStrategy[Grouping] = st.sampled_from(["none", "sector"])
# A diagnosis takes some 20 ms.
FEWER = settings(max_examples=40)


@st.composite
def waves(draw: st.DrawFn, *, most: int = 45) -> Answers:
    """Draw a simulated initiative of any size, response and health, whose list of invited organisations is known."""
    behaviour = Behaviour(
        response=draw(st.sampled_from([0.3, 0.7, 1.0])), dont_know=draw(st.sampled_from([0.0, 0.08, 0.4]))
    )
    means = draw(st.dictionaries(st.sampled_from(BARRIERS), st.sampled_from([1.0, 2.0, 2.6, 3.0, 4.5])))
    made = simulate(MADE, organisations=draw(st.integers(1, most)), means=means, behaviour=behaviour, seed=draw(SEEDS))
    assume(len(made.responses))
    return check_answers(made.responses, MADE, organisations=made.organisations)


def written(responses: pd.DataFrame, answers: Answers, grouping: Grouping = "none") -> bytes:
    """Return the diagnosis of other responses in the same wave."""
    other = replace(answers, responses=responses.reset_index(drop=True))
    return to_json(diagnose(other, MADE, grouping=grouping))


def shuffled(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the rows of a frame in another order."""
    return frame.iloc[np.random.default_rng(seed).permutation(len(frame))]


@FEWER
@given(waves(), GROUPINGS, SEEDS)
def test_shuffling_respondents_changes_no_byte(answers: Answers, grouping: Grouping, seed: int) -> None:
    turned = shuffled(answers.responses, seed)

    assert written(turned, answers, grouping) == written(answers.responses, answers, grouping)


@FEWER
@given(waves(), SEEDS)
def test_who_answered_for_an_organisation_in_which_order_changes_no_byte(answers: Answers, seed: int) -> None:
    frame = answers.responses
    turned = pd.concat([shuffled(rows, seed) for _, rows in frame.groupby("organisation")])
    exchanged = turned.assign(respondent=sorted(frame["respondent"]))

    assert written(exchanged, answers) == written(frame, answers)


@FEWER
@given(waves(), GROUPINGS, SEEDS, st.text("ab ÄßZ\u0301_0", max_size=3))
def test_renaming_organisations_changes_no_byte(answers: Answers, grouping: Grouping, seed: int, prefix: str) -> None:
    names = list(answers.organisations["organisation"])
    places = np.random.default_rng(seed).permutation(len(names))
    new = {name: f"{prefix}{place}" for name, place in zip(names, places, strict=True)}
    renamed = replace(
        answers,
        responses=answers.responses.assign(organisation=answers.responses["organisation"].map(new)),
        organisations=answers.organisations.assign(organisation=[new[name] for name in names]),
    )
    before = to_json(diagnose(answers, MADE, grouping=grouping))

    assert to_json(diagnose(renamed, MADE, grouping=grouping)) == before
    assert b"Simulierte" not in before


@FEWER
@given(waves(most=12), st.sampled_from(BARRIERS), GROUPINGS, SEEDS)
def test_swapping_answers_to_a_scale_between_organisations_of_a_small_group_changes_no_byte(
    answers: Answers, scale: str, grouping: Grouping, seed: int
) -> None:
    single = answers.responses.drop_duplicates("organisation").reset_index(drop=True)
    assume(len(single) <= 11)
    sector = single["organisation"].map(answers.organisations.set_index("organisation")["sector"])
    columns = [statement.id for statement in MADE.statements_of(scale)]
    swapped = single.copy()
    for _, rows in single.groupby(sector if grouping == "sector" else np.zeros(len(single))):
        order = np.random.default_rng(seed).permutation(rows.index)
        swapped.loc[rows.index, columns] = single.loc[order, columns].to_numpy()

    assert written(swapped, answers, grouping) == written(single, answers, grouping)


@FEWER
@given(waves(), GROUPINGS, st.sampled_from([99.0, -1.0, EMPTY]))
def test_a_person_who_answers_nothing_changes_no_byte(answers: Answers, grouping: Grouping, code: float) -> None:
    silent = answers.responses.iloc[[0]].assign(respondent="simuliert-0", **dict.fromkeys(STATEMENTS, code))
    more = pd.concat([answers.responses, silent])

    assert written(more, answers, grouping) == written(answers.responses, answers, grouping)


@FEWER
@given(waves(), st.sampled_from([1, 5, 98]))
def test_an_organisation_without_a_score_changes_only_counts(answers: Answers, code: int) -> None:
    # One statement of each scale but the last, which has only one: too little for a score, and an answer nevertheless.
    first = {f"{scale}_1": float(code) for scale in BARRIERS}
    nobody = answers.responses.iloc[[0]].assign(
        respondent="simuliert-0", organisation="one more", **dict.fromkeys(STATEMENTS, 99.0)
    )
    known = check_answers(answers.responses, MADE)
    more = check_answers(pd.concat([answers.responses, nobody.assign(**first)], ignore_index=True), MADE)
    before, after = diagnose(known, MADE), diagnose(more, MADE)

    assert after.participation.contributors == before.participation.contributors + 1
    assert after.participation.persons == before.participation.persons + 1
    assert [(scale.cell, scale.flag, scale.rank) for scale in after.scales] == [
        (scale.cell, scale.flag, scale.rank) for scale in before.scales
    ]
    assert (after.conditions, after.stage) == (before.conditions, before.stage)


@FEWER
@given(waves(), GROUPINGS, st.integers(5, 9), st.booleans())
def test_a_diagnosis_is_read_back_exactly(
    answers: Answers,
    grouping: Grouping,
    minimum: int,
    strict: bool,  # noqa: FBT001 - given by Hypothesis
) -> None:
    diagnosis = diagnose(answers, MADE, grouping=grouping, minimum=minimum, strict=strict)

    assert from_json(to_json(diagnosis)) == diagnosis
    assert msgspec.json.decode(msgspec.json.encode(diagnosis), type=Diagnosis) == diagnosis
    assert diagnosis.simulated


@FEWER
@given(waves(), GROUPINGS, st.integers(5, 9), st.booleans())
def test_groups_of_a_scale_cover_everybody_with_a_score_and_none_is_small(
    answers: Answers,
    grouping: Grouping,
    minimum: int,
    strict: bool,  # noqa: FBT001 - given by Hypothesis
) -> None:
    diagnosis = diagnose(answers, MADE, grouping=grouping, minimum=minimum, strict=strict)

    for scale in diagnosis.scales:
        shown = [group.cell.n or 0 for group in scale.groups]
        assert shown == [] or (sum(shown) == scale.cell.n and min(shown) >= minimum and len(shown) > 1)
        assert sum(group.cell.population or 0 for group in scale.groups) <= len(answers.organisations)
        assert scale.cell.n is None or minimum <= scale.cell.n <= diagnosis.participation.contributors


@FEWER
@given(waves(), GROUPINGS)
def test_flagged_barriers_have_places_from_1_on_in_falling_weight(answers: Answers, grouping: Grouping) -> None:
    diagnosis = diagnose(answers, MADE, grouping=grouping)
    weights = [(scale.cell.below or 0) * (3.5 - (scale.cell.value or 0)) for scale in diagnosis.ranked]

    assert [scale.rank for scale in diagnosis.ranked] == list(range(1, len(weights) + 1))
    assert weights == sorted(weights, reverse=True)
    assert {scale.barrier for scale in diagnosis.ranked} == {
        scale.barrier for scale in diagnosis.scales if scale.flag.state == "flagged" and diagnosis.ranking_holds
    }


@cache
def library(name: str) -> Questionnaire:
    """Return a questionnaire of the library."""
    return find(name)


@settings(max_examples=15)
@given(SEEDS, st.integers(1, 40), st.sampled_from(["vollanalyse", "kurzcheck"]))
def test_the_same_seed_gives_the_same_bytes(seed: int, organisations: int, name: str) -> None:
    first, again = (simulate(library(name), organisations=organisations, seed=seed) for _ in range(2))

    assert first.responses.to_csv() == again.responses.to_csv()
    assert first.organisations.to_csv() == again.organisations.to_csv()
    assert first.expected.to_csv() == again.expected.to_csv()


@settings(max_examples=15)
@given(SEEDS, st.sampled_from(["silos", "leadership", "impact", "funding"]))
def test_a_planted_barrier_is_scored_lower_than_any_healthy_one(seed: int, barrier: str) -> None:
    questionnaire = library("vollanalyse")
    means = planted(questionnaire, (barrier,))
    made = simulate(questionnaire, organisations=120, means=means, behaviour=Behaviour(response=1.0), seed=seed)
    scores = organisation_scores(person_scores(made.responses, questionnaire), made.responses["organisation"]).mean()

    assert scores[list(means)].max() < scores.drop(list(means)).min()
    assert made.expected.mean()[list(means)].max() < made.expected.mean().drop(list(means)).min()
