"""What is told of a change: those who stayed apart from those who joined or left, and only beyond uncertainty."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from scoring.anonymous import check_anonymous_answers
from scoring.answers import Answers, check_answers
from scoring.diagnosis import Protection
from scoring.findings import Interval
from scoring.patterns import Change, Parts, ScaleChange
from scoring.pipeline import Before, Beside, diagnose
from scoring.published import Grouping
from tests.unit.scoring.instruments import Asked, instrument

ONE = instrument(Asked("trust", statements=1))
OTHER = instrument(Asked("goals", statements=1))
SECTORS = {"a": "administration", "b": "education"}


def names(first: int, last: int, letter: str = "a") -> list[str]:
    """Return the names of organisations, which begin with a letter that stands for their sector."""
    return [f"{letter}{number:02d}" for number in range(first, last + 1)]


def answered(codes: Mapping[str, float]) -> Answers:
    """Return the answers of organisations with one person each."""
    table = pd.DataFrame({"respondent": list(codes), "organisation": list(codes), "trust_1": list(codes.values())})
    return check_answers(table.assign(sector=[SECTORS[name[0]] for name in codes]), ONE)


def change(before: Mapping[str, float], after: Mapping[str, float], *, grouping: Grouping = "none") -> Change:
    """Return what is told of two waves."""
    protection = Protection(minimum=5, strict=False, grouping=grouping)
    earlier = Before(answered(before), ONE, protection, "0" * 64)
    found = diagnose(answered(after), ONE, grouping=grouping, beside=Beside(before=earlier)).change
    assert found is not None
    return found


def same(codes: list[float], who: list[str]) -> dict[str, float]:
    """Return the codes of organisations, one after the other, over and over."""
    return {name: codes[place % len(codes)] for place, name in enumerate(who)}


def test_those_who_stayed_are_compared_with_themselves() -> None:
    everybody = names(1, 16)

    assert change(same([2, 3], everybody), same([3, 4], everybody)) == Change(
        before="0" * 64,
        stayed=16,
        joined=0,
        left=0,
        scales=(
            ScaleChange(
                id="trust",
                direction="higher",
                basis="paired",
                points=Interval(value=1.0, low=0.8, high=1.2, n=16),
                parts=Parts(stayed=1.0, joined=0.0, left=0.0),
            ),
        ),
    )


def test_joiners_and_leavers_are_told_apart_from_those_who_stayed() -> None:
    stayed, left, joined = names(1, 15), names(16, 20), names(21, 30)

    found = change(same([3], [*stayed, *left]), same([3], stayed) | same([5], joined))

    assert (found.stayed, found.joined, found.left) == (15, 10, 5)
    (trust,) = found.scales
    assert (trust.direction, trust.basis, trust.parts) == (None, "paired", Parts(stayed=0.0, joined=0.8, left=0.0))


@pytest.mark.parametrize(("joined", "left"), [(1, 0), (0, 4), (4, 5), (3, 3)])
def test_a_few_who_joined_or_left_are_never_told_apart(*, joined: int, left: int) -> None:
    before = same([2, 3], names(1, 16 + left))
    after = same([4, 5], [*names(1, 16), *names(30, 29 + joined)])

    found = change(before, after)

    assert (found.stayed, found.joined, found.left) == (None, None, None)
    assert found.scales == (ScaleChange(id="trust", direction="higher", basis="cells"),)


@pytest.mark.parametrize(
    ("n", "before", "after", "direction"),
    [
        (8, [2.0, 3.0], [4.0, 3.0], "higher"),
        (8, [3.0], [2.0], "lower"),
        (8, [3.0, 3.0], [3.0, 4.0], None),
        (14, [3.0], [3.0, 4.0], "higher"),
        (30, [3.0, 4.0], [4.0, 3.0], None),
    ],
)
def test_a_direction_is_told_beyond_uncertainty(
    *, n: int, before: list[float], after: list[float], direction: str | None
) -> None:
    (trust,) = change(same(before, names(1, n)), same(after, names(1, n))).scales

    assert trust.direction == direction
    assert (trust.points is None) == (n < 12)


def test_too_few_answers_in_one_wave_leave_nothing_to_compare() -> None:
    assert change(same([3], names(1, 4)), same([3], names(1, 9))).scales == (ScaleChange(id="trust"),)


def test_beside_a_group_in_half_steps_only_figures_are_compared() -> None:
    everybody = [*names(1, 14), *names(1, 6, "b")]

    (trust,) = change(same([2, 3], everybody), same([4, 5], everybody), grouping="sector").scales

    assert (trust.direction, trust.basis, trust.points) == ("higher", "cells", None)


def test_an_anonymous_wave_is_compared_by_its_figures_alone() -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"respondent": [f"p{n}" for n in range(20)], "trust_1": rng.integers(4, 6, size=20)})
    before = Before(
        answered(same([2, 3], names(1, 20))), ONE, Protection(minimum=5, strict=False, grouping="none"), "0" * 64
    )

    found = diagnose(check_anonymous_answers(table, ONE), ONE, beside=Beside(before=before)).change

    assert found == Change(before="0" * 64, scales=(ScaleChange(id="trust", direction="higher", basis="cells"),))


def test_a_scale_that_was_not_asked_before_is_not_compared() -> None:
    table = pd.DataFrame({"respondent": ["p1"], "organisation": ["o1"], "goals_1": [3]})
    before = Before(check_answers(table, OTHER), OTHER, Protection(minimum=5, strict=False, grouping="none"), "0" * 64)

    found = diagnose(answered(same([3], names(1, 12))), ONE, beside=Beside(before=before)).change

    assert found is not None
    assert found.scales == ()
