"""Whatever file is handed over: it is read rightly, or refused with reasons that a person can follow."""

from __future__ import annotations

import pytest

from questionnaires.problems import InputError, Problem
from scoring.answers import Answers, check_answers
from scoring.reading import read_table
from tests.hostile.corpus import Case, Refused, Sound, cases, kurzcheck

CASES = tuple(cases())


def outcome(case: Case) -> Answers | tuple[Problem, ...]:
    """Return the answers in a case, or the reasons why it is refused."""
    try:
        return check_answers(read_table(case.data, file="antworten.csv"), kurzcheck())
    except InputError as refusal:
        return refusal.problems


def test_there_are_many_cases_each_with_a_name_of_its_own() -> None:
    names = {case.name for case in CASES}

    assert len(names) == len(CASES)
    assert len(CASES) >= 300


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_read_or_refused_as_it_should_be(case: Case) -> None:
    found = outcome(case)

    assert summary(found) == case.expectation
    assert [text for text in spoken(found) if not (text.isprintable() and 20 < len(text) < 1_000)] == []


def summary(found: Answers | tuple[Problem, ...]) -> Sound | Refused:
    """Return what became of a file, in the words of an expectation."""
    if isinstance(found, Answers):
        return Sound(respondents=len(found.responses), organisations=len(found.organisations))
    return Refused(frozenset(problem.code for problem in found))


def spoken(found: Answers | tuple[Problem, ...]) -> list[str]:
    """Return every sentence of a refusal in both languages."""
    if isinstance(found, Answers):
        return []
    return [problem.text(language) for problem in found for language in ("de", "en")]
