"""A CSV file becomes a table of strings, or is refused with everything that is wrong in it."""

from __future__ import annotations

import pandas as pd
import pytest

from questionnaires.problems import InputError
from scoring.reading import read_table


def table(columns: dict[str, list[str]], rows: list[int]) -> pd.DataFrame:
    """Return a table as it should be read."""
    return pd.DataFrame(columns, index=pd.Index(rows, name="row"), dtype="str")


def refusal(data: bytes) -> list[str]:
    """Return why a file is refused, in English."""
    with pytest.raises(InputError) as caught:
        read_table(data, file="answers.csv")
    return [problem.text("en") for problem in caught.value.problems]


def test_every_cell_stays_the_text_that_it_is() -> None:
    read = read_table(b"a;b;c\n1;007;\n3,5;NA;1e3\n", file="answers.csv")

    pd.testing.assert_frame_equal(read, table({"a": ["1", "3,5"], "b": ["007", "NA"], "c": ["", "1e3"]}, [2, 3]))


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    read = read_table(b'a;b\r\n"one\r\ntwo";1\r\n\r\n;\r\nthree;2\r\n\r\n', file="answers.csv")

    pd.testing.assert_frame_equal(read, table({"a": ["one\r\ntwo", "three"], "b": ["1", "2"]}, [2, 5]))


def test_spaces_around_cells_and_names_are_taken_off() -> None:
    read = read_table(" a ;\u00a0b\n  1 ; x y\t\n".encode(), file="answers.csv")

    pd.testing.assert_frame_equal(read, table({"a": ["1"], "b": ["x y"]}, [2]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_from_any_usual_program_gives_the_same_table(encoding: str, delimiter: str, end: str) -> None:
    lines = [["name", "wert"], ['"Tür; Tor, Öl"', "1"], ['"Größe ""XL"""', "2"]]
    text = end.join(delimiter.join(cells) for cells in lines)

    read = read_table(text.encode(encoding), file="answers.csv")

    expected = table({"name": ["Tür; Tor, Öl", 'Größe "XL"'], "wert": ["1", "2"]}, [2, 3])
    pd.testing.assert_frame_equal(read, expected)


def test_a_separator_inside_a_quoted_name_does_not_count() -> None:
    read = read_table(b'"a;b","c"\n1,2\n', file="answers.csv")

    pd.testing.assert_frame_equal(read, table({"a;b": ["1"], "c": ["2"]}, [2]))


def test_a_comma_belongs_to_the_text_where_there_is_one_column_alone() -> None:
    read = read_table(b"organisation\nVerein A, B und C\n", file="answers.csv")

    pd.testing.assert_frame_equal(read, table({"organisation": ["Verein A, B und C"]}, [2]))


def test_a_large_file_is_read_whole() -> None:
    read = read_table(b"a,b\n" + b"".join(b"%d,x\n" % number for number in range(50_000)), file="answers.csv")

    assert read.shape == (50_000, 2)
    assert read.index[-1] == 50_001
    assert read["a"].tolist() == [str(number) for number in range(50_000)]


def test_every_faulty_row_is_named() -> None:
    assert refusal(b"a;b\n1;2;3\n1;2\n\n1\n") == [
        ("answers.csv, row 2: the row has 3 cells instead of 2. Put texts that contain “;” or “,” in quotation marks."),
        ("answers.csv, row 5: the row has only 1 of 2 cells. Add the missing ones, even if they stay empty."),
    ]


def test_a_fault_after_which_nothing_can_be_read_comes_last() -> None:
    assert [text.split(":")[0] for text in refusal(b'a;b\n1\n1;2\n"1;2\n3;4\n')] == [
        "answers.csv, row 2",
        "answers.csv, row 4",
    ]


def test_columns_without_a_name_or_with_the_same_are_named_by_their_letters() -> None:
    header = ";".join(["a", "", "b", " a ", *(f"c{number}" for number in range(24)), "b", ""])

    assert refusal(header.encode() + b"\n") == [
        "answers.csv, row 1, column B: the column has no name. Give it one, or delete the column.",
        "answers.csv, row 1, columns A and D: both are called “a”. Rename or delete one of them.",
        "answers.csv, row 1, columns C and AC: both are called “b”. Rename or delete one of them.",
        "answers.csv, row 1, column AD: the column has no name. Give it one, or delete the column.",
    ]


def test_many_faults_are_told_up_to_a_thousand() -> None:
    told = refusal(b"a;b\n" + b"1\n" * 1_234)

    assert len(told) == 1_001
    assert told[-1] == "Further problems that are not listed here: 234. Mend the ones above first."


def test_a_damaged_letter_is_found_by_its_line() -> None:
    assert refusal("a;b\nx;1\nSüd;ü\n".encode("cp850"))[0].startswith("answers.csv, line 3: it is unclear")
    assert refusal("ä;b\n".encode() + "ü;1\n".encode("cp1252"))[0].startswith("answers.csv, line 2: one part")
    assert refusal(b"a;b\r1;2\r3;\x00\r")[0].startswith("answers.csv, line 3: there is a null byte")


def test_the_name_of_a_file_cannot_disturb_a_terminal() -> None:
    with pytest.raises(InputError) as caught:
        read_table(b"", file="\x1b[2Ja.csv")

    assert caught.value.problems[0].text("en").startswith("\\x1b[2Ja.csv: the file is empty.")
