"""How a mean is rounded for print, at every border, and which means lie behind a figure."""

from __future__ import annotations

import pytest

from scoring.rounding import Bounds, End, Form, Printed, bounds, printed, share_step, steps


@pytest.mark.parametrize(
    ("mean", "value", "end"),
    [
        (1.0, 2.0, "low"),
        (2.0, 2.0, "low"),
        (2.249999, 2.0, "low"),
        (2.25, 2.5, None),
        (2.749999, 2.5, None),
        (2.75, 3.0, None),
        (3.249999, 3.0, None),
        (3.25, 3.5, None),
        (3.749999, 3.5, None),
        (3.75, 4.0, "high"),
        (5.0, 4.0, "high"),
    ],
)
def test_a_mean_in_half_steps_is_rounded_up_from_the_middle_and_clipped(mean: float, value: float, end: End) -> None:
    assert printed(mean, "halves") == Printed(value, end)


@pytest.mark.parametrize(
    ("mean", "value", "end"),
    [
        (1.0, 1.5, "low"),
        (1.549999, 1.5, "low"),
        (1.55, 1.6, None),
        (1.649999, 1.6, None),
        (1.65, 1.7, None),
        (2.949999, 2.9, None),
        (2.95, 3.0, None),
        (4.349999, 4.3, None),
        (4.35, 4.4, None),
        (4.449999, 4.4, None),
        (4.45, 4.5, "high"),
        (5.0, 4.5, "high"),
    ],
)
def test_a_mean_in_tenths_is_rounded_up_from_the_middle_and_clipped(mean: float, value: float, end: End) -> None:
    assert printed(mean, "tenths") == Printed(value, end)


@pytest.mark.parametrize(
    ("mean", "value"), [(1.0, 1.0), (1.049999, 1.0), (1.05, 1.1), (2.65, 2.7), (4.95, 5.0), (5.0, 5.0)]
)
def test_a_full_figure_has_tenths_and_no_ends(mean: float, value: float) -> None:
    assert printed(mean, "full") == Printed(value, None)


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        (0.795, 0.01, 0.8),
        (0.794999, 0.01, 0.79),
        (0.205, 0.01, 0.21),
        (0.204999, 0.01, 0.2),
        (0.285, 0.01, 0.29),
        (1.005, 0.01, 1.01),
    ],
)
def test_a_half_goes_up_although_it_is_stored_as_a_little_less(value: float, step: float, rounded: float) -> None:
    assert steps(value, step) == rounded


@pytest.mark.parametrize(
    ("figure", "form", "expected"),
    [
        (Printed(2.0, "low"), "halves", Bounds(1.0, 2.25)),
        (Printed(2.5, None), "halves", Bounds(2.25, 2.75)),
        (Printed(3.0, None), "halves", Bounds(2.75, 3.25)),
        (Printed(3.5, None), "halves", Bounds(3.25, 3.75)),
        (Printed(4.0, "high"), "halves", Bounds(3.75, 5.0)),
        (Printed(1.5, "low"), "tenths", Bounds(1.0, 1.55)),
        (Printed(1.6, None), "tenths", Bounds(1.55, 1.65)),
        (Printed(4.4, None), "tenths", Bounds(4.35, 4.45)),
        (Printed(4.5, "high"), "tenths", Bounds(4.45, 5.0)),
        (Printed(1.0, None), "full", Bounds(1.0, 1.05)),
        (Printed(2.7, None), "full", Bounds(2.65, 2.75)),
        (Printed(5.0, None), "full", Bounds(4.95, 5.0)),
    ],
)
def test_the_means_behind_a_figure_reach_to_the_next_figures(figure: Printed, form: Form, expected: Bounds) -> None:
    assert bounds(figure, form) == expected


@pytest.mark.parametrize("form", ["halves", "tenths", "full"])
def test_every_mean_lies_within_the_bounds_of_its_figure(form: Form) -> None:
    means = [place / 1000 for place in range(1000, 5001)]
    outside = [
        mean
        for mean in means
        if not bounds(printed(mean, form), form).low <= mean <= bounds(printed(mean, form), form).high
    ]

    assert outside == []


@pytest.mark.parametrize("form", ["halves", "tenths", "full"])
def test_the_bounds_of_neighbouring_figures_meet(form: Form) -> None:
    figures = sorted({printed(place / 100, form) for place in range(100, 501)}, key=lambda figure: figure.value)
    within = [bounds(figure, form) for figure in figures]

    assert [within[0].low, within[-1].high] == [1.0, 5.0]
    assert [low.high for low in within[:-1]] == [high.low for high in within[1:]]


@pytest.mark.parametrize(
    ("figure", "form"),
    [
        (Printed(2.0, None), "halves"),
        (Printed(1.5, "low"), "halves"),
        (Printed(2.7, None), "halves"),
        (Printed(1.5, None), "tenths"),
    ],
)
def test_a_figure_that_a_form_does_not_print_has_no_bounds(figure: Printed, form: Form) -> None:
    with pytest.raises(ValueError, match="is no figure of the form"):
        bounds(figure, form)


@pytest.mark.parametrize(
    ("share", "step", "expected"),
    [
        (0.0, 20, 20),
        (0.299999, 20, 20),
        (0.3, 20, 40),
        (0.499999, 20, 40),
        (0.5, 20, 60),
        (0.7, 20, 80),
        (1.0, 20, 80),
        (0.0, 10, 10),
        (0.149999, 10, 10),
        (0.15, 10, 20),
        (0.35, 10, 40),
        (0.849999, 10, 80),
        (0.85, 10, 90),
        (1.0, 10, 90),
    ],
)
def test_a_share_is_rounded_in_steps_that_never_tell_nobody_or_everybody(
    share: float, step: int, expected: int
) -> None:
    assert share_step(share, step) == expected
