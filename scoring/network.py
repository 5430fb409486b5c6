"""One network described: every measure by its name, and those that need no module of their own."""

from __future__ import annotations

import msgspec
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from scoring.graph import TIE_FROM, Net, network, subnet
from scoring.mixing import (
    adjusted_rand,
    assortativity,
    communities,
    ei,
    ei_expected,
    ei_p,
    labels_of,
    modularity,
    modularity_of,
)
from scoring.paths import (
    after_best_connected,
    betweenness,
    components,
    connected_share,
    cut_points,
    diameter,
    distances,
    efficiency,
    isolates,
    mean_path,
    reach,
)

__all__ = [
    "TIE_FROM",
    "Net",
    "Network",
    "adjusted_rand",
    "after_best_connected",
    "assortativity",
    "betweenness",
    "centralisation",
    "communities",
    "components",
    "connected_share",
    "cut_points",
    "density",
    "describe",
    "diameter",
    "distances",
    "efficiency",
    "ei",
    "ei_expected",
    "ei_p",
    "isolates",
    "labels_of",
    "mean_path",
    "modularity",
    "modularity_of",
    "network",
    "pairs_answered",
    "reach",
    "reciprocity",
    "reciprocity_dyadic",
    "subnet",
    "transitivity",
    "union_density",
]


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one network. Tie sets: as said (*directed*), or named by at least one side (*union*).

    Parameters
    ----------
    n, respondents : int
        Organisations, and those of them that told anything of a partner.
    ties : int
        Ties as said.
    density : float, optional
        Directed: ties ÷ (respondents × (n − 1)); None if nobody answered.
    reciprocity, reciprocity_dyadic : float, optional
        Directed, over the pairs in which both answered: see the functions; None without a tie there.
    centralisation : float
        Union: Freeman's degree centralisation.
    components : tuple of int
        Union: organisations in each part that hangs together, the largest first.
    isolates, cut_points : tuple of str
        Union: organisations without a tie, and those without which the network would fall into more parts.
    mean_path : float, optional
        Union: steps between those who reach each other; None, as `diameter`, if there is no tie.
    diameter : int, optional
        Union: the most such steps.
    efficiency : float
        Union: mean of 1/steps over all pairs.
    betweenness : dict
        Union: raw, by organisation.
    transitivity : float, optional
        Union: share of paths of two ties that are closed; None if there is no such path.
    ei, ei_expected, ei_p : float, optional
        Union: E-I index of the sectors, what chance gives, and how probable so low an index is by chance.
    assortativity, modularity : float, optional
        Union: of the sectors.
    communities : tuple of tuple of str
        Union: groups that are tied densely, found without the sectors.
    communities_modularity : float, optional
        How clearly these stand apart.
    """

    n: int
    respondents: int
    ties: int
    density: float | None
    reciprocity: float | None
    reciprocity_dyadic: float | None
    centralisation: float
    components: tuple[int, ...]
    isolates: tuple[str, ...]
    cut_points: tuple[str, ...]
    mean_path: float | None
    diameter: int | None
    efficiency: float
    betweenness: dict[str, float]
    transitivity: float | None
    ei: float | None
    ei_expected: float | None
    ei_p: float | None
    assortativity: float | None
    modularity: float | None
    communities: tuple[tuple[str, ...], ...]
    communities_modularity: float | None


def describe(
    ties: pd.DataFrame, organisations: pd.DataFrame, *, from_intensity: int = TIE_FROM, seed: int = 0
) -> Network:
    """Describe a network of organisations.

    Parameters
    ----------
    ties, organisations : DataFrame
        As for `scoring.graph.network`.
    from_intensity : int
        The intensity from which a tie exists: 2 is cooperation, 1 also contact.
    seed : int
        For the shuffles of sectors and the search for communities; equal input gives equal output, whatever the order
        of the rows.

    Raises
    ------
    ValueError
        As for `scoring.graph.network`.
    """
    net = network(ties, organisations, from_intensity=from_intensity)
    steps, groups = distances(net), communities(net, seed=seed)
    return Network(
        n=net.n,
        respondents=int(net.answered.sum()),
        ties=int(net.directed.sum()),
        density=density(net),
        reciprocity=reciprocity(net),
        reciprocity_dyadic=reciprocity_dyadic(net),
        centralisation=centralisation(net),
        components=components(net),
        isolates=isolates(net),
        cut_points=cut_points(net),
        mean_path=mean_path(net, steps),
        diameter=diameter(net, steps),
        efficiency=efficiency(net, steps),
        betweenness=betweenness(net),
        transitivity=transitivity(net),
        ei=ei(net),
        ei_expected=ei_expected(net),
        ei_p=ei_p(net, seed=seed),
        assortativity=assortativity(net),
        modularity=modularity(net),
        communities=groups,
        communities_modularity=modularity_of(net, labels_of(net, groups)),
    )


def density(net: Net) -> float | None:
    """Return the share of named ties of all that could have been named: ties ÷ (respondents × (n − 1)).

    Silent organisations can be named and name nobody, so that they do not lower it. None if nobody answered. Tie set:
    directed.
    """
    possible = int(net.answered.sum()) * (net.n - 1)
    return int(net.directed.sum()) / possible if possible else None


def union_density(net: Net) -> float | None:
    """Return the share of tied pairs among those known of, in which at least one side answered; None if there is none.

    Tie set: union.
    """
    silent = net.n - int(net.answered.sum())
    known = (net.n * (net.n - 1) - silent * (silent - 1)) // 2
    return len(net.edges[0]) / known if known else None


def pairs_answered(net: Net) -> tuple[int, int]:
    """Count the pairs in which both named a tie, and those in which one did.

    Only over pairs in which both organisations answered and could tell of the other.
    """
    first, second = net.edges
    unsure = net.unsure[first, second] | net.unsure[second, first]
    asked = net.answered[first] & net.answered[second] & ~unsure
    both = int(net.confirmed[first, second][asked].sum())
    return both, int(asked.sum()) - both


def reciprocity(net: Net) -> float | None:
    """Return the share of named ties that the other side names too (*reciprocity of edges*): 2M/(2M + A).

    M pairs in which both named a tie and A in which one did, see `pairs_answered`; None if there are none. Tie set:
    directed.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social network analysis: methods and applications. Cambridge University Press.
    10.1017/CBO9780511815478.
    """
    both, one = pairs_answered(net)
    return 2 * both / (2 * both + one) if both + one else None


def reciprocity_dyadic(net: Net) -> float | None:
    """Return the share of tied pairs in which both named it (*dyadic reciprocity*): M/(M + A), as `reciprocity`."""
    both, one = pairs_answered(net)
    return both / (both + one) if both + one else None


def centralisation(net: Net) -> float:
    """Return how far ties run over one organisation: 0 if all have equally many, 1 in a star.

    Σ(max d − dᵢ)/((n − 1)(n − 2)) over the degrees dᵢ. Tie set: union.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1, 215–239.
    10.1016/0378-8733(78)90021-7.
    """
    degree = net.degree
    return float((degree.max() - degree).sum() / ((net.n - 1) * (net.n - 2)))


def transitivity(net: Net) -> float | None:
    """Return the share of paths of two ties that are closed to a triangle; None if there is no such path.

    Tie set: union.

    References
    ----------
    Wasserman and Faust (1994), see `reciprocity`.
    """
    degree = net.degree
    paths = int((degree * (degree - 1)).sum())
    ties = csr_array(net.union, dtype=np.int64)
    closed = int((ties @ ties).toarray()[net.union].sum())
    return closed / paths if paths else None
