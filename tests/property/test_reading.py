"""Whatever a table holds, it is read back as it was written; whatever bytes come, they are read or refused."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
from hypothesis import assume, example, given
from hypothesis import strategies as st

from questionnaires.problems import InputError
from scoring.answers import check_answers
from scoring.reading import read_table
from tests.hostile.building import ORGANISATIONS, RESPONDENTS, healthy, written
from tests.hostile.corpus import kurzcheck

SIGNS = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
CELLS = st.text(SIGNS, max_size=12)
NAMES = st.text("abcxyzÄß;,\"' ", min_size=1, max_size=6).map(lambda name: f"n{name}n")
# Control signs in a header are what tells a binary file from text, and quoted texts of any sign are tried in the cells.
TABLES = st.lists(NAMES, min_size=1, max_size=5, unique=True).flatmap(
    lambda names: st.tuples(
        st.just(names), st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=8)
    )
)
HEALTHY = written(healthy())


@given(TABLES, st.sampled_from(";,"), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_a_written_table_is_read_back(
    table: tuple[list[str], list[list[str]]], delimiter: str, end: str, encoding: str
) -> None:
    names, rows = table
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    data = text.getvalue().encode(encoding)
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]

    assume(filled)
    read = read_table(data, file="answers.csv")

    assert list(read) == names
    assert read.to_numpy().tolist() == filled
    assert read.index.tolist() == [number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]


@given(st.binary(max_size=300))
@example(b'"')
@example(b"\xef\xbb\xbf;")
@example(b"a;b\n\xff;1\n")
@example(b"\r\n\x85")
@example(b"\x1c")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert finish(data) is not None


@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(HEALTHY)))
    gone = data.draw(st.integers(0, 40))
    new = data.draw(st.binary(max_size=8) | st.sampled_from([b'"', b";", b"\r", b"\n", b"\xe4", b"\xc3\xa4", b"\0"]))

    assert finish(HEALTHY[:place] + new + HEALTHY[place + gone :]) is not None


@given(st.permutations(range(1, RESPONDENTS + 1)))
def test_the_order_of_rows_changes_neither_organisations_nor_answers(order: list[int]) -> None:
    header, *rows = healthy()
    shuffled = written([header, *(rows[place - 1] for place in order)])

    first = check_answers(read_table(HEALTHY, file="answers.csv"), kurzcheck())
    second = check_answers(read_table(shuffled, file="answers.csv"), kurzcheck())

    pd.testing.assert_frame_equal(first.organisations, second.organisations)
    pd.testing.assert_frame_equal(first.responses, second.responses.sort_values("respondent", ignore_index=True))
    assert len(first.organisations) == ORGANISATIONS


def finish(data: bytes) -> str:
    """Return what became of a file, in words that can be printed."""
    try:
        checked = check_answers(read_table(data, file="answers.csv"), kurzcheck())
    except InputError as refusal:
        texts = [problem.text(language) for problem in refusal.problems for language in ("de", "en")]
        assert [text for text in texts if not text.isprintable()] == []
        assert texts != []
        return texts[0]
    names = [*checked.responses["respondent"], *checked.responses["organisation"]]
    assert [name for name in names if not re.fullmatch(r"\S(.*\S)?", name)] == []
    return f"{len(checked.responses)} respondents"
