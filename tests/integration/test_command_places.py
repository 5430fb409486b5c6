"""Where ``diagnostic analyse`` reads from and writes to: files that are missing, folders in the way, older results."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from diagnostic.files import write_all
from tests.hostile.building import with_cell, written
from tests.integration.command import contents, run, without_pdf_libraries
from tests.integration.conftest import Arguments


@pytest.mark.parametrize("kind", ["missing", "a folder", "a name that is too long"])
def test_answers_that_cannot_be_opened_are_named_with_their_path(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    path = tmp_path / ("x" * 5_000 if kind == "a name that is too long" else kind)

    ran = run("analyse", path, "--questionnaire", "kurzcheck", "--out", tmp_path / "out")

    assert ran.is_refused("de", f"{path}: Diese Datei ")
    assert sorted(contents(tmp_path)) == []


@pytest.mark.parametrize("place", ["a file", "a file/below", "a folder where a result should be", "no such device"])
def test_a_place_that_cannot_be_written_to_is_refused_and_left_as_it_was(
    place: str, arguments: Arguments, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("bleibt", encoding="utf-8")
    (tmp_path / "a folder where a result should be" / "report.de.html").mkdir(parents=True)
    (tmp_path / "a folder where a result should be" / "diagnosis.json").write_text("von früher", encoding="utf-8")
    out = Path("/proc/zusammenspiel") if place == "no such device" else tmp_path / place
    before = contents(tmp_path)

    with without_pdf_libraries():
        ran = run(*arguments("--out", out))

    assert ran.is_refused("de", f"{out}: Hierhin lässt sich nicht schreiben (")
    assert contents(tmp_path) == before


def test_results_that_are_there_already_are_the_same_files_after_one_could_not_be_placed(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "first").write_bytes(b"older")
    before = (tmp_path / "first").stat()

    with pytest.raises(click.exceptions.Exit):
        write_all(tmp_path, {"new": b"1", "first": b"2", "second": b"3"})

    after = (tmp_path / "first").stat()
    assert contents(tmp_path) == {"first": b"older"}
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["first", "second"]


def test_folders_made_for_results_that_cannot_be_written_are_removed(tmp_path: Path) -> None:
    with pytest.raises(click.exceptions.Exit):
        write_all(tmp_path / "one" / "two", {"fine": b"1", "x" * 300: b"2"})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["answers", "--organisations"])
def test_a_file_without_an_end_is_refused_by_its_size(option: str, arguments: Arguments, tmp_path: Path) -> None:
    endless = Path("/dev/zero")
    given = arguments("--organisations", endless) if option != "answers" else arguments()

    ran = run(*(endless if option == "answers" and word == tmp_path / "answers.csv" else word for word in given))

    assert ran.is_refused("de", "zero: Die Datei ist größer als 100 MB.")


def test_older_results_stay_as_they_are_when_a_file_is_refused(arguments: Arguments, tmp_path: Path) -> None:
    with without_pdf_libraries():
        run(*arguments())
    before = contents(tmp_path / "out")
    (tmp_path / "answers.csv").write_bytes(written(with_cell(4, 1, "")))

    assert run(*arguments()).code == 2
    assert contents(tmp_path / "out") == before
    assert sorted(before) == ["diagnosis.json", "report.de.html"]
