"""Answers of an anonymous survey: what a table may hold, who contributes, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from questionnaires.problems import InputError
from questionnaires.profile import SECTORS
from scoring.anonymous import NO_SECTOR, check_anonymous_answers
from scoring.answers import Answers, check_answers
from scoring.diagnosis import Participation, from_json, to_json
from scoring.pipeline import diagnose
from scoring.published import Cell, Grouping
from tests.unit.scoring.instruments import Asked, instrument, wave
from tests.unit.scoring.samples import SAMPLE, answers

MADE = instrument(Asked("trust", statements=3), Asked("agenda", statements=1, kind="condition"))
ALLOWED = f"Allowed: {', '.join(SECTORS)}"
NAMES = [statement.id for statement in MADE.statements]


def table(**columns: list[object]) -> pd.DataFrame:
    """Return the answers of three persons without organisations, some columns replaced or added."""
    return answers(**columns).drop(columns="organisation")


def refusal(frame: pd.DataFrame, invited: int | Mapping[str, int] | None = None, *, ignore: str = "") -> list[str]:
    """Return why anonymous answers are refused, in English."""
    with pytest.raises(InputError) as caught:
        check_anonymous_answers(frame, SAMPLE, invited=invited, ignore=(ignore,) if ignore else ())
    return [problem.text("en") for problem in caught.value.problems]


def responses(
    codes: list[list[float]], *, sectors: list[str] | None = None, invited: int | Mapping[str, int] | None = None
) -> Answers:
    """Return checked anonymous answers to a questionnaire made to measure, one response a list of codes."""
    frame = pd.DataFrame(codes, columns=NAMES, dtype=float)
    frame.insert(0, "respondent", [f"r{place:02d}" for place in range(len(codes))])
    if sectors is not None:
        frame["sector"] = sectors
    return check_anonymous_answers(frame, MADE, invited=invited)


def test_each_response_is_its_own_contributor_and_no_organisation_is_known() -> None:
    found = check_anonymous_answers(table(sector=["health", "", "99"]), SAMPLE, invited=4)

    assert found.unit == "response"
    assert list(found.responses) == ["respondent", "sector", "trust_01", "goals_01"]
    assert list(found.contributor) == ["p1", "p2", "p3"]
    assert found.sector.index.tolist() == ["p1", "p2", "p3"]
    assert [None if pd.isna(sector) else sector for sector in found.sector] == ["health", None, None]
    assert (len(found.organisations), found.invited, found.invited_by_sector) == (0, 4, None)


def test_without_a_column_every_sector_is_missing() -> None:
    found = check_anonymous_answers(table(), SAMPLE)

    assert found.sector.isna().all()
    assert found.invited is None


def test_people_invited_may_be_counted_by_sector() -> None:
    by_sector = {"health": 3, "business": 2, NO_SECTOR: 4}

    found = check_anonymous_answers(table(sector=["health", "", "health"]), SAMPLE, invited=by_sector)

    assert found.invited == 9
    assert found.invited_by_sector == dict.fromkeys(SECTORS, 0) | {"health": 3, "business": 2}


@pytest.mark.parametrize("ignore", ["", "organisation"])
def test_a_column_of_organisations_is_refused_even_if_it_shall_be_ignored(ignore: str) -> None:
    assert refusal(answers(), ignore=ignore) == [
        (
            "answers.csv: the column “organisation” must not stand in anonymous answers, since nobody shall see for "
            "whom anybody answered. Delete the column in the file, or analyse by organisation."
        )
    ]


def test_everything_else_is_checked_as_in_any_table_of_answers() -> None:
    frame = table(respondent=["p1", "p1", "p3"], trust_01=["1", "6", "2"], sector=["Amt", "", ""], more=["", "", ""])

    assert refusal(frame.drop(columns="goals_01")) == [
        "answers.csv: the column “goals_01” is missing. Add it, named exactly like this.",
        (
            "answers.csv: the column “more” does not belong to the questionnaire. "
            "Rename it, delete it, or name it as a column to ignore."
        ),
        f"answers.csv, row 0, column “sector”: “Amt” is not a sector. {ALLOWED} or an empty cell.",
        (
            "answers.csv, rows 0 and 1, column “respondent”: “p1” occurs twice. "
            "Delete one of the rows, or give the second person another identifier."
        ),
        "answers.csv, row 1, column “trust_01”: “6” is not allowed. Allowed: 1–5, 98, 99, -1 or an empty cell.",
    ]


def test_made_up_responses_among_others_are_refused() -> None:
    (problem,) = refusal(table(respondent=["simuliert-1", "p2", "p3"]))

    assert problem.startswith("answers.csv: 1 of 3 respondents begin with “simuliert-”")


@pytest.mark.parametrize(
    ("invited", "problems"),
    [
        (0, ["answers.csv: the number of people invited is given as 0. It must be 1 or larger."]),
        (2, ["answers.csv: the number of people invited is given as 2, but 3 answered. Correct the number."]),
        (
            {"health": 1, "business": 5},
            [
                (
                    "answers.csv: the number of people invited of the sector health is given as 1, but 2 answered. "
                    "Correct the number, or the column “sector”."
                )
            ],
        ),
        (
            {"health": 3, "Amt": 1},
            [f"answers.csv: people invited are given for “Amt”, but that is not a sector. {ALLOWED}."],
        ),
        (
            {"health": 3, "business": 5, NO_SECTOR: -1},
            ["answers.csv: the number of people invited of a sector is given as -1. It must be 0 or larger."],
        ),
    ],
)
def test_a_number_of_people_that_cannot_be_is_refused(invited: int | dict[str, int], problems: list[str]) -> None:
    assert refusal(table(sector=["health", "", "health"]), invited) == problems


def test_a_response_without_a_sector_is_refused_only_by_an_analysis_that_groups_by_it() -> None:
    found = responses([[3, 3, 3, 3]] * 6, sectors=["health"] * 5 + [""])

    assert diagnose(found, MADE).participation.contributors == 6
    with pytest.raises(InputError) as caught:
        diagnose(found, MADE, grouping="sector")
    assert [problem.text("en") for problem in caught.value.problems] == [
        f"“r05”: the sector is missing. Enter one in the answers, or analyse without sectors. {ALLOWED}."
    ]


def test_responses_are_not_averaged_and_are_counted_as_people() -> None:
    codes = [[1.0, 1, 1, 1]] * 4 + [[5.0, 5, 5, 5]] * 4
    nothing = [99.0] * 4

    diagnosis = diagnose(responses([*codes, nothing], invited=12), MADE)

    assert diagnosis.participation == Participation(unit="response", contributors=8, invited=12, persons=8)
    assert (diagnosis.scales[0].cell.n, diagnosis.scales[0].cell.population) == (8, 12)
    assert diagnosis.scales[0].cell.value == 3.0


def test_fewer_than_five_responses_show_nothing() -> None:
    few, enough = (diagnose(responses([[1.0, 1, 1, 1]] * count), MADE) for count in (4, 5))

    assert few.no_scale_shown
    cells: list[Cell] = [*(scale.cell for scale in few.scales), *(condition.cell for condition in few.conditions)]
    assert {cell.hidden for cell in cells} == {"too_few"}
    assert [scale.cell.n for scale in enough.scales] == [5]


@pytest.mark.parametrize(("grouping", "groups"), [("none", 0), ("sector", 2)])
def test_the_figures_are_those_of_as_many_organisations_with_one_person_each(grouping: Grouping, groups: int) -> None:
    codes = [[1.0, 2, 2, 4]] * 7 + [[4.0, 4, 98, 5]] * 8
    sectors = ["health"] * 7 + ["business"] * 8
    alone = responses(codes, sectors=sectors, invited={"health": 8, "business": 10})
    listed = wave(MADE, codes, sectors=sectors, silent=["health", "business", "business"])

    anonymous, organised = (diagnose(found, MADE, grouping=grouping) for found in (alone, listed))

    assert (anonymous.scales, anonymous.conditions) == (organised.scales, organised.conditions)
    assert len(anonymous.scales[0].groups) == groups
    assert anonymous.participation.unit != organised.participation.unit
    assert anonymous.digest != organised.digest


def test_the_diagnosis_says_what_was_counted_and_names_nobody() -> None:
    diagnosis = diagnose(responses([[3.0, 3, 3, 3]] * 6), MADE)
    text = to_json(diagnosis)

    assert from_json(text) == diagnosis
    assert b'"unit": "response"' in text
    assert b"r05" not in text


def test_the_same_table_with_organisations_is_counted_by_organisation() -> None:
    assert check_answers(answers(), SAMPLE).unit == "organisation"
