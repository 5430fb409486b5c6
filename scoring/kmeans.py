"""k-means and silhouettes of many data sets of one size at once."""

from __future__ import annotations

import numpy as np

MOST_ROUNDS = 100
_CHUNK = 200_000  # distances held at a time: what fits a processor's own store is twice as fast
_PIECE = 50_000  # the same for distances to centres


def partitions(
    stack: np.ndarray,
    k: int,
    *,
    starts: int,
    rng: np.random.Generator,
    members: np.ndarray | None = None,
) -> np.ndarray:
    """Divide the persons of each data set into k groups: Lloyd's k-means from several starts, the tightest kept.

    All data sets and all starts move together, as matrix products: for 200 data sets of 60 persons this takes a
    hundredth of the time of as many calls of scikit-learn, which spends its time on starting up.

    Parameters
    ----------
    stack : array of float, shape (data sets, persons, scales)
        Scores; no missing values.
    k : int
        Groups, at least 1.
    starts : int
        How often each data set is divided anew, from centres drawn by k-means++.
    members : array of bool, shape (data sets, persons), optional
        Who belongs to a data set; all do if left out. Everybody gets a label, but only members draw the centres.

    Returns
    -------
    array of int, shape (data sets, persons)
        The group of each person, 0 to k − 1. A group may stay empty where persons answer alike.

    References
    ----------
    Lloyd, S. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28, 129–137.
    Arthur, D. & Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. SODA 2007, 1027–1035.
    """
    sets, persons, _ = stack.shape
    inside = np.ones(stack.shape[:2]) if members is None else members.astype(float)
    centres = _first_centres(stack, k, starts, inside, rng)
    step = max(1, _PIECE // (starts * k * persons))
    pieces = [slice(start, start + step) for start in range(0, sets, step)]
    return np.concatenate([_tightest(stack[piece], centres[piece], inside[piece]) for piece in pieces])


def silhouettes(stack: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the mean silhouette width of each data set under a division of it.

    Parameters
    ----------
    stack : array of float, shape (data sets, persons, scales)
        Scores; no missing values.
    labels : array of int, shape (data sets, persons)
        The group of each person, from 0.

    Returns
    -------
    array of float, shape (data sets,)
        From −1 to 1; persons alone in their group count 0, and so does everybody where there is only one group.

    References
    ----------
    Rousseeuw, P. J. (1987). Silhouettes. Journal of Computational and Applied Mathematics 20, 53–65.
    10.1016/0377-0427(87)90125-7.
    """
    step = max(1, _CHUNK // stack.shape[1] ** 2)
    pieces = [slice(start, start + step) for start in range(0, len(stack), step)]
    return np.concatenate([_silhouette(_distances(stack[piece]), labels[piece]) for piece in pieces])


def _first_centres(stack: np.ndarray, k: int, starts: int, inside: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw centres among the members, each with the squared distance to those already drawn as its weight."""
    sets, persons, scales = stack.shape
    centres = np.empty((sets, starts, k, scales))
    weights = np.broadcast_to(inside[:, None, :], (sets, starts, persons))
    gaps = np.full((sets, starts, persons), np.inf)
    lengths = (stack**2).sum(axis=2)[:, None, :]
    for place in range(k):
        sums = weights.cumsum(axis=2)
        drawn = (sums <= rng.random((sets, starts, 1)) * sums[:, :, -1:]).sum(axis=2)
        chosen = stack[np.arange(sets)[:, None], np.minimum(drawn, persons - 1)]
        centres[:, :, place] = chosen
        away = lengths - 2 * chosen @ stack.transpose(0, 2, 1) + (chosen**2).sum(axis=2)[:, :, None]
        gaps = np.minimum(gaps, np.maximum(away, 0))
        weights = gaps * inside[:, None, :]
    return centres


def _tightest(stack: np.ndarray, centres: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Return the labels of the tightest start of each data set, after moving the centres until nobody moves."""
    sets, starts = centres.shape[:2]
    labels = np.full((sets, starts, stack.shape[1]), -1, dtype=np.int8)
    moving = np.arange(sets)
    for _ in range(MOST_ROUNDS):
        nearest = _closeness(stack[moving], centres[moving]).argmax(axis=2).astype(np.int8)
        changed = (nearest != labels[moving]).any(axis=(1, 2))
        labels[moving] = nearest
        moving = moving[changed]
        if not moving.size:
            break
        centres[moving] = _means(stack[moving], labels[moving], inside[moving], centres[moving])
    tightest = (_closeness(stack, centres).max(axis=2) * inside[:, None, :]).sum(axis=2).argmax(axis=1)
    return np.asarray(labels[np.arange(sets), tightest])


def _closeness(stack: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return x·c − c·c/2, which is largest at the nearest centre; shape (data sets, starts, k, persons)."""
    sets, starts, k, scales = centres.shape
    products = centres.reshape(sets, starts * k, scales) @ stack.transpose(0, 2, 1)
    return np.asarray(products.reshape(sets, starts, k, -1) - (centres**2).sum(axis=3)[..., None] / 2)


def _means(stack: np.ndarray, labels: np.ndarray, inside: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Return the mean of each group's members; a group without members keeps its centre."""
    centres = before.copy()
    for place in range(before.shape[2]):
        belongs = (labels == place) * inside[:, None, :]
        sizes = belongs.sum(axis=2)[..., None]
        centres[:, :, place] = np.where(sizes > 0, belongs @ stack / np.maximum(sizes, 1), before[:, :, place])
    return centres


def _distances(stack: np.ndarray) -> np.ndarray:
    lengths = (stack**2).sum(axis=2)
    squares = lengths[:, :, None] + lengths[:, None, :] - 2 * stack @ stack.transpose(0, 2, 1)
    distances = np.sqrt(np.maximum(squares, 0))
    distances[:, np.arange(stack.shape[1]), np.arange(stack.shape[1])] = 0
    return np.asarray(distances)


def _silhouette(distances: np.ndarray, labels: np.ndarray) -> np.ndarray:
    belongs = (labels[:, :, None] == np.arange(labels.max() + 1)).astype(float)
    sizes = belongs.sum(axis=1)[:, None, :]
    sums = distances @ belongs
    own_size = (belongs * sizes).sum(axis=2)
    within = (belongs * sums).sum(axis=2) / np.maximum(own_size - 1, 1)
    others = np.where((belongs > 0) | (sizes == 0), np.inf, sums / np.maximum(sizes, 1)).min(axis=2)
    defined = (own_size > 1) & np.isfinite(others)
    others = np.where(defined, others, 0)
    larger = np.maximum(within, others)
    widths = np.where(defined & (larger > 0), (others - within) / np.where(larger > 0, larger, 1), 0)
    return np.asarray(widths.mean(axis=1))
