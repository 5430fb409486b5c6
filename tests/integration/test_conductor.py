"""The analysis without a command line: bytes and plain values go in, a report or an `InputError` comes out."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import shutil
from pathlib import Path

import pytest

from diagnostic import analysing, problems
from diagnostic.analysing import STEPS, Request, Upload, analyse
from diagnostic.i18n import Language
from diagnostic.problems import require_catalogue
from questionnaires.loading import find, load
from questionnaires.problems import InputError
from reports.catalogue.loading import FILES, parse
from tests.architecture.source import ROOT
from tests.hostile.building import healthy, with_cell, written
from tests.integration.command import spawn, without_pdf_libraries
from tests.integration.conftest import Arguments
from tests.integration.test_command_analyse_options_refused import ONE_LANGUAGE

SOUND = Upload(name="answers.csv", content=written(healthy()))


class Told:
    """Remembers every step and what it named."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, dict[str, str | int]]] = []

    def __call__(self, key: str, /, **values: str | int) -> None:
        """Remember a step."""
        self.steps.append((key, values))


def refused(request: Request) -> list[tuple[str, str]]:
    """Return package and code of every problem for which a request is refused."""
    with pytest.raises(InputError) as found:
        analyse(request, Told())
    return [(problem.package, problem.code) for problem in found.value.problems]


def test_it_returns_the_files_and_tells_its_steps_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    told = Told()
    fielded = (dt.date(2026, 5, 4), dt.date(2026, 5, 29))
    request = Request(
        answers=SOUND, questionnaire=find("kurzcheck"), title="Bündnis", fielded=fielded, language="en", minimum=6
    )

    with without_pdf_libraries():
        outcome = analyse(request, told)

    assert [key for key, _ in told.steps] == ["step.read_answers", "step.diagnosed", "step.rendered"]
    assert len(told.steps) == STEPS - 1
    assert told.steps[0][1] == {"persons": 12, "organisations": 6}
    assert sorted(outcome.files) == ["diagnosis.json", "report.en.html"]
    assert outcome.missing_packages is not None
    assert tuple(capfd.readouterr()) == ("", "")


def test_every_rule_that_is_broken_is_an_input_error() -> None:
    kurzcheck = find("kurzcheck")
    bad = Upload(name="x.csv", content=written(with_cell(4, 1, "")))
    listed = Upload(name="list.csv", content=b"organisation\nA\n")

    assert refused(Request(answers=bad, questionnaire=kurzcheck)) == [("scoring", "name_blank")]
    assert refused(Request(answers=SOUND, questionnaire=kurzcheck, minimum=4)) == [("scoring", "minimum_too_low")]
    assert {code for _, code in refused(Request(answers=SOUND, questionnaire=kurzcheck, organisations=listed))} <= {
        "organisation_unlisted",
        "organisation_unlisted_near",
    }


def test_a_language_that_the_questionnaire_does_not_speak_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "streets.toml").write_text(ONE_LANGUAGE, encoding="utf-8")

    request = Request(answers=SOUND, questionnaire=load(tmp_path / "streets.toml"), language="de")

    assert refused(request) == [("diagnostic", "language")]


def test_it_knows_no_terminal_path_or_environment() -> None:
    known = {
        name.split(".")[0] if not name.startswith("diagnostic") else name
        for module in (analysing, problems)
        for name in imported(inspect.getsource(module))
    }

    assert known.isdisjoint({"os", "sys", "pathlib", "click", "io", "diagnostic.terminal", "diagnostic.files"})
    assert "scoring" in known


def imported(source: str) -> list[str]:
    """Return every module that a source imports."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    return plain + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_fault_of_a_catalogue_is_a_sentence_of_its_own(language: Language) -> None:
    files = {name: (ROOT / "reports" / "catalogue" / name).read_bytes() for name in FILES}
    text = files["measures.toml"].decode()
    first = text.split("\n[[measure]]\n")[1].split('id = "')[1].split('"')[0]
    doubled = text.replace(f'id = "{first}"', 'id = "twice_twice"', 1)
    files["measures.toml"] = doubled.encode()

    with pytest.raises(InputError) as found:
        require_catalogue(lambda: parse(files))

    lines = [problem.text(language) for problem in found.value.problems]
    end = {"de": "Berichtigen Sie diese Stelle in der Datei des Katalogs.", "en": "in the file of the catalogue."}
    assert lines != []
    assert [line.startswith("reports/catalogue: ") and line.endswith(end[language]) for line in lines] == [
        True for _ in lines
    ]
    assert "twice_twice" in lines[0]


def test_the_command_ends_with_a_line_where_a_file_of_the_catalogue_is_broken(
    arguments: Arguments, tmp_path: Path
) -> None:
    copy = tmp_path / "packages"
    for package in ("questionnaires", "scoring", "reports", "diagnostic"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    broken = copy / "reports" / "catalogue" / "trainings.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("\nas_of", "\nas_off", 1), encoding="utf-8")

    ran = spawn(*arguments(), environment={"PYTHONPATH": str(copy)})

    assert ran.is_refused("de", "reports/catalogue: trainings.toml: ")
    assert not (tmp_path / "out").exists()
