"""Motives and forms: two ratings of one subject, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from questionnaires.model import Aspect, Questionnaire, ScaleKind
from scoring.answers import Answers
from scoring.findings import Interval
from scoring.pipeline import diagnose
from scoring.purposes import FormResult, MotiveResult
from tests.unit.scoring.instruments import Asked, instrument, wave


def rated(kind: ScaleKind, *aspects: Aspect) -> Questionnaire:
    """Return a questionnaire of one barrier, and one subject that is rated in two ways."""
    made = instrument(Asked("trust", statements=1), Asked("reach", statements=2, kind=kind))
    (page,) = made.page
    first, *both = page.statement
    statements = (
        first,
        *(msgspec.structs.replace(one, aspect=aspect) for one, aspect in zip(both, aspects, strict=True)),
    )
    return msgspec.structs.replace(made, page=(msgspec.structs.replace(page, statement=statements),))


MOTIVE = rated("motive", "importance", "fulfilment")
FORM = rated("form", "is", "should")


def asked(pairs: Sequence[tuple[float, float]], questionnaire: Questionnaire, *, invited: int | None = None) -> Answers:
    """Return the answers of organisations with one person each."""
    return wave(questionnaire, [(3, *pair) for pair in pairs], invited=invited)


def motive(*pairs: tuple[float, float], times: int) -> MotiveResult:
    """Return what is told of the motive, its importance and fulfilment rated by organisations in turn."""
    (found,) = diagnose(asked(pairs * times, MOTIVE), MOTIVE).motives
    return found


def form(*pairs: tuple[float, float], times: int) -> FormResult:
    """Return what is told of the form, how it is and should be rated by organisations in turn."""
    (found,) = diagnose(asked(pairs * times, FORM), FORM).forms
    return found


@pytest.mark.parametrize(
    ("pairs", "times", "unmet"),
    [
        ([(4, 2)], 6, True),
        ([(4, 4)], 6, False),
        ([(3, 1)], 6, False),
        ([(4, 3), (4, 2)], 7, True),
        ([(4, 3), (4, 4)], 7, False),
        ([(5, 1)], 12, True),
        ([(4, 3), (4, 2)], 15, True),
        ([(4, 4), (4, 3)], 15, False),
    ],
)
def test_a_motive_is_unmet_where_it_is_important_and_falls_short(
    *, pairs: list[tuple[float, float]], times: int, unmet: bool
) -> None:
    assert motive(*pairs, times=times).unmet == unmet


def test_a_gap_of_few_follows_from_the_two_printed_figures() -> None:
    found = motive((4, 2), (3, 3), times=7)

    assert (found.importance.value, found.fulfilment.value) == (3.5, 2.5)
    assert found.gap == Interval(value=-1.0, low=-1.3, high=-0.7, n=14)


def test_a_gap_of_many_follows_from_each_persons_own_difference() -> None:
    steady, apart = motive((4, 3), (2, 1), times=15), motive((4, 1), (2, 3), times=15)

    assert steady.gap == Interval(value=-1.0, low=-1.1, high=-0.9, n=30)
    assert apart.gap is not None
    assert apart.gap.high - apart.gap.low > 0.2


def test_a_clipped_end_has_no_gap_to_print_and_is_decided_all_the_same() -> None:
    found = motive((5, 1), times=8)

    assert (found.importance.end, found.fulfilment.end) == ("high", "low")
    assert (found.gap, found.unmet) == (None, True)


def test_too_few_answers_leave_a_motive_untold() -> None:
    found = motive((4, 2), times=4)

    assert (found.importance.hidden, found.gap, found.unmet) == ("too_few", None, None)


@pytest.mark.parametrize(
    ("pairs", "mismatch"), [([(2, 4)], "higher"), ([(4, 2)], "lower"), ([(3, 3)], None), ([(2, 4), (4, 2)], None)]
)
@pytest.mark.parametrize("times", [3, 7, 15])
def test_a_mismatch_is_told_where_is_and_should_lie_apart(
    *, pairs: list[tuple[float, float]], mismatch: str | None, times: int
) -> None:
    assert form(*pairs * (2 // len(pairs)), times=times).mismatch == mismatch


def test_a_wish_may_be_contested() -> None:
    agreed, contested = form((2, 3), times=14), form((3, 2), (3, 4), times=7)

    assert agreed.wish is not None
    assert contested.wish is not None
    assert (agreed.wish.unity, contested.wish.unity) == ("agreed", "contested")
    assert form((3, 2), times=8).wish is None
