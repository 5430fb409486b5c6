"""The backbone's self-report: one row, in half steps, told as a distance only where it lies outside."""

from __future__ import annotations

import pandas as pd
import pytest

from questionnaires.loading import find
from questionnaires.problems import InputError
from scoring.backbone import SelfReport, backbone_view, check_self_report
from scoring.findings import BackboneView
from scoring.pipeline import Beside, diagnose
from scoring.published import Cell
from tests.unit.scoring.instruments import Asked, instrument, wave

OFFICE = find("geschaeftsstelle")
STATEMENTS = {statement.id: 2 for statement in OFFICE.statements}
PARTNERS = Cell(n=18, population=26, form="tenths", value=3.0, low=2.7, high=3.3, below=0.5)


def row(**codes: object) -> pd.DataFrame:
    """Return a self-report of one row, with a 2 for every statement that is not named."""
    return pd.DataFrame([{**STATEMENTS, **codes}])


def test_statements_are_turned_round_and_averaged() -> None:
    report = check_self_report(row(silos_01=5, silos_02=1), OFFICE)

    assert report.scores["silos"] == 5.0
    assert report.scores["overview"] == 3.0
    assert set(report.scores) == {scale.id for scale in OFFICE.scale}


def test_a_scale_with_an_open_statement_has_no_score() -> None:
    report = check_self_report(row(silos_01=98), OFFICE)

    assert "silos" not in report.scores
    assert backbone_view("silos", PARTNERS, report) is None


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (1.0, BackboneView(value=2.0, end="low", distance="lower")),
        (2.5, BackboneView(value=2.5, distance="lower")),
        (3.0, BackboneView(value=3.0)),
        (3.5, BackboneView(value=3.5, distance="higher")),
        (5.0, BackboneView(value=4.0, end="high", distance="higher")),
    ],
)
def test_a_score_is_told_in_half_steps_and_as_a_distance_outside_the_partners_interval(
    score: float, told: BackboneView
) -> None:
    assert backbone_view("trust", PARTNERS, SelfReport({"trust": score})) == told


def test_without_an_interval_of_the_partners_no_distance_is_told() -> None:
    assert backbone_view("trust", Cell(hidden="too_few"), SelfReport({"trust": 1.0})) == BackboneView(
        value=2.0, end="low"
    )


def test_the_diagnosis_has_the_backbones_view_of_each_scale_it_reported_on() -> None:
    asked = instrument(Asked("trust", statements=1), Asked("goals", statements=1))
    beside = Beside(self_report=SelfReport({"trust": 2.0}))

    trust, goals = diagnose(wave(asked, [[3, 3]] * 12), asked, beside=beside).scales

    assert trust.backbone == BackboneView(value=2.0, end="low", distance="lower")
    assert goals.backbone is None


def test_the_backbones_view_moves_no_figure_of_the_partners() -> None:
    asked = instrument(Asked("trust", statements=1))
    answers = wave(asked, [[3]] * 12)

    without, beside = (
        diagnose(answers, asked, beside=Beside(self_report=report)).scales[0]
        for report in (None, SelfReport({"trust": 1.0}))
    )

    assert (without.cell, without.flag) == (beside.cell, beside.flag)


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame([STATEMENTS, STATEMENTS]), "has 2 rows. It must be exactly one"),
        (row(silos_01=7), "office.csv"),
        (row(unheard_of=1), "does not belong to the questionnaire"),
        (pd.DataFrame([STATEMENTS]).drop(columns="silos_01"), "“silos_01” is missing"),
    ],
)
def test_what_is_no_self_report_is_refused_with_its_place(frame: pd.DataFrame, words: str) -> None:
    with pytest.raises(InputError) as caught:
        check_self_report(frame, OFFICE, file="office.csv")

    assert words in "\n".join(problem.text("en") for problem in caught.value.problems)


def test_a_questionnaire_for_partners_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        check_self_report(row(), find("kurzcheck"))

    (problem,) = caught.value.problems
    assert problem.text("en").startswith("kurzcheck: this questionnaire is for partner organisations.")
