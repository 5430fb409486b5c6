"""Where two figures, a change and a share stand on their lines, and how many strokes a step fills."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.difference import difference_head, difference_plot
from reports.charts.extent import axis_end, extent_head, extent_plot
from reports.charts.pair import pair_plot, pole_head
from reports.charts.shares import steps_filled
from reports.charts.strip import place
from reports.drawings import PairPlot
from reports.figures import Label, Plot
from reports.rendering import packaged
from scoring.findings import Interval
from scoring.published import Cell
from tests.unit.reports.wider import HIDDEN, figure

SHARES = st.floats(0, 1)


def test_a_pair_stands_on_one_line_with_a_bar_between() -> None:
    drawn = pair_plot(figure(2.6), figure(3.8), "text", strong=True)
    assert drawn == PairPlot(current=84.0, wish=144.0, start=84.0, width=60.0, strong=True, text="text")
    turned = pair_plot(figure(3.8), figure(2.6), "text", strong=False)
    assert turned == PairPlot(current=144.0, wish=84.0, start=84.0, width=60.0, strong=False, text="text")


@pytest.mark.parametrize(
    ("current", "wish", "places"),
    [
        (figure(3.0), HIDDEN, (104.0, None)),
        (HIDDEN, figure(3.0), (None, 104.0)),
        (HIDDEN, HIDDEN, (None, None)),
        (figure(3.0), figure(3.0), (104.0, 104.0)),
    ],
    ids=["no wish", "no today", "nothing", "the same"],
)
def test_a_pair_without_a_distance_has_no_bar(
    current: Cell, wish: Cell, places: tuple[float | None, float | None]
) -> None:
    drawn = pair_plot(current, wish, "text", strong=False)
    assert (drawn.current, drawn.wish) == places
    assert drawn.width == 0.0


def test_the_poles_stand_over_the_two_halves_of_the_line() -> None:
    head = pole_head("Netzwerk", "Kooperation")
    assert head.bands == (Label(place=29.0, word="Netzwerk"), Label(place=179.0, word="Kooperation"))
    assert [(tick.place, tick.word) for tick in head.ticks] == [(place(point), str(point)) for point in range(1, 6)]
    assert head.text == "1: Netzwerk, 5: Kooperation"


@pytest.mark.parametrize(
    ("points", "mark"), [(0.0, 104.0), (0.5, 129.0), (-1.0, 54.0), (2.0, 204.0), (3.4, 204.0), (-4.0, 4.0)]
)
def test_a_change_stands_from_the_middle_and_never_beyond_the_line(points: float, mark: float) -> None:
    drawn = difference_plot(Interval(value=points, low=points - 0.2, high=points + 0.2, n=14), "text")
    assert drawn.mark == mark
    assert drawn.low is not None
    assert drawn.high is not None
    assert 4 <= drawn.low <= mark <= drawn.high <= 204


def test_no_change_to_draw_leaves_the_line_empty() -> None:
    assert difference_plot(None, "text") == Plot(state="plain", mark=None, low=None, high=None, ends=False, text="text")


def test_the_head_of_a_change_says_which_way_is_better() -> None:
    head = difference_head("schlechter", "besser", lambda point: f"{point:+.0f}")
    assert head.bands == (Label(place=54.0, word="schlechter"), Label(place=154.0, word="besser"))
    assert [(tick.place, tick.word) for tick in head.ticks] == [
        (4.0, "-2"),
        (54.0, "-1"),
        (104.0, "+0"),
        (154.0, "+1"),
        (204.0, "+2"),
    ]
    assert head.text == "-2 – +2: schlechter, besser"


@pytest.mark.parametrize(
    ("highest", "end"), [(0.0, 0.2), (0.2, 0.2), (0.21, 0.4), (0.55, 0.6), (0.75, 0.8), (0.95, 1.0), (1.2, 1.0)]
)
def test_a_line_for_shares_ends_at_the_first_round_share_beyond_them(highest: float, end: float) -> None:
    assert axis_end(highest) == end


def test_a_share_stands_on_its_line_with_its_range() -> None:
    drawn = extent_plot(Interval(value=0.1, low=0.05, high=0.2, n=40), 0.2, "text")
    assert drawn == Plot(state="plain", mark=104.0, low=54.0, high=204.0, ends=True, text="text")


@given(SHARES, SHARES)
def test_the_larger_of_two_shares_never_stands_further_left(one: float, other: float) -> None:
    low, high = sorted((one, other))
    drawn = extent_plot(Interval(value=high, low=low, high=high, n=40), axis_end(high), "text")
    assert drawn.low is not None
    assert drawn.mark is not None
    assert 4 <= drawn.low <= drawn.mark <= 204


def test_the_head_of_shares_has_one_over_each_quarter() -> None:
    head = extent_head(0.4, lambda share: f"{share:.0%}")
    assert [(tick.place, tick.word) for tick in head.ticks] == [
        (4.0, "0%"),
        (54.0, "10%"),
        (104.0, "20%"),
        (154.0, "30%"),
        (204.0, "40%"),
    ]
    assert (head.bands, head.text) == ((), "0% – 40%")


@pytest.mark.parametrize(
    ("percent", "step", "filled", "strokes"), [(20, 20, 1, 5), (80, 20, 4, 5), (10, 10, 1, 10), (90, 10, 9, 10)]
)
def test_a_step_fills_one_stroke_for_each_step_up_to_it(percent: int, step: int, filled: int, strokes: int) -> None:
    assert steps_filled(percent, step) == (True,) * filled + (False,) * (strokes - filled)


def test_the_ticks_that_the_style_paints_stand_where_the_marks_say() -> None:
    css = packaged("styles", "report.css").decode()
    painted = re.search(r"\.strip-grid \{\s*background: linear-gradient\((.*?)\);", css, re.DOTALL)
    assert painted is not None
    edges = sorted({float(edge) for edge in re.findall(r"([\d.]+)px", painted[1])})
    middles = {round((one + other) / 2, 2) for one, other in pairwise(edges) if other - one == 1.0}
    assert middles == {place(point) for point in range(1, 6)}
