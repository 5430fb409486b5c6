"""The decision on a scale at every border of P, and which barrier comes first."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.disclosure import Released, cell, rules_with, withheld
from scoring.findings import DontKnow, Flag, ScaleResult
from scoring.flags import decide, rank
from scoring.published import Cell, State, Sureness
from scoring.uncertainty import WEAK, MeanInterval


def decided(below: float, *, low: float = 2.0) -> Flag:
    """Decide on a full figure with a printed P and a lower end of its interval."""
    estimate = MeanInterval(value=low + 0.5, low=low, high=low + 1, n=30, below=below, variance=0.09)
    shown = Cell(n=30, population=40, form="full", value=low + 0.5, low=low, high=low + 1, below=below)
    return decide(Released(shown, estimate), prior=WEAK)


def result(
    name: str, *, below: float, value: float, barrier: str | None = None, state: State = "flagged"
) -> ScaleResult:
    """Return a scale with a P, a printed mean and a state."""
    return ScaleResult(
        id=name,
        barrier=barrier,
        family=None,
        statement_count=4,
        cell=Cell(n=12, population=15, form="tenths", value=value, below=below),
        flag=Flag(state=state),
        dont_know=DontKnow(),
    )


@pytest.mark.parametrize(
    ("below", "state", "sureness"),
    [
        (1.0, "flagged", "clearly"),
        (0.95, "flagged", "clearly"),
        (0.94, "flagged", "fairly"),
        (0.80, "flagged", "fairly"),
        (0.79, "watch", "unclear"),
        (0.50, "watch", "unclear"),
        (0.21, "watch", "unclear"),
        (0.20, "not_flagged", "fairly"),
        (0.06, "not_flagged", "fairly"),
        (0.05, "not_flagged", "clearly"),
        (0.0, "not_flagged", "clearly"),
    ],
)
def test_state_and_sureness_follow_from_p(below: float, state: State, sureness: Sureness) -> None:
    flag = decided(below)

    assert (flag.state, flag.sureness) == (state, sureness)


@pytest.mark.parametrize(
    ("below", "low", "state"),
    [
        (0.0, 3.6, "strength"),
        (0.20, 3.55, "strength"),
        (0.0, 3.549, "not_flagged"),
        (0.0, 3.5, "not_flagged"),
        (0.21, 3.6, "watch"),
        (0.80, 3.6, "flagged"),
    ],
)
def test_a_strength_is_not_flagged_and_its_printed_interval_lies_above_3_5(
    below: float, low: float, state: State
) -> None:
    assert decided(below, low=low).state == state


def test_only_a_flagged_scale_tells_what_would_switch_it_off() -> None:
    told = {flag.state: flag.switched_off_at is not None for flag in (decided(0.8), decided(0.5), decided(0.1))}

    assert told == {"flagged": True, "watch": False, "not_flagged": False}


def test_what_is_withheld_is_not_decided() -> None:
    assert decide(withheld("too_few"), prior=WEAK) == Flag(state="withheld")
    assert decide(withheld("protected"), prior=WEAK) == Flag(state="withheld")


def test_the_state_follows_the_printed_p_also_where_it_was_rounded_across_a_border() -> None:
    wrong, across = [], set()
    for n in (5, 8, 11, *range(12, 25)):
        for mean in np.arange(1.0, 5.01, 0.05 if n >= 12 else 0.25):
            released = cell(np.full(n, round(float(mean), 2)), population=n + 5, rules=rules_with(), prior=WEAK)
            estimate, below = released.estimate, released.cell.below
            assert estimate is not None
            assert estimate.below is not None
            assert below is not None
            state = decide(released, prior=WEAK).state
            kind = "flagged" if below >= 0.80 else "watch" if below > 0.20 else "clear"
            if kind != (state if state in {"flagged", "watch"} else "clear"):
                wrong.append((n, mean, below, state))
            if estimate.below < 0.80 <= below:
                across.add("up to 0.80")
            if below <= 0.20 < estimate.below:
                across.add("down to 0.20")

    assert wrong == []
    assert across == {"up to 0.80", "down to 0.20"}


def test_barriers_are_ranked_by_p_times_distance_from_3_5() -> None:
    scales = [
        result("wide", below=0.80, value=2.0),
        result("sure", below=1.0, value=2.4),
        result("deep", below=0.99, value=1.5),
        result("mild", below=0.81, value=2.7),
    ]

    assert rank(scales) == {"deep": 1, "wide": 2, "sure": 3, "mild": 4}


def test_equal_barriers_keep_the_order_of_the_questionnaire() -> None:
    scales = [result(name, below=0.9, value=2.5) for name in ("zoo", "ant", "mole")]

    assert rank(scales) == {"zoo": 1, "ant": 2, "mole": 3}


def test_only_flagged_scales_have_a_place() -> None:
    states: tuple[State, ...] = ("watch", "not_flagged", "strength", "withheld")
    scales = [result(state, below=0.9, value=1.0, state=state) for state in states]

    assert rank([*scales, result("flagged", below=0.8, value=2.9)]) == {"flagged": 1}
    assert rank(scales) == {}


@pytest.mark.parametrize(
    ("priorities", "steering", "expected"),
    [
        ((0.85, 2.0), (0.95, 2.6), {"steering": 1, "silos": 2}),
        ((0.95, 2.6), (0.85, 2.0), {"priorities": 1, "silos": 2}),
        ((0.90, 2.6), (0.90, 2.5), {"priorities": 1, "silos": 2}),
    ],
)
def test_of_two_flagged_parts_of_leadership_the_surer_one_stands_for_it(
    priorities: tuple[float, float], steering: tuple[float, float], expected: dict[str, int]
) -> None:
    scales = [
        result("silos", below=0.9, value=2.8, barrier="silos"),
        result("priorities", below=priorities[0], value=priorities[1], barrier="leadership"),
        result("steering", below=steering[0], value=steering[1], barrier="leadership"),
    ]

    assert rank(scales) == expected


def test_a_part_of_leadership_that_is_not_flagged_does_not_stand_for_it() -> None:
    scales = [
        result("priorities", below=0.79, value=2.6, barrier="leadership", state="watch"),
        result("steering", below=0.80, value=2.7, barrier="leadership"),
    ]

    assert rank(scales) == {"steering": 1}


def test_scales_without_a_barrier_of_the_catalogue_are_ranked_each_for_itself() -> None:
    assert rank([result("own", below=0.9, value=2.5), result("other", below=0.9, value=2.4)]) == {"other": 1, "own": 2}
