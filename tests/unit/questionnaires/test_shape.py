"""Keys and values that do not fit a questionnaire: each is named, in the file's own words."""

from __future__ import annotations

import pytest

from questionnaires.loading import parse
from tests.unit.questionnaires.samples import ENGLISH, MAIN, brief, changed, contents

ONE = 'questionnaire.toml: page "across", statement "silos_01"'


def values(main: str) -> dict[str, str | int]:
    """Return the values of the one problem in the sample with a changed main file."""
    _, (finding,) = parse(contents(main=main))
    return dict(finding.problem.values)


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("format = 1", "format = 2", "not_allowed", "questionnaire.toml"),
        ("format = 1", "format = true", "not_allowed", "questionnaire.toml"),
        ("format = 1\n", "", "missing_key", "questionnaire.toml"),
        ('id = "silos_01"', "", "missing_key", 'questionnaire.toml: page "across", statement #1'),
        ('choices = "agree"', "choices = 1", "not_text", ONE),
        ('choices = "agree"', 'chioces = "agree"\nchoices = "agree"', "unknown_key_near", ONE),
        ('choices = "agree"', 'choices = "agree"\nweight = 2', "unknown_key", ONE),
        ("reversed = true", 'reversed = "true"', "not_true_or_false", ONE.replace("01", "02")),
        ("reversed = true", "reversed = 1", "not_true_or_false", ONE.replace("01", "02")),
        ("minutes = 6", "minutes = 6.5", "not_whole_number", "questionnaire.toml"),
        ("minutes = 6", "minutes = 99999999999", "number_too_large", "questionnaire.toml"),
        ("reliability = 0.55", 'reliability = "0,55"', "not_number", "questionnaire.toml"),
        ("[1, 2, 3]", "[1, 2.5, 3]", "not_number_or_text", "questionnaire.toml: choices.agree"),
        ("[1, 2, 3]", "[1, true]", "not_number_or_text", "questionnaire.toml: choices.agree"),
        ("[1, 2, 3]", '"1-3"', "not_list", "questionnaire.toml: choices.agree"),
        ("dont_know = 98", "dont_know = 97", "not_allowed", "questionnaire.toml: choices.agree"),
        ("[choices.agree]", "choices.none = 3\n[choices.agree]", "not_table", "questionnaire.toml: choices"),
        ('kind = "motive"', 'kind = "motif"', "not_allowed", 'questionnaire.toml: scale "reach"'),
        (
            'part = "known", codes',
            'parts = "known", part = "known", codes',
            "unknown_key_near",
            'questionnaire.toml: page "more", roster "ties", part "trust", only_if',
        ),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_place(old: str, new: str, code: str, where: str) -> None:
    _, findings = parse(contents(main=changed(MAIN, (old, new))))

    assert brief(findings) == [("error", code, where)]


def test_single_brackets_for_a_part_that_may_come_again_are_explained() -> None:
    main = 'format = 1\nid = "a"\nversion = "1"\nlanguages = []\nreliability = 1\nchoices = {}\n[page]\nid = "b"\n'
    _, findings = parse({"a.toml": main.encode()})

    assert brief(findings) == [("error", "not_list_of_tables", "a.toml")]


def test_every_fault_is_reported_and_not_the_first_alone() -> None:
    main = changed(
        MAIN, ("format = 1", "format = 3"), ("minutes = 6", "minutes_ = 6"), ("reversed = true", "reversed = 1")
    )
    _, findings = parse(contents(main=main, english=changed(ENGLISH, ('reach = "Reach"', "reach = 1"))))

    assert [(code, where) for _, code, where in brief(findings)] == [
        ("unknown_key_near", "questionnaire.toml"),
        ("not_allowed", "questionnaire.toml"),
        ("not_true_or_false", 'questionnaire.toml: page "across", statement "silos_02"'),
        ("not_text", "texts.en.toml: scales"),
    ]


def test_an_unknown_key_comes_with_the_nearest_and_all_known_ones() -> None:
    assert values(changed(MAIN, ('scale = "silos"\n  choices', 'scale = "silos"\n  revesed = true\n  choices'))) == {
        "where": ONE,
        "word": "revesed",
        "near": "reversed",
        "allowed": "id, scale, choices, reversed, aspect",
    }


def test_a_wrong_value_is_quoted_shortened() -> None:
    assert values(changed(MAIN, ('kind = "motive"', f'kind = "{"x" * 99}"')))["found"] == f'"{"x" * 39}…"'
