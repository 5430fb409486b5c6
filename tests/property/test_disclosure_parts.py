"""Who said what leaves no trace in any part of the diagnosis told in half steps, or following from cells."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from scoring.answers import Answers, check_answers
from scoring.diagnosis import to_json
from scoring.pipeline import diagnose
from scoring.simulating import Behaviour, simulate

VOLLANALYSE = find("vollanalyse")
ONE_PERSON = Behaviour(response=1.0, most_persons=1, dont_know=0.03)
KEYS = ["respondent", "organisation", "sector", "function"]


def wave(organisations: int, seed: int) -> Answers:
    """Return the answers of organisations with one person each."""
    made = simulate(VOLLANALYSE, organisations=organisations, behaviour=ONE_PERSON, seed=seed)
    return check_answers(made.responses, VOLLANALYSE, organisations=made.organisations)


def subjects(questionnaire: Questionnaire) -> list[list[str]]:
    """Return the columns that make up one figure: the statements of a scale and aspect."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for statement in questionnaire.statements:
        found.setdefault((statement.scale, statement.aspect), []).append(statement.id)
    return list(found.values())


def shuffled(answers: Answers, rng: np.random.Generator, groups: list[np.ndarray]) -> Answers:
    """Return answers in which organisations of a group swap what they said of each subject, each anew."""
    responses = answers.responses.copy()
    for columns in subjects(VOLLANALYSE):
        for group in groups:
            responses.loc[group, columns] = responses.loc[rng.permutation(group), columns].to_numpy()
    return Answers(responses, answers.organisations, answers.invited)


def document(answers: Answers, *, strict: bool = False) -> str:
    """Return the diagnosis as it is kept."""
    return to_json(diagnose(answers, VOLLANALYSE, strict=strict)).decode()


@settings(max_examples=6)
@given(organisations=st.integers(5, 11), seed=st.integers(0, 2**32))
def test_below_12_swapping_what_was_said_of_any_subject_leaves_every_byte(organisations: int, seed: int) -> None:
    answers, rng = wave(organisations, seed), np.random.default_rng(seed)

    assert document(shuffled(answers, rng, [np.arange(organisations)])) == document(answers)


@settings(max_examples=4)
@given(organisations=st.integers(12, 40), seed=st.integers(0, 2**32))
def test_in_the_strict_profile_swapping_leaves_every_byte_for_any_number(organisations: int, seed: int) -> None:
    answers, rng = wave(organisations, seed), np.random.default_rng(seed)

    assert document(shuffled(answers, rng, [np.arange(organisations)]), strict=True) == document(answers, strict=True)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_beside_a_group_in_half_steps_swapping_inside_the_groups_leaves_every_byte(seed: int) -> None:
    answers, rng = wave(20, seed), np.random.default_rng(seed)
    sector = np.array(["administration"] * 13 + ["education"] * 7)
    organisations = answers.organisations.assign(sector=pd.Series(sector, dtype="str"))
    known = dict(zip(organisations["organisation"], sector, strict=True))
    responses = answers.responses.fillna(3).replace(98, 3)
    of = responses["organisation"].map(known)
    grouped = Answers(responses, organisations, answers.invited)
    groups = [np.flatnonzero(of == name) for name in ("administration", "education")]

    swapped = shuffled(grouped, rng, groups)

    before, after = (to_json(diagnose(one, VOLLANALYSE, grouping="sector")) for one in (grouped, swapped))
    assert before == after
