"""Versions in their order, digests that notice every change, and the list of what was released."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from questionnaires.loading import parse
from questionnaires.model import Questionnaire
from questionnaires.problems import InputError
from questionnaires.versions import ascending, digest, newest, released, released_text, with_new
from tests.unit.questionnaires.samples import ENGLISH, MAIN, changed, contents, sample


def changed_sample(main: str = MAIN, english: str = ENGLISH) -> Questionnaire:
    """Return the sample with changed files."""
    questionnaire, _ = parse(contents(main=main, english=english))
    if questionnaire is None:
        raise AssertionError
    return questionnaire


def test_versions_sort_by_their_numbers() -> None:
    given = ["2026.10", "2026.1", "2027", "2026.2.1", "draft", "2026.2"]

    assert sorted(given, key=ascending) == ["draft", "2026.1", "2026.2", "2026.2.1", "2026.10", "2027"]
    assert newest(["2026.9", "2026.10", "2026.1"]) == "2026.10"


def test_comments_and_the_order_of_tables_do_not_change_a_digest() -> None:
    days = "[choices.days]\ncodes = [1, 2]\n"
    moved = f"# A comment.\n{changed(MAIN, (days, ''))}\n{days}"

    assert digest(changed_sample(main=moved)) == digest(sample())


def test_a_key_that_says_what_is_the_default_does_not_change_a_digest() -> None:
    written = changed(MAIN, ('choices = "agree"', 'choices = "agree"\n  reversed = false'))

    assert digest(changed_sample(main=written)) == digest(sample())


@pytest.mark.parametrize(
    ("main", "english"),
    [
        (changed(MAIN, ("reversed = true", "reversed = false")), ENGLISH),
        (changed(MAIN, ("[1, 2, 3]", "[1, 3, 2]")), ENGLISH),
        (changed(MAIN, ("0.55", "0.56")), ENGLISH),
        (MAIN, changed(ENGLISH, ('reach = "Reach"', 'reach = "reach"'))),
    ],
)
def test_whatever_is_seen_or_scored_changes_the_digest(main: str, english: str) -> None:
    assert digest(changed_sample(main, english)) != digest(sample())


def test_the_order_of_statements_changes_the_digest() -> None:
    first, *others = sample().page
    turned = msgspec.structs.replace(first, statement=first.statement[::-1])

    assert digest(msgspec.structs.replace(sample(), page=(turned, *others))) != digest(sample())


def test_new_versions_stand_beside_the_released_ones_from_the_oldest() -> None:
    later = changed_sample(changed(MAIN, ("2026.1", "2026.10")))
    earlier = changed_sample(changed(MAIN, ("2026.1", "2026.9")))
    other = msgspec.structs.replace(later, id="other")

    assert list(with_new([earlier, other], with_new([later], {})).items()) == [
        ("other/2026.10", digest(other)),
        ("sample/2026.9", digest(earlier)),
        ("sample/2026.10", digest(later)),
    ]


def test_what_is_written_of_released_versions_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "released.toml"
    digests = {"other/1": "a" * 64, "sample/2026.9": "b" * 64, "sample/2026.10": "c" * 64}
    file.write_text(released_text(digests), encoding="utf-8")

    assert list(released(file).items()) == list(digests.items())


def test_a_released_version_that_changed_is_refused() -> None:
    before = with_new([sample()], {})
    edited = msgspec.structs.replace(sample(), minutes=7)
    other = msgspec.structs.replace(sample(), id="other")

    with pytest.raises(InputError) as caught:
        with_new([edited, other], before)

    assert [(one.code, one.values) for one in caught.value.problems] == [
        ("released_changed", {"where": "sample/2026.1"})
    ]
