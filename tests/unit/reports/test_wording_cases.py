"""Keys that are put together from a case: each case has its word or its sentence."""

from __future__ import annotations

from typing import get_args

import pytest

from questionnaires.profile import SECTORS
from reports.catalogue.model import Addressee, Evidence
from reports.languages import LANGUAGES
from reports.sections.form import Kind
from reports.wording import load_wording
from scoring.conditions import CONDITIONS
from scoring.findings import Direction, Unity
from scoring.partnership import Fact, GovernanceForm, Outcome
from scoring.patterns import Refusal
from scoring.published import Hidden, State, Sureness
from scoring.relations import Depth
from tests.unit.reports.factories import VOLLANALYSE
from tests.unit.reports.test_wording_keys import BASES, KEYS, SENTENCES, VERDICTS

REFUSALS = set(get_args(Refusal)) - {"not_asked"}


@pytest.mark.parametrize(
    "key",
    [
        *(f"{part}.refused_{reason}" for part in ("viewpoints", "drivers") for reason in REFUSALS),
        *(f"balance.{verdict}" for verdict in VERDICTS),
        *(f"balance.refused_{reason}" for reason in get_args(Hidden)),
        *(f"change.basis_{basis}" for basis in BASES),
        *(f"change.{direction}" for direction in get_args(Direction)),
        *(f"form.kind_{kind}" for kind in get_args(Kind)),
        *(f"form.unity_{unity}" for unity in get_args(Unity)),
        *(f"{part}.lead_{reason}" for part in ("motives", "form") for reason in get_args(Hidden)),
        *(f"motives.title_many_{number}" for number in range(2, 8)),
        *(f"viewpoints.title_{number}" for number in (2, 3, 4)),
        *(f"relations.depth_{depth}" for depth in get_args(Depth)),
        *(f"sources.outcome_{outcome}" for outcome in get_args(Outcome)),
        *(f"governance.{form}" for form in get_args(GovernanceForm)),
        *(f"governance.{form}_advice" for form in get_args(GovernanceForm)),
        *(f"governance.{fact}" for fact in get_args(Fact)),
    ],
)
def test_a_key_that_is_put_together_exists_in_every_case(key: str) -> None:
    assert key in KEYS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["motive", "form", "outcome"])
def test_there_are_words_for_everything_that_the_vollanalyse_asks(kind: str, language: str) -> None:
    words = load_wording(language).purposes
    known = {"motive": set(words.motives), "form": set(words.forms), "outcome": set(words.outcomes)}
    asked = {scale.id for scale in VOLLANALYSE.scale if scale.kind == kind}
    assert known[kind] == asked
    assert not asked & set(CONDITIONS)


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("states", get_args(State)),
        ("states_short", get_args(State)),
        ("sureness", get_args(Sureness)),
        ("hidden", get_args(Hidden)),
        ("evidence", get_args(Evidence)),
        ("addressees", get_args(Addressee)),
        ("bands", ("low", "middle", "high")),
        ("unity", get_args(Unity)),
        ("unity_words", get_args(Unity)),
        ("places", SECTORS),
    ],
)
def test_a_section_has_a_word_for_every_case(section: str, names: tuple[str, ...]) -> None:
    assert set(SENTENCES["de"][section]) == set(names)
