"""The list of barriers, and the questionnaires that name them."""

from __future__ import annotations

import pytest

from questionnaires.barriers import barriers
from questionnaires.loading import LIBRARY, library, load, parse
from questionnaires.profile import PROFILE, SECTORS
from tests.unit.questionnaires.samples import MAIN, changed, contents

SCALE = 'questionnaire.toml: scale "silos"'


def problems(*edits: tuple[str, str]) -> list[tuple[str, dict[str, str | int]]]:
    """Return code and values of every problem in the sample with a changed main file."""
    _, findings = parse(contents(main=changed(MAIN, *edits)))
    return [(one.problem.code, dict(one.problem.values)) for one in findings]


def test_there_are_ten_barriers_and_leadership_has_two_parts() -> None:
    parts = {name: one.scales for name, one in barriers().items()}

    assert len(parts) == 10
    assert {name: scales for name, scales in parts.items() if scales != (name,)} == {
        "leadership": ("priorities", "steering")
    }


def test_no_scale_is_a_part_of_two_barriers() -> None:
    parts = [scale for one in barriers().values() for scale in one.scales]

    assert len(parts) == len(set(parts))


def test_the_two_forms_measure_every_part_of_every_barrier_once() -> None:
    parts = [(scale, name, one.family) for name, one in barriers().items() for scale in one.scales]

    for form in ("kurzcheck", "vollanalyse"):
        for identity, version in library():
            if identity == form:
                scales = load(LIBRARY / identity / version).scales_of("barrier")
                assert [(one.id, one.barrier, one.family) for one in scales] == parts


def test_a_misspelt_barrier_is_refused_with_the_one_that_is_meant() -> None:
    ((code, values),) = problems(('barrier = "silos"', 'barrier = "slios"'))

    assert (code, values["where"], values["word"], values["near"]) == ("unknown_barrier_near", SCALE, "slios", "silos")


def test_an_unknown_barrier_is_refused_with_all_that_there_are() -> None:
    ((code, values),) = problems(('barrier = "silos"', 'barrier = "weather"'))

    assert (code, values["known"]) == ("unknown_barrier", ", ".join(barriers()))


def test_a_family_that_is_not_the_barriers_is_refused() -> None:
    assert problems(('family = "organisational"', 'family = "structural"')) == [
        ("family_differs", {"where": SCALE, "family": "structural", "barrier": "silos", "right": "organisational"})
    ]


def test_a_barrier_without_a_family_and_a_family_without_a_barrier_are_whole() -> None:
    assert problems(('family = "organisational"\n', "")) == []
    assert problems(('barrier = "silos"\nfamily = "organisational"', 'family = "structural"')) == []


def test_where_no_barrier_is_wanted_its_name_does_not_matter() -> None:
    assert [code for code, _ in problems(('kind = "motive"', 'kind = "motive"\nbarrier = "slios"'))] == [
        "barrier_not_wanted"
    ]


def test_a_scale_that_is_no_part_of_its_barrier_is_a_remark() -> None:
    _, findings = parse(contents(main=changed(MAIN, ('"silos"\nfamily = "organisational"', '"leadership"'))))

    assert [(one.severity, one.problem.code, one.problem.values["parts"]) for one in findings] == [
        ("remark", "scale_no_part", "priorities, steering")
    ]


def test_the_profile_is_sector_and_function() -> None:
    assert PROFILE == ("sector", "function")
    assert SECTORS == ("administration", "civil_society", "education", "health", "business", "other")


@pytest.mark.parametrize(
    ("code", "expected", "near"),
    [
        ("educaton", "unknown_sector_near", "education"),
        ("Education", "unknown_sector_near", "education"),
        ("sport", "unknown_sector", None),
    ],
)
def test_a_sector_that_there_is_not_is_refused(code: str, expected: str, near: str | None) -> None:
    found = {name: values for name, values in problems(('"education"]', f'"{code}"]')) if "sector" in name}

    assert list(found) == [expected]
    assert found[expected]["where"] == "questionnaire.toml: choices.sector"
    assert found[expected].get("near") == near


def test_words_of_another_question_need_not_be_sectors() -> None:
    edits = (
        ("[choices.days]", '[choices.kinds]\ncodes = ["club", "office"]\n[choices.days]'),
        (
            'id = "meeting"\n  kind = "multiple"\n  choices = "days"',
            'id = "kind"\n  kind = "single"\n  choices = "kinds"',
        ),
    )

    assert [code for code, _ in problems(*edits) if "sector" in code] == []
