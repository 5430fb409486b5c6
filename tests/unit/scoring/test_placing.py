"""Where an initiative stands among others: an interval and a position, from published figures, refused for a few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scoring.findings import Interval
from scoring.placement import Placement
from scoring.placing import place
from scoring.published import Cell


def shown(value: float, *, reach: float = 0.3) -> dict[str, Cell]:
    """Return a figure of 18 organisations on the scale *trust*."""
    low, high = round(value - reach, 1), round(value + reach, 1)
    return {"trust": Cell(n=18, population=26, form="tenths", value=value, low=low, high=high, below=0.5)}


def halves(value: float) -> dict[str, Cell]:
    """Return a figure of eight organisations."""
    low, high = value - 0.4, value + 0.4
    return {"trust": Cell(n=8, population=12, form="halves", value=value, low=low, high=high, below=0.5)}


HIDDEN = {"trust": Cell(hidden="too_few")}


def placed(own: dict[str, Cell], others: Sequence[dict[str, Cell]]) -> Placement:
    """Return the placement on *trust*."""
    (found,) = place(own, others, seed=1)
    return found


def around(middle: float, spread: float, count: int) -> list[dict[str, Cell]]:
    """Return figures spread evenly around a middle."""
    return [shown(round(middle + step, 1)) for step in np.linspace(-spread, spread, count)]


def test_fewer_than_four_others_are_refused() -> None:
    assert placed(shown(3.0), around(3.0, 0.5, 3)) == Placement(id="trust", others=3, refused="too_few")
    assert placed(shown(3.0), around(3.0, 0.5, 4)).refused is None


def test_others_without_a_figure_do_not_count() -> None:
    few = [*around(3.0, 0.5, 3), HIDDEN, HIDDEN, {"goals": shown(3.0)["trust"]}]

    assert placed(shown(3.0), few) == Placement(id="trust", others=3, refused="too_few")


def test_a_hidden_own_figure_has_no_place() -> None:
    assert placed(HIDDEN, around(3.0, 0.5, 9)) == Placement(id="trust", others=9, refused="withheld")


def test_an_initiative_in_the_middle_lies_inside_and_around_the_middle_percentile() -> None:
    found = placed(shown(3.0), around(3.0, 0.8, 11))

    assert found.middle is not None
    assert found.percentile is not None
    assert (found.middle.value, found.middle.n) == (3.0, 11)
    assert found.percentile.low < 50 < found.percentile.high
    assert (found.position, found.direction, found.differ) == ("inside", None, True)


@pytest.mark.parametrize("value", [2.0, 2.1, 2.2, 2.3, 2.4, 2.9, 3.6, 3.7, 3.8, 3.9, 4.0])
def test_a_printed_figure_lies_within_the_printed_limits_where_its_position_says_so(value: float) -> None:
    found = placed(shown(value), around(3.0, 0.4, 7))

    assert found.near is not None
    assert found.far is not None
    assert found.far.low <= found.near.low < 3.0 < found.near.high <= found.far.high
    assert (found.near.low <= value <= found.near.high) is (found.position == "inside")
    assert (found.far.low <= value <= found.far.high) is (found.position != "outside")


@pytest.mark.parametrize(("value", "direction"), [(1.6, "lower"), (4.4, "higher")])
@pytest.mark.parametrize("count", [4, 7, 12])
def test_an_initiative_far_out_lies_outside_and_says_on_which_side(*, value: float, direction: str, count: int) -> None:
    found = placed(shown(value, reach=0.2), around(3.0, 0.2, count))

    assert (found.position, found.direction) == ("outside", direction)
    assert found.percentile is not None
    assert found.percentile.high <= 35 if direction == "lower" else found.percentile.low >= 65


def test_others_that_differ_by_chance_alone_are_told_as_such() -> None:
    assert placed(shown(3.0), around(3.0, 0.1, 9)).differ is False


def test_others_with_one_and_the_same_figure_have_no_percentile_while_they_are_few() -> None:
    few, many = placed(shown(3.0), [shown(3.2)] * 6), placed(shown(3.0), [shown(3.2)] * 9)

    assert few.percentile is None
    assert few.middle == Interval(value=3.2, low=3.1, high=3.3, n=6)
    assert many.percentile is not None


def test_half_steps_make_a_place_less_sure() -> None:
    others = around(3.0, 0.6, 12)

    fine, rough = placed(shown(3.0, reach=0.2), others).percentile, placed(halves(3.0), others).percentile

    assert fine is not None
    assert rough is not None
    assert rough.high - rough.low > fine.high - fine.low


def test_a_clipped_end_stands_for_the_middle_of_its_range() -> None:
    clipped = {"trust": Cell(n=8, population=12, form="halves", value=2.0, end="low", low=1.1, high=2.1, below=1.0)}

    assert placed(clipped, around(1.6, 0.3, 9)).position == "inside"


def test_the_order_of_the_others_changes_nothing() -> None:
    others = [*around(3.0, 0.6, 9), halves(3.5), halves(2.5)]

    assert place(shown(2.8), others, seed=4) == place(shown(2.8), others[::-1], seed=4)
