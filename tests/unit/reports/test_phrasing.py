"""Figures, dates and states as a reader of each language meets them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import Verdict
from reports.phrasing import Phrases
from scoring.diagnosis import Participation
from scoring.published import Cell, State, Sureness
from scoring.rounding import End
from tests.unit.reports.factories import ENGLISH, FOREIGN, GERMAN, cell, diagnosis, scale, scales

HUNDREDTHS = st.integers(0, 100).map(lambda hundredth: hundredth / 100)


@pytest.mark.parametrize(
    ("value", "german", "english"), [(2.0, "2,0", "2.0"), (2.4, "2,4", "2.4"), (5.0, "5,0", "5.0"), (1.0, "1,0", "1.0")]
)
def test_a_figure_has_one_decimal_and_the_sign_of_its_language(value: float, german: str, english: str) -> None:
    assert (GERMAN.number(value), ENGLISH.number(value)) == (german, english)


@pytest.mark.parametrize(
    ("value", "end", "german", "english"),
    [(2.0, "low", "bis 2,0", "up to 2.0"), (4.5, "high", "ab 4,5", "4.5 or more"), (3.1, None, "3,1", "3.1")],
)
def test_a_clipped_end_says_so(value: float, end: End | None, german: str, english: str) -> None:
    assert (GERMAN.figure(value, end), ENGLISH.figure(value, end)) == (german, english)


@pytest.mark.parametrize(
    ("step", "width", "german", "english"),
    [
        (20, 20, "bis 20 %", "up to 20%"),
        (40, 20, "40 %", "40%"),
        (60, 20, "60 %", "60%"),
        (80, 20, "ab 80 %", "80% or more"),
        (10, 10, "bis 10 %", "up to 10%"),
        (20, 10, "20 %", "20%"),
        (90, 10, "ab 90 %", "90% or more"),
    ],
)
def test_a_share_is_told_in_its_steps_and_its_ends_are_open(step: int, width: int, german: str, english: str) -> None:
    assert GERMAN.percent(step, width) == german.replace(" %", "\u202f%")
    assert ENGLISH.percent(step, width) == english


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (0.0, "weniger als 1 %", "less than 1%"),  # codespell:ignore als
        (0.01, "1 %", "1%"),
        (0.8, "80 %", "80%"),
        (0.99, "99 %", "99%"),
        (1.0, "mehr als 99 %", "more than 99%"),  # codespell:ignore als
    ],
)
def test_a_probability_never_claims_certainty(value: float, german: str, english: str) -> None:
    assert GERMAN.probability(value) == german.replace(" %", "\u202f%")
    assert ENGLISH.probability(value) == english


@given(st.floats(0, 1))
def test_no_probability_is_told_as_nothing_or_as_all(value: float) -> None:
    assert re.findall(r"\d+", GERMAN.probability(value))[0] not in {"0", "100"}


@given(HUNDREDTHS, HUNDREDTHS)
def test_the_higher_of_two_printed_probabilities_never_reads_lower(one: float, other: float) -> None:
    order = [GERMAN.probability(value) for value in sorted((one, other))]
    ranks = {"weniger": -1, "mehr": 100}
    places = [ranks.get(text.split(maxsplit=1)[0], int(re.findall(r"\d+", text)[0])) for text in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        ("2026-05-04", "2026-05-29", "4. bis 29. Mai 2026", "4 to 29 May 2026"),
        ("2026-04-28", "2026-05-03", "28. April bis 3. Mai 2026", "28 April to 3 May 2026"),
        ("2025-11-15", "2026-04-09", "15. November 2025 bis 9. April 2026", "15 November 2025 to 9 April 2026"),
        ("2025-05-04", "2026-05-29", "4. Mai 2025 bis 29. Mai 2026", "4 May 2025 to 29 May 2026"),
        ("2026-03-01", "2026-03-01", "1. März 2026", "1 March 2026"),
    ],
)
def test_the_days_of_a_survey_say_once_what_both_share(first: str, last: str, german: str, english: str) -> None:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert (GERMAN.dates(*days), ENGLISH.dates(*days)) == (german, english)


@pytest.mark.parametrize(
    ("figures", "mean", "short", "full"),
    [
        (
            cell(),
            "2,6",
            "2,6 von 5 (2,4 bis 2,8)",
            "2,6 von 5, mit 90 % Wahrscheinlichkeit zwischen 2,4 und 2,8, n = 18 von 26",
        ),
        (
            cell(value=1.5, end="low", low=None, high=None),
            "bis 1,5",
            "bis 1,5 von 5",
            "bis 1,5 von 5, n = 18 von 26",
        ),
        (
            cell(form="halves", n=8, value=2.0, end="low", low=1.4, high=2.6),
            "bis 2,0",
            "bis 2,0 von 5 (1,4 bis 2,6)",
            "bis 2,0 von 5, mit 90 % Wahrscheinlichkeit zwischen 1,4 und 2,6, n = 8 von 26",
        ),
    ],
)
def test_a_mean_is_told_with_its_range_where_it_has_one(figures: Cell, mean: str, short: str, full: str) -> None:
    told = GERMAN.mean(figures), GERMAN.mean_of_five(figures), GERMAN.mean_in_full(figures, 26)
    assert told == (mean, short, full.replace(" %", "\u202f%"))


@pytest.mark.parametrize(
    ("reason", "german", "english"),
    [
        ("too_few", "zu wenige Antworten", "too few answers"),
        ("protected", "zum Schutz anderer verdeckt", "hidden to protect others"),
    ],
)
def test_a_withheld_mean_is_its_fixed_sentence(reason: str, german: str, english: str) -> None:
    hidden = cell(value=None, hidden=reason)
    assert {GERMAN.mean(hidden), GERMAN.mean_of_five(hidden)} == {german}
    assert {ENGLISH.mean(hidden), ENGLISH.mean_of_five(hidden)} == {english}


def test_n_says_how_many_were_invited_where_that_is_known() -> None:
    assert GERMAN.count(cell(), 26) == "n = 18 von 26"
    assert GERMAN.count(cell(), None) == "n = 18"
    assert ENGLISH.count(cell(), 26) == "n = 18 of 26"


@pytest.mark.parametrize(
    ("state", "sureness", "word", "rest"),
    [
        ("flagged", "clearly", "Hürde", ", sehr sicher: 2,6"),
        ("flagged", "fairly", "Hürde", ", ziemlich sicher: 2,6"),
        ("not_flagged", "fairly", "keine Hürde", ", ziemlich sicher: 2,6"),
        ("strength", "clearly", "Stärke", ", sehr sicher: 2,6"),
        ("watch", "unclear", "unklar: beobachten", ", 2,6"),
        ("withheld", None, "zu wenige Antworten", ", 2,6"),
    ],
)
def test_a_verdict_says_how_sure_it_is_unless_it_is_unclear(
    state: State, sureness: Sureness | None, word: str, rest: str
) -> None:
    assert GERMAN.verdict(state, sureness, "2,6") == Verdict(state=state, word=word, rest=rest)


@pytest.mark.parametrize(
    ("names", "german", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a und b", "a and b"),
        (["a", "b", "c"], "a, b und c", "a, b and c"),
    ],
)
def test_names_are_listed_as_one_says_them(names: list[str], german: str, english: str) -> None:
    assert (GERMAN.listed(names), ENGLISH.listed(names)) == (german, english)


@pytest.mark.parametrize(
    ("organisations", "invited", "german", "english"),
    [
        (18, 26, "18 von 26 Organisationen", "18 of 26 organisations"),
        (18, None, "18 Organisationen", "18 organisations"),
        (1, None, "1 Organisation", "1 organisation"),
        (0, None, "keine Organisation", "no organisation"),
        (1, 1, "1 von 1 Organisation", "1 of 1 organisation"),
        (1, 9, "1 von 9 Organisationen", "1 of 9 organisations"),
    ],
)
def test_participation_counts_organisations(organisations: int, invited: int | None, german: str, english: str) -> None:
    part = Participation(unit="organisation", contributors=organisations, invited=invited, persons=organisations)
    whole = diagnosis(scales(), participation=part)
    assert (GERMAN.participation(whole), ENGLISH.participation(whole)) == (german, english)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Zeit und Geld.", "Zeit und\N{NO-BREAK SPACE}Geld."),
        ("und vieles Zusammenarbeit.", "und vieles\N{NO-BREAK SPACE}Zusammenarbeit."),
        ("das Unternehmensnachfolgeproblem.", "das Unternehmensnachfolgeproblem."),
        ("Wort", "Wort"),
        ("", ""),
    ],
)
def test_a_last_word_of_a_title_does_not_stand_alone_unless_it_is_very_long(text: str, bound: str) -> None:
    assert GERMAN.unwidowed(text) == bound


def test_a_scale_is_named_by_the_barriers_or_else_by_its_questionnaire() -> None:
    assert GERMAN.scale(scale("steering")) == "Unklare Führung"
    assert Phrases("en", FOREIGN).scale(scale("hostility")) == "Little hostility"


def test_a_scale_without_a_barrier_has_no_words_of_the_barriers_even_if_it_has_their_name() -> None:
    own, other = scale("silos"), scale("silos", barrier=None)
    other_name = "Versäulung und Hierarchien"
    known = GERMAN.of(own)
    assert known is not None
    assert known.short == "Versäulung"
    assert GERMAN.of(other) is None
    assert GERMAN.general("finding", other) == GERMAN.say("generic.finding", name=other_name)
