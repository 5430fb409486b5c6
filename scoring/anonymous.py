"""The answers of an anonymous survey: no organisation is known, and each response contributes by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from questionnaires.model import Questionnaire
from questionnaires.profile import PROFILE, SECTORS
from questionnaires.showing import shown
from scoring.answers import Answers, respondents, with_answers
from scoring.expecting import check_columns, expected, pass_over
from scoring.refusing import Refusals
from scoring.sectors import sectors
from scoring.sheets import Sheet, Texts

NO_SECTOR = ""
"""Stands for the people invited of whom no sector is known, where those invited are counted by sector."""

_KEY = "respondent"
_BETRAYING = "organisation"


def check_anonymous_answers(
    frame: pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    invited: int | Mapping[str, int] | None = None,
    ignore: Collection[str] = (),
    file: str = "answers.csv",
) -> Answers:
    """Check a table of anonymous answers against its questionnaire; nothing is dropped or guessed.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a response: ``respondent`` (an identifier that says nothing of the person), a column for each statement
        and, if wanted, for other questions, ``sector`` and ``function``. Otherwise as in
        `scoring.answers.check_answers`.
    questionnaire : Questionnaire
        The questionnaire that was answered.
    invited : int or mapping of str to int, optional
        Number of people invited, in all or of each sector, `NO_SECTOR` for those without one.
    ignore : collection of str, optional
        Columns to pass over.
    file : str, optional
        What messages call the table.

    Returns
    -------
    Answers
        Of unit ``response``, with no row in ``organisations``.

    Raises
    ------
    InputError
        With every problem found, as in `scoring.answers.check_answers`. A column ``organisation`` is one, even if it
        shall be ignored: with it the answers are not anonymous.
    """
    found = Refusals()
    answers = Sheet(frame, file=file, found=found)
    columns = expected(questionnaire)
    needed = (_KEY, *(column.name for column in columns.values() if column.required))
    if _BETRAYING in answers:
        answers.refuse("organisation_not_anonymous")
        answers.hide(_BETRAYING)
    pass_over([name for name in ignore if name != _BETRAYING], needed, answers)
    check_columns(answers, needed=needed, known={_KEY, *PROFILE, *columns}, unknown="column_unknown")
    sector = sectors(answers)
    who = {_KEY: respondents(answers), "sector": pd.Series([name or None for name in sector], dtype="str")}
    responses = with_answers(who, answers, columns)
    by_sector = invited if isinstance(invited, Mapping) else None
    if by_sector is not None:
        _refuse_sectors(answers, by_sector, sector)
    number = sum(invited.values()) if isinstance(invited, Mapping) else invited
    _refuse_number(answers, number)
    found.raise_any()
    return Answers(
        responses=responses,
        organisations=pd.DataFrame({name: pd.Series([], dtype="str") for name in ("organisation", "sector")}),
        invited=number,
        unit="response",
        invited_people=None if by_sector is None else {name: by_sector.get(name, 0) for name in SECTORS},
    )


def _refuse_number(answers: Sheet, invited: int | None) -> None:
    if invited is not None and invited < 1:
        answers.refuse("people_not_positive", invited=invited)
    elif invited is not None and invited < len(answers):
        answers.refuse("people_too_few", answered=len(answers), invited=invited)


def _refuse_sectors(answers: Sheet, invited: Mapping[str, int], sector: Texts) -> None:
    """Note a sector that does not exist, and one of which more answered than were invited."""
    for name, told in invited.items():
        if name not in {NO_SECTOR, *SECTORS}:
            answers.refuse("people_of_unknown_sector", sector=shown(name), allowed=", ".join(SECTORS))
        elif told < 0:
            answers.refuse("people_negative", invited=told)
    for name in SECTORS:
        answered, told = int((sector == name).sum()), invited.get(name, 0)
        if 0 <= told < answered:
            answers.refuse("people_of_sector_too_few", sector=name, answered=answered, invited=told)
