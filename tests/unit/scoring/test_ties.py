"""A table of ties is taken as it is or refused, and several raters of one organisation become one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from questionnaires.problems import InputError
from questionnaires.rosters import BACKBONE
from scoring.ties import Ties, agreeing, agreeing_in_list, check_ties, collapsed

ORGANISATIONS = pd.DataFrame(
    {"organisation": ["Amt", "Verein", "Schule"], "sector": ["administration", "civil_society", None]}, dtype="str"
)
GOOD: Mapping[str, object] = {
    "from": "Amt",
    "to": "Verein",
    "known": 1,
    "intensity": 3,
    "reliable": 4,
    "mission": 98,
    "open": None,
}


def table(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Return rows that differ from a good one in what is named, numbered as in a file."""
    frame = pd.DataFrame([{**GOOD, **row} for row in rows], dtype=object)
    return frame.set_axis(range(2, len(frame) + 2), axis=0)


def checked(*rows: Mapping[str, object]) -> Ties:
    return check_ties(table(*rows), organisations=ORGANISATIONS)


def refused(*rows: Mapping[str, object]) -> list[str]:
    with pytest.raises(InputError) as caught:
        checked(*rows)
    return [problem.text("en") for problem in caught.value.problems]


def test_a_good_table_is_kept_as_it_is() -> None:
    ties = checked({}, {"to": BACKBONE, "known": 0, "intensity": None, "reliable": None, "mission": 99, "open": -1})

    first, second = ties.rows.to_dict("records")
    assert first | {"open": None} == {"respondent": "Amt", **GOOD}
    assert np.isnan(first["open"])
    assert (second["to"], second["intensity"]) == (BACKBONE, 0)
    assert np.isnan([second[part] for part in ("reliable", "mission", "open")]).all()


def test_a_table_needs_no_trust_and_no_respondent() -> None:
    ties = check_ties(table({})[["from", "to", "known", "intensity"]], organisations=ORGANISATIONS)

    assert ties.rows["reliable"].isna().all()
    assert list(ties.rows["respondent"]) == ["Amt"]


def test_a_table_without_rows_says_that_nobody_answered() -> None:
    assert check_ties(pd.DataFrame(), organisations=ORGANISATIONS).rows.empty


def test_only_invited_organisations_can_have_agreed() -> None:
    ties = check_ties(table({}), organisations=ORGANISATIONS, agreed=["Amt", "Fremde"])

    assert ties.agreed == {"Amt"}


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ([{"from": "AMT"}], "ties.csv, row 2, column “from”: “AMT” is not in the list of organisations. Is “Amt”"),
        ([{"to": "Zirkus"}], "ties.csv, row 2, column “to”: “Zirkus” is not in the list of organisations. Write"),
        ([{"from": BACKBONE}], "ties.csv, row 2, column “from”: the backbone office is rated and rates nobody"),
        ([{"to": "Amt"}], "ties.csv, row 2, column “to”: the organisation rates itself."),
        ([{}, {}], "ties.csv, rows 2 and 3: “Amt” rates the same partner twice."),
        ([{"known": None}], "ties.csv, row 2, column “known”: the cell is empty. Enter 1"),
        ([{"known": 2}], "ties.csv, row 2, column “known”: “2” is not allowed. Allowed: 1, 0 or"),
        ([{"intensity": 6}], "ties.csv, row 2, column “intensity”: “6” is not allowed. Allowed: 0–5, 98, 99, -1"),
        ([{"reliable": 5}], "ties.csv, row 2, column “reliable”: “5” is not allowed. Allowed: 1–4, 98, 99, -1"),
        (
            [{"known": 0, "reliable": None, "mission": None}],
            "ties.csv, row 2, column “intensity”: there is an intensity, although",
        ),
        (
            [{"intensity": 0, "mission": None}],
            "ties.csv, row 2, column “reliable”: trust is rated only where the intensity",
        ),
        (
            [{"intensity": 98, "mission": None}],
            "ties.csv, row 2, column “reliable”: trust is rated only where the intensity",
        ),
        (
            [{"respondent": "p1"}, {"respondent": "p1", "from": "Schule"}],
            "ties.csv, rows 2 and 3, column “respondent”: “p1” answers for two organisations.",
        ),
        ([{"from": ""}], "ties.csv, row 2, column “from”: the cell is empty."),
        ([{"strength": 1}], "ties.csv: the column “strength” does not belong in a table of ties."),
        ([{"Known": 1}], "ties.csv: the column “Known” does not belong in a table of ties."),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(rows: list[Mapping[str, object]], begins: str) -> None:
    told = refused(*rows)

    assert len(told) == 1
    assert told[0].startswith(begins)
    assert told[0].endswith(".")


def test_a_missing_column_is_named_and_the_one_that_may_be_meant() -> None:
    frame = table({}).rename(columns={"known": "knwon"})

    with pytest.raises(InputError) as caught:
        check_ties(frame, organisations=ORGANISATIONS)

    assert {problem.code for problem in caught.value.problems} == {"column_missing", "tie_column_unknown_near"}


def test_more_organisations_than_can_be_looked_at_are_refused() -> None:
    many = pd.DataFrame({"organisation": [f"o{number}" for number in range(3_001)], "sector": None}, dtype="str")

    with pytest.raises(InputError, match="ties_too_many"):
        check_ties(table({}), organisations=many)


def test_several_raters_become_their_median_halves_up() -> None:
    ties = checked(
        {"respondent": "a", "intensity": 2, "reliable": 3},
        {"respondent": "b", "intensity": 3, "reliable": 98},
        {"respondent": "c", "known": 0, "intensity": 0, "reliable": None, "mission": None},
        {"respondent": "d", "intensity": 98, "reliable": None, "mission": None},
        {"respondent": "a", "to": "Schule", "intensity": 2},
        {"respondent": "b", "to": "Schule", "intensity": 3},
    )

    of = collapsed(ties.rows).set_index("to")
    assert (of["known"]["Verein"], of["intensity"]["Verein"], of["reliable"]["Verein"]) == (1, 2, 3)
    assert (of["intensity"]["Schule"], of["reliable"]["Schule"]) == (3, 4)
    assert np.isnan(of["mission"]["Schule"])


def test_an_organisation_agrees_only_if_all_its_respondents_do() -> None:
    organisation = pd.Series(["Amt", "Amt", "Verein", "Verein", "Schule"])
    answer = pd.Series(["yes", "yes", "yes", None, "no"])

    assert agreeing(organisation, answer) == {"Amt"}


def test_the_list_of_organisations_tells_who_agreed() -> None:
    table_of = pd.DataFrame({"organisation": ["Amt", "Verein", "Schule"], "share_ties": ["yes", "no", None]})

    assert agreeing_in_list(table_of) == frozenset({"Amt"})
    assert agreeing_in_list(table_of[["organisation"]]) is None


def test_anything_but_yes_and_no_is_refused_as_consent() -> None:
    with pytest.raises(InputError) as caught:
        agreeing_in_list(pd.DataFrame({"organisation": ["Amt"], "share_ties": ["vielleicht"]}))

    assert (
        caught.value.problems[0].text("en").endswith("“vielleicht” is not allowed. Allowed: yes, no or an empty cell.")
    )
