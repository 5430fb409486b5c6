"""The only way out: which figures may be shown, how fine, and over which groups. Decided by counts alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from scipy.special import ndtr, ndtri

from scoring.diagnosis import Cell, DontKnow, Hidden, Shares
from scoring.rounding import Form, Printed, bounds, printed, share_step, steps
from scoring.scales import unweighted_mean
from scoring.thresholds import thresholds
from scoring.uncertainty import MeanInterval, Prior, interval_within, mean_interval

SECTORS = ("administration", "civil_society", "education", "health", "business", "other")

_TENTH = 0.1
_HUNDREDTH = 0.01
_SHARE_STEPS: dict[Form, int] = {"tenths": 20, "full": 10}


class Rules(NamedTuple):
    """The rules of disclosure of one wave.

    Parameters
    ----------
    minimum : int
        k: organisations below which nothing is shown; never less than the threshold file says.
    strict : bool
        Half steps for every mean, and nothing that is not derived from them.
    """

    minimum: int
    strict: bool


class Released(NamedTuple):
    """A cell, and the estimate behind it, computed from nothing finer than what the cell shows."""

    cell: Cell
    estimate: MeanInterval | None


class Group(NamedTuple):
    """Categories shown as one group, and how many organisations of it answered."""

    categories: tuple[str, ...]
    size: int


def rules_with(*, minimum: int | None = None, strict: bool = False) -> Rules:
    """Return the rules of a wave.

    Raises
    ------
    ValueError
        If the minimum is lower than the threshold: it may only be raised.
    """
    floor = int(thresholds().minimum_contributors.value)
    if minimum is not None and minimum < floor:
        message = f"the smallest group shown may only be raised above {floor} organisations, not lowered to {minimum}"
        raise ValueError(message)
    return Rules(minimum=floor if minimum is None else minimum, strict=strict)


def form_for(n: int, rules: Rules) -> Form | None:
    """Return how fine a figure over n organisations may be; None if it may not be shown at all."""
    limits = thresholds()
    if n < rules.minimum:
        return None
    if rules.strict or n < limits.tenths_from.value:
        return "halves"
    return "tenths" if n < limits.full_from.value else "full"


def merge(counts: Mapping[str, int], *, minimum: int, chain: Sequence[str] = SECTORS) -> tuple[Group, ...]:
    """Merge neighbouring categories of a declared chain until every group can be shown.

    While the smallest group (the first of equals) has fewer than `minimum`, it merges with the smaller of its two
    neighbours; a tie goes to the right. The groups are disjoint and cover everybody: no remainder
    can be computed.

    Parameters
    ----------
    counts : mapping of str to int
        Organisations that answered, for each category; categories without one are left out.
    minimum : int
        Organisations a group needs.

    Returns
    -------
    tuple of Group
        In the order of the chain; empty if even all categories together have fewer than `minimum`.

    Raises
    ------
    ValueError
        If a category does not stand in the chain.
    """
    unknown = sorted(set(counts) - set(chain))
    if unknown:
        message = f"no category of the chain: {', '.join(unknown)}"
        raise ValueError(message)
    groups = [Group((category,), counts[category]) for category in chain if counts.get(category)]
    while len(groups) > 1:
        place = min(range(len(groups)), key=lambda index: groups[index].size)
        if groups[place].size >= minimum:
            return tuple(groups)
        left = _smaller_neighbour(groups, place)
        first, second = groups[left], groups[left + 1]
        groups[left : left + 2] = [Group(first.categories + second.categories, first.size + second.size)]
    return tuple(group for group in groups if group.size >= minimum)


def cell(scores: np.ndarray, *, population: int, rules: Rules, prior: Prior) -> Released:
    """Release the mean of some organisations' scores in the form that their number allows.

    Below 25 organisations the interval, the probability and all that follows from them rest on the printed figure
    alone; from 25 on they rest on the scores, and leave rounded.

    Parameters
    ----------
    scores : array of float, shape (n,)
        One score an organisation, 1 to 5; missing ones left out.
    population : int
        Organisations invited to the group.
    """
    n = len(scores)
    form = form_for(n, rules)
    if form is None:
        return withheld("too_few")
    if form == "full":
        return _from_scores(scores, population=population, prior=prior)
    figure = printed(unweighted_mean(scores), form)
    estimate = estimate_of(figure, form, contributors=n, population=population, prior=prior)
    released = _release(estimate, population=population, form=form)
    if form == "halves":
        return Released(msgspec.structs.replace(released.cell, value=figure.value, end=figure.end), estimate)
    if figure.end is None:
        return released
    shown = msgspec.structs.replace(released.cell, value=figure.value, end=figure.end, low=None, high=None)
    return Released(shown, estimate)


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
    """Compute a total from the published cells of its groups, weighted by the organisations that answered.

    Where the cells cover fewer invited organisations than the whole has, the rest is treated as unseen, as in
    `scoring.uncertainty.mean_interval`.

    Parameters
    ----------
    parts : sequence of Released
        The groups' cells, none of them withheld.
    population : int
        Organisations invited in all.
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
    form = form_for(n, rules) or "halves"
    released = _release(estimate, population=population, form=form)
    figure = printed(value, form)
    shown = msgspec.structs.replace(released.cell, value=figure.value, end=figure.end, from_groups=True)
    return Released(shown, estimate)


def withheld(reason: Hidden) -> Released:
    """Return the cell of a figure that is not shown."""
    return Released(Cell(hidden=reason), None)


def shares(scores: np.ndarray, *, form: Form) -> Shares | None:
    """Release how many organisations are low, in the middle and high; None where the form allows no shares."""
    step = _SHARE_STEPS.get(form)
    if step is None:
        return None
    limits = thresholds()
    low = float((scores < limits.share_low_below.value).mean())
    high = float((scores >= limits.share_high_from.value).mean())
    middle = round(1 - low - high, 9)
    return Shares(low=share_step(low, step), middle=share_step(middle, step), high=share_step(high, step), step=step)


def dont_know(organisations: np.ndarray, *, rules: Rules) -> DontKnow:
    """Release the share of *kann ich nicht beurteilen*, one share an organisation averaged over organisations."""
    form = form_for(len(organisations), rules)
    if form is None:
        return DontKnow()
    share = unweighted_mean(organisations)
    much = share >= thresholds().dont_know_finding.value
    step = _SHARE_STEPS.get(form)
    return DontKnow(much=much, share=None if step is None else share_step(share, step), step=step)


def _smaller_neighbour(groups: Sequence[Group], place: int) -> int:
    """Return where the pair begins that the group at this place should merge into."""
    if place == 0:
        return 0
    if place == len(groups) - 1:
        return place - 1
    return place - 1 if groups[place - 1].size < groups[place + 1].size else place


def _from_scores(scores: np.ndarray, *, population: int, prior: Prior) -> Released:
    limits = thresholds()
    level = limits.interval_level.value
    seen = mean_interval(scores, population=population, level=level, threshold=limits.barrier_line.value, prior=prior)
    return _release(_as_printed(seen, level), population=population, form="full")


def _as_printed(seen: MeanInterval, level: float) -> MeanInterval:
    low, high = steps(seen.low, _TENTH), steps(seen.high, _TENTH)
    if low == high:
        low, high = steps(low - _TENTH, _TENTH), steps(high + _TENTH, _TENTH)
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
        low=max(1.0, steps(estimate.low, _TENTH)),
        high=min(5.0, steps(estimate.high, _TENTH)),
        below=steps(estimate.below or 0.0, _HUNDREDTH),
    )
    return Released(figures, estimate)
