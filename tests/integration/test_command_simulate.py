"""``diagnostic simulate``: made-up answers that can be analysed like any others, and always say what they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from diagnostic.i18n import Language
from questionnaires.loading import find
from questionnaires.spreadsheet import neutral
from tests.integration.command import contents, diagnosed, run

BAD: list[tuple[list[str], str, str]] = [
    (
        ["--plant", "silo"],
        "--plant silo: Der Fragebogen vollanalyse misst keine solche",
        "--plant silo: the questionnaire",
    ),
    (["--plant", "silos", "goals"], "--plant goals: Der Fragebogen", "--plant goals: the questionnaire vollanalyse"),
    (
        ["--organisations", "0"],
        "--organisations 0: Nennen Sie eine Zahl von 1",
        "--organisations 0: give a number from 1",
    ),
    (
        ["--organisations", "100001"],
        "--organisations 100001: Nennen",
        "--organisations 100001: give a number from 1 to",
    ),
    (["--seed", "-1"], "--seed -1: Nennen Sie eine Zahl von 0 bis", "--seed -1: give a number from 0 to"),
    (["--seed", "4294967296"], "--seed 4294967296: Nennen", "--seed 4294967296: give a number from 0 to"),
    (["--questionnaire", "netzwerk"], "netzwerk: Dieser Fragebogen hat keine", "netzwerk: this questionnaire has no"),
    (["--questionnaire", "nichts"], "Es gibt keinen Fragebogen „nichts“.", "There is no questionnaire “nichts”."),
]


def made(folder: Path, *options: str) -> dict[str, bytes]:
    """Simulate an initiative and return its files."""
    ran = run("simulate", *options, "--out", folder)
    assert ran.code == 0, ran.err
    return contents(folder)


def test_the_files_are_those_that_analyse_reads(tmp_path: Path) -> None:
    ran = run("simulate", "--organisations", "12", "--questionnaire", "kurzcheck", "--out", tmp_path / "neu" / "hier")

    answers = pd.read_csv(tmp_path / "neu" / "hier" / "answers.csv")
    organisations = pd.read_csv(tmp_path / "neu" / "hier" / "organisations.csv")
    asked = [statement.id for statement in find("kurzcheck").statements]
    answered = answers["organisation"].nunique()
    assert ran.err == (f"[1/1] Simuliert. Personen: {len(answers)}, Organisationen: {answered} von 12.",)
    assert list(answers.columns) == ["respondent", "organisation", "sector", *asked]
    assert list(organisations.columns) == ["organisation", "sector"]
    assert len(organisations) == 12
    assert set(answers["organisation"]) <= set(organisations["organisation"])
    assert answers["respondent"].str.startswith("simuliert-").all()
    assert sorted(contents(tmp_path)) == ["neu/hier/answers.csv", "neu/hier/organisations.csv"]


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    one, same, other = (
        made(tmp_path / str(place), "--seed", seed, "--questionnaire", "kurzcheck")
        for place, seed in enumerate(("7", "7", "8"))
    )

    assert one == same
    assert [one[name] == other[name] for name in one] == [False, False]


def test_several_barriers_may_follow_one_flag_or_each_its_own(tmp_path: Path) -> None:
    ways = (
        ("--plant", "silos", "steering", "--seed", "2"),
        ("--seed", "2", "--plant", "silos", "steering"),
        ("--plant", "silos", "--plant", "steering", "--seed", "2"),
        ("--plant=steering", "--plant=silos", "--seed=2"),
    )

    files = [made(tmp_path / str(place), *way) for place, way in enumerate(ways)]

    assert files == [files[0]] * len(ways)
    assert files[0] != made(tmp_path / "healthy", "--seed", "2")


@pytest.mark.parametrize("questionnaire", ["kurzcheck", "vollanalyse"])
def test_barriers_that_were_planted_are_found_and_the_report_says_that_it_is_simulated(
    questionnaire: str, tmp_path: Path
) -> None:
    planted = ("--plant", "silos", "steering", "--organisations", "40", "--questionnaire", questionnaire)
    made(tmp_path, *planted)

    diagnosis, page = diagnosed(
        tmp_path / "answers.csv", "--organisations", tmp_path / "organisations.csv", questionnaire=questionnaire
    )

    assert {scale.id for scale in diagnosis.scales if scale.flag.state == "flagged"} == {"silos", "steering"}
    assert diagnosis.simulated
    assert "Simulierte Daten: Alle Antworten in diesem Bericht hat ein Programm erzeugt." in page


def test_made_up_answers_and_others_cannot_be_analysed_together(tmp_path: Path) -> None:
    made(tmp_path, "--questionnaire", "kurzcheck", "--organisations", "12")
    answers = tmp_path / "answers.csv"
    rows = len(answers.read_text(encoding="utf-8").splitlines()) - 1
    answers.write_text(answers.read_text(encoding="utf-8").replace("simuliert-", "P", 1), encoding="utf-8")

    ran = run("analyse", answers, "--questionnaire", "kurzcheck", "--out", tmp_path / "out")

    assert ran.is_refused("de", f"answers.csv: {rows - 1} von {rows} ")
    assert not (tmp_path / "out").exists()


def test_no_cell_of_its_files_is_run_as_a_formula_by_a_spreadsheet_program(tmp_path: Path) -> None:
    files = made(tmp_path, "--questionnaire", "kurzcheck", "--organisations", "12")

    cells = [cell for data in files.values() for row in csv.reader(data.decode().splitlines()) for cell in row]
    words = [cell for cell in cells if not cell.removeprefix("-").isdigit()]
    assert [cell for cell in words if neutral(cell) != cell] == []
    assert len(words) > 30


def test_a_barrier_of_two_scales_may_be_planted_as_one_or_by_scale(tmp_path: Path) -> None:
    both = made(tmp_path / "both", "--plant", "leadership")

    assert both == made(tmp_path / "each", "--plant", "steering", "priorities")
    assert both != made(tmp_path / "one", "--plant", "steering")


def test_the_self_report_of_a_backbone_office_can_be_simulated_but_not_analysed(tmp_path: Path) -> None:
    made(tmp_path, "--questionnaire", "geschaeftsstelle")

    ran = run(
        *("analyse", tmp_path / "answers.csv", "--questionnaire", "geschaeftsstelle", "--out", tmp_path / "out"),
    )

    assert ran.is_refused("de", "geschaeftsstelle: Dieser Fragebogen ist die Selbstauskunft einer Geschäftsstelle.")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("options", "german", "english"), BAD, ids=[" ".join(bad[0]) for bad in BAD])
def test_an_option_that_cannot_be_right_is_one_line_and_older_files_stay(
    options: list[str], german: str, english: str, language: Language, tmp_path: Path
) -> None:
    (tmp_path / "answers.csv").write_text("von früher", encoding="utf-8")

    ran = run("simulate", *options, "--out", tmp_path, language=language)

    assert ran.is_refused(language, german if language == "de" else english)
    assert contents(tmp_path) == {"answers.csv": "von früher".encode()}


def test_a_place_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("bleibt", encoding="utf-8")

    ran = run("simulate", "--out", tmp_path / "file")

    assert ran.is_refused("de", f"{tmp_path / 'file'}: Hierhin lässt sich nicht schreiben (")
    assert contents(tmp_path) == {"file": b"bleibt"}
