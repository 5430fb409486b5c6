"""Answers that fit their questionnaire are taken, everything else is refused and named."""

from __future__ import annotations

import contextlib

import numpy as np
import pandas as pd
import pytest

from questionnaires.problems import InputError
from scoring.answers import Files, check_answers
from scoring.reading import read_table
from tests.unit.scoring.samples import SAMPLE, answers

NAN = float("nan")


def refusal(frame: pd.DataFrame, *, ignore: tuple[str, ...] = ()) -> list[str]:
    """Return why answers are refused, in English."""
    with pytest.raises(InputError) as caught:
        check_answers(frame, SAMPLE, ignore=ignore)
    return [problem.text("en") for problem in caught.value.problems]


def test_answers_are_kept_as_numbers_and_words_in_the_order_asked() -> None:
    frame = answers(
        gains_reach=["1", "0", ""],
        gains_contacts=["0", "99", "-1"],
        success=["12", "", "99"],
        function=["staff", "", "99"],
    )

    checked = check_answers(frame[frame.columns[::-1]], SAMPLE)

    expected = pd.DataFrame(
        {
            "respondent": pd.Series(["p1", "p2", "p3"], dtype="str"),
            "organisation": pd.Series(["Nord", "Süd", "Nord"], dtype="str"),
            "function": pd.Series(["staff", None, "99"], dtype="str"),
            "trust_01": [1.0, 5.0, 98.0],
            "goals_01": [0.0, 4.0, NAN],
            "success": [12.0, NAN, 99.0],
            "gains_contacts": [0.0, 99.0, -1.0],
            "gains_reach": [1.0, 0.0, NAN],
        }
    )
    pd.testing.assert_frame_equal(checked.responses, expected)
    assert checked.invited is None


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1, 5, 98]),
        pd.Series([1.0, 5.0, 98.0]),
        pd.Series([1, 5, 98], dtype="Int64"),
        pd.Series([1, 5, 98], dtype="int8"),
        pd.Series([1.0, 5.0, 98.0], dtype="float32"),
        pd.Series(["1", "5", "98"], dtype=object),
        pd.Series(["1", "5", "98"], dtype="category"),
        pd.Series(["1.0", "5,0", " 98 "], dtype="str"),
        pd.Series([np.int64(1), "5", 98.0], dtype=object),
    ],
)
def test_a_table_from_a_notebook_says_the_same_as_one_from_a_file(column: pd.Series) -> None:
    checked = check_answers(answers().assign(trust_01=column), SAMPLE)

    pd.testing.assert_frame_equal(checked.responses, check_answers(answers(), SAMPLE).responses)


@pytest.mark.parametrize("missing", [None, NAN, pd.NA, pd.NaT, "", "  "])
def test_a_missing_value_is_an_empty_cell(missing: object) -> None:
    checked = check_answers(answers(trust_01=[1, missing, 5]), SAMPLE)

    pd.testing.assert_series_equal(checked.responses["trust_01"], pd.Series([1.0, NAN, 5.0], name="trust_01"))


def test_names_given_as_numbers_are_text() -> None:
    checked = check_answers(answers(respondent=[1, 2, 3], organisation=[7.0, 8.0, 7.0]), SAMPLE)

    assert checked.responses["respondent"].tolist() == ["1", "2", "3"]
    assert checked.organisations["organisation"].tolist() == ["7", "8"]


def test_names_that_are_written_alike_are_the_same() -> None:
    checked = check_answers(answers(organisation=["Süd", " Su\u0308d ", "Süd\u00a0"]), SAMPLE)

    assert checked.responses["organisation"].tolist() == ["Süd", "Süd", "Süd"]
    assert checked.organisations["organisation"].tolist() == ["Süd"]


def test_rows_are_numbered_anew_and_problems_name_them_as_the_table_does() -> None:
    frame = answers().set_axis(["x", "y", "z"])

    assert check_answers(frame, SAMPLE).responses.index.tolist() == [0, 1, 2]
    assert refusal(frame.assign(trust_01=[1, 7, 1])) == [
        "answers.csv, row y, column “trust_01”: “7” is not allowed. Allowed: 1–5, 98, 99, -1 or an empty cell."
    ]


def test_the_allowed_codes_are_those_of_the_question() -> None:
    frame = answers(
        trust_01=[0, 1, 1],
        goals_01=[1, 98, 4],
        success=[121, -2, 98],
        function=["Leader", "98", "boss"],
        gains_reach=[2, True, 98],
    )

    assert refusal(frame) == [
        (
            "answers.csv, row 0, column “function”: “Leader” is not allowed. "
            "Allowed: leader, staff, 99, -1 or an empty cell."
        ),
        "answers.csv, row 1, column “function”: “98” is not allowed. Allowed: leader, staff, 99, -1 or an empty cell.",
        (
            "answers.csv, row 2, column “function”: “boss” is not allowed. "
            "Allowed: leader, staff, 99, -1 or an empty cell."
        ),
        "answers.csv, row 0, column “trust_01”: “0” is not allowed. Allowed: 1–5, 98, 99, -1 or an empty cell.",
        "answers.csv, row 0, column “goals_01”: “1” is not allowed. Allowed: 0, 2, 4, 99, -1 or an empty cell.",
        "answers.csv, row 1, column “goals_01”: “98” is not allowed. Allowed: 0, 2, 4, 99, -1 or an empty cell.",
        "answers.csv, row 0, column “success”: “121” is not allowed. Allowed: 0–120, -1 or an empty cell.",
        "answers.csv, row 1, column “success”: “-2” is not allowed. Allowed: 0–120, -1 or an empty cell.",
        "answers.csv, row 0, column “gains_reach”: “2” is not allowed. Allowed: 1, 0, 99, -1 or an empty cell.",
        "answers.csv, row 1, column “gains_reach”: “True” is not allowed. Allowed: 1, 0, 99, -1 or an empty cell.",
        "answers.csv, row 2, column “gains_reach”: “98” is not allowed. Allowed: 1, 0, 99, -1 or an empty cell.",
    ]


def test_a_wrong_value_is_told_short_and_harmless() -> None:
    (told,) = refusal(answers(trust_01=["\x1b[2J{file}%s\u202e" + "x" * 90, 1, 1]))

    assert told.startswith("answers.csv, row 0, column “trust_01”: “\\x1b[2J{file}%s\\u202exxxxxxxxxxxxxxxxxx…” is not")


@pytest.mark.parametrize("value", [float("inf"), -float("inf"), 1.5, 1e300, 2**70, True, [1], {"a": 1}, b"1"])
def test_a_value_that_is_no_code_is_refused_whatever_it_is(value: object) -> None:
    told = refusal(answers(trust_01=[value, 1, 1]))

    assert len(told) == 1
    assert "column “trust_01”" in told[0]


def test_missing_and_unknown_columns_are_named_with_what_may_be_meant() -> None:
    frame = answers(notes=["", "", ""]).rename(columns={"respondent": "Respondent", "trust_01": "trust_1"})

    assert refusal(frame) == [
        "answers.csv: the column “respondent” is missing. Add it, named exactly like this.",
        "answers.csv: the column “trust_01” is missing. Add it, named exactly like this.",
        (
            "answers.csv: the column “Respondent” does not belong to the questionnaire. Is “respondent” meant? "
            "Rename it, delete it, or name it as a column to ignore."
        ),
        (
            "answers.csv: the column “trust_1” does not belong to the questionnaire. Is “trust_01” meant? "
            "Rename it, delete it, or name it as a column to ignore."
        ),
        (
            "answers.csv: the column “notes” does not belong to the questionnaire. "
            "Rename it, delete it, or name it as a column to ignore."
        ),
    ]


def test_two_columns_with_one_name_are_refused() -> None:
    frame = answers(extra=[1, 1, 1]).rename(columns={"extra": "trust_01"})

    assert refusal(frame) == [
        "answers.csv, row 1, columns C and E: both are called “trust_01”. Rename or delete one of them."
    ]


def test_a_column_to_ignore_is_passed_over() -> None:
    frame = answers(notes=["x", "y", "z"], function=["?", "?", "?"], sector=["?", "?", "?"])

    checked = check_answers(frame, SAMPLE, ignore=["notes", "function", "sector"])

    pd.testing.assert_frame_equal(checked.responses, check_answers(answers(), SAMPLE).responses)


def test_a_column_to_ignore_must_be_there_and_must_not_be_needed() -> None:
    needed = "cannot be ignored, because it is needed. Take it off the columns to ignore."

    assert refusal(answers(), ignore=("notes", "trust_01", "organisation")) == [
        "answers.csv: there is no column “notes” that could be ignored. Correct the name, or leave it out.",
        f"answers.csv: the column “trust_01” {needed}",
        f"answers.csv: the column “organisation” {needed}",
    ]


def test_a_respondent_who_occurs_twice_is_named_with_both_rows() -> None:
    assert refusal(answers(respondent=["p1", "p2", "p1 "])) == [
        (
            "answers.csv, rows 0 and 2, column “respondent”: “p1” occurs twice. "
            "Delete one of the rows, or give the second person another identifier."
        )
    ]


def test_a_name_must_be_there_must_be_seen_and_must_fit() -> None:
    frame = answers(respondent=["", None, "p\u200b3"], organisation=["x" * 201, "a\nb", "\ufffd"])

    assert refusal(frame) == [
        "answers.csv, row 0, column “respondent”: the cell is empty. Enter a name or a number.",
        "answers.csv, row 1, column “respondent”: the cell is empty. Enter a name or a number.",
        (
            "answers.csv, row 2, column “respondent”: “p\\u200b3” contains the invisible or damaged character U+200B. "
            "Type the text again."
        ),
        (
            "answers.csv, row 1, column “organisation”: “a\\nb” contains the invisible or damaged character U+000A. "
            "Type the text again."
        ),
        (
            "answers.csv, row 2, column “organisation”: “\ufffd” contains the invisible or damaged character U+FFFD. "
            "Type the text again."
        ),
        f"answers.csv, row 0, column “organisation”: “{'x' * 39}…” has more than 200 characters. Use a shorter name.",
    ]


def test_answers_without_rows_are_refused() -> None:
    assert refusal(answers().iloc[:0]) == ["answers.csv: there are no rows. At least one is needed."]


def test_more_than_a_thousand_problems_are_counted() -> None:
    rows = 1_500
    frame = pd.DataFrame({"respondent": range(rows), "organisation": "A", "trust_01": 6, "goals_01": 6})

    told = refusal(frame)

    assert len(told) == 1_001
    assert told[-1] == "Further problems that are not listed here: 2000. Mend the ones above first."


def test_messages_name_the_files_as_they_are_called() -> None:
    with pytest.raises(InputError) as caught:
        check_answers(answers(trust_01=[9, 1, 1]), SAMPLE, files=Files(answers="runde2.csv"))

    assert caught.value.problems[0].text("de").startswith("runde2.csv, Zeile 0, Spalte „trust_01“: „9“ ")


@pytest.mark.parametrize("answer", [3, 9])
def test_the_table_handed_over_stays_as_it_is(answer: int) -> None:
    frame = answers(trust_01=[answer, " 1 ", None])
    before = frame.copy(deep=True)

    with contextlib.suppress(InputError):
        check_answers(frame, SAMPLE)

    pd.testing.assert_frame_equal(frame, before)


def test_a_file_is_named_with_the_rows_of_a_spreadsheet() -> None:
    frame = read_table(b"respondent,organisation,trust_01,goals_01\np1,A,1,0\n\np2,A,6,0\n", file="answers.csv")

    assert refusal(frame) == [
        "answers.csv, row 4, column “trust_01”: “6” is not allowed. Allowed: 1–5, 98, 99, -1 or an empty cell."
    ]
