"""Who reaches whom over how many steps, what holds a network together, and who stands between others."""

from __future__ import annotations

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path

from scoring.graph import Net, subnet

_REACH = 2


def distances(net: Net) -> np.ndarray:
    """Count the steps between all organisations over the ties that at least one side named.

    Returns
    -------
    array of float, shape (n, n)
        0 on the diagonal, infinite where there is no way.
    """
    return np.asarray(shortest_path(csr_array(net.union), method="D", directed=False, unweighted=True))


def components(net: Net) -> tuple[int, ...]:
    """Count the organisations in each part of the network that hangs together, the largest first.

    An organisation without a tie is a part of its own. Tie set: union.
    """
    _, part = connected_components(csr_array(net.union), directed=False)
    return tuple(sorted(map(int, np.bincount(part)), reverse=True))


def isolates(net: Net) -> tuple[str, ...]:
    """Name the organisations with which nobody is tied and that are tied with nobody. Tie set: union."""
    return tuple(net.names[place] for place in np.flatnonzero(net.degree == 0))


def cut_points(net: Net) -> tuple[str, ...]:
    """Name the organisations without which the network would fall into more parts. Tie set: union."""
    return tuple(net.names[place] for place in sorted(nx.articulation_points(as_graph(net))))


def mean_path(net: Net, steps: np.ndarray | None = None) -> float | None:
    """Average the steps over the pairs that reach each other; None if there is no tie. Tie set: union.

    Parameters
    ----------
    steps : array, shape (n, n), optional
        From `distances`, where they are known already.
    """
    reached = _reached(_pairs(net, steps))
    return float(reached.mean()) if reached.size else None


def diameter(net: Net, steps: np.ndarray | None = None) -> int | None:
    """Return the most steps between two organisations that reach each other; None if there is no tie.

    Parameters and tie set as for `mean_path`.
    """
    reached = _reached(_pairs(net, steps))
    return int(reached.max()) if reached.size else None


def efficiency(net: Net, steps: np.ndarray | None = None) -> float:
    """Average 1/steps over all pairs, 0 for those that do not reach each other: 1 if all are tied with all.

    Parameters and tie set as for `mean_path`.

    References
    ----------
    Latora, V. and Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters 87, 198701.
    10.1103/PhysRevLett.87.198701.
    """
    return float((1 / _pairs(net, steps)).mean())


def reach(net: Net, steps: np.ndarray | None = None, *, most: int = _REACH) -> float:
    """Return the share of all pairs that reach each other over at most some steps.

    Parameters and tie set as for `mean_path`; `most` steps, two if nothing else is said.
    """
    return float((_pairs(net, steps) <= most).mean())


def connected_share(net: Net) -> float:
    """Return the share of all pairs that reach each other at all. Tie set: union."""
    sizes = np.array(components(net), dtype=float)
    return float((sizes * (sizes - 1)).sum() / (net.n * (net.n - 1)))


def after_best_connected(net: Net) -> float:
    """Return the share of pairs still connected among the others once the best connected organisation has left.

    Where several have the most ties, the one whose leaving is the worst. Tie set: union.
    """
    best = np.flatnonzero(net.degree == net.degree.max())
    return min(connected_share(subnet(net, np.arange(net.n) != place)) for place in best)


def betweenness(net: Net) -> dict[str, float]:
    """Count the shortest ways between two others that lead over each organisation; equal ways share one pair.

    Raw counts, each pair once, ends left out. Tie set: union.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40, 35–41. 10.2307/3033543.
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25, 163–177.
    10.1080/0022250X.2001.9990249.
    """
    ties, steps = csr_array(net.union, dtype=float), distances(net)
    depth = int(steps[np.isfinite(steps)].max())
    ways = _ways(ties, steps, depth)
    carried = np.zeros((net.n, net.n))
    # Brandes' dependencies from all sources at once, from the farthest layer inwards.
    for layer in range(depth, 1, -1):
        outer, inner = steps == layer, steps == layer - 1
        passed = np.zeros_like(carried)
        passed[outer] = (1 + carried[outer]) / ways[outer]
        carried[inner] += (ways * (ties @ passed))[inner]
    np.fill_diagonal(carried, 0.0)
    return {name: float(value) for name, value in zip(net.names, carried.sum(axis=1) / 2, strict=True)}


def as_graph(net: Net) -> nx.Graph[int]:
    """Return the ties that at least one side named as a graph of numbers, for what networkx computes."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(net.n))
    graph.add_edges_from(zip(*(ends.tolist() for ends in net.edges), strict=True))
    return graph


def _ways(ties: csr_array, steps: np.ndarray, depth: int) -> np.ndarray:
    """Count the shortest ways from each source, a column, to each organisation, a row."""
    ways = np.eye(len(steps))
    for layer in range(1, depth + 1):
        arriving = ties @ np.where(steps == layer - 1, ways, 0.0)
        here = steps == layer
        ways[here] = arriving[here]
    return ways


def _pairs(net: Net, steps: np.ndarray | None) -> np.ndarray:
    known = distances(net) if steps is None else steps
    return np.asarray(known[np.triu_indices(net.n, 1)])


def _reached(pairs: np.ndarray) -> np.ndarray:
    return np.asarray(pairs[np.isfinite(pairs)])
