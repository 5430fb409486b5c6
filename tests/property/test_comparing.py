"""No change of a questionnaire goes by untold, and equal versions have no difference."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.comparing import compare
from questionnaires.differences import VERDICTS
from questionnaires.loading import parse
from questionnaires.model import Page, Questionnaire
from questionnaires.versions import digest
from tests.property.test_questionnaires import WHOLE, replaced, spots, toml
from tests.unit.questionnaires.samples import sample

WORDS = ("days", "agree", "silos", "reach", "backbone", "importance", "fulfilment", "form", "single", "2026.9")


@pytest.fixture(scope="module", autouse=True)
def _made_before() -> None:
    variants()  # takes seconds, which would count as those of the first example


@cache
def variants() -> tuple[Questionnaire, ...]:
    """Return the sample, and every questionnaire without errors that differs from it in one value or one part."""
    edited = [parse({"sample.toml": toml(tables).encode()}) for tables in _edited()]
    kept = [new for new, findings in edited if new and not any(one.severity == "error" for one in findings)]
    return (sample(), *kept, *_without_a_part(sample()))


def _edited() -> Iterator[dict[str, Any]]:
    for path in spots(WHOLE):
        value: Any = WHOLE
        for key in path:
            value = value[key]
        words = () if path[0] == "texts" else WORDS
        for new in _others(value, words):
            yield replaced(WHOLE, path, new)


def _others(value: object, words: tuple[str, ...]) -> list[object]:
    match value:
        case bool():
            return [not value, None]
        case int():
            return [value + 1, value + 100, None]
        case float():
            return [value / 2]
        case str():
            return [f"{value}s", *words, None]
        case list():
            return [value[::-1], value[1:], None]
        case _:
            return [None]


def _without_a_part(questionnaire: Questionnaire) -> Iterator[Questionnaire]:
    """Yield the questionnaire without each page, and without each thing asked on a page; the texts stay."""
    for place, page in enumerate(questionnaire.page):
        for less in (None, *_smaller(page)):
            pages = (*questionnaire.page[:place], *((less,) if less else ()), *questionnaire.page[place + 1 :])
            yield msgspec.structs.replace(questionnaire, page=pages)


def _smaller(page: Page) -> Iterator[Page]:
    for key in ("statement", "question", "roster"):
        parts = getattr(page, key)
        for place in range(len(parts)):
            yield msgspec.structs.replace(page, **{key: (*parts[:place], *parts[place + 1 :])})
    for roster in page.roster:
        yield msgspec.structs.replace(page, roster=(msgspec.structs.replace(roster, part=roster.part[:-1]),))


def same(one: Questionnaire, other: Questionnaire) -> bool:
    """Return whether two questionnaires are equal but for their version."""
    return digest(msgspec.structs.replace(one, version=other.version)) == digest(other)


def test_every_single_change_is_told() -> None:
    first, *others = variants()

    untold = [new for new in others if not compare(first, new).differences and not same(first, new)]

    assert untold == []
    assert len(others) > 100


@given(st.data())
def test_the_verdict_on_any_two_is_that_of_their_heaviest_difference(data: st.DataObject) -> None:
    old, new = (data.draw(st.sampled_from(variants())) for _ in range(2))

    comparison = compare(old, new)

    verdicts = [one.verdict for one in comparison.differences]
    assert (verdicts == []) == same(old, new)
    assert comparison.verdict == max(verdicts, key=VERDICTS.index, default="harmless")
    assert verdicts == sorted(verdicts, key=VERDICTS.index, reverse=True)
    assert all(one.problem.text(language) for one in comparison.differences for language in ("de", "en"))
