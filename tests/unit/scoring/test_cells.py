"""The forms a figure may take, by the number of organisations: means, shares, don't know."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.disclosure import Rules, cell, dont_know, form_for, rules_with, shares, statement_cell, withheld
from scoring.findings import DontKnow
from scoring.published import Cell, Shares
from scoring.rounding import Form
from scoring.uncertainty import WEAK

USUAL = rules_with()
STRICT = rules_with(strict=True)


def shown(scores: list[float], *, population: int, rules: Rules = USUAL) -> Cell:
    """Return what is shown of some scores."""
    return cell(np.array(scores), population=population, rules=rules, prior=WEAK).cell


@pytest.mark.parametrize(
    ("n", "usual", "strict"),
    [
        (0, None, None),
        (4, None, None),
        (5, "halves", "halves"),
        (11, "halves", "halves"),
        (12, "tenths", "halves"),
        (24, "tenths", "halves"),
        (25, "full", "halves"),
        (300, "full", "halves"),
    ],
)
def test_how_fine_a_figure_is_depends_on_the_number_alone(n: int, usual: Form | None, strict: Form | None) -> None:
    assert (form_for(n, USUAL), form_for(n, STRICT)) == (usual, strict)


def test_the_minimum_may_be_raised_and_not_lowered() -> None:
    assert rules_with() == Rules(minimum=5, strict=False)
    assert rules_with(minimum=14, strict=True) == Rules(minimum=14, strict=True)
    assert [form_for(n, rules_with(minimum=14)) for n in (13, 14, 25)] == [None, "tenths", "full"]
    with pytest.raises(ValueError, match="may only be raised above 5 contributors, not lowered to 4"):
        rules_with(minimum=4)


@pytest.mark.parametrize(
    ("scores", "population", "expected"),
    [
        (
            [2, 2, 3, 2, 2.5, 3.5],
            8,
            Cell(n=6, population=8, form="halves", value=2.5, low=2.1, high=3.0, below=0.96),
        ),
        ([1.0] * 6, 8, Cell(n=6, population=8, form="halves", value=2.0, end="low", low=1.0, high=2.4, below=1.0)),
        ([5.0] * 6, 6, Cell(n=6, population=6, form="halves", value=4.0, end="high", low=3.7, high=5.0, below=0.0)),
        (
            [2, 3, 2.5, 2, 3, 3, 2.25, 2.5, 3, 2, 3, 2.75],
            15,
            Cell(n=12, population=15, form="tenths", value=2.6, low=2.3, high=2.9, below=0.99),
        ),
        ([1.5] * 12, 12, Cell(n=12, population=12, form="tenths", value=1.5, end="low", below=1.0)),
        ([4.6] * 24, 30, Cell(n=24, population=30, form="tenths", value=4.5, end="high", below=0.0)),
        ([2, 3, 4, 2.5, 3.5] * 5, 40, Cell(n=25, population=40, form="full", value=3.0, low=2.8, high=3.2, below=0.5)),
        ([3.0] * 4, 4, Cell(hidden="too_few")),
        ([], 0, Cell(hidden="too_few")),
    ],
)
def test_a_cell_shows_what_its_form_allows(scores: list[float], population: int, expected: Cell) -> None:
    assert shown(scores, population=population) == expected


def test_in_the_strict_profile_many_organisations_show_half_steps() -> None:
    assert shown([2, 3, 4, 2.5, 3.5] * 5, population=40, rules=STRICT) == Cell(
        n=25, population=40, form="halves", value=3.0, low=2.7, high=3.3, below=0.5
    )


@pytest.mark.parametrize(("n", "low", "high"), [(8, 2.75, 3.24), (18, 2.95, 3.04)])
def test_below_25_everything_follows_from_the_printed_figure(n: int, low: float, high: float) -> None:
    apart = [1.0, 5.0] * (n // 2)
    told = {shown(scores, population=30) for scores in (apart, [3.0] * n, [low] * n, [high] * n)}

    assert len(told) == 1


def test_from_25_on_the_spread_is_seen() -> None:
    agreed, apart = shown([3.0] * 26, population=30), shown([1.0, 5.0] * 13, population=30)

    assert (agreed.low, agreed.high) == (2.9, 3.1)
    assert (apart.low, apart.high) == (2.6, 3.4)


@pytest.mark.parametrize(
    ("n", "rules", "expected"),
    [
        (11, USUAL, Cell(hidden="too_few")),
        (12, USUAL, Cell(n=12, population=30, form="tenths", value=2.8)),
        (24, STRICT, Cell(n=24, population=30, form="halves", value=3.0)),
        (12, rules_with(minimum=13), Cell(hidden="too_few")),
        (25, USUAL, Cell(n=25, population=30, form="full", value=2.8, low=2.7, high=2.8, below=1.0)),
    ],
)
def test_a_statement_has_no_cell_below_12_and_no_interval_below_25(n: int, rules: Rules, expected: Cell) -> None:
    assert statement_cell(np.full(n, 2.75), population=30, rules=rules, prior=WEAK) == expected


def test_what_is_withheld_tells_the_reason_alone() -> None:
    assert withheld("protected").cell == Cell(hidden="protected")
    assert withheld("protected").estimate is None


@pytest.mark.parametrize(
    ("scores", "form", "expected"),
    [
        ([2.49, 2.5, 3.49, 3.5], "full", Shares(low=30, middle=50, high=30, step=10)),
        ([2.49, 2.5, 3.49, 3.5], "tenths", Shares(low=20, middle=60, high=20, step=20)),
        ([1.0] * 12, "tenths", Shares(low=80, middle=20, high=20, step=20)),
        ([5.0] * 30, "full", Shares(low=10, middle=10, high=90, step=10)),
        ([2.0] * 3 + [3.0] * 3 + [4.0] * 4, "tenths", Shares(low=40, middle=40, high=40, step=20)),
        ([3.0] * 12, "halves", None),
    ],
)
def test_shares_of_low_middle_and_high_are_told_in_steps(scores: list[float], form: Form, expected: Shares) -> None:
    assert shares(np.array(scores), form=form) == expected


@pytest.mark.parametrize(
    ("organisations", "expected"),
    [
        ([1.0] * 4, DontKnow()),
        ([0.25] * 5, DontKnow(much=True)),
        ([0.24] * 11, DontKnow(much=False)),
        ([0.29] * 12, DontKnow(much=False, share=20, step=20)),
        ([0.3] * 24, DontKnow(much=True, share=40, step=20)),
        ([0.0, 1.0] * 12, DontKnow(much=True, share=60, step=20)),
        ([0.24] * 25, DontKnow(much=False, share=20, step=10)),
        ([0.0, 0.5] * 20, DontKnow(much=True, share=30, step=10)),
        ([0.0] * 40, DontKnow(much=False, share=10, step=10)),
    ],
)
def test_do_not_know_is_a_sentence_first_and_from_12_on_a_share_that_decides(
    organisations: list[float], expected: DontKnow
) -> None:
    assert dont_know(np.array(organisations), rules=USUAL) == expected


def test_in_the_strict_profile_do_not_know_stays_a_sentence() -> None:
    assert dont_know(np.array([0.5] * 40), rules=STRICT) == DontKnow(much=True)
