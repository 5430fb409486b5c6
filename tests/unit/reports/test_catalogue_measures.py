"""Every scale has measures, each with its evidence and with words that fit a cell of a printed table."""

from __future__ import annotations

import re

import msgspec
import pytest

from questionnaires.loading import LIBRARY, load
from reports.catalogue import Measure, load_catalogue
from reports.languages import Language

MEASURES = load_catalogue().measures
LANGUAGES: tuple[Language, ...] = ("de", "en")

LONGEST_TITLE = 48
LONGEST_OPENING = 80
LONGEST_CELL = 130

# Level and sources that the field's literature gives each measure; none where it is advice from practice.
EVIDENCE = {
    "dependency_agreement": ("A", "jones_barry_2016"),
    "dependency_facilitation": ("A", "ansell_gash_2008"),
    "dependency_disclosure": ("B", "ansell_gash_2008"),
    "dependency_roles": ("C", None),
    "logics_wins": ("A", "ansell_gash_2008"),
    "logics_shadowing": ("B", "bryson_2015"),
    "logics_glossary": ("C", None),
    "logics_contact": ("C", None),
    "jurisdiction_chains": ("B", "emerson_2012"),
    "jurisdiction_map": ("B", "leurs_2008"),
    "jurisdiction_clinic": ("C", None),
    "jurisdiction_rules": ("C", None),
    "funding_post": ("B", "emerson_2012"),
    "funding_funders": ("B", "kania_kramer_2011"),
    "funding_pool": ("C", None),
    "funding_periods": ("C", None),
    "funding_inkind": ("C", None),
    "silos_group": ("A", "foster_fishman_2001"),
    "silos_mixed": ("B", "bevc_2015"),
    "silos_invite": ("B", "bevc_2015"),
    "silos_brokers": ("B", "williams_2002"),
    "priorities_decision": ("B", "bryson_2006"),
    "priorities_deputies": ("C", None),
    "priorities_handover": ("C", None),
    "priorities_renewal": ("C", None),
    "steering_governance": ("A", "provan_kenis_2008"),
    "steering_training": ("A", "weiss_2002"),
    "steering_charter": ("B", "ansell_gash_2008"),
    "steering_log": ("C", None),
    "knowhow_training": ("B", "williams_2002"),
    "knowhow_plan": ("B", "williams_2002"),
    "knowhow_peers": ("C", None),
    "knowhow_tandem": ("C", None),
    "overview_inventory": ("B", "frey_2006"),
    "overview_directory": ("C", None),
    "overview_reminder": ("C", None),
    "overview_gaps": ("C", None),
    "personal_task": ("A", "vangen_huxham_2003"),
    "personal_talk": ("B", "brown_2012"),
    "personal_rules": ("C", None),
    "personal_roles": ("C", None),
    "impact_logic": ("B", "kurz_kubek_2013"),
    "impact_indicators": ("B", "kania_kramer_2011"),
    "impact_learning": ("B", "preskill_2014"),
    "impact_people": ("C", None),
}

EFFORT_WORDS = {
    "de": {"low": "gering: ", "medium": "mittel: ", "high": "hoch: "},
    "en": {"low": "low: ", "medium": "medium: ", "high": "high: "},
}
STRAY = {
    "de": re.compile(r"[;–—\"'!{}]|  |^\s|\s$"),
    "en": re.compile(r"[;–—\"!{}]|  |^\s|\s$"),
}
DEADLINE = {"de": "binnen zwei Wochen", "en": "Within two weeks"}


def words(measure: Measure, language: Language) -> dict[str, str]:
    """Return the texts of a measure by their key, without an empty question."""
    return {key: text for key, text in msgspec.structs.asdict(measure.text(language)).items() if text}


def test_levels_and_sources_are_those_of_the_literature() -> None:
    found = {measure.id: (measure.evidence, *measure.sources) for measure in MEASURES}
    expected = {name: (level, *([source] if source else [])) for name, (level, source) in EVIDENCE.items()}
    assert found == expected


def test_advice_from_practice_is_marked_as_such() -> None:
    assert {measure.id for measure in MEASURES if measure.kind == "practice"} == {
        name for name, (_, source) in EVIDENCE.items() if source is None
    }


def test_every_barrier_scale_of_the_vollanalyse_has_at_least_three_measures_and_no_other_scale_has_any() -> None:
    questionnaire = load(LIBRARY / "vollanalyse" / "2026.1")
    scales = {scale.id for scale in questionnaire.scales_of("barrier")}
    counts = {scale: len(load_catalogue().measures_for(scale)) for scale in scales}
    assert {scale for scale, count in counts.items() if count < 3} == set()
    assert sum(counts.values()) == len(MEASURES)


def test_a_measure_is_found_under_its_scale() -> None:
    assert [measure.id for measure in load_catalogue().measures_for("silos")] == [
        "silos_group",
        "silos_mixed",
        "silos_invite",
        "silos_brokers",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_effort_in_words_is_the_effort_in_the_data(language: Language) -> None:
    beginnings = EFFORT_WORDS[language]
    assert [
        measure.id for measure in MEASURES if not measure.text(language).effort.startswith(beginnings[measure.effort])
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_to_effect_goes_on_from_the_word_before_it(language: Language) -> None:
    beginning = {"de": "nach etwa ", "en": "after about "}[language]
    assert [measure.id for measure in MEASURES if not measure.text(language).effect.startswith(beginning)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_for_the_first_page_names_its_deadline(language: Language) -> None:
    assert [measure.id for measure in MEASURES if DEADLINE[language] not in measure.text(language).opening] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_the_words_of_a_measure_fit_their_cells(measure: Measure, language: Language) -> None:
    limits = {"title": LONGEST_TITLE, "opening": LONGEST_OPENING}
    found = words(measure, language)
    assert {key: len(text) for key, text in found.items() if len(text) > limits.get(key, LONGEST_CELL)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_the_words_of_a_measure_are_whole_and_plainly_set(measure: Measure, language: Language) -> None:
    found = words(measure, language)
    sentences = {"opening", "action", "first_step", "sign", "exception", "ask"}
    assert set(found) >= {"title", "effort", "effect", *sentences} - {"ask"}
    assert {key for key, text in found.items() if STRAY[language].search(text)} == set()
    assert {key for key in sentences & set(found) if found[key][-1] not in ".?"} == set()
    assert {key for key in set(found) - sentences if found[key][-1] in ".?"} == set()


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_both_languages_ask_a_question_or_neither_does(measure: Measure) -> None:
    assert len({bool(text.ask) for text in measure.texts.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_measures_share_a_title(language: Language) -> None:
    titles = [measure.text(language).title for measure in MEASURES]
    assert len(set(titles)) == len(MEASURES)
