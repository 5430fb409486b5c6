"""What chance alone would do: a permutation test of two groups, and the false discoveries among many comparisons."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec
import numpy as np
import pandas as pd

from scoring.thresholds import thresholds

Scores = Sequence[float] | np.ndarray | pd.Series

_CELLS = 1_000_000
_BLOCK = 500  # draws between two looks at whether more are needed
_DUST = 1e-9


class PermutationTest(msgspec.Struct, frozen=True, kw_only=True):
    """How often chance alone parts the groups as far.

    Parameters
    ----------
    value : float
        Mean of the first group minus mean of the second.
    p : float
        Two-sided probability, above 0 and at most 1.
    n : int
        Scores in both groups together.
    permutations : int
        How many ways of parting the scores were looked at.
    every : bool
        Whether these were all there are; otherwise they were drawn.
    """

    value: float
    p: float
    n: int
    permutations: int
    every: bool


def permutation_test(a: Scores, b: Scores, *, seed: int, beyond: float = math.inf) -> PermutationTest:
    """Ask how often groups of these sizes, drawn by chance from all scores, differ as much in their means.

    All ways of parting the scores are counted up to 20,000 of them; beyond, 9,999 are drawn, and the observed one
    counts as one more: (b + 1)/(B + 1). Two-sided is twice the smaller tail, at most 1.

    Parameters
    ----------
    a, b : array of float, shapes (n₁,) and (n₂,)
        Scores of the groups, at least one each, none missing.
    seed : int
        For the draw. The same seed gives the same p in whatever order the scores and the groups come.
    beyond : float
        A p above which it does not matter how large it is. Drawing ends as soon as p is sure to lie above, which then
        rests on the draws made so far; up to there p is the same with and without. By default all are drawn.

    Raises
    ------
    ValueError
        If a group is empty, or a score is missing or not finite.

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in
    Genetics and Molecular Biology 9, 39. 10.2202/1544-6115.1585.
    """
    one, other = as_group(a, least=1), as_group(b, least=1)
    limits = thresholds()
    # Which group is drawn must not follow from the order of the arguments.
    smaller, _ = sorted((one, other), key=lambda group: (group.size, group.tolist()))
    pooled = np.sort(np.concatenate([one, other]))
    middle = mean(pooled)
    centred, observed = pooled - middle, math.fsum(smaller - middle)
    every = math.comb(pooled.size, smaller.size) <= limits.permutations_all_to.value
    # Scores come rounded to nine digits, so sums that are equal may differ in the last of them.
    slack = _DUST * math.fsum(np.abs(centred))
    if every:
        drawn, itself, enough = iter([_all_sums(centred, smaller.size)]), 0, math.inf
    else:
        draws = int(limits.permutations_drawn.value)
        drawn, itself, enough = _drawn_sums(centred, smaller.size, draws, seed), 1, beyond * (draws + 1) / 2
    tails, looked_at = np.zeros(2, dtype=int), 0
    for sums in drawn:
        tails += np.array([(sums >= observed - slack).sum(), (sums <= observed + slack).sum()])
        looked_at += sums.size
        if tails.min() >= enough:  # twice that and the observed one is above, whatever the other draws would add
            break
    return PermutationTest(
        value=mean(one) - mean(other),
        p=min(1.0, 2 * (int(tails.min()) + itself) / (looked_at + itself)),
        n=pooled.size,
        permutations=looked_at,
        every=every,
    )


def benjamini_hochberg(p: Sequence[float | None] | np.ndarray | pd.Series) -> np.ndarray:
    """Turn the p-values of many comparisons into q-values: the false discovery rate at which each would be told.

    Parameters
    ----------
    p : array of float, any shape
        Probabilities from 0 to 1. Missing ones (NaN or None) do not count in the number of comparisons.

    Returns
    -------
    ndarray of float, same shape
        From 0 to 1, never smaller than p and in the same order; NaN where p is missing.

    Raises
    ------
    ValueError
        If a p-value lies outside 0 to 1.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. JRSS-B 57, 289–300.
    10.1111/j.2517-6161.1995.tb02031.x.
    """
    values = np.array(p, dtype=float)
    known = ~np.isnan(values)
    told = values[known]
    if ((told < 0) | (told > 1)).any():
        message = "a p-value lies outside 0 to 1; leave a comparison that could not be made as missing"
        raise ValueError(message)
    order = np.argsort(told, kind="stable")
    rising = told[order] * (told.size / np.arange(1, told.size + 1))
    adjusted = np.empty(told.size)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(rising[::-1])[::-1])
    values[known] = adjusted
    return values


def as_group(values: Scores, *, least: int) -> np.ndarray:
    """Return the scores of a group in rising order, so that the order in which they come leaves no trace."""
    scores = np.sort(np.asarray(values, dtype=float))
    if scores.ndim != 1 or scores.size < least:
        message = f"a group needs at least {least} scores in one row, and one has the shape {scores.shape}"
        raise ValueError(message)
    if not np.isfinite(scores).all():
        message = "a score is missing or not finite; leave out organisations without a score"
        raise ValueError(message)
    return scores


def mean(scores: np.ndarray) -> float:
    """Return the mean of scores, the same to the last digit in whatever order they come."""
    return math.fsum(scores) / scores.size


def _all_sums(scores: np.ndarray, size: int) -> np.ndarray:
    drawn = np.array(list(combinations(range(scores.size), size)))
    return np.asarray(scores[drawn].sum(axis=1))


def _drawn_sums(scores: np.ndarray, size: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Yield sums of as many scores, drawn anew for each; how many come at once changes none of them."""
    rng = np.random.default_rng(seed)
    rows = max(1, min(_BLOCK, _CELLS // scores.size))
    for done in range(0, draws, rows):
        block = np.broadcast_to(scores, (min(rows, draws - done), scores.size))
        yield rng.permuted(block, axis=1)[:, :size].sum(axis=1)
