"""Answers of 2,042 people that nobody here made up, from the file to the report, and computed once more by hand."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from diagnostic.i18n import Language
from questionnaires.loading import load
from reports.catalogue import load_catalogue
from scoring.answers import check_answers
from scoring.diagnosis import Diagnosis, from_json
from scoring.published import Cell
from scoring.reading import read_table
from scoring.scales import person_scores
from tests.integration import second_computation as second
from tests.integration.command import Ran, diagnosed, pages, run, spawn, without_pdf_libraries
from tests.integration.second_computation import Estimate, agreement, burden

DATA = Path(__file__).parents[1] / "data"
SOURCE = DATA / "lq2002.csv"
QUESTIONNAIRE = DATA / "lq2002.toml"
RELIABILITY = 0.75
SCALES = {
    "lead": ([f"LEAD{number:02}" for number in range(1, 12)], agreement),
    "tsig": ([f"TSIG{number:02}" for number in range(1, 4)], agreement),
    "hostility": ([f"HOSTIL{number:02}" for number in range(1, 6)], burden),
}


def prepare(folder: Path) -> Path:
    """Write the published file with the two names that every file of answers has: `respondent` and `organisation`."""
    file = folder / "answers.csv"
    with SOURCE.open(newline="", encoding="utf-8") as source, file.open("w", newline="", encoding="utf-8") as target:
        header, *rows = csv.reader(source)
        names = {"SUB": "respondent", "COMPID": "organisation"}
        csv.writer(target).writerows([[names.get(name, name) for name in header], *rows])
    return file


def arguments(answers: Path, out: Path, *more: str) -> tuple[str | Path, ...]:
    """Return what is typed to analyse the file; its own means of the scales are passed over."""
    ignored = ("--ignore-column", "LEAD", "TSIG", "HOSTILE")
    return ("analyse", answers, "--questionnaire", QUESTIONNAIRE, "--out", out, *ignored, *more)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of answers."""
    return prepare(tmp_path_factory.mktemp("answers"))


@pytest.fixture(scope="module")
def german(answers: Path) -> tuple[Ran, Path]:
    """What the installed program made of it, in a process of its own."""
    out = answers.parent / "german"
    return spawn(*arguments(answers, out, "--title", "Führungsklima in 49 Kompanien")), out


@pytest.fixture(scope="module")
def english(answers: Path) -> tuple[Ran, Path]:
    """The same in English."""
    out = answers.parent / "english"
    return run(*arguments(answers, out, "--lang", "en", "--title", "Leadership climate in 49 companies")), out


@pytest.fixture(scope="module", params=[None, 60], ids=["as many invited as answered", "60 invited"])
def diagnosis(answers: Path, request: pytest.FixtureRequest) -> Diagnosis:
    """The diagnosis, where it is not known how many were invited, and where it is."""
    out = answers.parent / f"diagnosis {request.param}"
    with without_pdf_libraries():
        run(*arguments(answers, out, *(["--invited", str(request.param)] if request.param else [])))
    return from_json((out / "diagnosis.json").read_bytes())


def test_the_source_is_as_it_was_published_each_person_once_and_no_answer_missing() -> None:
    rows = second.rows(SOURCE)
    allowed = {"LEAD": set("12345"), "TSIG": set("12345"), "HOSTIL": set("01234")}

    assert len(rows) == len({row["SUB"] for row in rows}) == 2042
    assert len({row["COMPID"] for row in rows}) == 49
    for statements, _ in SCALES.values():
        assert {row[name] for row in rows for name in statements} <= allowed[statements[0][:-2]]


def test_the_command_ends_well_and_says_each_step(german: tuple[Ran, Path], english: tuple[Ran, Path]) -> None:
    assert german[0] == Ran(
        code=0,
        out=tuple(f"Geschrieben: {german[1] / name}" for name in ("diagnosis.json", "report.de.html", "report.de.pdf")),
        err=(
            "[1/5] Fragebogen gelesen: lq2002: Führungsklima, keine Befragung zur Zusammenarbeit. Skalen: 3.",
            "[2/5] Antworten gelesen. Personen: 2042, Organisationen: 49.",
            "[3/5] Ausgewertet. Hürden: 0, Stärken: 1, verdeckte Skalen: 0.",
            "[4/5] Bericht gesetzt: HTML.",
            f"[5/5] Bericht gesetzt: PDF. Seiten: {len(PdfReader(german[1] / 'report.de.pdf').pages)}.",
        ),
    )
    assert english[0].code == 0
    assert sorted(file.name for file in english[1].iterdir()) == ["diagnosis.json", "report.en.html", "report.en.pdf"]


def test_the_diagnosis_is_the_same_in_both_languages(german: tuple[Ran, Path], english: tuple[Ran, Path]) -> None:
    assert (german[1] / "diagnosis.json").read_bytes() == (english[1] / "diagnosis.json").read_bytes()


@pytest.mark.parametrize("scale", SCALES)
def test_a_scale_has_the_figures_of_a_second_computation(scale: str, diagnosis: Diagnosis) -> None:
    statements, health = SCALES[scale]
    scores = second.organisation_scores(source(), statements, health)
    expected = second.estimate(scores, population=diagnosis.participation.invited or 49, reliability=RELIABILITY)
    result = next(found for found in diagnosis.scales if found.id == scale)

    assert printed(result.cell) == expected
    assert result.flag.state == expected.state


@pytest.mark.parametrize("scale", SCALES)
def test_its_statements_have_the_means_and_shares_of_a_second_computation(scale: str, diagnosis: Diagnosis) -> None:
    statements, health = SCALES[scale]
    scores = {name: second.organisation_scores(source(), [name], health) for name in statements}
    result = next(found for found in diagnosis.scales if found.id == scale)
    told = {
        found.id: (printed(found.cell), (found.shares.low, found.shares.middle, found.shares.high))
        for found in result.statements
        if found.shares is not None
    }

    population = diagnosis.participation.invited or 49
    assert told == {
        name: (
            second.estimate(scores[name], population=population, reliability=RELIABILITY),
            second.shares(scores[name]),
        )
        for name in statements
    }


def test_people_have_the_scores_that_the_source_computed(answers: Path) -> None:
    questionnaire = load(QUESTIONNAIRE)
    table = read_table(answers.read_bytes(), file=answers.name)
    checked = check_answers(table, questionnaire, ignore=["LEAD", "TSIG", "HOSTILE"])
    scores = person_scores(checked.responses, questionnaire)
    published = source()

    for scale, column in (("lead", "LEAD"), ("tsig", "TSIG")):
        assert scores[scale].tolist() == pytest.approx([float(row[column]) for row in published], abs=1e-8)
    assert scores["hostility"].tolist() == pytest.approx([5 - float(row["HOSTILE"]) for row in published], abs=1e-8)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "de",
            (
                "Führungsklima in 49 Kompanien",
                "lq2002: Führungsklima, keine Befragung zur Zusammenarbeit",
                "Wenig Feindseligkeit: Die Antworten reichten von 0 bis 4",
                "gehört nicht zu Zusammenspiel",
                "2042 Personen",
            ),
        ),
        (
            "en",
            (
                "Leadership climate in 49 companies",
                "lq2002: leadership climate, no survey of collaboration",
                "Little hostility: the answers ranged from 0 to 4",
                "is not part of Zusammenspiel",
                "2042 people",
            ),
        ),
    ],
)
def test_the_report_says_what_the_questionnaire_is_and_how_codes_were_mapped(
    language: Language, told: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    _, out = request.getfixturevalue("german" if language == "de" else "english")
    page = (out / f"report.{language}.html").read_text(encoding="utf-8")
    paper = " ".join(pages(out / f"report.{language}.pdf"))

    assert [words for words in told if words not in page] == []
    assert [words for words in told if words not in paper] == []


def test_a_hurdle_that_is_no_barrier_of_the_catalogue_gets_no_advice(tmp_path: Path) -> None:
    run("simulate", "--questionnaire", QUESTIONNAIRE, "--plant", "hostility", "lead", "--out", tmp_path)
    diagnosis, page = diagnosed(tmp_path / "answers.csv", questionnaire=QUESTIONNAIRE)

    catalogue = load_catalogue()
    assert sorted(scale.id for scale in diagnosis.ranked) == ["hostility", "lead"]
    assert "Die Antworten reichten von 0 bis 4" in page
    assert "Was wir empfehlen" not in page
    assert [one.id for one in catalogue.measures if one.text("de").title in page] == []
    assert [one.id for one in catalogue.trainings if one.text("de").title in page] == []


@cache
def source() -> list[second.Row]:
    """Return the rows of the published file."""
    return second.rows(SOURCE)


def printed(cell: Cell) -> Estimate:
    """Return a cell as the second computation tells it; a figure that is missing cannot be equal to any."""
    missing = float("nan")
    return Estimate(
        n=cell.n or 0,
        population=cell.population or 0,
        value=cell.value or missing,
        low=cell.low or missing,
        high=cell.high or missing,
        below=missing if cell.below is None else cell.below,
    )
