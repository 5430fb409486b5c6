"""The consultant's pages: every command runs, every message is the program's, both languages say the same."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import pytest

from diagnostic.i18n import Language
from diagnostic.terminal import BAD_INPUT, NO_PDF, UNPRINTABLE
from reports.catalogue import load_catalogue
from reports.catalogue.loading import FILES, parse
from scoring.diagnosis import Diagnosis, from_json
from tests.architecture.source import ROOT
from tests.integration.command import contents, pages, run, without_pdf_libraries
from tests.unit.docs.faults import messages
from tests.unit.docs.pages import CONSULTANT, commands, example_files, fences, headings, quotes, read, rows

LANGUAGES: tuple[Language, ...] = ("de", "en")
OPTION = re.compile(r"--[a-z][a-z-]+")
FILLED_IN = ("as_of", "provider", "dates", "places")


@pytest.fixture
def page(language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page of the handbook, its example files written to an empty folder in which the test stands."""
    monkeypatch.chdir(tmp_path)
    text = read(CONSULTANT[language])
    for name, content in example_files(text).items():
        (tmp_path / name).write_bytes(content)
    return text


def diagnosis(folder: Path) -> Diagnosis:
    """Return what an analysis has written."""
    return from_json((folder / "diagnosis.json").read_bytes())


def end_of(command: list[str], language: Language) -> int:
    """Run a command and return how it ends; the shortest report alone is drawn as a PDF too, which takes seconds."""
    drawn = "report-few" in command or command[0] != "analyse"
    with nullcontext() if drawn else without_pdf_libraries():
        code = run(*command, language=language).code
    return code if drawn or code != NO_PDF else 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_a_page_ends_well_and_writes_what_the_page_says(
    page: str, language: Language, tmp_path: Path
) -> None:
    ended = {" ".join(command): end_of(command, language) for command in commands(page)}

    plain, sectors, few = (diagnosis(tmp_path / name) for name in ("report", "report-sectors", "report-few"))
    assert set(ended.values()) == {0}
    assert len(pages(tmp_path / "report-few" / f"report.{language}.pdf")) == 1
    assert sorted(contents(tmp_path / "report-few")) == sorted(row[0].strip("`") for row in rows(page)[:3])
    assert all(scale.statements for scale in plain.scales)
    assert {scale.statements_hidden for scale in sectors.scales} == {"protected"}
    assert {scale.flag.state for scale in few.scales} == {"withheld"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_on_the_page_is_what_the_program_says(page: str, language: Language, tmp_path: Path) -> None:
    assert quotes(page) == messages(example_files(page), tmp_path, language)
    assert not (tmp_path / "faulty").exists()


def test_both_pages_have_the_same_parts() -> None:
    german, english = (read(CONSULTANT[language]) for language in LANGUAGES)

    assert [heading.level for heading in headings(german)] == [heading.level for heading in headings(english)]
    assert [len(row) for row in rows(german)] == [len(row) for row in rows(english)]
    assert [fence.kind for fence in fences(german)] == [fence.kind for fence in fences(english)]


def test_both_pages_run_the_same_commands_each_in_its_language() -> None:
    german, english = (commands(read(CONSULTANT[language])) for language in LANGUAGES)

    assert [" ".join(command).replace(" --lang en", "") for command in english] == [" ".join(one) for one in german]
    assert len(german) >= 10


def test_both_pages_have_the_same_example_but_for_the_notes() -> None:
    german, english = (example_files(read(CONSULTANT[language])) for language in LANGUAGES)

    assert list(german) == ["answers.csv", "organisations.csv", "anonymous.csv", "my.toml"]
    assert {name: without_notes(content) for name, content in german.items()} == {
        name: without_notes(content) for name, content in english.items()
    }


def without_notes(content: bytes) -> list[str]:
    """Return the lines of a file without what stands behind the last semicolon of each row of answers."""
    return [line.rpartition(";")[0] if line.count(";") > 1 else line for line in content.decode().splitlines()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["analyse", "simulate"])
def test_every_option_of_a_command_has_its_row(command: str, language: Language) -> None:
    offered = set(OPTION.findall("\n".join(run(command, "--help", language=language).out))) - {"--help"}
    told = {row[0].strip("`") for row in rows(read(CONSULTANT[language]))}

    assert offered - told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exit_codes_are_told(language: Language) -> None:
    told = [row[0] for row in rows(read(CONSULTANT[language]))]
    place = told.index("0")

    assert told[place : place + 4] == ["0", str(UNPRINTABLE), str(BAD_INPUT), str(NO_PDF)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scales_that_lead_to_advice_are_named(language: Language) -> None:
    text = " ".join(read(CONSULTANT[language]).split())
    scales = list(dict.fromkeys(measure.scale for measure in load_catalogue().measures))

    assert ", ".join(f"`{scale}`" for scale in scales) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_training_can_be_filled_in_as_the_page_shows(language: Language) -> None:
    (filled_in,) = (fence.content for fence in fences(read(CONSULTANT[language])) if fence.content.startswith("as_of"))
    files = {name: (ROOT / "reports" / "catalogue" / name).read_text(encoding="utf-8") for name in FILES}
    lines = {line.partition(" = ")[0]: line for line in filled_in.splitlines()}
    for key, line in lines.items():
        files["trainings.toml"] = re.sub(f"(?m)^{key} = .*$", line, files["trainings.toml"])

    trainings = parse({name: content.encode() for name, content in files.items()}).trainings

    assert tuple(lines) == FILLED_IN
    assert {training.provider for training in trainings} == {"Volkshochschule Musterstadt"}
    assert {len(training.dates) for training in trainings} == {2}
