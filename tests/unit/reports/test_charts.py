"""Where marks, lines and words stand on the strip, and how many strokes a share fills."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from reports.charts.shares import BAR, stacked, strokes
from reports.charts.strip import place, plot, scale_head
from reports.figures import Label, Plot
from reports.rendering import packaged
from scoring.published import Cell
from scoring.thresholds import thresholds
from tests.unit.reports.factories import cell

MEANS = st.floats(1, 5)
MARKS = (Path(reports.__file__).parent / "templates" / "marks.html.jinja").read_text("utf-8")
WIDTHS = {int(width) for width in re.findall(r'class="strip" width="(\d+)"', MARKS)}
LIMITS = thresholds()
FINDINGS = (2, LIMITS.barrier_line.value, LIMITS.band_borderline_from.value, LIMITS.band_strong_from.value)
CONDITIONS = (LIMITS.condition_emerging_from.value, LIMITS.condition_mature_from.value)


@pytest.mark.parametrize(("value", "expected"), [(1, 4), (2, 54), (2.5, 79), (2.6, 84), (3, 104), (5, 204)])
def test_a_value_stands_fifty_pixels_further_for_each_point(value: float, expected: float) -> None:
    assert place(value) == expected


@given(MEANS, MEANS)
def test_the_higher_of_two_values_never_stands_further_left(one: float, other: float) -> None:
    assert place(min(one, other)) <= place(max(one, other))
    assert 4 <= place(one) <= 204


def test_the_head_names_each_band_over_its_middle_and_numbers_the_scale() -> None:
    head = scale_head(["bedenklich", "mittel", "stark"], [3.0, 4.0])
    assert head.bands == (
        Label(place=54, word="bedenklich"),
        Label(place=129, word="mittel"),
        Label(place=179, word="stark"),
    )
    assert head.ticks == tuple(
        Label(place=left, word=str(tick)) for tick, left in enumerate((4, 54, 104, 154, 204), start=1)
    )
    assert head.text == "1 – 5: bedenklich, mittel, stark"


@pytest.mark.parametrize(
    ("figures", "low", "high", "ends"),
    [
        (cell(value=2.6, low=2.4, high=2.8), 74, 94, True),
        (cell(value=2.6, low=2.5, high=2.8), 79, 94, False),
        (cell(value=2.6, low=None, high=None), None, None, False),
        (cell(value=1.5, end="low", low=None, high=None), None, None, False),
        (cell(value=4.5, end="high", low=None, high=None), None, None, False),
        (cell(form="halves", value=2.0, end="low", low=1.4, high=2.6), 24, 84, True),
    ],
    ids=["interval", "close to its mark", "none", "clipped below", "clipped above", "clipped half step"],
)
def test_a_mean_stands_on_the_strip_with_its_interval_and_ticks_where_there_is_room(
    figures: Cell, low: float | None, high: float | None, *, ends: bool
) -> None:
    mark = place(figures.value or 0)
    assert plot(figures, "flagged", "text") == Plot(
        state="flagged", mark=mark, low=low, high=high, ends=ends, text="text"
    )


def test_a_withheld_mean_has_no_mark() -> None:
    nothing = Plot(state="withheld", mark=None, low=None, high=None, ends=False, text="text")
    assert plot(Cell(hidden="too_few"), "withheld", "text") == nothing


@pytest.mark.parametrize(
    ("style", "lines"), [("strip-cell", FINDINGS), ("strip-conditions", CONDITIONS)], ids=["findings", "conditions"]
)
def test_the_lines_that_the_style_paints_stand_where_the_marks_say(style: str, lines: tuple[float, ...]) -> None:
    css = packaged("styles", "report.css").decode()
    painted = re.search(rf"\.{style} \{{\s*background: linear-gradient\((.*?)\);", css, re.DOTALL)
    assert painted is not None
    edges = sorted({float(edge) for edge in re.findall(r"([\d.]+)px", painted[1])})
    middles = {round((one + other) / 2, 2) for one, other in pairwise(edges) if other - one < 2}
    assert {place(line) for line in lines} <= middles
    assert edges[0] == place(1)
    assert {edges[-1], *WIDTHS} == {208}


def test_the_line_that_every_strip_draws_stands_where_a_hurdle_begins() -> None:
    drawn = re.findall(r'if line %}<path d="M(\d+) ', MARKS)
    assert [float(place_of_line) for place_of_line in drawn] == [place(LIMITS.barrier_line.value)]


@pytest.mark.parametrize(("percent", "filled"), [(20, 1), (40, 2), (60, 3), (80, 4)])
def test_a_share_fills_one_of_five_strokes_for_each_fifth(percent: int, filled: int) -> None:
    assert strokes(percent) == (True,) * filled + (False,) * (5 - filled)


def test_the_parts_of_a_stacked_bar_are_their_shares_side_by_side() -> None:
    assert stacked((50, 30, 20)) == ((0.0, 69.0), (69.0, 41.4), (110.4, 27.6))


@given(st.lists(st.integers(1, 9).map(lambda tenth: tenth * 10), min_size=3, max_size=3))
def test_a_stacked_bar_is_full_even_if_rounded_shares_are_more_or_less_than_a_hundred(percents: list[int]) -> None:
    parts = stacked(percents)
    ends = [round(start + width, 1) for start, width in parts]
    assert [start for start, _ in parts] == [0.0, *ends[:-1]]
    assert abs(ends[-1] - BAR) <= 0.2
