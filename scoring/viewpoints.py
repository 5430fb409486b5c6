"""Groups of respondents who see things alike: whether there are any, how many, and who shares which."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec
import numpy as np
import pandas as pd

from scoring.grouped import groups
from scoring.kmeans import partitions
from scoring.respondents import Persons, count, persons_with_all
from scoring.thresholds import thresholds

Reason = Literal["too_few_persons", "too_few_organisations", "no_groups", "not_stable", "too_small"]
"""Why no viewpoints are told.

``too_few_persons``, ``too_few_organisations``: it was not looked for them. ``no_groups``: nothing beyond what one cloud
of answers shows, all see things alike enough. ``not_stable``: groups that other answers would not have shown.
``too_small``: there are viewpoints, and one of them comes from too few organisations to speak of.
"""

_SEEDS = 2**32
_DIGITS = 9


class Viewpoints(msgspec.Struct, frozen=True, kw_only=True):
    """How many viewpoints there are, and who shares which.

    Parameters
    ----------
    k : int, optional
        Viewpoints; 1 where all see things alike enough or the groups are not stable; None where it was not looked for
        them or they may not be told.
    labels : tuple of int or None
        For each row of the scores its viewpoint, from 1, the largest first; of two equally large ones the first is
        lower on the first scale by name on which they differ. None for who has no score on some scale, and for
        everybody where `k` is None.
    p : float, optional
        How often one cloud of answers without groups looks as grouped as these, above 0 and at most 1.
    jaccard : tuple of float
        For each group of the last division that was looked at, how well it is found again in redrawn samples: 0 not at
        all, 1 each time; in the order of the labels. Empty where nothing was redrawn.
    reason : str, optional
        Why there are no viewpoints to tell; None where there are.
    n : int
        Persons with a score on every scale.
    organisations : int
        Organisations they answer for.
    """

    k: int | None
    labels: tuple[int | None, ...]
    p: float | None = None
    jaccard: tuple[float, ...] = ()
    reason: Reason | None = None
    n: int
    organisations: int


class _Chance(NamedTuple):
    """One source of chance for each step, so that no step depends on how much another has drawn."""

    sample: np.random.Generator
    null: np.random.Generator
    starts: np.random.Generator
    redrawing: np.random.Generator
    division: int


class _Found(NamedTuple):
    """What the five steps say; labels from 0, in the order of `Persons`."""

    k: int | None
    labels: np.ndarray
    reason: Reason | None
    p: float | None = None
    jaccard: tuple[float, ...] = ()


def find_viewpoints(
    scores: pd.DataFrame, *, seed: int, organisations: pd.Series | None = None, minimum: int | None = None
) -> Viewpoints:
    """Find groups of persons who see things alike, or say why there are none to tell.

    1. Enough: at least 20 persons with all scales, from at least 10 organisations.
    2. Are there groups at all? The best two, three and four groups of k-means are compared with those of 199 data sets
       that have the margins and the correlations of the scores and are one cloud (`scoring.grouped`). p > 0.05: one
       viewpoint, and that is a result.
    3. How many: the smallest number whose standardised silhouette is within 1 of the largest.
    4. Stable: in 100 bootstrap samples of persons, each taken once however often it was drawn, each group has a mean
       Jaccard similarity of at least 0.75 with the group most like it. Else one group fewer is tried, down to one.
    5. Publishable: each viewpoint is shared by persons of at least 5 organisations. An organisation whose people fall
       into several counts in each of them: what is told of a viewpoint then rests on that many organisations.

    Who shares which viewpoint is found by scikit-learn; the many divisions that it is compared with are made all at
    once by `scoring.kmeans`. Above 300 persons steps 2 to 4 rest on a sample of 300, since silhouettes cost the square
    of the number; all are divided, and the samples are compared with that.

    Parameters
    ----------
    scores : DataFrame, shape (persons, scales)
        On the health scale from 1 to 5; NaN where a person has no score. Only persons with a score on every scale take
        part. The scales are not standardised: they have one metric.
    seed : int
        The same seed gives the same result in whatever order rows and columns come.
    organisations : Series, shape (persons,), optional
        The organisation each person answers for, with the index of the scores. Without it each person counts as an
        organisation of its own, as in a wave that is anonymous.
    minimum : int, optional
        Organisations that must share each viewpoint, where an initiative asks for more than the threshold.

    Returns
    -------
    Viewpoints
        Refusals carry their reason and no labels.

    Raises
    ------
    ValueError
        If there is no scale, a score lies outside 1 to 5, or the organisations do not belong to the rows or are not
        known of everybody who takes part.

    References
    ----------
    Liu, Y. et al. (2008). Statistical significance of clustering for high-dimension, low-sample size data. JASA 103,
    1281–1293. 10.1198/016214508000000454.
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis 52,
    258–271. 10.1016/j.csda.2006.11.025.
    """
    persons = persons_with_all(scores, organisations)
    least = int(thresholds().minimum_contributors.value) if minimum is None else minimum
    found = _find(persons, seed, least)
    labels: list[int | None] = [None] * len(scores)
    if found.k is not None:
        for row, label in zip(persons.rows.tolist(), found.labels.tolist(), strict=True):
            labels[row] = label + 1
    return Viewpoints(
        k=found.k,
        labels=tuple(labels),
        p=found.p,
        jaccard=found.jaccard,
        reason=found.reason,
        n=len(persons.scores),
        organisations=count(persons.organisations),
    )


def _find(persons: Persons, seed: int, least: int) -> _Found:
    """Take the five steps in their order, up to the first that says no."""
    limits, everybody = thresholds(), np.zeros(len(persons.scores), dtype=int)
    if len(persons.scores) < limits.viewpoint_persons.value:
        return _Found(None, everybody, "too_few_persons")
    if count(persons.organisations) < limits.viewpoint_organisations.value:
        return _Found(None, everybody, "too_few_organisations")
    chance = _chance(seed)
    looked_at = _drawn(len(persons.scores), chance.sample)
    p, number = groups(persons.scores[looked_at], null=chance.null, starts=chance.starts)
    if p > limits.viewpoint_p_to.value:
        return _Found(1, everybody, "no_groups", p)
    jaccard: tuple[float, ...] = ()
    for k in range(number, 1, -1):
        labels = _division(persons.scores, k, chance.division)
        jaccard = _stability(persons.scores[looked_at], labels[looked_at], chance)
        if min(jaccard) >= limits.viewpoint_jaccard_from.value:
            few = min(count(persons.organisations[labels == one]) for one in range(k))
            if few < least:
                return _Found(None, labels, "too_small", p, jaccard)
            return _Found(k, labels, None, p, jaccard)
    return _Found(1, everybody, "not_stable", p, jaccard)


def _chance(seed: int) -> _Chance:
    sample, null, starts, redrawing, division = np.random.default_rng(seed).spawn(5)
    return _Chance(sample, null, starts, redrawing, int(division.integers(_SEEDS)))


def _drawn(persons: int, rng: np.random.Generator) -> np.ndarray:
    """Return the places of those whom the costly steps look at: all, or as many as may be."""
    most = int(thresholds().viewpoint_sample.value)
    return np.arange(persons) if persons <= most else np.sort(rng.choice(persons, size=most, replace=False))


def _division(scores: np.ndarray, k: int, seed: int) -> np.ndarray:
    """Divide all persons into k groups, numbered by size and then by their centres."""
    from sklearn.cluster import KMeans  # noqa: PLC0415 - takes a second to load, and few waves come as far as this

    model = KMeans(n_clusters=k, n_init=int(thresholds().viewpoint_starts.value), tol=0, random_state=seed)
    found = model.fit_predict(scores)
    order = sorted(
        range(k), key=lambda one: (-int((found == one).sum()), *scores[found == one].mean(axis=0).round(_DIGITS))
    )
    return np.asarray(np.argsort(order)[found])


def _stability(scores: np.ndarray, labels: np.ndarray, chance: _Chance) -> tuple[float, ...]:
    """Return for each group the mean Jaccard similarity with the group most like it in bootstrap samples."""
    limits, k, persons = thresholds(), int(labels.max()) + 1, len(scores)
    samples = int(limits.viewpoint_resamples.value)
    drawn = chance.redrawing.integers(persons, size=(samples, persons))
    members = np.zeros((samples, persons), dtype=bool)
    members[np.arange(samples)[:, None], drawn] = True
    stack = np.broadcast_to(scores, (samples, *scores.shape))
    again = partitions(stack, k, starts=int(limits.viewpoint_starts.value), rng=chance.redrawing, members=members)
    groups = np.arange(k)
    first = ((labels[:, None] == groups) & members[:, :, None]).astype(float)
    second = ((again[:, :, None] == groups) & members[:, :, None]).astype(float)
    both = first.transpose(0, 2, 1) @ second
    either = first.sum(axis=1)[:, :, None] + second.sum(axis=1)[:, None, :] - both
    similar = (both / np.maximum(either, 1)).max(axis=2)
    return tuple(similar.mean(axis=0).round(_DIGITS).tolist())
