"""The backbone's self-report: one voice, told in half steps beside the partners' figures and never among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from questionnaires.columns import ANSWER_KEYS
from questionnaires.model import Questionnaire
from questionnaires.profile import PROFILE
from scoring.answers import with_answers
from scoring.expecting import check_columns, expected
from scoring.findings import BackboneView, Direction
from scoring.published import Cell
from scoring.refusing import Refusals
from scoring.rounding import printed
from scoring.scales import person_scores
from scoring.sheets import Sheet


class SelfReport(NamedTuple):
    """What a backbone office says of its initiative: its score on each scale that it answered, 1 to 5."""

    scores: Mapping[str, float]


def check_self_report(
    frame: pd.DataFrame, questionnaire: Questionnaire, *, file: str = "self-report.csv"
) -> SelfReport:
    """Check the answers of a backbone office to its questionnaire, and score them.

    Parameters
    ----------
    frame : DataFrame, one row
        A column for each statement and, if wanted, for other questions, ``respondent`` and ``organisation``.
    questionnaire : Questionnaire
        One for the backbone's audience.
    file : str, optional
        What messages call the table.

    Raises
    ------
    InputError
        If the questionnaire is one for partners, there is not exactly one row, a column is missing or unknown, or a
        code is not allowed.
    """
    found = Refusals()
    if questionnaire.audience != "backbone":
        found.stop("questionnaire_of_partners", questionnaire=questionnaire.id)
    sheet = Sheet(frame, file=file, found=found)
    columns = expected(questionnaire)
    needed = [column.name for column in columns.values() if column.required]
    check_columns(sheet, needed=needed, known={*ANSWER_KEYS, *PROFILE, *columns}, unknown="column_unknown")
    if len(sheet) > 1:
        sheet.refuse("self_report_rows", rows=len(sheet))
    responses = with_answers({}, sheet, columns)
    found.raise_any()
    scores = person_scores(responses, questionnaire).iloc[0].dropna()
    return SelfReport({str(scale): float(score) for scale, score in scores.items()})


def backbone_view(scale: str, partners: Cell, report: SelfReport) -> BackboneView | None:
    """Tell what the backbone office says of a scale, and whether that lies outside the partners' interval."""
    score = report.scores.get(scale)
    if score is None:
        return None
    figure = printed(score, "halves")
    return BackboneView(value=figure.value, end=figure.end, distance=_distance(figure.value, partners))


def _distance(value: float, partners: Cell) -> Direction | None:
    if partners.low is None or partners.high is None:
        return None
    if value < partners.low:
        return "lower"
    return "higher" if value > partners.high else None
