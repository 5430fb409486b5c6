"""A whole report on an anonymous survey: what is counted is said in every place, and nothing is changed in others."""

from __future__ import annotations

import re

import pytest

from questionnaires.model import Questionnaire
from reports.building import build_report
from reports.catalogue import load_catalogue
from reports.catalogue.model import Measure, Training
from reports.languages import LANGUAGES, Language
from reports.material import Occasion
from reports.pdf import render_pdf
from reports.rendering import render_html, render_paper
from reports.wording import load_wording
from scoring.anonymous import check_anonymous_answers
from scoring.diagnosis import Diagnosis
from scoring.pipeline import diagnose
from scoring.simulating import simulate
from tests.conftest import Golden
from tests.unit.reports.factories import KURZCHECK, VOLLANALYSE, anonymous, simulated
from tests.unit.reports.pages import Page

PROMISED = Occasion(title="Musterinitiative", mode="anonymous", theme="young_people", region="town", age_years=4)
FOUND: dict[str, Diagnosis] = {
    "full": anonymous(),
    "tenths": anonymous(organisations=10),
    "halves": anonymous(organisations=5),
    "sectors": anonymous(organisations=20, by_sector=True),
}
COUNTED = re.compile(
    r"\d\S* (?:invited )?(?:Organisation|organisation)|(?:Zahl|Anteile|Wert|aller|Mittelwert) der Organisation"
    r"|(?:number|shares|mean|value) of (?:the |all )?organisation|eingeladene\w* Organisation|organisations? invited",
    re.IGNORECASE,
)


def few(questionnaire: Questionnaire, persons: int) -> Diagnosis:
    """Return the diagnosis of that many anonymous responses."""
    made = simulate(questionnaire, organisations=30, seed=1)
    table = made.responses.drop(columns="organisation").head(persons)
    return diagnose(check_anonymous_answers(table, questionnaire, invited=30), questionnaire)


def lines(diagnosis: Diagnosis, language: Language, occasion: Occasion = PROMISED) -> list[str]:
    """Return the words of a report, a line each."""
    questionnaire = VOLLANALYSE if diagnosis.instrument.id == "vollanalyse" else KURZCHECK
    view = build_report(diagnosis, questionnaire, language=language, occasion=occasion)
    return Page(render_paper(view, ())).lines()


def about_organisations(language: Language) -> set[str]:
    """Return every text that speaks of organisations as those who act, from questionnaire, catalogue and barriers."""
    catalogue, wording = load_catalogue(), load_wording(language)
    whole: list[Measure | Training] = [*catalogue.measures, *catalogue.trainings]
    texts = [repr(one.text(language)) for one in whole]
    texts += [repr(words) for words in wording.barriers.scales.values()]
    texts += [repr(wording.barriers.families), wording.sentence("addressees.leaders")]
    texts += [wording.sentence("advice.owner_who"), *VOLLANALYSE.texts[language].statements.values()]
    return {phrase for text in texts for phrase in re.findall(r"[^.:|,'\"]*rganisation[^.:|,'\"]*", text)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUND)
def test_organisations_are_named_only_as_those_who_act(name: str, language: Language) -> None:
    acting = about_organisations(language)
    wording = load_wording(language, "response")
    told = {wording.sentence("method.contributors"), wording.sentence("simulation.vollanalyse")}
    named = [line for line in lines(FOUND[name], language) if "rganisation" in line and line not in told]

    left = list(named)
    for phrase in sorted(acting, key=len, reverse=True):
        left = [line.replace(phrase.strip(), "") for line in left]

    assert [line for line in named if COUNTED.search(line)] == []
    assert [line for line in left if "rganisation" in line] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_report_by_organisation_the_same_search_finds_them(language: Language) -> None:
    assert len([line for line in lines(simulated(), language, Occasion()) if COUNTED.search(line)]) >= 5


@pytest.mark.parametrize(
    ("language", "participation", "n", "whom"),
    [
        (
            "de",
            "32 von 52 Personen",
            "n: Zahl der Antworten, eine je Person, mindestens 5.",
            "aller 52 eingeladenen Personen",
        ),
        (
            "en",
            "32 of 52 people",
            "n: number of responses, one from each person, at least 5.",
            "of all 52 people invited",
        ),
    ],
)
def test_people_and_responses_are_counted_in_their_place(
    language: Language, participation: str, n: str, whom: str
) -> None:
    text = " ".join(lines(FOUND["full"], language))

    assert (participation in text, n in text, whom in text) == (True, True, True)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Bisher haben 4 Personen geantwortet. Ab 5 Antworten zeigen wir Ergebnisse."),
        ("en", "So far 4 people have answered. We show results once there are 5 responses."),
    ],
)
def test_fewer_than_five_responses_get_one_page_with_the_reason_and_the_promise(language: Language, said: str) -> None:
    diagnosis = few(VOLLANALYSE, 4)
    found = lines(diagnosis, language)

    assert diagnosis.no_scale_shown
    assert [line for line in found if line.startswith(said)]
    promise = load_wording(language).sentence("mode.anonymous")
    assert [line for line in found if line.startswith(promise)]
    assert [line for line in found if "rganisation" in line] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_the_same_in_its_footer(language: Language) -> None:
    view = build_report(few(KURZCHECK, 4), KURZCHECK, language=language, occasion=PROMISED)

    assert (
        view.chrome.footer == {"de": "Beteiligung: 4 von 30 Personen", "en": "Participation: 4 of 30 people"}[language]
    )
    assert render_pdf(view).pages == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_anonymous_report_reads_as_it_was_read_before(golden: Golden, language: Language) -> None:
    golden.check(f"reports/anonymous.{language}.txt", "\n".join(lines(FOUND["sectors"], language)) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_occasion_that_tells_nothing_leaves_every_byte(language: Language) -> None:
    plain, blank = (
        render_html(build_report(simulated(), VOLLANALYSE, language=language, occasion=occasion))
        for occasion in (None, Occasion(mode=None, theme=None, region=None, age_years=None))
    )

    assert plain == blank
