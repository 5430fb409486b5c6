"""Simulated initiatives that several tests of the command line analyse."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.building import healthy, written
from tests.integration.command import run

Arguments = Callable[..., tuple[str | Path, ...]]


@dataclass(frozen=True)
class Initiative:
    """The files of one simulated initiative, and where its results may lie."""

    answers: Path
    organisations: Path
    out: Path


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the answers of thirty organisations to the Kurzcheck, two barriers planted."""
    folder = tmp_path_factory.mktemp("simulated")
    planted = ("--plant", "silos", "steering")
    assert run("simulate", "--questionnaire", "kurzcheck", "--seed", "4", *planted, "--out", folder).code == 0
    return folder


@pytest.fixture
def initiative(simulated: Path, tmp_path: Path) -> Initiative:
    """A copy of them, for one test to use."""
    shutil.copytree(simulated, tmp_path / "files")
    files = tmp_path / "files"
    return Initiative(files / "answers.csv", files / "organisations.csv", tmp_path / "out")


@pytest.fixture
def arguments(tmp_path: Path) -> Arguments:
    """What is typed to analyse a healthy file of answers, with further options if given."""
    answers = tmp_path / "answers.csv"
    answers.write_bytes(written(healthy()))
    return lambda *more: ("analyse", answers, "--questionnaire", "kurzcheck", "--out", tmp_path / "out", *more)
