"""The service is measured as a browser sees it, and its figures stand beside those of the peer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.library import SHAPE, install
from benchmarks.processes import megabytes, processor_seconds, tree
from benchmarks.served import rows, service_rows, service_table
from benchmarks.serving import Counter
from benchmarks.visitor import FailedError, filled
from questionnaires import loading

PAGE = """
<form class="languages" method="post" action="/language"><button name="language" value="en">English</button></form>
<form method="post" action="/answer/first"><input type="hidden" name="csrf" value="a&amp;b">
<input type="radio" name="one" value="1"><input type="radio" name="one" value="2">
<input type="text" name="many" value=""><button type="submit" name="_go" value="next">Weiter</button>
<button type="submit" name="_go" value="back">Zurück</button></form>
"""


def test_the_form_of_a_page_is_filled_and_sent_by_its_first_button() -> None:
    sent = [("csrf", "a&b"), ("many", "5"), ("one", "2"), ("_go", "next")]
    assert filled(PAGE, 1) == ("/answer/first", sent)


def test_another_person_answers_otherwise() -> None:
    assert filled(PAGE, 2)[1][2] == ("one", "1")


def test_a_page_without_a_form_is_told() -> None:
    with pytest.raises(FailedError):
        filled("<p>Danke</p>", 1)


def test_the_survey_of_the_peer_is_found_in_the_library_it_was_put_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "LIBRARY", loading.LIBRARY)
    before = {name for name, _ in loading.library()}
    install(tmp_path)
    asked = loading.find(SHAPE)
    assert {name for name, _ in loading.library()} == {*before, SHAPE}
    assert [len(page.statement) for page in asked.page] == [10, 10, 10, 10, 10]
    assert [one.kind for one in asked.page[-1].question] == ["single"] * 5 + ["number"] * 3


def test_statements_that_read_or_write_are_counted_and_seen_by_others(tmp_path: Path) -> None:
    writes, sees = Counter(tmp_path / "count"), Counter(tmp_path / "count")
    for statement in ("BEGIN", "SELECT 1", "insert into t values (1)", "COMMIT"):
        writes.note(None, None, statement)
    assert sees.value == 2


def test_what_a_process_takes_is_that_of_all_it_began() -> None:
    command = [sys.executable, "-c", "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - our own command
        while len(found := tree([process.pid])) < 2:
            assert process.poll() is None
        together, alone = megabytes([process.pid]), megabytes(found[1:])
        process.communicate()
    assert found[0] == process.pid
    assert together > alone > 0


def test_the_processor_time_of_this_process_grows() -> None:
    before = processor_seconds([os.getpid()])
    while processor_seconds([os.getpid()]) == before:
        pass
    assert processor_seconds([os.getpid()]) > before


def test_a_row_of_the_service_says_what_is_to_be_reached() -> None:
    figures = dict.fromkeys(rows(), 2.0)
    table = service_table(figures)
    assert "| SQL statements of a response | 2 | ≤ 70 |  | 1,106 |" in table
    assert "| Memory, highest while 200 answer at once | 2.00 MB | ≤ 200 | ≤ 150 | 262 |" in table
    assert {line.count("|") for line in table} == {6}
    assert service_rows(figures)["statements"]["measured"] == 2.0
