"""The only way out: which figures may be shown, how fine, and over which groups. Decided by counts alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from scipy.special import ndtr, ndtri

from scoring.findings import DontKnow
from scoring.published import Cell, Hidden, Shares
from scoring.rounding import HIGHEST, LOWEST, Form, Printed, bounds, coarseness, printed, share_step, steps
from scoring.scales import unweighted_mean
from scoring.thresholds import thresholds
from scoring.uncertainty import MeanInterval, Prior, interval_within, mean_interval

_TENTH = 0.1
_HUNDREDTH = 0.01


class Rules(NamedTuple):
    """The rules of disclosure of one wave.

    Parameters
    ----------
    minimum : int
        k: contributors below which nothing is shown; never less than the threshold file says.
    strict : bool
        Half steps for every mean, and nothing that is not derived from them.
    """

    minimum: int
    strict: bool


class Released(NamedTuple):
    """A cell, and the estimate behind it, computed from nothing finer than what the cell shows."""

    cell: Cell
    estimate: MeanInterval | None


def rules_with(*, minimum: int | None = None, strict: bool = False) -> Rules:
    """Return the rules of a wave.

    Raises
    ------
    ValueError
        If the minimum is lower than the threshold: it may only be raised.
    """
    floor = int(thresholds().minimum_contributors.value)
    if minimum is not None and minimum < floor:
        message = f"the smallest group shown may only be raised above {floor} contributors, not lowered to {minimum}"
        raise ValueError(message)
    return Rules(minimum=floor if minimum is None else minimum, strict=strict)


def form_for(n: int, rules: Rules) -> Form | None:
    """Return how fine a figure over n contributors may be; None if it may not be shown at all."""
    limits = thresholds()
    if n < rules.minimum:
        return None
    if rules.strict or n < limits.tenths_from.value:
        return "halves"
    return "tenths" if n < limits.full_from.value else "full"


def cell(scores: np.ndarray, *, population: int, rules: Rules, prior: Prior) -> Released:
    """Release the mean of some contributors' scores in the form that their number allows.

    Below 25 contributors the interval, the probability and all that follows from them rest on the printed figure
    alone; from 25 on they rest on the scores, and leave rounded.

    Parameters
    ----------
    scores : array of float, shape (n,)
        One score a contributor, 1 to 5; missing ones left out.
    population : int
        How many were invited to the group.
    """
    n = len(scores)
    form = form_for(n, rules)
    if form is None:
        return withheld("too_few")
    if form == "full":
        return _from_scores(scores, population=population, prior=prior)
    figure = printed(unweighted_mean(scores), form)
    estimate = estimate_of(figure, form, contributors=n, population=population, prior=prior)
    return _with_figure(_release(estimate, population=population, form=form), figure)


def estimate_of(figure: Printed, form: Form, *, contributors: int, population: int, prior: Prior) -> MeanInterval:
    """Return the estimate that follows from a printed figure alone."""
    limits = thresholds()
    return interval_within(
        bounds(figure, form),
        contributors=contributors,
        population=population,
        level=limits.interval_level.value,
        threshold=limits.barrier_line.value,
        prior=prior,
    )


def combined(parts: Sequence[Released], *, population: int, rules: Rules, prior: Prior) -> Released:
    """Compute a total from the published cells of its groups, weighted by the contributors of each.

    Where the cells cover fewer of the invited than the whole has, the rest is treated as unseen, as in
    `scoring.uncertainty.mean_interval`.

    Parameters
    ----------
    parts : sequence of Released
        The groups' cells, none of them withheld.
    population : int
        How many were invited in all.
    """
    estimates = [part.estimate for part in parts if part.estimate is not None]
    n = sum(estimate.n for estimate in estimates)
    mean = math.fsum(estimate.n * estimate.value for estimate in estimates) / n
    variance = math.fsum((estimate.n / n) ** 2 * estimate.variance for estimate in estimates)
    unseen = population - sum(part.cell.population or 0 for part in parts)
    share = unseen / population
    pull = prior.weight / (prior.weight + n)
    value = mean + share * pull * (prior.mean - mean)
    variance *= (1 - share * pull) ** 2
    if unseen:
        variance += share**2 * prior.spread**2 * (1 / (prior.weight + n) + 1 / unseen)
    line, level = thresholds().barrier_line.value, thresholds().interval_level.value
    spread = math.sqrt(variance)
    reach = float(ndtri(0.5 + level / 2)) * spread
    estimate = MeanInterval(
        value=value,
        low=value - reach,
        high=value + reach,
        n=n,
        below=float(ndtr((line - value) / spread)),
        variance=variance,
    )
    form = form_for(n, rules)
    if form is None:
        return withheld("too_few")
    figure = printed(value, form)
    if form == "halves":
        # Else the finer total would contradict the half step that is printed.
        estimate = estimate_of(figure, form, contributors=n, population=population, prior=prior)
    released = _with_figure(_release(estimate, population=population, form=form), figure)
    return Released(msgspec.structs.replace(released.cell, from_groups=True), released.estimate)


def statements_hidden(total: Released, parts: Sequence[Released], *, statements: int) -> Hidden | None:
    """Return why single statements of a scale are not shown: they would retell what its own cells keep coarse.

    Parameters
    ----------
    total : Released
        The scale's own cell.
    parts : sequence of Released
        The cells of the wave's groups on this scale.
    statements : int
        How many statements the scale has.
    """
    limits = thresholds()
    if total.cell.n is None or total.cell.n < limits.tenths_from.value:
        return "too_few"
    if total.cell.form == "halves" or coarse(parts):
        return "protected"
    if total.cell.form == "tenths" and statements < limits.statements_of_scale_from.value:
        return "protected"
    return None


def statement_cell(scores: np.ndarray, *, population: int, rules: Rules, prior: Prior) -> Cell:
    """Release the mean of one statement: nothing below twelve contributors, no interval below 25."""
    if len(scores) < thresholds().tenths_from.value:
        return withheld("too_few").cell
    released = cell(scores, population=population, rules=rules, prior=prior).cell
    if released.form == "full":
        return released
    return msgspec.structs.replace(released, low=None, high=None, below=None)


def coarse(parts: Sequence[Released]) -> bool:
    """Tell whether one of the published groups is so small that totals may follow from cells only."""
    return any(part.cell.form == "halves" for part in parts)


def withheld(reason: Hidden) -> Released:
    """Return the cell of a figure that is not shown."""
    return Released(Cell(hidden=reason), None)


def shares(scores: np.ndarray, *, form: Form) -> Shares | None:
    """Release how many contributors are low, in the middle and high; None where the form allows no shares."""
    step = coarseness(form).share_step
    if step is None:
        return None
    limits = thresholds()
    low = float((scores < limits.share_low_below.value).mean())
    high = float((scores >= limits.share_high_from.value).mean())
    middle = round(1 - low - high, 9)
    return Shares(low=share_step(low, step), middle=share_step(middle, step), high=share_step(high, step), step=step)


def dont_know(contributors: np.ndarray, *, rules: Rules) -> DontKnow:
    """Release the share of *kann ich nicht beurteilen*, one share a contributor averaged over contributors.

    Where the share is shown in steps, whether it was much follows from the step: told apart, it would make the share
    finer than its step.
    """
    form = form_for(len(contributors), rules)
    if form is None:
        return DontKnow()
    share, finding = unweighted_mean(contributors), thresholds().dont_know_finding.value
    step = coarseness(form).share_step
    if step is None:
        return DontKnow(much=share >= finding)
    printed_share = share_step(share, step)
    return DontKnow(much=printed_share >= finding * 100, share=printed_share, step=step)


def _with_figure(released: Released, figure: Printed) -> Released:
    """Return a cell with the figure it prints: the half step, or a clipped end, at which tenths show no interval."""
    if released.cell.form == "halves":
        shown = msgspec.structs.replace(released.cell, value=figure.value, end=figure.end)
    elif figure.end is not None and released.cell.form == "tenths":
        shown = msgspec.structs.replace(released.cell, value=figure.value, end=figure.end, low=None, high=None)
    else:
        return released
    return Released(shown, released.estimate)


def _from_scores(scores: np.ndarray, *, population: int, prior: Prior) -> Released:
    limits = thresholds()
    level = limits.interval_level.value
    seen = mean_interval(scores, population=population, level=level, threshold=limits.barrier_line.value, prior=prior)
    return _release(_as_printed(seen, level), population=population, form="full")


def _as_printed(seen: MeanInterval, level: float) -> MeanInterval:
    low, high = max(LOWEST, steps(seen.low, _TENTH)), min(HIGHEST, steps(seen.high, _TENTH))
    if low == high:
        low, high = max(LOWEST, steps(low - _TENTH, _TENTH)), min(HIGHEST, steps(high + _TENTH, _TENTH))
    return MeanInterval(
        value=steps(seen.value, _TENTH),
        low=low,
        high=high,
        n=seen.n,
        below=steps(seen.below or 0.0, _HUNDREDTH),
        variance=((high - low) / (2 * float(ndtri(0.5 + level / 2)))) ** 2,
    )


def _release(estimate: MeanInterval, *, population: int, form: Form) -> Released:
    figures = Cell(
        n=estimate.n,
        population=population,
        form=form,
        value=steps(estimate.value, _TENTH),
        low=max(LOWEST, steps(estimate.low, _TENTH)),
        high=min(HIGHEST, steps(estimate.high, _TENTH)),
        below=steps(estimate.below or 0.0, _HUNDREDTH),
    )
    return Released(figures, estimate)
