"""What is shown and what is hidden depends on who answered what, never on the answers."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import DONT_KNOW, NO_ANSWER
from scoring.answers import Answers
from scoring.diagnosis import Diagnosis, Participation, to_json
from scoring.findings import DontKnow
from scoring.pipeline import diagnose
from scoring.published import Grouping
from tests.disclosure.initiatives import all_statements, questionnaire, random_wave

GROUPINGS = st.sampled_from(["none", "sector"])
SEEDS = st.integers(0, 2**32)

# figures, and what follows from them alone; an interval is missing at a clipped end, which the figure tells
FIGURES = {"value", "end", "low", "high", "below", "middle", "rank", "sureness", "digest"}
FIGURES |= {"switched_off_at", "switched_off_end"}
# sentences about the spread of answers: told or not as the printed mean or the absence of any spread decides
FIGURES |= {"agreement", "reliability", "differences", "careless", "colleagues", "viewpoints"}
WITHHELD = {"state", "maturity", "stage"}
GIVEN = {"much", "share"}


def outline(part: Any) -> Any:
    """Return a diagnosis without its figures: which cells, how fine, over how many, which reasons."""
    if isinstance(part, list | tuple):
        return [outline(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: _outlined(key, value) for key, value in part.items() if key not in FIGURES}


def _outlined(key: str, value: Any) -> Any:
    if key in WITHHELD:
        return value == "withheld"
    if key in GIVEN:
        return value is not None
    return outline(value)


def outline_of(wave: Answers, grouping: Grouping, *, strict: bool) -> Any:
    """Diagnose a wave and return the outline."""
    return outline(msgspec.to_builtins(diagnose(wave, questionnaire(), grouping=grouping, strict=strict)))


def replaced(wave: Answers, codes: np.ndarray) -> Answers:
    """Return a wave with other answers."""
    columns = dict(zip(all_statements(), codes.T, strict=True))
    return Answers(wave.responses.assign(**columns), wave.organisations, wave.invited)


@settings(max_examples=50)
@given(seed=SEEDS, grouping=GROUPINGS, strict=st.booleans(), agreement=st.sampled_from([0.0, 0.2, 1.0]))
def test_other_answers_with_the_same_gaps_show_and_hide_the_same(
    *, seed: int, grouping: Grouping, strict: bool, agreement: float
) -> None:
    rng = np.random.default_rng(seed)
    wave = random_wave(rng)
    codes = wave.responses[list(all_statements())].to_numpy()
    other = np.where(rng.random(codes.shape) < agreement, 1.0, rng.integers(1, 6, size=codes.shape))

    changed = replaced(wave, np.where(codes <= 5, other, codes))

    assert outline_of(changed, grouping, strict=strict) == outline_of(wave, grouping, strict=strict)


@settings(max_examples=30)
@given(SEEDS, GROUPINGS)
def test_dont_know_counts_as_unanswered_in_all_but_its_own_sentence(seed: int, grouping: Grouping) -> None:
    wave = random_wave(np.random.default_rng(seed))
    codes = wave.responses[list(all_statements())].to_numpy()

    silent = replaced(wave, np.where(codes == DONT_KNOW, NO_ANSWER, codes))

    assert without_dont_know(silent, grouping) == without_dont_know(wave, grouping)


def without_dont_know(wave: Answers, grouping: Grouping) -> bytes:
    """Diagnose a wave and leave out what counts *don't know* as an answer."""
    diagnosis: Diagnosis = diagnose(wave, questionnaire(), grouping=grouping)
    scales = tuple(msgspec.structs.replace(scale, dont_know=DontKnow()) for scale in diagnosis.scales)
    nobody = Participation(unit="organisation", contributors=0, invited=None, persons=0)
    return to_json(msgspec.structs.replace(diagnosis, scales=scales, participation=nobody, digest=""))


def test_the_outline_keeps_what_is_shown_and_drops_what_it_says() -> None:
    shown = {"n": 5, "value": 2.0, "end": "low", "hidden": None, "groups": [{"state": "flagged", "form": "halves"}]}

    assert outline(shown) == {"n": 5, "hidden": None, "groups": [{"state": False, "form": "halves"}]}
    assert outline({"much": False, "share": None}) == {"much": True, "share": False}
