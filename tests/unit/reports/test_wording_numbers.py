"""The numbers in the words of the report: those that decide are filled in, those simulated can be looked up."""

from __future__ import annotations

import re

from reports.languages import LANGUAGES
from reports.phrasing import Phrases
from scoring.thresholds import thresholds
from tests.unit.reports.factories import VOLLANALYSE
from tests.unit.reports.test_wording_keys import FILLED_BY_ITSELF, FOLDER, SENTENCES, SIMULATED, placeholders, words

POINTS = ("prior_spread", "barrier_line", "strength_above", "condition_emerging_from", "share_low_below")


def test_no_number_that_decides_is_typed_into_a_sentence() -> None:
    known = thresholds()
    figures = {f"{getattr(known, name).value:.1f}" for name in POINTS}
    typed = re.compile("|".join(re.escape(figure) for figure in sorted(figures)))
    told = {
        key for key, texts in words("en").items() for text in texts if typed.search(text) and "simulation" not in key
    }
    assert told == set()
    assert known.answered_share.value == 0.5, "half of the statements, in method.answers"
    assert known.together_mature_from.value == 4, "four conditions, in conditions.note_stage"


def test_every_sentence_can_be_filled_with_the_numbers_that_decide() -> None:
    for language in LANGUAGES:
        phrases = Phrases(language, VOLLANALYSE)
        named = {key: placeholders(texts) for key, texts in words(language).items()}
        filled = [key for key, names in named.items() if names and names <= FILLED_BY_ITSELF]
        assert filled
        assert [key for key in filled if "{" in " ".join(phrases.paragraphs(key))] == []


def test_what_is_said_of_simulations_stands_in_the_table_of_the_method() -> None:
    page = (FOLDER.parent / "docs" / "method.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (vollanalyse|kurzcheck) \| (\d+) of \d+ \| ([\d.]+) \|.*\| ([\d.]+) \| [\d.–]+ \|$", page, re.MULTILINE
    )
    found = [(name, int(n), float(marked), float(healthy)) for name, n, marked, healthy in rows]
    assert len(found) == 10
    assert max(healthy for *_, healthy in found) <= 0.01
    assert min(marked for name, _, marked, _ in found if name == "vollanalyse") >= 0.80
    assert min(marked for name, _, marked, _ in found if name == "kurzcheck") >= 0.75
    assert min(marked for name, n, marked, _ in found if name == "kurzcheck" and n >= 12) >= 0.90
    assert set(SENTENCES["de"]["simulation"]) == SIMULATED
