"""What a check finds in a questionnaire that is not whole, and that it finds nothing in one that is."""

from __future__ import annotations

import pytest

from questionnaires.checking import check
from questionnaires.loading import parse
from tests.unit.questionnaires.samples import ENGLISH, GERMAN, MAIN, brief, changed, contents, sample

PAGE = 'questionnaire.toml: page "across"'
MORE = 'questionnaire.toml: page "more"'
ONE = f'{PAGE}, statement "silos_01"'
TRUST = f'{MORE}, roster "ties", part "trust"'


Edit = tuple[str, str]


def found(*, main: str = MAIN, german: str = GERMAN, english: str = ENGLISH) -> list[tuple[str, str, str]]:
    """Return severity, code and place of all that is found in the sample with changed files."""
    _, findings = parse(contents(main=main, german=german, english=english))
    return brief(findings)


def test_a_whole_questionnaire_gives_nothing_to_say() -> None:
    assert check(sample()) == ()


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (('"2026.1"', '"next"'), "bad_version"),
        (("reliability = 0.55", "reliability = 0"), "bad_reliability"),
        (("reliability = 0.55", "reliability = 1.01"), "bad_reliability"),
        (("reliability = 0.55", "reliability = nan"), "bad_reliability"),
        (("minutes = 6", "minutes = 0"), "bad_minutes"),
        (('id = "sample"', 'id = "my sample"'), "bad_id"),
        (('["de", "en"]', '["de", "en", "de"]'), "language_twice"),
        (('["de", "en"]', '["de", "en", "nl"]'), "no_texts"),
    ],
)
def test_a_wrong_heading_is_an_error(edit: Edit, code: str) -> None:
    assert found(main=changed(MAIN, edit)) == [("error", code, "questionnaire.toml")]


def test_a_reliability_of_one_is_allowed() -> None:
    assert found(main=changed(MAIN, ("reliability = 0.55", "reliability = 1"))) == []


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([('id = "across"', 'id = "more"')], ("id_twice", "questionnaire.toml")),
        ([('id = "reach"', 'id = "silos"')], ("id_twice", "questionnaire.toml")),
        ([('id = "trust"', 'id = "known"')], ("id_twice", "questionnaire.toml")),
        ([('id = "known"', 'id = "to"')], ("id_reserved", 'questionnaire.toml: part "to"')),
        (
            [('id = "partners"', 'id = "organisation"')],
            ("id_reserved", 'questionnaire.toml: question "organisation"'),
        ),
        ([('id = "silos_01"', 'id = "silos_02"')], ("column_twice", 'questionnaire.toml: statement "silos_02"')),
        ([('id = "silos_01"', 'id = "SILOS_02"')], ("column_twice", 'questionnaire.toml: statement "silos_02"')),
        (
            [('id = "partners"', 'id = "meeting_01"')],
            ("column_twice", 'questionnaire.toml: question "meeting_01"'),
        ),
        ([('id = "silos_01"', 'id = "sector"')], ("profile_name", 'questionnaire.toml: statement "sector"')),
        ([('id = "sector"', 'id = "Sector"')], ("profile_name", 'questionnaire.toml: question "Sector"')),
        ([('id = "partners"', 'id = "function"')], ("profile_name", 'questionnaire.toml: question "function"')),
        (
            [('kind = "single"\n  choices = "sector"', 'kind = "single"\n  choices = "days"')],
            ("profile_name", 'questionnaire.toml: question "sector"'),
        ),
        ([('id = "meeting"', f'id = "{"m" * 30}"')], ("bad_column", f'questionnaire.toml: question "{"m" * 30}"')),
        ([('id = "silos_01"', f'id = "{"s" * 33}"')], ("bad_id", f'{PAGE}, statement "{"s" * 33}"')),
        ([('id = "silos_01"', 'id = "1_silos"')], ("bad_id", f'{PAGE}, statement "1_silos"')),
        ([('id = "silos_01"', 'id = "säule"')], ("bad_id", f'{PAGE}, statement "säule"')),
    ],
)
def test_an_id_that_is_taken_or_misspelled_is_an_error(edits: list[Edit], expected: tuple[str, str]) -> None:
    assert ("error", *expected) in found(main=changed(MAIN, *edits))


def test_ids_of_foreign_data_may_have_capitals() -> None:
    capitals = [changed(text, ("silos_01", "SILOS_01")) for text in (MAIN, GERMAN, ENGLISH)]

    assert found(main=capitals[0], german=capitals[1], english=capitals[2]) == [
        ("remark", "id_without_scale", f'{PAGE}, statement "SILOS_01"')
    ]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("codes = [1, 2, 3]", "codes = [1]")], ("too_few_codes", "questionnaire.toml: choices.agree")),
        ([("codes = [1, 2, 3]", "codes = [1, 1]")], ("code_twice", "questionnaire.toml: choices.agree")),
        ([("codes = [1, 2, 3]", "codes = [1, 98]")], ("code_reserved", "questionnaire.toml: choices.agree")),
        ([("codes = [1, 2, 3]", "codes = [-1, 0]")], ("code_reserved", "questionnaire.toml: choices.agree")),
        ([('"education"]', '"99"]')], ("code_reserved", "questionnaire.toml: choices.sector")),
        ([('"education"]', '"Bildung, Kunst"]')], ("bad_code", "questionnaire.toml: choices.sector")),
        ([('choices = "agree"', 'choices = "agrea"')], ("unknown_choices_near", ONE)),
        ([('choices = "agree"', 'choices = "yesno"')], ("unknown_choices", ONE)),
        ([('choices = "agree"', 'choices = "sector"')], ("codes_not_numbers", ONE)),
        ([("codes = [1, 2, 3]", "codes = [1, 3, 2]")], ("codes_not_ascending", ONE)),
        (
            [('kind = "multiple"\n  choices = "days"', 'kind = "multiple"')],
            ("choices_needed", f'{MORE}, question "meeting"'),
        ),
        ([('choices = "days"', 'choices = "days"\n  lowest = 1')], ("range_not_wanted", f'{MORE}, question "meeting"')),
        ([("lowest = 0", 'choices = "days"\n  lowest = 0')], ("choices_not_wanted", f'{MORE}, question "partners"')),
        ([("highest = 50", "")], ("range_needed", f'{MORE}, question "partners"')),
        ([("lowest = 0", "lowest = 51")], ("range_empty", f'{MORE}, question "partners"')),
    ],
)
def test_answers_that_cannot_be_offered_are_errors(edits: list[Edit], expected: tuple[str, str]) -> None:
    assert ("error", *expected) in found(main=changed(MAIN, *edits))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([('part = "known"', 'part = "trust"')], ("condition_part", TRUST)),
        ([('part = "known"', 'part = "knows"')], ("condition_part", TRUST)),
        ([("codes = [2] }", "codes = [] }")], ("condition_empty", TRUST)),
        ([("codes = [2] }", "codes = [2, 3] }")], ("condition_code", TRUST)),
        (
            [('id = "known"\n    choices = "days"', 'id = "known"\n    choices = "sector"')],
            ("codes_not_numbers", f'{MORE}, roster "ties", part "known"'),
        ),
    ],
)
def test_a_roster_that_cannot_be_asked_is_an_error(edits: list[Edit], expected: tuple[str, str]) -> None:
    assert ("error", *expected) in found(main=changed(MAIN, *edits))


def test_a_roster_without_parts_is_an_error() -> None:
    main = MAIN[: MAIN.index("    [[page.roster.part]]")] + "    part = []\n"

    assert ("error", "roster_without_parts", f'{MORE}, roster "ties"') in found(main=main)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([('scale = "silos"', 'scale = "silo"')], ("unknown_scale_near", ONE)),
        ([('scale = "silos"', 'scale = "funding"')], ("unknown_scale", ONE)),
        ([("reversed = true", "reversed = false")], ("one_direction", 'questionnaire.toml: scale "silos"')),
        (
            [('kind = "motive"', 'kind = "motive"\nbarrier = "silos"')],
            ("barrier_not_wanted", 'questionnaire.toml: scale "reach"'),
        ),
        ([('aspect = "importance"', "")], ("aspect_needed", 'questionnaire.toml: statement "reach_01"')),
        ([('aspect = "importance"', 'aspect = "is"')], ("aspect_needed", 'questionnaire.toml: statement "reach_01"')),
        ([('"importance"', '"fulfilment"')], ("aspect_lacking", 'questionnaire.toml: scale "reach"')),
        (
            [("reversed = true", 'reversed = true\n  aspect = "is"')],
            ("aspect_not_wanted", 'questionnaire.toml: statement "silos_02"'),
        ),
        (
            [("[[page]]", '[[scale]]\nid = "funding"\n[[page]]')],
            ("scale_without_statements", 'questionnaire.toml: scale "funding"'),
        ),
    ],
)
def test_scales_that_measure_nothing_are_errors(edits: list[Edit], expected: tuple[str, str]) -> None:
    assert ("error", *expected) in found(main=changed(MAIN, *edits))


def test_both_ratings_of_a_form_are_needed() -> None:
    is_alone = changed(MAIN, ('kind = "motive"', 'kind = "form"'), ('"importance"', '"is"'), ('"fulfilment"', '"is"'))
    both = changed(MAIN, ('kind = "motive"', 'kind = "form"'), ('"importance"', '"is"'), ('"fulfilment"', '"should"'))

    assert found(main=is_alone) == [("error", "aspect_lacking", 'questionnaire.toml: scale "reach"')]
    assert found(main=both) == []


def test_a_foreign_scale_with_one_direction_is_a_remark() -> None:
    foreign = changed(MAIN, ('barrier = "silos"\nfamily = "organisational"\n', ""), ("reversed = true", ""))

    assert found(main=foreign) == [("remark", "one_direction", 'questionnaire.toml: scale "silos"')]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (
            [("[choices.days]", "[choices.hours]\ncodes = [1, 2]\n[choices.days]")],
            ("unused_choices", "questionnaire.toml: choices.hours"),
        ),
        ([("[[page]]", '[[page]]\nid = "blank"\n[[page]]')], ("page_empty", 'questionnaire.toml: page "blank"')),
        ([("highest = 50", "highest = 500")], ("range_reserved", f'{MORE}, question "partners"')),
    ],
)
def test_what_deserves_a_second_look_is_a_remark(edits: list[Edit], expected: tuple[str, str]) -> None:
    assert ("remark", *expected) in found(main=changed(MAIN, *edits))


def test_a_page_with_more_than_seven_statements_is_a_remark() -> None:
    statement = '  [[page.statement]]\n  id = "silos_{0:02d}"\n  scale = "silos"\n  choices = "agree"\n'
    more = {count: "".join(statement.format(number) for number in range(3, count + 1)) for count in (7, 8)}
    pages = {
        count: changed(MAIN, ('[[page]]\nid = "more"', f'{text}[[page]]\nid = "more"')) for count, text in more.items()
    }

    assert ("remark", "page_long", PAGE) in found(main=pages[8])
    assert ("remark", "page_long", PAGE) not in found(main=pages[7])


def test_a_questionnaire_that_asks_nothing_is_an_error() -> None:
    bare = 'format = 1\nid = "bare"\nversion = "1"\nlanguages = []\nreliability = 0.5\nchoices = {}\npage = []\n'
    _, findings = parse({"bare.toml": bare.encode()})

    assert brief(findings) == [("error", "nothing_asked", "bare.toml"), ("error", "no_language", "bare.toml")]
