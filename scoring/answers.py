"""The answer frame: its columns, its codes, and the refusal of everything else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
import pandas as pd

from questionnaires.columns import ANSWER_KEYS
from questionnaires.model import Questionnaire
from questionnaires.nearest import Nearest
from questionnaires.profile import PROFILE, SECTORS
from questionnaires.showing import shown
from scoring.expecting import Column, check_columns, expected, pass_over
from scoring.published import Unit
from scoring.refusing import Refusals
from scoring.sectors import agreed, compare, sectors
from scoring.sheets import Sheet, Texts

SIMULATED_PREFIX = "simuliert-"
"""With this the name of every respondent begins whom a program made up."""

LIST_COLUMNS = ("organisation", "sector")

SHARE_TIES = "share_ties"
"""In the list of organisations: whether confirmed cooperation may be shown by name, ``yes`` or ``no``."""


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers of one wave, checked.

    Parameters
    ----------
    responses : pandas.DataFrame, shape (respondents, columns)
        One row a respondent, in the order of the file, numbered from 0. Columns: ``respondent`` and ``organisation``
        (``str``), ``function`` (``str``) if the file has it, then the statements and questions in the order in which
        they are asked; statements are always there, a question is if the file has it. Answers with numbers as codes
        are ``float64``: the code as the questionnaire gives it, 98 don't know, 99 no answer, −1 not shown, NaN empty
        or not reached. Answers with words as codes are ``str``, missing if empty. A multiple choice is one column of
        0 and 1 an option. Where responses contribute, ``sector`` (as below) stands in place of ``organisation``.
    organisations : pandas.DataFrame, shape (organisations, 2)
        One row an organisation, by name: ``organisation`` (``str``) and ``sector`` (``str``, one of `SECTORS`,
        missing if nobody tells it). Every invited organisation if a list was given, else those in `responses`. No row
        where responses contribute: no organisation is known.
    invited : int or None
        Number of organisations invited, or of people where responses contribute; None if unknown.
    unit : {"organisation", "response"}
        What contributes: an organisation, for which its people are averaged, or each response by itself.
    invited_people : dict, optional
        People invited of each sector, where responses contribute and that is known.
    """

    responses: pd.DataFrame
    organisations: pd.DataFrame
    invited: int | None
    unit: Unit = "organisation"
    invited_people: Mapping[str, int] | None = None

    @property
    def contributor(self) -> pd.Series:
        """Who contributes each response: its organisation, or the respondent alone."""
        return self.responses["organisation" if self.unit == "organisation" else "respondent"]

    @property
    def sector(self) -> pd.Series:
        """The sector of each contributor, missing where nobody tells it; those of silent organisations are there."""
        if self.unit == "organisation":
            return self.organisations.set_index("organisation")["sector"]
        return self.responses.set_index("respondent")["sector"]

    @property
    def invited_by_sector(self) -> Mapping[str, int] | None:
        """How many were invited of each sector; None where that is not known of all of them."""
        if self.unit == "response":
            return self.invited_people
        if self.invited != len(self.organisations):
            return None
        return {str(name): int(count) for name, count in self.sector.value_counts().items()}


class Files(msgspec.Struct, frozen=True, kw_only=True):
    """The names of the two tables in messages."""

    answers: str = "answers.csv"
    organisations: str = "organisations.csv"


def check_answers(
    frame: pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    organisations: pd.DataFrame | None = None,
    invited: int | None = None,
    ignore: Collection[str] = (),
    files: Files = Files(),  # noqa: B008 - frozen
) -> Answers:
    """Check a table of answers against its questionnaire; what does not fit is refused, nothing is dropped or guessed.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a respondent: ``respondent``, ``organisation``, a column for each statement and, if wanted, for other
        questions, ``sector`` and ``function``. From `scoring.reading.read_table`, or any table of numbers and
        strings; its index gives the row numbers in messages. Whole numbers may be written ``3``, ``3.0`` or ``3,0``.
    questionnaire : Questionnaire
        The questionnaire that was answered.
    organisations : pandas.DataFrame, optional
        One row an invited organisation: ``organisation`` and, if known, ``sector``.
    invited : int, optional
        Number of organisations invited; must not contradict `organisations`.
    ignore : collection of str, optional
        Columns of either table to pass over.
    files : Files, optional
        What messages call the two tables.

    Returns
    -------
    Answers
        Names are trimmed and in composed Unicode form (NFC), so that equal names are equal.

    Raises
    ------
    InputError
        With every problem found, up to a thousand, each with file, row, column, value and how to mend it: columns
        that are missing, unknown or doubled, codes that are not allowed, respondents or organisations without a name
        or listed twice, organisations that are not on the list, two sectors for one organisation, a number of invited
        organisations that cannot be.
    """
    found = Refusals()
    answers = Sheet(frame, file=files.answers, found=found)
    listed = None if organisations is None else Sheet(organisations, file=files.organisations, found=found)
    columns = expected(questionnaire)
    needed = (*ANSWER_KEYS, *(column.name for column in columns.values() if column.required))
    pass_over(ignore, needed, *([answers] if listed is None else [answers, listed]))
    check_columns(answers, needed=needed, known={*ANSWER_KEYS, *PROFILE, *columns}, unknown="column_unknown")
    who = {
        "respondent": respondents(answers),
        "organisation": pd.Series(answers.identities("organisation"), dtype="str"),
    }
    responses = with_answers(who, answers, columns)
    names = responses["organisation"].to_numpy(dtype=object)
    table = _answering(answers, names) if listed is None else _listed(listed, answers, names)
    number = _invited(answers, listed, invited, len(set(names) - {""}))
    found.raise_any()
    return Answers(responses=responses, organisations=table, invited=number)


def require_sectors(answers: Answers) -> None:
    """Refuse answers in which a contributor's sector is missing, for an analysis that groups by it.

    Raises
    ------
    InputError
        Naming every organisation, or every respondent, without a sector.
    """
    found = Refusals()
    sector = answers.sector
    without = sector.index[sector.isna()].tolist()
    found.add_each(
        "sector_missing" if answers.unit == "organisation" else "sector_missing_anonymous",
        range(len(without)),
        lambda position: {"name": shown(without[position]), "allowed": ", ".join(SECTORS)},
    )
    found.raise_any()


def respondents(answers: Sheet) -> pd.Series:
    """Return who answered, row by row; one that occurs twice is a problem, and made-up ones among others are."""
    names = answers.identities("respondent")
    answers.refuse_repeated("respondent_twice", names)
    kept = pd.Series(names, dtype="str")
    made_up = int(kept.str.startswith(SIMULATED_PREFIX).sum())
    if 0 < made_up < len(kept):
        # A report must say of all answers what they are.
        answers.refuse("simulated_mixed", made_up=made_up, rows=len(kept), prefix=SIMULATED_PREFIX)
    return kept


def with_answers(who: dict[str, pd.Series], answers: Sheet, columns: dict[str, Column]) -> pd.DataFrame:
    """Return the columns that say who answered, followed by what was answered."""
    kept = dict(who)
    if "function" in answers:
        asked = columns.get("function")
        kept["function"] = answers.words("function") if asked is None else asked.read(answers)
    for name, column in columns.items():
        if name in answers and name not in PROFILE:
            kept[name] = column.read(answers)
    return pd.DataFrame(kept)


def _answering(answers: Sheet, names: Texts) -> pd.DataFrame:
    return _table(names, agreed(answers, names, sectors(answers)))


def _listed(listed: Sheet, answers: Sheet, names: Texts) -> pd.DataFrame:
    check_columns(listed, needed=LIST_COLUMNS[:1], known=(*LIST_COLUMNS, SHARE_TIES), unknown="list_column_unknown")
    invited = listed.identities("organisation")
    listed.refuse_repeated("organisation_twice", invited)
    if "organisation" in listed:
        _refuse_unlisted(answers, names, listed, invited)
    by_list = {name: sector for name, sector in zip(invited, sectors(listed), strict=True) if sector}
    by_answers = sectors(answers)
    compare(answers, names, by_answers, listed, by_list)
    told_by_list = np.array([name in by_list for name in names], dtype=bool)
    return _table(invited, agreed(answers, names, np.where(told_by_list, "", by_answers)) | by_list)


def _refuse_unlisted(answers: Sheet, names: Texts, listed: Sheet, invited: Texts) -> None:
    known = set(invited)
    nearest = Nearest(sorted(known))
    near = {name: nearest(name) for name in sorted(set(names) - known - {""})}
    for code, cells in (
        ("organisation_unlisted_near", [near.get(name) is not None for name in names]),
        ("organisation_unlisted", [name in near and near[name] is None for name in names]),
    ):
        answers.refuse_cells(
            code,
            np.array(cells, dtype=bool),
            "organisation",
            lambda position: {
                "value": shown(names[position]),
                "list": listed.file,
                "near": shown(near[names[position]]),
            },
        )


def _table(names: Texts, sector: dict[str, str]) -> pd.DataFrame:
    each = sorted(set(names) - {""})
    return pd.DataFrame(
        {
            "organisation": pd.Series(each, dtype="str"),
            "sector": pd.Series([sector.get(name) for name in each], dtype="str"),
        }
    )


def _invited(answers: Sheet, listed: Sheet | None, invited: int | None, answered: int) -> int | None:
    if invited is not None and invited < 1:
        answers.refuse("invited_not_positive", invited=invited)
    elif listed is not None and invited is not None and invited != len(listed):
        answers.refuse("invited_contradicts_list", list=listed.file, listed=len(listed), invited=invited)
    elif listed is None and invited is not None and invited < answered:
        answers.refuse("invited_too_few", answered=answered, invited=invited)
    return invited if listed is None else len(listed)
