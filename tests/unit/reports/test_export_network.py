"""Confirmed ties leave for Gephi, Kumu and R where they may be shown by name, and else not at all."""

from __future__ import annotations

import csv
import io

import msgspec
import networkx as nx
import pytest

from reports.export.network import GRAPHML, NODES, TIES, network_files
from scoring.diagnosis import Diagnosis, Instrument, Participation, Protection
from scoring.partnership import NamedMap, NamedOrganisation, NamedTie
from scoring.relations import NetworkResult

IDS = ("a", "b", "c", "d", "e")
MAP = NamedMap(
    organisations=tuple(NamedOrganisation(id=one, sector=None if one == "e" else "health") for one in IDS),
    ties=(NamedTie(first="a", second="b", intensity=4), NamedTie(first="b", second="d", intensity=2)),
)
NAMES = {"a": "Amt für „Jugend“ & <Soziales>", "b": "=cmd|' /C calc'!A0", "c": "Verein, Ost"}


def diagnosis_of(network: NetworkResult) -> Diagnosis:
    return Diagnosis(
        method_version="",
        instrument=Instrument(id="netzwerk", version="2026.1", digest="", reliability=0.75),
        participation=Participation(unit="organisation", contributors=5, invited=5, persons=5),
        protection=Protection(minimum=5, strict=False, grouping="none"),
        simulated=False,
        ranking_holds=False,
        scales=(),
        conditions=(),
        stage=None,
        network=network,
    )


@pytest.fixture
def files() -> dict[str, bytes]:
    return network_files(diagnosis_of(NetworkResult(named=MAP)), names=NAMES)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_without_a_map_nothing_leaves() -> None:
    assert network_files(diagnosis_of(NetworkResult())) == {}


def test_the_graph_is_read_again_with_names_sectors_and_weights(files: dict[str, bytes]) -> None:
    graph: nx.Graph[str] = nx.read_graphml(io.BytesIO(files[GRAPHML]))

    assert not graph.is_directed()
    assert graph.nodes["a"] == {"label": NAMES["a"], "sector": "health"}
    assert graph.nodes["e"] == {"label": "e"}
    ties = sorted((*sorted(ends), graph.edges[ends]["weight"]) for ends in graph.edges)
    assert ties == [("a", "b", 4), ("b", "d", 2)]


def test_the_tables_have_the_columns_that_gephi_and_kumu_go_by(files: dict[str, bytes]) -> None:
    nodes, ties = rows(files[NODES]), rows(files[TIES])

    assert [(row["Id"], row["Label"], row["Sector"]) for row in nodes][2:4] == [
        ("c", "Verein, Ost", "health"),
        ("d", "d", "health"),
    ]
    assert [(row["Source"], row["Target"], row["Weight"], row["Type"]) for row in ties] == [
        ("a", "b", "4", "Undirected"),
        ("b", "d", "2", "Undirected"),
    ]
    assert {row[end] for row in ties for end in ("From", "To")} <= {row["Label"] for row in nodes}


def test_no_cell_is_run_as_a_formula(files: dict[str, bytes]) -> None:
    cells = [cell for name in (NODES, TIES) for row in rows(files[name]) for cell in row.values()]

    assert "'" + NAMES["b"] in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_same_map_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    again = msgspec.json.decode(msgspec.json.encode(MAP), type=NamedMap)

    assert network_files(diagnosis_of(NetworkResult(named=again)), names=NAMES) == files
