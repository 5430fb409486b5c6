"""``diagnostic analyse`` with what stands beside the answers: the backbone's self-report, and the wave before."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from questionnaires.loading import find
from scoring.simulating import simulate
from tests.integration.command import diagnosed, run

KURZCHECK, OFFICE = find("kurzcheck"), find("geschaeftsstelle")


def saved(frame: pd.DataFrame, file: Path) -> Path:
    """Write a table and return where it lies."""
    frame.to_csv(file, index=False)
    return file


def wave(folder: Path, name: str, *, organisations: int = 30, silos: float = 3.7) -> tuple[Path, Path]:
    """Write the answers of a simulated wave and its list of organisations."""
    made = simulate(KURZCHECK, organisations=organisations, means={"silos": silos}, seed=8)
    return saved(made.responses, folder / f"{name}.csv"), saved(made.organisations, folder / f"{name}-list.csv")


def self_report(folder: Path, rows: int = 1) -> Path:
    """Write a self-report that agrees with every statement."""
    frame = pd.DataFrame([{statement.id: 5 for statement in OFFICE.statements}] * rows)
    return saved(frame, folder / "office.csv")


def test_a_self_report_stands_beside_every_scale(tmp_path: Path) -> None:
    answers, listed = wave(tmp_path, "now")

    diagnosis, _ = diagnosed(answers, "--organisations", listed, "--self-report", self_report(tmp_path))

    assert {scale.backbone.value for scale in diagnosis.scales if scale.backbone is not None} == {3.0}
    assert all(scale.backbone is not None for scale in diagnosis.scales)


def test_the_wave_before_tells_what_has_changed(tmp_path: Path) -> None:
    before, listed_before = wave(tmp_path, "before", silos=2.2)
    now, listed = wave(tmp_path, "now", silos=4.2)

    earlier, _ = diagnosed(before, "--organisations", listed_before)
    diagnosis, _ = diagnosed(
        now, "--organisations", listed, "--before", before, "--before-organisations", listed_before
    )

    assert diagnosis.change is not None
    assert diagnosis.change.before == earlier.digest
    directions = {scale.id: scale.direction for scale in diagnosis.change.scales}
    assert directions.pop("silos") == "higher"
    assert set(directions.values()) == {None}


def test_the_wave_before_may_have_been_asked_in_another_way(tmp_path: Path) -> None:
    answers, listed = wave(tmp_path, "now")
    full = simulate(find("vollanalyse"), organisations=30, seed=8)
    before = saved(full.responses, tmp_path / "full.csv")

    diagnosis, _ = diagnosed(
        answers, "--organisations", listed, "--before", before, "--before-questionnaire", "vollanalyse"
    )

    assert diagnosis.change is not None
    assert diagnosis.change.scales == ()


def test_what_belongs_to_the_wave_before_needs_its_answers(tmp_path: Path) -> None:
    answers, listed = wave(tmp_path, "now")

    for option, value in (("--before-organisations", listed), ("--before-invited", "30")):
        ran = run("analyse", answers, "--questionnaire", "kurzcheck", "--out", tmp_path / "out", option, value)
        assert ran.is_refused("de", "Zu --before-organisations, --before-invited und --before-questionnaire gehört")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_self_report_of_two_rows_is_refused_by_name(tmp_path: Path, language: str) -> None:
    answers, _ = wave(tmp_path, "now")

    ran = run(
        *("analyse", answers, "--questionnaire", "kurzcheck", "--out", tmp_path / "out"),
        *("--self-report", self_report(tmp_path, rows=2)),
        language="de" if language == "de" else "en",
    )

    assert ran.code == 2
    assert any(line.startswith("office.csv: ") and "2" in line for line in ran.err)
    assert not (tmp_path / "out").exists()
