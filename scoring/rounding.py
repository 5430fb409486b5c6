"""How a mean is rounded for print, and which means round to the same figure."""

from __future__ import annotations

import math
from functools import cache
from typing import Literal, NamedTuple

from scoring.thresholds import thresholds

Form = Literal["halves", "tenths", "full"]
End = Literal["low", "high"]

LOWEST = 1.0
HIGHEST = 5.0

_DIGITS = 9
_HUNDREDTH = 0.01


class Printed(NamedTuple):
    """A mean as printed.

    Parameters
    ----------
    value : float
        The figure, between 1 and 5.
    end : {"low", "high"}, optional
        The figure is a clipped end: *bis* ``value``, or *ab* ``value``.
    """

    value: float
    end: End | None


class Bounds(NamedTuple):
    """The means that round to one printed figure: from ``low`` to ``high``."""

    low: float
    high: float


class Coarseness(NamedTuple):
    """How coarse a form is.

    Parameters
    ----------
    step : float
        Means are multiples of it.
    low_end, high_end : float, optional
        Figures that stand for everything up to, or from there on; None where there is no clipped end.
    share_step : int, optional
        Per cent in which shares are told; None where none are.
    """

    step: float
    low_end: float | None
    high_end: float | None
    share_step: int | None


@cache
def coarseness(form: Form) -> Coarseness:
    """Return how coarse a form is, as ``thresholds.toml`` says."""
    limits = thresholds()
    if form == "halves":
        return Coarseness(limits.halves_step.value, limits.halves_low_end.value, limits.halves_high_end.value, None)
    if form == "tenths":
        shares = int(limits.tenths_share_step.value)
        return Coarseness(limits.tenths_step.value, limits.tenths_low_end.value, limits.tenths_high_end.value, shares)
    return Coarseness(limits.tenths_step.value, None, None, int(limits.full_share_step.value))


def steps(value: float, step: float) -> float:
    """Round to a multiple of a step, halves up, untouched by floating-point dust.

    ``steps(2.25, 0.5)`` is 2.5 and ``steps(2.65, 0.1)`` is 2.7, although 2.65 is stored as a little less.
    """
    return round(math.floor(round(value / step, _DIGITS) + 0.5) * step, _DIGITS)


def hundredths(figure: float | None) -> float | None:
    """Round a figure to 0.01 where there is one."""
    return None if figure is None else steps(figure, _HUNDREDTH)


def printed(mean: float, form: Form) -> Printed:
    """Round a mean between 1 and 5 to the figure that a form allows.

    ``halves`` are half steps with the ends *bis 2,0* and *ab 4,0*; ``tenths`` are 0.1 with the ends *bis 1,5* and
    *ab 4,5*; ``full`` is 0.1 without ends.
    """
    step, low_end, high_end, _ = coarseness(form)
    value = steps(mean, step)
    if low_end is not None and value <= low_end:
        return Printed(low_end, "low")
    if high_end is not None and value >= high_end:
        return Printed(high_end, "high")
    return Printed(value, None)


def bounds(figure: Printed, form: Form) -> Bounds:
    """Return the means that round to a printed figure.

    Raises
    ------
    ValueError
        If the figure is none that this form prints.
    """
    value, end = figure
    if printed(value, form) != figure:
        message = f"{value} is no figure of the form {form!r}; round the mean with scoring.rounding.printed first"
        raise ValueError(message)
    half = coarseness(form).step / 2
    low = LOWEST if end == "low" else max(LOWEST, value - half)
    high = HIGHEST if end == "high" else min(HIGHEST, value + half)
    return Bounds(round(low, _DIGITS), round(high, _DIGITS))


def share_step(share: float, step: int) -> int:
    """Round a share between 0 and 1 to per cent in steps, with clipped ends.

    The ends are the first and the last step short of 0 and 100: with steps of 20 every share below 30 % is *bis 20 %*,
    and every one from 70 % on is *ab 80 %*.
    """
    percent = int(steps(share * 100, step))
    return min(max(percent, step), 100 - step)
