"""Whatever file the command is given: a report, or what is wrong in a line each, and then nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnostic.i18n import Language
from scoring.diagnosis import from_json
from scoring.refusing import MOST_PROBLEMS
from tests.hostile.building import healthy, written
from tests.hostile.corpus import Case, Sound, cases
from tests.integration.command import Ran, contents, run, without_pdf_libraries

CASES = tuple(cases())
HUGE = tuple(case for case in CASES if "50 MB" in case.name or "too many" in case.name)
SLOW = tuple(case for case in CASES if "10,000 columns" in case.name)
SMALL = tuple(case for case in CASES if case not in HUGE + SLOW)
SOUND = tuple(case for case in SMALL if isinstance(case.expectation, Sound))
REFUSED = tuple(case for case in SMALL if case not in SOUND)
LANGUAGES: tuple[Language, Language] = ("de", "en")
EACH = 4
"""Of the sound files, and of the broken ones in the second language, one in so many is tried in the normal run."""


def analyse(folder: Path, language: Language, *more: str | Path) -> Ran:
    """Analyse the answers in a folder; the report and the messages speak one language."""
    given = ("--questionnaire", "kurzcheck", "--out", folder / "out", "--lang", language)
    return run("analyse", folder / "answers.csv", *given, *more, language=language)


def readable(line: str) -> bool:
    """Return whether a line can be read: nothing invisible in it, and neither a stub nor a screenful."""
    return line.isprintable() and 20 < len(line) < 1_000


def refuses(case: Case, folder: Path, *languages: Language) -> None:
    """Find that a file is refused, in as many lines in each language, and that nothing is written."""
    (folder / "answers.csv").write_bytes(case.data)

    told = {language: analyse(folder, language).refusal(language) for language in languages}

    assert len({len(lines) for lines in told.values()}) == 1
    assert [line for lines in told.values() for line in lines if not readable(line)] == []
    for lines in told.values():
        assert len(lines) <= MOST_PROBLEMS + 1
        assert [line.startswith(("answers.csv", "Weitere Fehler", "Further problems")) for line in lines] == [
            True for _ in lines
        ]
    assert [file.name for file in folder.iterdir()] == ["answers.csv"]


def reports(case: Case, folder: Path, language: Language) -> None:
    """Find that a file gets its diagnosis and its page."""
    (folder / "answers.csv").write_bytes(case.data)

    with without_pdf_libraries():
        ran = analyse(folder, language)

    results = contents(folder / "out")
    diagnosis = from_json(results["diagnosis.json"])
    assert ran.code == 3
    assert [line for line in ran.err[:-1] if not line.startswith("[")] == []
    assert sorted(results) == ["diagnosis.json", f"report.{language}.html"]
    assert isinstance(case.expectation, Sound)
    assert diagnosis.participation.persons <= case.expectation.respondents
    assert diagnosis.participation.contributors <= case.expectation.organisations


def test_there_are_many_files_and_the_huge_ones_are_among_them() -> None:
    assert len(SMALL) >= 300
    assert min(len(SOUND), len(REFUSED)) >= 100
    assert len(REFUSED) + len(SOUND[::EACH]) >= 200
    assert len(HUGE) >= 5


@pytest.mark.parametrize(("place", "case"), tuple(enumerate(REFUSED)), ids=[case.name for case in REFUSED])
def test_a_file_that_is_refused_is_refused_in_lines_and_leaves_nothing(place: int, case: Case, tmp_path: Path) -> None:
    refuses(case, tmp_path, *(LANGUAGES if place % EACH == 0 else LANGUAGES[place % 2 :][:1]))


@pytest.mark.parametrize(("place", "case"), tuple(enumerate(SOUND[::EACH])), ids=[one.name for one in SOUND[::EACH]])
def test_a_file_that_is_sound_gets_its_report_however_odd_it_is(place: int, case: Case, tmp_path: Path) -> None:
    reports(case, tmp_path, LANGUAGES[place % len(LANGUAGES)])


@pytest.mark.parametrize("case", SMALL[::20], ids=lambda case: case.name)
def test_a_list_of_organisations_may_be_broken_in_the_same_ways(case: Case, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(written(healthy()))
    (tmp_path / "organisations.csv").write_bytes(case.data)

    ran = analyse(tmp_path, "en", "--organisations", tmp_path / "organisations.csv")

    faults = ran.refusal("en")
    assert [line for line in faults if not readable(line)] == []
    assert [line for line in faults if "organisations.csv" not in line and "Further problems" not in line] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("case", HUGE, ids=lambda case: case.name)
def test_a_huge_file_ends_the_same_way(case: Case, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(case.data)

    with without_pdf_libraries():
        ran = analyse(tmp_path, "de")
    (tmp_path / "answers.csv").unlink()  # pytest keeps folders of several runs

    if isinstance(case.expectation, Sound):
        assert (ran.code, sorted(contents(tmp_path / "out"))) == (3, ["diagnosis.json", "report.de.html"])
    else:
        assert [line for line in ran.refusal() if not readable(line)] == []
        assert not (tmp_path / "out").exists()


@pytest.mark.soak
@pytest.mark.parametrize("case", [*REFUSED, *SLOW], ids=lambda case: case.name)
def test_every_file_that_is_refused_says_so_in_both_languages(case: Case, tmp_path: Path) -> None:
    refuses(case, tmp_path, *LANGUAGES)


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_every_file_that_is_sound_gets_its_report_in_both_languages(
    case: Case, language: Language, tmp_path: Path
) -> None:
    reports(case, tmp_path, language)


@pytest.mark.soak
@pytest.mark.parametrize("case", SOUND[:: len(SOUND) // 4], ids=lambda case: case.name)
def test_its_pdf_can_be_drawn_too(case: Case, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(case.data)

    ran = analyse(tmp_path, "de")

    assert ran.code == 0
    assert sorted(contents(tmp_path / "out")) == ["diagnosis.json", "report.de.html", "report.de.pdf"]
