"""What is shown of one scale: its statements, its groups and its don't know, each only where the numbers allow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scoring.answers import Answers
from scoring.findings import ConditionResult, DontKnow, ScaleResult, StatementResult
from scoring.pipeline import diagnose
from scoring.published import Cell, GroupCell, Shares
from tests.unit.scoring.instruments import Asked, instrument, wave

THREE = instrument(Asked("trust", statements=3, reversed=(2,)))
TWO = instrument(Asked("trust", statements=2))
CONDITION = instrument(Asked("trust", statements=1), Asked("agenda", statements=1, kind="condition"))

ADMINISTRATION, EDUCATION, OTHER = "administration", "education", "other"


def trust(
    answers: Answers, *, statements: int = 3, by_sector: bool = False, minimum: int | None = None, strict: bool = False
) -> ScaleResult:
    """Return what is shown of the scale *trust*."""
    questionnaire = THREE if statements == 3 else TWO
    diagnosis = diagnose(
        answers, questionnaire, grouping="sector" if by_sector else "none", minimum=minimum, strict=strict
    )
    return diagnosis.scales[0]


def same(codes: Sequence[float], n: int) -> list[Sequence[float]]:
    """Return the answers of n organisations that all answer alike."""
    return [codes] * n


def by_sector(*groups: tuple[str, Sequence[float], int], silent: Sequence[str] = ()) -> Answers:
    """Return the answers of organisations of some sectors; those of one sector answer alike."""
    return wave(
        THREE,
        [codes for _, codes, n in groups for _ in range(n)],
        sectors=[sector for sector, _, n in groups for _ in range(n)],
        silent=silent,
    )


def tenths(n: int, value: float) -> Cell:
    """Return the cell of a statement that 12 to 24 organisations answered: a mean and nothing else."""
    return Cell(n=n, population=n, form="tenths", value=value)


def test_statements_stand_on_the_health_scale_without_interval_from_12_on() -> None:
    shown = trust(wave(THREE, same([4, 2, 3], 12)))

    high, middle = Shares(low=20, middle=20, high=80, step=20), Shares(low=20, middle=80, high=20, step=20)
    assert shown.statements_hidden is None
    assert shown.statements == (
        StatementResult(id="trust_1", cell=tenths(12, 4.0), shares=high),
        StatementResult(id="trust_2", cell=tenths(12, 4.0), shares=high),
        StatementResult(id="trust_3", cell=tenths(12, 3.0), shares=middle),
    )


def test_statements_have_an_interval_from_25_on() -> None:
    shown = trust(wave(TWO, same([4, 3], 25)), statements=2)

    assert shown.statements == (
        StatementResult(
            id="trust_1",
            cell=Cell(n=25, population=25, form="full", value=4.0, low=3.9, high=4.1, below=0.0),
            shares=Shares(low=10, middle=10, high=90, step=10),
        ),
        StatementResult(
            id="trust_2",
            cell=Cell(n=25, population=25, form="full", value=3.0, low=2.9, high=3.1, below=0.5),
            shares=Shares(low=10, middle=90, high=10, step=10),
        ),
    )


@pytest.mark.parametrize(
    ("n", "statements", "strict", "hidden"),
    [
        (4, 3, False, "too_few"),
        (5, 3, False, "too_few"),
        (11, 3, False, "too_few"),
        (12, 3, False, None),
        (24, 2, False, "protected"),
        (25, 2, False, None),
        (11, 3, True, "too_few"),
        (12, 3, True, "protected"),
        (40, 3, True, "protected"),
    ],
)
def test_statements_are_hidden_where_they_would_retell_the_scale(
    *, n: int, statements: int, strict: bool, hidden: str | None
) -> None:
    questionnaire = THREE if statements == 3 else TWO
    shown = trust(wave(questionnaire, same([4, 3, 3][:statements], n)), statements=statements, strict=strict)

    assert shown.statements_hidden == hidden
    assert len(shown.statements) == (0 if hidden else statements)
    assert shown.statement_count == statements


def test_a_statement_that_too_few_answered_is_withheld_alone() -> None:
    shown = trust(wave(THREE, [*same([4, 2, 3], 11), *same([4, 2, 98], 2)]))

    high = Shares(low=20, middle=20, high=80, step=20)
    assert shown.cell.n == 13
    assert shown.statements == (
        StatementResult(id="trust_1", cell=tenths(13, 4.0), shares=high),
        StatementResult(id="trust_2", cell=tenths(13, 4.0), shares=high),
        StatementResult(id="trust_3", cell=Cell(hidden="too_few")),
    )


def test_a_raised_minimum_withholds_scale_and_statements() -> None:
    shown = trust(wave(THREE, same([4, 2, 3], 14)), minimum=15)

    assert (shown.cell, shown.flag.state) == (Cell(hidden="too_few"), "withheld")
    assert (shown.statements, shown.statements_hidden) == ((), "too_few")
    assert shown.dont_know == DontKnow()


def test_do_not_know_is_counted_where_the_score_is_missing() -> None:
    shown = trust(wave(THREE, [*same([4, 2, 3], 8), *same([98, 98, 98], 4)]))

    assert shown.cell.n == 8
    assert shown.dont_know == DontKnow(much=True, share=40, step=20)


def test_each_group_has_its_cell_and_the_organisations_invited_to_it() -> None:
    shown = trust(
        by_sector((ADMINISTRATION, [2, 4, 2], 6), (OTHER, [4, 2, 4], 7), silent=[ADMINISTRATION] * 2), by_sector=True
    )

    assert shown.groups == (
        GroupCell(
            categories=(ADMINISTRATION,),
            cell=Cell(n=6, population=8, form="halves", value=2.0, end="low", low=1.0, high=2.4, below=1.0),
            state="flagged",
        ),
        GroupCell(
            categories=(OTHER,),
            cell=Cell(n=7, population=7, form="halves", value=4.0, end="high", low=3.7, high=5.0, below=0.0),
            state="strength",
        ),
    )


def test_a_total_over_a_group_of_5_to_11_is_computed_from_the_groups_and_hides_statements() -> None:
    shown = trust(by_sector((ADMINISTRATION, [2, 4, 2], 6), (OTHER, [4, 2, 4], 7)), by_sector=True)

    assert shown.cell.from_groups
    # 6 × 1.625 + 7 × 4.375 over 13, from the middles of the two cells and not from 2.0 and 4.0.
    assert (shown.cell.n, shown.cell.population, shown.cell.value) == (13, 13, 3.1)
    assert (shown.statements, shown.statements_hidden) == ((), "protected")


def test_groups_of_12_leave_the_total_and_its_statements_to_the_answers() -> None:
    answers = by_sector((ADMINISTRATION, [2, 4, 2], 12), (OTHER, [4, 2, 4], 13))
    grouped, whole = trust(answers, by_sector=True), trust(answers)

    assert [group.cell.form for group in grouped.groups] == ["tenths", "tenths"]
    assert (grouped.cell, grouped.flag, grouped.statements) == (whole.cell, whole.flag, whole.statements)
    assert not grouped.cell.from_groups


def test_small_groups_are_merged_among_those_with_a_score() -> None:
    silent_on_trust = (EDUCATION, [98, 98, 98], 6)
    shown = trust(
        by_sector((ADMINISTRATION, [2, 4, 2], 5), (EDUCATION, [3, 3, 3], 2), silent_on_trust, (OTHER, [4, 2, 4], 7)),
        by_sector=True,
    )

    assert [(group.categories, group.cell.n, group.cell.population) for group in shown.groups] == [
        ((ADMINISTRATION, EDUCATION), 7, 7),
        ((OTHER,), 7, 7),
    ]


def test_a_single_group_is_no_grouping() -> None:
    answers = by_sector((ADMINISTRATION, [2, 4, 2], 3), (OTHER, [4, 2, 4], 6))
    shown = trust(answers, by_sector=True)

    assert shown.groups == ()
    assert shown == trust(answers)


def test_codes_that_were_mapped_are_told() -> None:
    questionnaire = instrument(Asked("trust", statements=1, codes=tuple(range(11))), Asked("goals", statements=1))
    scales = diagnose(wave(questionnaire, same([5, 3], 6)), questionnaire).scales

    assert [(scale.mapped_from, scale.cell.value) for scale in scales] == [((0, 10), 3.0), (None, 3.0)]


@pytest.mark.parametrize(
    ("code", "n", "expected"),
    [(4, 6, ("high", "mature")), (3, 6, (None, "emerging")), (2, 6, ("low", "absent")), (4, 4, (None, "withheld"))],
)
def test_a_condition_has_a_cell_and_no_flag(code: int, n: int, expected: tuple[str | None, str]) -> None:
    diagnosis = diagnose(wave(CONDITION, same([3, code], n)), CONDITION)
    (condition,) = diagnosis.conditions

    assert isinstance(condition, ConditionResult)
    assert (condition.cell.end, condition.maturity) == expected
    assert [scale.id for scale in diagnosis.scales] == ["trust"]
