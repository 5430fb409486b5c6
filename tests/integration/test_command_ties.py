"""``diagnostic analyse`` with ties: what is found in them, who is named in the files, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from diagnostic.i18n import Language
from tests.integration.command import contents, diagnosed, run, without_pdf_libraries

GRAPHS = {"network.graphml", "network-nodes.csv", "network-ties.csv"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make up an initiative with a silo in answers and ties."""
    folder = tmp_path_factory.mktemp("ties")
    asked = ("--questionnaire", "kurzcheck", "--plant", "silos", "--seed", "8")
    assert run("simulate", *asked, "--ties", "--silo", "0.3", "--out", folder).code == 0
    return folder


def listed(made: Path, folder: Path, agreed: list[str]) -> Path:
    """Write the list of organisations in which only some agree, and return where it lies."""
    table = pd.read_csv(made / "organisations.csv")
    table["share_ties"] = table["organisation"].isin(agreed).map({True: "yes", False: "no"})
    table.to_csv(folder / "list.csv", index=False)
    return folder / "list.csv"


def arguments(made: Path, organisations: Path | None = None) -> tuple[str | Path, ...]:
    return ("--organisations", organisations or made / "organisations.csv", "--ties", made / "ties.csv")


def test_a_silo_is_found_in_statements_and_ties_alike(made: Path) -> None:
    diagnosis, _ = diagnosed(made / "answers.csv", *arguments(made))

    assert diagnosis.network.depth in ("full", "broad")
    assert diagnosis.network.mixing is not None
    assert diagnosis.network.mixing.silo
    assert {one.barrier: one.outcome for one in diagnosis.network.sources}["silos"] == "both"


def test_confirmed_ties_of_those_who_agreed_are_written_for_other_programs(made: Path, tmp_path: Path) -> None:
    names = list(pd.read_csv(made / "answers.csv")["organisation"].unique())[:8]
    organisations = listed(made, tmp_path, names)
    with without_pdf_libraries():
        ran = run(
            *("analyse", made / "answers.csv", "--questionnaire", "kurzcheck", "--out", tmp_path / "out"),
            *arguments(made, organisations),
        )

    assert ran.code == 3, ran.err
    files = contents(tmp_path / "out")
    assert set(files) >= GRAPHS
    nodes = {row["Id"] for row in csv.DictReader(files["network-nodes.csv"].decode().splitlines())}
    assert nodes == set(names)
    others = set(pd.read_csv(made / "organisations.csv")["organisation"]) - nodes
    assert not [name for name in others for file in GRAPHS if name.encode() in files[file]]
    assert any(line.startswith("[3/6] Beziehungen gelesen. Zeilen: ") for line in ran.err)


def test_without_consent_no_file_names_anybody(made: Path, tmp_path: Path) -> None:
    organisations = listed(made, tmp_path, [])
    older = tmp_path / "out" / "network.graphml"
    older.parent.mkdir()
    older.write_text("from before", encoding="utf-8")
    with without_pdf_libraries():
        ran = run(
            *("analyse", made / "answers.csv", "--questionnaire", "kurzcheck", "--out", tmp_path / "out"),
            *arguments(made, organisations),
        )

    assert ran.code == 3, ran.err
    assert set(contents(tmp_path / "out")) & GRAPHS == {older.name}
    assert f"{older}: Diese Datei ist von früher und gehört nicht zu dieser Auswertung." in ran.err


def test_the_network_alone_can_be_asked_for(tmp_path: Path) -> None:
    asked = ("--questionnaire", "netzwerk", "--ties", "--organisations", "25", "--seed", "10")
    assert run("simulate", *asked, "--out", tmp_path).code == 0

    diagnosis, _ = diagnosed(tmp_path / "answers.csv", *arguments(tmp_path), questionnaire="netzwerk")

    assert diagnosis.scales == ()
    assert diagnosis.participation.invited == 25
    assert diagnosis.participation.contributors == diagnosis.network.respondents > 9
    assert diagnosis.network.sources == ()
    assert diagnosis.simulated


def test_a_person_who_did_not_agree_in_the_answers_takes_the_organisation_off_the_map(tmp_path: Path) -> None:
    asked = ("--questionnaire", "netzwerk", "--ties", "--organisations", "25", "--seed", "10")
    run("simulate", *asked, "--out", tmp_path)
    answers = pd.read_csv(tmp_path / "answers.csv")
    before, _ = diagnosed(tmp_path / "answers.csv", *arguments(tmp_path), questionnaire="netzwerk")
    assert before.network.named is not None
    gone = before.network.named.organisations[0].id
    answers.loc[(answers["organisation"] == gone).idxmax(), "share_ties"] = "no"
    answers.to_csv(tmp_path / "answers.csv", index=False)

    after, _ = diagnosed(tmp_path / "answers.csv", *arguments(tmp_path), questionnaire="netzwerk")

    assert after.network.named is not None
    assert gone not in {one.id for one in after.network.named.organisations}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("options", "german", "english"),
    [
        ((), "--ties: Nennen Sie mit --organisations auch", "--ties: name the organisations invited"),
        (("--anonymous",), "--ties: Beziehungen zwischen", "--ties: ties between organisations do not go with"),
    ],
)
def test_ties_need_the_list_of_organisations_and_no_anonymity(
    made: Path, tmp_path: Path, options: tuple[str, ...], german: str, english: str, language: Language
) -> None:
    asked = ("analyse", made / "answers.csv", "--questionnaire", "kurzcheck", "--out", tmp_path / "out")
    ran = run(*asked, "--ties", made / "ties.csv", *options, language=language)

    assert ran.is_refused(language, german if language == "de" else english)


def test_a_mistake_in_the_ties_is_told_with_its_row(made: Path, tmp_path: Path) -> None:
    rows = pd.read_csv(made / "ties.csv", dtype="str")
    rows.loc[2, "to"] = "Zirkus"
    rows.to_csv(tmp_path / "ties.csv", index=False)
    ran = run(
        *("analyse", made / "answers.csv", "--questionnaire", "kurzcheck", "--out", tmp_path / "out"),
        *("--organisations", made / "organisations.csv", "--ties", tmp_path / "ties.csv"),
    )

    assert ran.is_refused("de", "ties.csv, Zeile 4, Spalte „to“: „Zirkus“ steht nicht in der Liste")


def test_the_network_alone_without_ties_is_refused(tmp_path: Path) -> None:
    run("simulate", "--questionnaire", "netzwerk", "--ties", "--out", tmp_path)

    ran = run("analyse", tmp_path / "answers.csv", "--questionnaire", "netzwerk", "--out", tmp_path / "out")

    assert ran.is_refused("de", "netzwerk: Dieser Fragebogen hat keine Skalen")


def test_consent_that_is_neither_yes_nor_no_is_told_with_its_row(made: Path, tmp_path: Path) -> None:
    table = pd.read_csv(made / "organisations.csv")
    table.loc[1, "share_ties"] = "vielleicht"
    table.to_csv(tmp_path / "list.csv", index=False)
    ran = run(
        *("analyse", made / "answers.csv", "--questionnaire", "kurzcheck", "--out", tmp_path / "out"),
        *arguments(made, tmp_path / "list.csv"),
    )

    assert ran.is_refused("de", "list.csv, Zeile 3, Spalte „share_ties“: „vielleicht“ ist nicht erlaubt.")


@pytest.mark.parametrize(
    ("options", "german", "english"),
    [
        (["--silo", "0.3"], "--silo: Ein Silo braucht Beziehungen.", "--silo: a silo needs ties."),
        (["--ties", "--silo", "5"], "--silo 5: Ein so starkes", "--silo 5: so strong"),
        (["--ties", "--organisations", "501"], "--organisations 501: Nennen", "--organisations 501: give a number"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_ties_that_cannot_be_made_up_are_refused(
    tmp_path: Path, options: list[str], german: str, english: str, language: Language
) -> None:
    ran = run("simulate", *options, "--out", tmp_path, language=language)

    assert ran.is_refused(language, german if language == "de" else english)
    assert contents(tmp_path) == {}
