"""A diagnosis with ties: beside answers, alone, and not beside answers that nobody can place."""

from __future__ import annotations

import pandas as pd
import pytest

from questionnaires.loading import find
from questionnaires.problems import InputError
from scoring.anonymous import check_anonymous_answers
from scoring.answers import check_answers
from scoring.connecting import simulate_ties
from scoring.diagnosis import from_json, to_json
from scoring.pipeline import Beside, diagnose, require_fit
from scoring.simulating import simulate
from scoring.ties import check_ties

KURZCHECK, NETWORK = find("kurzcheck"), find("netzwerk")
MADE = simulate(KURZCHECK, organisations=25, means={"silos": 2.2}, seed=2)
ROWS = simulate_ties(MADE.organisations, MADE.responses, seed=2).rows
TIES = check_ties(ROWS, organisations=MADE.organisations, agreed=MADE.organisations["organisation"])
ANSWERS = check_answers(MADE.responses, KURZCHECK, organisations=MADE.organisations)


def test_ties_move_nothing_else_in_a_diagnosis() -> None:
    without, told = diagnose(ANSWERS, KURZCHECK), diagnose(ANSWERS, KURZCHECK, beside=Beside(ties=TIES))

    assert without.network.refused == "not_asked"
    assert told.network.refused is None
    assert told.scales == without.scales
    assert told.participation == without.participation


def test_a_diagnosis_with_ties_is_written_and_read_again() -> None:
    told = diagnose(ANSWERS, KURZCHECK, beside=Beside(ties=TIES))

    assert told.network.named is not None
    assert from_json(to_json(told)) == told


def test_the_order_of_the_rows_of_ties_leaves_no_byte() -> None:
    shuffled = check_ties(
        ROWS.sample(frac=1, random_state=1),
        organisations=MADE.organisations.sample(frac=1, random_state=2),
        agreed=MADE.organisations["organisation"],
    )

    one, other = (diagnose(ANSWERS, KURZCHECK, beside=Beside(ties=ties)) for ties in (TIES, shuffled))
    assert to_json(one) == to_json(other)


def test_ties_alone_are_a_diagnosis_without_scales() -> None:
    who = MADE.responses[["respondent", "organisation"]]
    answers = check_answers(who, NETWORK, organisations=MADE.organisations)
    told = diagnose(answers, NETWORK, beside=Beside(ties=TIES))

    assert not told.scales
    assert not told.conditions
    assert told.participation.contributors == told.network.respondents == who["organisation"].nunique()
    assert (told.participation.persons, told.participation.invited) == (len(who), 25)
    assert told.simulated


def test_without_ties_a_questionnaire_without_scales_is_refused() -> None:
    require_fit(NETWORK, ties=True)
    with pytest.raises(InputError, match="questionnaire_without_scales"):
        require_fit(NETWORK)


def test_ties_beside_anonymous_answers_are_refused() -> None:
    answers = check_anonymous_answers(MADE.responses.drop(columns="organisation"), KURZCHECK)

    with pytest.raises(InputError, match="ties_anonymous"):
        diagnose(answers, KURZCHECK, beside=Beside(ties=TIES))


def test_nobody_having_told_of_a_partner_is_a_network_of_too_few() -> None:
    nobody = check_ties(pd.DataFrame(), organisations=MADE.organisations)

    told = diagnose(ANSWERS, KURZCHECK, beside=Beside(ties=nobody)).network
    assert (told.refused, told.organisations, told.respondents) == ("too_few", 25, 0)
