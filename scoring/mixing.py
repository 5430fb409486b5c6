"""Whether ties run within sectors more than chance would have it, and whether dense groups are the sectors."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np

from scoring.graph import Net, subnet
from scoring.paths import as_graph
from scoring.thresholds import thresholds

_CHUNK = 500
"""Shuffles looked at in one go, for the memory they take."""


def with_sector(net: Net) -> Net:
    """Return the network among the organisations whose sector is known: sectors can be compared only there."""
    return subnet(net, net.sector >= 0)


def ei(net: Net) -> float | None:
    """Compare ties between sectors with ties within: (E − I)/(E + I); None if there is no tie.

    On its own the index misleads both ways: what chance gives depends on the sizes of the sectors (`ei_expected`).

    Returns
    -------
    float or None
        From −1 (all within) to 1 (all between). Tie set: union, organisations with a known sector.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises. Social Psychology Quarterly 51,
    123–140. 10.2307/2786835.
    """
    known = with_sector(net)
    within, ties = _within(known, known.sector), len(known.edges[0])
    return (ties - 2 * within) / ties if ties else None


def ei_expected(net: Net) -> float | None:
    """Return the E-I index if sectors were dealt out by chance: the same quotient over all pairs.

    None if fewer than two organisations have a known sector.
    """
    sizes = np.bincount(with_sector(net).sector)
    n = int(sizes.sum())
    pairs, within = n * (n - 1), int((sizes * (sizes - 1)).sum())
    return (pairs - 2 * within) / pairs if pairs else None


def ei_p(net: Net, *, seed: int, shuffles: int | None = None) -> float | None:
    """Return how often sectors that are dealt out by chance give an E-I index as low as the one there is.

    (b + 1)/(B + 1), with b of B shuffles of the sectors over the organisations as low or lower; ties stay as they are.

    Parameters
    ----------
    seed : int
        For the shuffles.
    shuffles : int, optional
        B; as many as the thresholds say if nothing else is.

    Returns
    -------
    float or None
        Above 0, at most 1; None if there is no tie. Tie set: union, organisations with a known sector.

    References
    ----------
    Krackhardt and Stern (1988), see `ei`.
    Bevc, C. A., Retrum, J. H. and Varda, D. M. (2015). New perspectives on the "silo effect": initial comparisons of
    network structures across public health collaboratives. American Journal of Public Health 105, S230–S235.
    10.2105/AJPH.2014.302256.
    """
    known = with_sector(net)
    first, second = known.edges
    if not len(first):
        return None
    drawn = int(thresholds().silo_shuffles.value) if shuffles is None else shuffles
    rng = np.random.default_rng(seed)
    observed, as_low = _within(known, known.sector), 0
    sector = known.sector.astype(np.int16)
    for start in range(0, drawn, _CHUNK):
        size = min(_CHUNK, drawn - start)
        # Columns are shuffles, so that the ends of a tie are looked up in rows that lie together.
        dealt = np.ascontiguousarray(rng.permuted(np.tile(sector, (size, 1)), axis=1).T)
        within = np.zeros(size, dtype=np.int64)
        for part in range(0, len(first), _CHUNK * 10):
            ends = slice(part, part + _CHUNK * 10)
            within += (dealt[first[ends]] == dealt[second[ends]]).sum(axis=0)
        as_low += int((within >= observed).sum())
    return (as_low + 1) / (drawn + 1)


def assortativity(net: Net) -> float | None:
    """Return how far ties join organisations of the same sector: 1 always, 0 as by chance, below 0 less than that.

    (Σ eᵢᵢ − Σ aᵢ²)/(1 − Σ aᵢ²), with the share eᵢᵢ of ends of ties within sector i and the share aᵢ of all ends there.

    Returns
    -------
    float or None
        None if there is no tie, or only one sector has ties. Tie set: union, organisations with a known sector.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126. 10.1103/PhysRevE.67.026126.
    """
    found = _shares(with_sector(net))
    if found is None:
        return None
    within, by_chance = found
    return None if by_chance == 1 else (within - by_chance) / (1 - by_chance)


def modularity(net: Net) -> float | None:
    """Return by how much more ties run within sectors than by chance: Σ eᵢᵢ − Σ aᵢ², as in `assortativity`.

    Returns
    -------
    float or None
        None if there is no tie. Tie set: union, organisations with a known sector.

    References
    ----------
    Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E
    69, 026113. 10.1103/PhysRevE.69.026113.
    """
    found = _shares(with_sector(net))
    return None if found is None else found[0] - found[1]


def communities(net: Net, *, seed: int) -> tuple[tuple[str, ...], ...]:
    """Find groups of organisations that are tied densely, without looking at sectors; the largest group first.

    Louvain, the best of several runs by modularity, of equals the first. An organisation without a tie is a group of
    its own. Tie set: union.

    Parameters
    ----------
    seed : int
        Of the first run; the others take the numbers after it.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. and Lefebvre, E. (2008). Fast unfolding of communities in large
    networks. Journal of Statistical Mechanics P10008. 10.1088/1742-5468/2008/10/P10008.
    """
    limits, graph = thresholds(), as_graph(net)
    large = net.n > limits.communities_large_above.value
    runs = int((limits.communities_runs_large if large else limits.communities_runs).value)
    best: tuple[float, list[list[int]]] = (-1.0, [])
    for run in range(runs):
        found = [sorted(group) for group in nx.community.louvain_communities(graph, seed=seed + run)]
        quality = modularity_of(net, _labels(found, net.n)) or 0.0
        if quality > best[0] + 1e-9:
            best = (quality, found)
    groups = [tuple(net.names[place] for place in group) for group in best[1]]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def modularity_of(net: Net, label: np.ndarray) -> float | None:
    """Return the modularity of any division of the organisations; None if there is no tie. See `modularity`.

    Parameters
    ----------
    label : array of int, shape (n,)
        The group of each organisation, from 0.
    """
    found = _shares(net._replace(sector=label))
    return None if found is None else found[0] - found[1]


def labels_of(net: Net, groups: Sequence[Sequence[str]]) -> np.ndarray:
    """Return the number of each organisation's group."""
    place = {name: number for number, group in enumerate(groups) for name in group}
    return np.array([place[name] for name in net.names])


def adjusted_rand(first: np.ndarray, second: np.ndarray) -> float:
    """Compare two divisions of the same things: 1 if they are the same, 0 as by chance.

    Parameters
    ----------
    first, second : array of int, shape (n,)
        The group of each thing, from 0.

    References
    ----------
    Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218. 10.1007/BF01908075.
    """
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1), dtype=np.int64)
    np.add.at(table, (first, second), 1)
    both, rows, columns = (_pairs_in(counts) for counts in (table, table.sum(axis=1), table.sum(axis=0)))
    by_chance = rows * columns / max(_pairs_in(np.array([len(first)])), 1)
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)


def _pairs_in(counts: np.ndarray) -> int:
    return int((counts * (counts - 1)).sum()) // 2


def _labels(groups: list[list[int]], n: int) -> np.ndarray:
    label = np.empty(n, dtype=np.int64)
    for number, group in enumerate(groups):
        label[group] = number
    return label


def _within(net: Net, sector: np.ndarray) -> int:
    first, second = net.edges
    return int((sector[first] == sector[second]).sum())


def _shares(net: Net) -> tuple[float, float] | None:
    """Return the share of ties within groups, and what it would be by chance."""
    ties = len(net.edges[0])
    if not ties:
        return None
    ends = np.bincount(net.sector, weights=net.degree) / (2 * ties)
    return _within(net, net.sector) / ties, float((ends**2).sum())
