"""``diagnostic analyse --anonymous``: each row counts by itself, and no organisation is known."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from diagnostic.analysing import Request, Upload, analyse
from diagnostic.i18n import Language
from questionnaires.loading import find
from scoring.diagnosis import Participation
from tests.integration.command import diagnosed, run, without_pdf_libraries
from tests.integration.conftest import Initiative


@pytest.fixture
def responses(initiative: Initiative) -> Path:
    """The simulated answers without the names of organisations, each with its sector."""
    table = pd.read_csv(initiative.answers, sep=None, engine="python", dtype=str, keep_default_na=False)
    sector = pd.read_csv(initiative.organisations, sep=None, engine="python").set_index("organisation")["sector"]
    table["sector"] = table["organisation"].map(sector)
    path = initiative.answers.with_name("responses.csv")
    table.drop(columns="organisation").to_csv(path, index=False)
    return path


@pytest.mark.parametrize(
    ("language", "said"), [("de", "{n} von 80 Personen"), ("en", "{n} of 80 people")], ids=["German", "English"]
)
def test_people_are_counted_in_the_diagnosis_and_in_the_report(responses: Path, language: Language, said: str) -> None:
    people = len(pd.read_csv(responses))

    diagnosis, page = diagnosed(responses, "--anonymous", "--invited", "80", "--lang", language)

    assert diagnosis.participation == Participation(unit="response", contributors=people, invited=80, persons=people)
    assert said.format(n=people) in page


def test_the_planned_grouping_takes_the_sector_of_each_row(responses: Path) -> None:
    diagnosis, _ = diagnosed(responses, "--anonymous", "--grouping", "sector")

    assert [scale.id for scale in diagnosis.scales if scale.groups]


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "[2/5] Antworten gelesen. Personen: {n}."), ("en", "[2/5] Answers read. People: {n}.")],
)
def test_the_progress_names_people_alone(responses: Path, tmp_path: Path, language: Language, said: str) -> None:
    people = len(pd.read_csv(responses))
    with without_pdf_libraries():
        ran = run(
            "analyse", responses, "--questionnaire", "kurzcheck", "--anonymous", "--out", tmp_path, language=language
        )

    assert said.format(n=people) in ran.err


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("de", "--organisations: Zu anonymen Antworten gehört keine Liste von Organisationen."),
        ("en", "--organisations: anonymous answers have no list of organisations."),
    ],
)
def test_a_list_of_organisations_does_not_fit(
    responses: Path, initiative: Initiative, language: Language, begins: str
) -> None:
    listed = ("--organisations", initiative.organisations)
    ran = run(
        *("analyse", responses, "--questionnaire", "kurzcheck", "--anonymous", *listed, "--out", initiative.out),
        language=language,
    )

    assert ran.is_refused(language, begins)
    assert not initiative.out.exists()


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("de", "answers.csv: Die Spalte „organisation“ darf in anonymen Antworten nicht stehen"),
        ("en", "answers.csv: the column “organisation” must not stand in anonymous answers"),
    ],
)
def test_a_file_that_names_organisations_is_refused(initiative: Initiative, language: Language, begins: str) -> None:
    ran = run(
        *("analyse", initiative.answers, "--questionnaire", "kurzcheck", "--anonymous", "--out", initiative.out),
        language=language,
    )

    assert ran.is_refused(language, begins)
    assert not initiative.out.exists()


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("de", "responses.csv: Als Zahl der eingeladenen Personen ist 3 angegeben"),
        ("en", "responses.csv: the number of people invited is given as 3"),
    ],
)
def test_fewer_people_invited_than_answered_are_refused(
    responses: Path, tmp_path: Path, language: Language, begins: str
) -> None:
    ran = run(
        *(
            "analyse",
            responses,
            "--questionnaire",
            "kurzcheck",
            "--anonymous",
            "--invited",
            "3",
            "--out",
            tmp_path / "x",
        ),
        language=language,
    )

    assert ran.is_refused(language, begins)


def test_a_list_handed_to_the_analysis_itself_is_an_error_of_the_caller() -> None:
    upload = Upload(name="answers.csv", content=b"respondent\n1\n")
    request = Request(answers=upload, questionnaire=find("kurzcheck"), organisations=upload, anonymous=True)

    with pytest.raises(ValueError, match="an anonymous survey has no list of organisations"):
        analyse(request, lambda *_, **__: None)
