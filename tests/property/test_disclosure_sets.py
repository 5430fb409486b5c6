"""A statement and its scale may rest on sets that differ by a few organisations: rounding hides these.

Each organisation sends one person, and the attacker knows who left out what. Bounds follow from every told mean.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.disclosure.combining import combined, of_complete, of_incomplete


def ordinary(rng: np.random.Generator, *, organisations: int, statements: int) -> np.ndarray:
    """Return answers of an ordinary spread around a mean anywhere between 1.6 and 4.4."""
    true = rng.normal(rng.uniform(1.6, 4.4), 0.6, size=organisations)
    return np.rint(np.clip(true[:, None] + rng.normal(0, 0.9, size=(organisations, statements)), 1, 5))


def with_gaps(answers: np.ndarray, rng: np.random.Generator, *, incomplete: int) -> np.ndarray:
    """Let some organisations leave out some statements, not all; what they answered lies at one end of the scale."""
    gone = answers.copy()
    for row in range(incomplete):
        gone[row] = rng.choice([1.0, 5.0])
        gone[row, rng.permutation(answers.shape[1])[: rng.integers(1, answers.shape[1])]] = np.nan
    return gone


@pytest.mark.parametrize("incomplete", [1, 2, 3, 4])
@pytest.mark.parametrize("statements", [3, 5])
def test_one_statement_beside_its_scale_tells_no_answer(statements: int, incomplete: int) -> None:
    rng = np.random.default_rng(100 * statements + incomplete)
    found = []
    for _ in range(6):
        organisations = int(rng.integers(12 + incomplete, 25))
        answers = with_gaps(
            ordinary(rng, organisations=organisations, statements=statements), rng, incomplete=incomplete
        )
        for statement in range(statements):
            seen = combined(answers, told=[statement])
            found += [*of_incomplete(seen), *of_complete(seen)]

    assert len(found) > 60
    assert [reach for reach in found if reach.gained] == []


@pytest.mark.parametrize("statements", [3, 5])
def test_all_statements_beside_their_scale_tell_nothing_of_those_who_answered_all(statements: int) -> None:
    rng = np.random.default_rng(statements)
    found = []
    for _ in range(30):
        answers = ordinary(rng, organisations=int(rng.integers(12, 25)), statements=statements)
        found += list(of_complete(combined(answers, told=range(statements))))

    assert [reach for reach in found if reach.gained] == []


def test_all_statements_beside_their_scale_can_tell_the_only_incomplete_organisation() -> None:
    """Known limit: 13 organisations, three statements; the first left one out and answered 1 to the others."""
    rng = np.random.default_rng(13)
    told = 0
    for _ in range(200):
        answers = ordinary(rng, organisations=13, statements=3)
        answers[0] = [np.nan, 1, 1]
        mean, *_ = of_incomplete(combined(answers, told=range(3)))
        told += mean.one_sided

    assert 0.02 * 200 < told < 0.2 * 200


def test_all_statements_beside_their_scale_can_undo_a_clipped_end() -> None:
    """Known limit: all twelve said 1 to the second; 2.7, *bis 1,5*, 2.7 and the scale's 2.1 tell that nobody said 3."""
    other = np.array([3.0] * 8 + [2.0] * 4)
    answers = np.column_stack([other, np.full(12, 1.0), other])

    seen = combined(answers, told=range(3))
    _, first, second, third = of_complete(seen)

    assert round(second.high, 2) == 2.8
    assert (second.one_sided, first.one_sided, third.one_sided) == (True, False, False)
