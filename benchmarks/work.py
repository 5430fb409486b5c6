"""The pieces of work that are measured, by the name under which `peers.toml` holds what they may take."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from reports.building import build_report
from reports.pdf import render_pdf
from reports.rendering import render_html
from reports.view import ReportView
from scoring.answers import Answers, check_answers
from scoring.connecting import Tying, simulate_ties
from scoring.diagnosis import Diagnosis, from_json, to_json
from scoring.pipeline import Beside, diagnose
from scoring.reading import read_table
from scoring.simulating import Behaviour, planted, simulate
from scoring.ties import check_ties

SIZES = (60, 1_000, 10_000)
_PLANTED = ("silos", "steering", "funding")
_NETWORK = (1_000, 20_000)
_SEED = 3
_COMMAND = (sys.executable, "-c", "from diagnostic.cli import main; main()")


class Work(NamedTuple):
    """One piece of work, and the clock that tells what it takes."""

    do: Callable[[], object]
    clock: Callable[[], float]


def children_time() -> float:
    """Return the processor time of all finished processes that this one started, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def all_work(folder: Path) -> dict[str, Work]:
    """Prepare every piece of work; files are written to a folder."""
    asked = find("vollanalyse")
    files = {size: _answers(asked, size) for size in SIZES}
    stored = to_json(_diagnosed(asked, files[SIZES[0]]))
    checked = {size: _checked(asked, files[size]) for size in SIZES}
    inside: dict[str, Callable[[], object]] = {
        f"diagnose_{size}": partial(diagnose, checked[size], asked) for size in SIZES
    }
    inside |= {
        "network_1000": _network(*_NETWORK),
        "read_10000": partial(_checked, asked, files[10_000]),
        "html": lambda: render_html(_view(asked, from_json(stored))),
        "pdf": lambda: render_pdf(_view(asked, from_json(stored))),
        "html_1000": lambda: render_html(_view(asked, _diagnosed(asked, files[1_000]))),
        "html_10000": lambda: render_html(_view(asked, _diagnosed(asked, files[10_000]))),
        "pdf_1000": lambda: render_pdf(_view(asked, _diagnosed(asked, files[1_000]))),
    }
    work = {name: Work(do, time.process_time) for name, do in inside.items()}
    work["process"] = Work(partial(_run, _analysis(asked, folder)), children_time)
    work["start"] = Work(partial(_run, ("--help",)), time.perf_counter)
    return work


def _answers(asked: Questionnaire, size: int) -> bytes:
    """Return a CSV of as many answers, from about half as many organisations, three barriers planted."""
    made = simulate(asked, organisations=size, means=planted(asked, _PLANTED), seed=_SEED).responses.head(size)
    return made.to_csv(index=False, lineterminator="\n").encode()


def _checked(asked: Questionnaire, answers: bytes) -> Answers:
    return check_answers(read_table(answers, file="answers.csv"), asked)


def _diagnosed(asked: Questionnaire, answers: bytes) -> Diagnosis:
    return diagnose(_checked(asked, answers), asked)


def _network(organisations: int, ties: int) -> Callable[[], object]:
    """Make up a network in which everybody was asked about everybody, and return what checks and analyses it."""
    asked = find("netzwerk")
    made = simulate(asked, organisations=organisations, behaviour=Behaviour(response=1.0, most_persons=1), seed=_SEED)
    tying = Tying(density=2 * ties / (organisations * (organisations - 1)))
    rows = simulate_ties(made.organisations, made.responses, tying=tying, seed=_SEED).rows
    answers = check_answers(made.responses, asked, organisations=made.organisations)

    def analysed() -> Diagnosis:
        found = check_ties(rows, organisations=made.organisations)
        return diagnose(answers, asked, beside=Beside(ties=found))

    return analysed


def _view(asked: Questionnaire, diagnosis: Diagnosis) -> ReportView:
    return build_report(diagnosis, asked)


def _analysis(asked: Questionnaire, folder: Path) -> tuple[str, ...]:
    """Write the files of a small initiative, and return the command that analyses them."""
    made = simulate(asked, organisations=26, means=planted(asked, _PLANTED), seed=_SEED)
    answers, organisations = folder / "answers.csv", folder / "organisations.csv"
    made.responses.to_csv(answers, index=False)
    made.organisations.to_csv(organisations, index=False)
    given = ("--questionnaire", asked.id, "--organisations", str(organisations), "--out", str(folder / "out"))
    return ("analyse", str(answers), *given)


def _run(arguments: tuple[str, ...]) -> None:
    subprocess.run([*_COMMAND, *arguments], check=True, capture_output=True)  # noqa: S603 - our own command
