"""What a report knows besides the diagnosis: the promise that was made, and what the initiative is about."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from reports.building import build_report
from reports.context import Mode, Region, Theme
from reports.languages import LANGUAGES, Language
from reports.material import Occasion
from reports.sections.cover import cover_page
from reports.sections.method import method_section
from tests.unit.reports.factories import ENGLISH, GERMAN, VOLLANALYSE, anonymous, diagnosis, material, scales

PHRASES = {"de": GERMAN, "en": ENGLISH}


def hidden_lead(occasion: Occasion, language: Language = "de") -> str:
    """Return what the method page says of what is hidden."""
    section = method_section(material(scales(), occasion=occasion, language=language))
    return section.hidden_lead if section else ""


def context(occasion: Occasion, language: Language = "de") -> str:
    """Return what the first page says of the initiative."""
    return cover_page(material(scales(), occasion=occasion, language=language)).context


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", get_args(Mode))
def test_the_promise_stands_before_what_is_hidden(mode: Mode, language: Language) -> None:
    said, without = hidden_lead(Occasion(mode=mode), language), hidden_lead(Occasion(), language)

    assert said == f"{PHRASES[language].say(f'mode.{mode}')} {without}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_anonymous_promise_is_called_anonymous(language: Language) -> None:
    named = {mode for mode in get_args(Mode) if "anonym" in PHRASES[language].say(f"mode.{mode}").lower()}

    assert named == {"anonymous"}


@pytest.mark.parametrize(
    ("occasion", "german", "english"),
    [
        (Occasion(), "", ""),
        (
            Occasion(theme="young_people", region="town", age_years=4),
            "Thema: junge Menschen · Mittel- oder Kleinstadt · seit 4 Jahren",
            "Theme: young people · medium-sized or small town · for 4 years",
        ),
        (
            Occasion(theme="seniors", age_years=1),
            "Thema: ältere Menschen · seit 1 Jahr",
            "Theme: older people · for 1 year",
        ),
        (Occasion(region="city"), "Großstadt", "large city"),
        (Occasion(age_years=0), "im ersten Jahr", "in its first year"),
    ],
)
def test_what_is_known_of_the_initiative_stands_in_one_line(occasion: Occasion, german: str, english: str) -> None:
    assert (context(occasion), context(occasion, "en")) == (german, english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_theme_and_each_region_has_a_name_of_its_own(language: Language) -> None:
    themes = {context(Occasion(theme=theme), language) for theme in get_args(Theme)}
    regions = {context(Occasion(region=region), language) for region in get_args(Region)}

    assert (len(themes), len(regions)) == (4, 4)
    assert "" not in themes | regions


@pytest.mark.parametrize("mode", get_args(Mode))
def test_a_promise_that_the_diagnosis_contradicts_is_refused(mode: Mode) -> None:
    wrong = diagnosis(scales()) if mode == "anonymous" else anonymous()

    with pytest.raises(ValueError, match=f"^the survey was {mode}, but the diagnosis counts each "):
        build_report(wrong, VOLLANALYSE, occasion=Occasion(mode=mode))


def test_an_age_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("an initiative cannot be -1 years old")):
        build_report(diagnosis(scales()), VOLLANALYSE, occasion=Occasion(age_years=-1))
