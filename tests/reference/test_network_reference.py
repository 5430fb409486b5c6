"""Measures of networks agree with published figures of public networks, and with networkx."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx
import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from scoring.network import (
    Network,
    adjusted_rand,
    communities,
    describe,
    ei_expected,
    ei_p,
    modularity_of,
    network,
    reach,
)
from tests.networks import frame_of, organisations_of

if TYPE_CHECKING:
    Graph: TypeAlias = nx.Graph[Any]


def karate() -> Graph:
    graph: Graph = nx.karate_club_graph()
    return graph


def scattered() -> Graph:
    """Return a graph of several parts, with two organisations without a tie."""
    graph: Graph = nx.gnp_random_graph(40, 0.06, seed=5)
    graph.add_nodes_from([90, 91])
    return graph


GRAPHS: tuple[Callable[[], Graph], ...] = (
    karate,
    nx.krackhardt_kite_graph,
    nx.florentine_families_graph,
    nx.davis_southern_women_graph,
    scattered,
)


def sectors_of(graph: Graph) -> dict[Any, str]:
    return {node: "abc"[place % 3] for place, node in enumerate(graph)}


def described(graph: Graph, sector: dict[Any, str] | None = None) -> Network:
    return describe(frame_of(graph), organisations_of(graph, sector or sectors_of(graph)))


def test_the_karate_club_has_its_published_figures() -> None:
    # Zachary 1977, 10.1086/jar.33.4.3629752; unweighted, as in Girvan and Newman 2002, 10.1073/pnas.122653799.
    graph = karate()
    told = described(graph, {node: graph.nodes[node]["club"] for node in graph})

    assert (told.n, told.ties, told.components, told.isolates) == (34, 2 * 78, (34,), ())
    assert told.density == pytest.approx(0.1390, abs=5e-5)
    assert told.centralisation == pytest.approx(0.3996, abs=5e-5)
    assert told.transitivity == pytest.approx(0.2557, abs=5e-5)
    assert told.mean_path == pytest.approx(2.4082, abs=5e-5)
    assert told.diameter == 5
    assert told.cut_points == ("0",)
    assert told.betweenness["0"] == pytest.approx(231.0714, abs=5e-5)
    assert told.modularity == pytest.approx(0.3582, abs=5e-5)
    assert told.communities_modularity == pytest.approx(0.4198, abs=5e-5)
    assert told.ei == pytest.approx((11 - 67) / 78)
    assert told.ei_p == pytest.approx(1 / 5000)


def test_the_kite_has_its_published_figures() -> None:
    # Krackhardt 1990, 10.2307/2393394: Diane has most ties, Heather stands between, Fernando and Garth are nearest.
    told = described(nx.krackhardt_kite_graph())

    assert told.betweenness["7"] == 14
    assert told.betweenness["3"] == pytest.approx(3.6667, abs=5e-5)
    assert told.cut_points == ("7", "8")
    assert told.centralisation == pytest.approx((10 * 6 - 36) / 72)


def test_the_families_of_florence_have_their_published_figures() -> None:
    # Padgett and Ansell 1993, 10.1086/230190; Wasserman and Faust 1994: the Medici stand between most others.
    told = described(nx.florentine_families_graph())

    assert told.betweenness["Medici"] == 47.5
    assert told.density == pytest.approx(0.1905, abs=5e-5)
    assert max(told.betweenness, key=lambda name: told.betweenness[name]) == "Medici"


@pytest.mark.parametrize("make", GRAPHS, ids=lambda make: make.__name__)
def test_each_measure_is_that_of_networkx(make: Callable[[], Graph]) -> None:
    graph = make()
    told, sector = described(graph), sectors_of(graph)
    nx.set_node_attributes(graph, sector, "sector")
    groups = [{node for node in graph if sector[node] == one} for one in "abc"]
    lengths = [
        length for node, found in nx.all_pairs_shortest_path_length(graph) for to, length in found.items() if to != node
    ]

    assert told.density == pytest.approx(nx.density(graph))
    assert told.components == tuple(sorted(map(len, nx.connected_components(graph)), reverse=True))
    assert {*told.isolates} == {str(node) for node in nx.isolates(graph)}
    assert {*told.cut_points} == {str(node) for node in nx.articulation_points(graph)}
    assert told.mean_path == pytest.approx(np.mean(lengths))
    assert told.diameter == max(lengths)
    assert told.efficiency == pytest.approx(nx.global_efficiency(graph))
    assert told.transitivity == pytest.approx(nx.transitivity(graph))
    assert told.assortativity == pytest.approx(nx.attribute_assortativity_coefficient(graph, "sector"))
    assert told.modularity == pytest.approx(nx.community.modularity(graph, groups, weight=None))
    raw = nx.betweenness_centrality(graph, normalized=False)
    assert told.betweenness == pytest.approx({str(node): value for node, value in raw.items()})


def test_reciprocity_of_edges_is_that_of_networkx() -> None:
    graph = nx.gnp_random_graph(25, 0.2, seed=3, directed=True)
    told = described(graph)

    assert told.reciprocity == pytest.approx(nx.overall_reciprocity(graph))
    both = sum(graph.has_edge(to, one) for one, to in graph.edges) / 2
    assert told.reciprocity_dyadic == pytest.approx(both / (graph.number_of_edges() - both))


def test_what_chance_gives_is_the_mean_over_shuffles() -> None:
    graph = karate()
    net = network(frame_of(graph), organisations_of(graph, sectors_of(graph)))
    first, second = net.edges
    rng = np.random.default_rng(4)
    drawn = [rng.permutation(net.sector) for _ in range(4_000)]
    mean = np.mean([1 - 2 * (dealt[first] == dealt[second]).mean() for dealt in drawn])

    assert ei_expected(net) == pytest.approx(mean, abs=0.01)


def test_the_probability_by_chance_is_the_share_of_shuffles_counted_one_by_one() -> None:
    graph = karate()
    net = network(frame_of(graph), organisations_of(graph, sectors_of(graph)))
    first, second = net.edges
    rng = np.random.default_rng(11)
    seen = (net.sector[first] == net.sector[second]).sum()
    shuffles = [rng.permutation(net.sector) for _ in range(4_000)]
    as_low = sum((dealt[first] == dealt[second]).sum() >= seen for dealt in shuffles)

    assert ei_p(net, seed=2) == pytest.approx(as_low / 4_000, abs=0.03)


@pytest.mark.parametrize("make", GRAPHS, ids=lambda make: make.__name__)
def test_the_communities_are_as_good_as_the_best_that_networkx_finds(make: Callable[[], Graph]) -> None:
    graph = make()
    net = network(frame_of(graph), organisations_of(graph))
    found = communities(net, seed=0)
    best = max(
        nx.community.modularity(graph, groups, weight=None)
        for seed in range(10)
        for groups in [nx.community.louvain_communities(graph, weight=None, seed=seed)]
    )

    place = {name: number for number, group in enumerate(found) for name in group}
    assert sorted(place) == sorted(net.names)
    assert (modularity_of(net, np.array([place[name] for name in net.names])) or 0) >= best - 0.01


def test_the_adjusted_rand_index_is_that_of_a_second_implementation() -> None:
    rng = np.random.default_rng(1)
    pairs = [(rng.integers(0, 4, 30), rng.integers(0, 3, 30)) for _ in range(20)]

    for first, second in pairs:
        assert adjusted_rand(first, second) == pytest.approx(adjusted_rand_score(first, second))
    assert adjusted_rand(pairs[0][0], pairs[0][0]) == 1


def test_the_reach_over_two_steps_is_counted_pair_by_pair() -> None:
    graph = scattered()
    near = [to for node, found in nx.all_pairs_shortest_path_length(graph, cutoff=2) for to in found if to != node]
    net = network(frame_of(graph), organisations_of(graph))

    assert reach(net) == pytest.approx(len(near) / (len(graph) * (len(graph) - 1)))


def test_the_order_of_rows_and_organisations_leaves_no_trace() -> None:
    graph = karate()
    ties, organisations = frame_of(graph), organisations_of(graph, sectors_of(graph))
    shuffled = describe(ties.sample(frac=1, random_state=1), organisations.sample(frac=1, random_state=2), seed=3)

    assert shuffled == describe(ties, organisations, seed=3)
