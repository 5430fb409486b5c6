"""Where the organisations of a map stand: near those they cooperate with, apart enough for their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

_Array = NDArray[np.float64]

_ROUNDS = 200
_PUSHES, _PATIENCE, _GROWTH = 600, 30, 0.02
"""How often boxes are pushed; after how many times without success the frame grows, and by what part of its height."""
_UPRIGHT = 3
"""Every so often boxes are pushed up and down alone: a row that is full from side to side would never part."""
_OWN_SECTOR = 0.8
"""Organisations of one sector are drawn as if they were that much nearer."""
_BY_RANK = 0.55
"""How far places follow their order instead of their distance, so that the frame is filled."""
_LEAST = 1e-9
_GAP = 0.01


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How wide and how high the places of boxes may reach, from 0."""

    width: float
    height: float


def near_partners(ties: Sequence[tuple[int, int]], sectors: Sequence[str | None]) -> _Array:
    """Place organisations so that their distances resemble the steps between them (stress majorisation).

    Parameters
    ----------
    ties : sequence of pair of int
        Places of two organisations among the sectors.
    sectors : sequence of str or None
        One an organisation; those of one sector begin side by side and are drawn lightly together.

    Returns
    -------
    ndarray of shape (n, 2)
        In steps; the same input gives the same places.

    References
    ----------
    .. [1] Gansner, E. R., Koren, Y., North, S. (2005): Graph Drawing by Stress Majorization. Graph Drawing 2004,
       239-250. 10.1007/978-3-540-31843-9_25
    """
    apart = _steps(ties, sectors)
    weights = 1.0 / np.maximum(apart, _LEAST) ** 2
    np.fill_diagonal(weights, 0.0)
    total = np.maximum(weights.sum(axis=1, keepdims=True), _LEAST)
    places = _on_a_circle(sectors)
    for _ in range(_ROUNDS):
        between = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.sqrt((between**2).sum(axis=2)), _LEAST)
        wanted = places[None, :, :] + (apart / distance)[:, :, None] * between
        places = (weights[:, :, None] * wanted).sum(axis=1) / total
    return places


def filling(places: _Array, frame: Frame) -> _Array:
    """Stretch places over a frame: partly by their distance, partly by their order, so that no corner stays empty."""
    sides = (frame.width, frame.height)
    return np.column_stack([_spread(places[:, axis]) * side for axis, side in enumerate(sides)])


def apart(places: _Array, sizes: _Array, frame: Frame) -> _Array:
    """Push boxes apart until none covers another.

    Parameters
    ----------
    places : ndarray of shape (n, 2)
        Centres of the boxes.
    sizes : ndarray of shape (n, 2)
        How wide and how high each box is; none wider than the frame.
    frame : Frame
        No box leaves it, but for its lower side where there is no other room.

    Returns
    -------
    ndarray of shape (n, 2)
        Centres of the boxes; no two of them overlap.
    """
    half = sizes / 2
    ends = np.maximum(np.array([frame.width, frame.height]) - half, half)
    moved = np.clip(places, half, ends)
    for turn in range(1, _PUSHES + 1):
        push = _pushes(moved, half, upright=turn % _UPRIGHT == 0)
        if not push.any():
            break
        if turn % _PATIENCE == 0:
            ends[:, 1] += frame.height * _GROWTH
        moved = np.clip(moved + push, half, ends)
    return _settled(moved, half)


def _steps(ties: Sequence[tuple[int, int]], sectors: Sequence[str | None]) -> _Array:
    count = len(sectors)
    pairs = np.array(ties, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    steps = np.asarray(shortest_path(graph.tocsr(), directed=False, unweighted=True), dtype=np.float64)
    reached = steps[np.isfinite(steps)]
    steps[~np.isfinite(steps)] = reached.max(initial=0.0) + 1.0
    own = np.array([[first is not None and first == second for second in sectors] for first in sectors])
    return np.where(own, steps * _OWN_SECTOR, steps)


def _on_a_circle(sectors: Sequence[str | None]) -> _Array:
    """Return places to begin from: around a circle, sector after sector, each a little further out than the last."""
    order = sorted(range(len(sectors)), key=lambda one: (sectors[one] or "", one))
    places = np.zeros((len(sectors), 2))
    for rank, one in enumerate(order):
        angle, radius = 2 * math.pi * rank / len(order), 1 + rank / (10 * len(order))
        places[one] = radius * math.cos(angle), radius * math.sin(angle)
    return places


def _spread(along: _Array) -> _Array:
    length = along.max() - along.min()
    if len(along) == 1 or length < _LEAST:
        return np.full(len(along), 0.5)
    rank = np.empty(len(along))
    rank[np.argsort(along, kind="stable")] = np.arange(len(along)) / (len(along) - 1)
    blended: _Array = (1 - _BY_RANK) * (along - along.min()) / length + _BY_RANK * rank
    return blended


def _pushes(places: _Array, half: _Array, *, upright: bool) -> _Array:
    """Return how each box moves to cover less of the others: by half the overlap, along its shorter side or upright."""
    between = places[:, None, :] - places[None, :, :]
    overlap = half[:, None, :] + half[None, :, :] - np.abs(between)
    covers: NDArray[np.bool_] = np.minimum(overlap[:, :, 0], overlap[:, :, 1]) > _GAP
    np.fill_diagonal(covers, val=False)
    number = np.arange(len(places))
    side = np.where(between == 0, np.sign(number[:, None] - number[None, :])[:, :, None], np.sign(between))
    sideways = (overlap[:, :, 0] <= overlap[:, :, 1]) & (not upright)
    which = np.stack([sideways, ~sideways], axis=2) & covers[:, :, None]
    push: _Array = (which * side * overlap / 2).sum(axis=1)
    return push


def _settled(places: _Array, half: _Array) -> _Array:
    """Let every box that still covers another sink below it, from top to bottom."""
    settled = places.copy()
    order = np.argsort(places[:, 1] - half[:, 1], kind="stable")
    for rank, one in enumerate(order):
        others = order[:rank]
        while True:
            overlap = half[one] + half[others] - np.abs(settled[one] - settled[others])
            covered = others[(overlap > _GAP).all(axis=1)]
            if len(covered) == 0:
                break
            settled[one, 1] = (settled[covered, 1] + half[covered, 1]).max() + half[one, 1]
    return settled
