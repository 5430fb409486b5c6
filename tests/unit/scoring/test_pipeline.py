"""A whole diagnosis: every part of it, what it counts, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pandas as pd
import pytest

from questionnaires.model import Questionnaire
from questionnaires.problems import InputError
from questionnaires.versions import digest
from scoring.answers import check_answers
from scoring.conditions import CONDITIONS
from scoring.diagnosis import Diagnosis, Instrument, Participation, Protection, sealed, to_json
from scoring.findings import ConditionResult, DontKnow, Flag, Maturity, ScaleResult
from scoring.patterns import ViewpointsResult
from scoring.pipeline import METHOD_VERSION, diagnose
from scoring.published import Cell
from scoring.simulating import simulate
from tests.unit.scoring.instruments import EMPTY, Asked, instrument, responses, wave

MADE = instrument(
    Asked("trust", statements=3, reversed=(2,), barrier="personal"),
    Asked("goals", statements=2, barrier="priorities"),
    Asked("wishes", statements=1, kind="motive"),
    *(Asked(name, statements=1, kind="condition") for name in CONDITIONS),
)
ALL = [2, 4, 2, 4, 4, 5, 3, 3, 2, 4, 3]
SOME = [2, 4, 98, 4, 98, 5, 3, 3, 2, 4, 3]
ANSWERS = wave(MADE, [ALL] * 5 + [SOME], silent=["health", "health"])

CONDITION_CELLS: dict[Maturity, Cell] = {
    "absent": Cell(n=6, population=8, form="halves", value=2.0, end="low", low=1.0, high=2.4, below=1.0),
    "emerging": Cell(n=6, population=8, form="halves", value=3.0, low=2.5, high=3.5, below=0.5),
    "mature": Cell(n=6, population=8, form="halves", value=4.0, end="high", low=3.6, high=5.0, below=0.0),
}
MATURITIES: dict[str, Maturity] = {
    "agenda": "emerging",
    "measurement": "emerging",
    "activities": "absent",
    "communication": "mature",
    "office": "emerging",
}
CONDITION_RESULTS = tuple(
    ConditionResult(id=name, cell=CONDITION_CELLS[maturity], maturity=maturity) for name, maturity in MATURITIES.items()
)


def test_a_diagnosis_tells_instrument_participation_protection_scales_and_conditions() -> None:
    diagnosis = diagnose(ANSWERS, MADE)

    assert diagnosis == sealed(
        Diagnosis(
            method_version=METHOD_VERSION,
            instrument=Instrument(id="made", version="2026.1", digest=digest(MADE), reliability=0.75),
            participation=Participation(unit="organisation", contributors=6, invited=8, persons=6),
            protection=Protection(minimum=5, strict=False, grouping="none"),
            simulated=False,
            ranking_holds=True,
            scales=(
                ScaleResult(
                    id="trust",
                    barrier="personal",
                    family=None,
                    statement_count=3,
                    cell=Cell(n=6, population=8, form="halves", value=2.0, end="low", low=1.0, high=2.4, below=1.0),
                    flag=Flag(state="flagged", sureness="clearly", switched_off_at=3.0),
                    rank=1,
                    dont_know=DontKnow(much=False),
                    statements_hidden="too_few",
                ),
                ScaleResult(
                    id="goals",
                    barrier="priorities",
                    family=None,
                    statement_count=2,
                    cell=Cell(n=5, population=8, form="halves", value=4.0, end="high", low=3.6, high=5.0, below=0.0),
                    flag=Flag(state="strength", sureness="clearly"),
                    dont_know=DontKnow(much=False),
                    statements_hidden="too_few",
                ),
            ),
            conditions=CONDITION_RESULTS,
            stage="network",
            viewpoints=ViewpointsResult(refused="too_few"),
        )
    )


def test_the_version_of_the_method_is_told() -> None:
    assert diagnose(ANSWERS, MADE).method_version == METHOD_VERSION == "2026.2"


def test_equal_answers_give_equal_bytes_in_whatever_order_their_rows_come() -> None:
    turned = replace(
        ANSWERS,
        responses=ANSWERS.responses.iloc[::-1].reset_index(drop=True),
        organisations=ANSWERS.organisations.iloc[::-1].reset_index(drop=True),
    )

    assert to_json(diagnose(ANSWERS, MADE)) == to_json(diagnose(ANSWERS, MADE))
    assert to_json(diagnose(turned, MADE)) == to_json(diagnose(ANSWERS, MADE))


def test_answers_are_not_changed_by_diagnosing_them() -> None:
    before = ANSWERS.responses.copy()

    diagnose(ANSWERS, MADE)

    pd.testing.assert_frame_equal(ANSWERS.responses, before)


def test_a_table_is_checked_and_taken_for_all_that_were_invited() -> None:
    frame = ANSWERS.responses
    diagnosis = diagnose(frame, MADE)

    assert diagnosis == diagnose(check_answers(frame, MADE), MADE)
    assert diagnosis.participation == Participation(unit="organisation", contributors=6, invited=None, persons=6)
    assert [(scale.cell.n, scale.cell.population) for scale in diagnosis.scales] == [(6, 6), (5, 5)]


def test_a_table_with_a_code_that_is_none_is_refused() -> None:
    frame = ANSWERS.responses.assign(trust_1=[7, 1, 1, 1, 1, 1])

    with pytest.raises(InputError) as caught:
        diagnose(frame, MADE)

    assert [problem.code for problem in caught.value.problems] == ["code_not_allowed"]


def test_a_grouping_needs_every_sector() -> None:
    with pytest.raises(InputError) as caught:
        diagnose(ANSWERS, MADE, grouping="sector")

    assert {problem.code for problem in caught.value.problems} == {"sector_missing"}
    assert len(caught.value.problems) == 6


def refused(questionnaire: Questionnaire, *, minimum: int | None = None) -> list[str]:
    """Return why answers to a questionnaire are not diagnosed."""
    answers = wave(questionnaire, [[3] * len(questionnaire.statements)] * 6)
    with pytest.raises(InputError) as caught:
        diagnose(answers, questionnaire, minimum=minimum)
    return [problem.text("en") for problem in caught.value.problems]


def test_the_minimum_may_not_be_lowered() -> None:
    assert refused(MADE, minimum=3) == ["The smallest group shown cannot be 3. It must be 5 or more."]


def test_a_questionnaire_without_barriers_is_not_diagnosed() -> None:
    without = instrument(Asked("agenda", statements=1, kind="condition"))

    assert len(refused(without, minimum=3)) == 2
    assert refused(without)[0].startswith("made: this questionnaire has no scales that can be analysed.")


def test_the_report_of_a_backbone_about_itself_is_not_diagnosed() -> None:
    backbone = msgspec.structs.replace(MADE, audience="backbone")

    assert refused(backbone)[0].startswith("made: this questionnaire is the self-report of a backbone office.")


def test_the_rules_in_force_are_told() -> None:
    answers = wave(MADE, [ALL] * 6, sectors=["health"] * 6)
    diagnosis = diagnose(answers, MADE, grouping="sector", minimum=6, strict=True)

    assert diagnosis.protection == Protection(minimum=6, strict=True, grouping="sector")


def test_persons_and_organisations_count_where_they_gave_any_answer() -> None:
    nothing = [99, -1, *[EMPTY] * 9]
    persons = [("north", [98, *nothing[1:]]), ("north", [3.0] * 11), ("south", nothing)]
    answers = check_answers(responses(MADE, persons), MADE, invited=8)

    assert diagnose(answers, MADE).participation == Participation(
        unit="organisation", contributors=1, invited=8, persons=2
    )


def test_nobody_who_answers_is_a_diagnosis_too() -> None:
    diagnosis = diagnose(wave(MADE, [[EMPTY] * 11]), MADE)

    assert diagnosis.participation == Participation(unit="organisation", contributors=0, invited=None, persons=0)
    assert {scale.flag.state for scale in diagnosis.scales} == {"withheld"}
    assert {scale.cell for scale in diagnosis.scales} == {Cell(hidden="too_few")}
    assert diagnosis.stage == "withheld"


def test_a_questionnaire_without_conditions_has_no_stage() -> None:
    questionnaire = instrument(Asked("trust", statements=1))
    diagnosis = diagnose(wave(questionnaire, [[3]] * 5), questionnaire)

    assert (diagnosis.conditions, diagnosis.stage) == ((), None)


def test_a_simulation_is_called_one() -> None:
    made = simulate(MADE, organisations=20, seed=1)

    assert diagnose(made.responses, MADE).simulated
    assert not diagnose(made.responses.assign(respondent=lambda table: "p" + table["respondent"]), MADE).simulated


@pytest.mark.parametrize(
    ("answering", "invited", "holds"),
    [(13, 20, True), (12, 20, False), (9, 14, False), (9, 13, True), (6, None, True)],
)
def test_hurdles_are_ranked_where_65_per_cent_of_those_invited_answered(
    *, answering: int, invited: int | None, holds: bool
) -> None:
    diagnosis = diagnose(wave(MADE, [ALL] * answering, invited=invited), MADE)

    assert diagnosis.ranking_holds == holds
    assert [(scale.flag.state, scale.rank) for scale in diagnosis.scales] == [
        ("flagged", 1 if holds else None),
        (diagnosis.scales[1].flag.state, None),
    ]


def test_flagged_barriers_are_ranked_and_one_part_stands_for_leadership() -> None:
    questionnaire = instrument(
        Asked("silos", statements=1, barrier="silos"),
        Asked("priorities", statements=1, barrier="leadership"),
        Asked("steering", statements=1, barrier="leadership"),
        Asked("impact", statements=1, barrier="impact"),
    )
    answers = wave(questionnaire, [[3, 2, 1, 4]] * 6 + [[2, 2, 2, 4]] * 6)
    diagnosis = diagnose(answers, questionnaire)

    # 2,5 · 2,0 · 1,5 · 4,0, the two parts of leadership both with P = 1.
    assert [(scale.id, scale.flag.state, scale.rank) for scale in diagnosis.scales] == [
        ("silos", "flagged", 2),
        ("priorities", "flagged", 1),
        ("steering", "flagged", None),
        ("impact", "strength", None),
    ]
    assert [scale.id for scale in diagnosis.ranked] == ["priorities", "silos"]
