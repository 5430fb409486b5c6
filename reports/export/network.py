"""The confirmed ties that may be shown by name, for Gephi, Kumu and R: GraphML and two tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import networkx as nx

from questionnaires.spreadsheet import neutral
from scoring.diagnosis import Diagnosis
from scoring.partnership import NamedMap

GRAPHML = "network.graphml"
NODES = "network-nodes.csv"
TIES = "network-ties.csv"

_UNNAMED: Mapping[str, str] = MappingProxyType({})


def network_files(diagnosis: Diagnosis, *, names: Mapping[str, str] = _UNNAMED) -> dict[str, bytes]:
    """Return the files of a network by their names; none where no tie may be shown by name.

    Parameters
    ----------
    diagnosis : Diagnosis
        Its map holds confirmed ties between organisations that both agreed, and nothing else leaves.
    names : mapping of str to str, optional
        The name of an organisation by its id; without one it is shown by its id.
    """
    told = diagnosis.network.named
    if told is None:
        return {}
    return {GRAPHML: graphml(told, names=names), NODES: nodes_csv(told, names=names), TIES: ties_csv(told, names=names)}


def graphml(told: NamedMap, *, names: Mapping[str, str] = _UNNAMED) -> bytes:
    """Write the map as GraphML, which Gephi and R read: nodes with ``label`` and ``sector``, ties with ``weight``.

    The weight is the intensity from 2 to 5.
    """
    graph: nx.Graph[str] = nx.Graph()
    for one in told.organisations:
        sector = {} if one.sector is None else {"sector": one.sector}
        graph.add_node(one.id, label=names.get(one.id, one.id), **sector)
    for tie in told.ties:
        graph.add_edge(tie.first, tie.second, weight=tie.intensity)
    written = io.BytesIO()
    nx.write_graphml_xml(graph, written)
    return written.getvalue() + b"\n"


def nodes_csv(told: NamedMap, *, names: Mapping[str, str] = _UNNAMED) -> bytes:
    """Write the organisations as a table: ``Id``, ``Label`` and ``Sector``, as Gephi, Kumu and R take them."""
    return _csv(
        ("Id", "Label", "Sector"), ((one.id, names.get(one.id, one.id), one.sector or "") for one in told.organisations)
    )


def ties_csv(told: NamedMap, *, names: Mapping[str, str] = _UNNAMED) -> bytes:
    """Write the ties as a table that serves several programs.

    Gephi and R go by ``Source`` and ``Target``, which are ids, Gephi also by ``Type`` and ``Weight``; Kumu goes by
    ``From`` and ``To``, which are labels, and by ``Direction``.
    """
    return _csv(
        ("Source", "Target", "From", "To", "Type", "Direction", "Weight"),
        (
            (
                tie.first,
                tie.second,
                names.get(tie.first, tie.first),
                names.get(tie.second, tie.second),
                "Undirected",
                "undirected",
                str(tie.intensity),
            )
            for tie in told.ties
        ),
    )


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(head)
    table.writerows([neutral(cell) for cell in row] for row in rows)
    return written.getvalue().encode()
