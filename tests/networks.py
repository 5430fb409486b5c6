"""Networks as tables of ties and organisations: public ones, made-up ones, and single rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from questionnaires.profile import SECTORS
from questionnaires.rosters import BACKBONE
from scoring.connecting import Tying, simulate_ties
from scoring.cooperation import network_result
from scoring.disclosure import rules_with
from scoring.relations import NetworkResult
from scoring.ties import Ties, check_ties

COLUMNS = ("from", "to", "known", "intensity")


def frame_of(graph: nx.Graph[Any], *, intensity: int = 3) -> pd.DataFrame:
    """Return the ties of a graph, each named by both sides, or as directed where it is; all others are asked too."""
    rows = [
        (str(one), str(other), 1, intensity if graph.has_edge(one, other) else 0)
        for one in graph
        for other in graph
        if one != other
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def organisations_of(graph: nx.Graph[Any], sector: Mapping[Any, str] | None = None) -> pd.DataFrame:
    """Return the nodes of a graph as organisations."""
    known = sector or {}
    return pd.DataFrame(
        {
            "organisation": pd.Series([str(node) for node in graph], dtype="str"),
            "sector": pd.Series([known.get(node) for node in graph], dtype="str"),
        }
    )


def roster(sizes: Mapping[str, int]) -> pd.DataFrame:
    """Return so many organisations of each sector, named by it and a number."""
    names = [(f"{sector}-{number:02d}", sector) for sector in SECTORS for number in range(sizes.get(sector, 0))]
    return pd.DataFrame(names, columns=["organisation", "sector"], dtype="str")


def answering(table: pd.DataFrame, share: float = 1.0) -> pd.DataFrame:
    """Return one respondent for each of the first organisations."""
    names = list(table["organisation"])[: round(len(table) * share)]
    return pd.DataFrame({"respondent": [f"p-{name}" for name in names], "organisation": names}, dtype="str")


def made(
    table: pd.DataFrame, *, share: float = 1.0, tying: Tying | None = None, agreed: Iterable[str] = (), seed: int = 1
) -> Ties:
    """Return made-up ties of some organisations, of which the first share answers."""
    simulated = simulate_ties(table, answering(table, share), tying=tying, seed=seed)
    return check_ties(simulated.rows, organisations=table, agreed=frozenset(agreed))


def released(ties: Ties, *, minimum: int | None = None, strict: bool = False) -> NetworkResult:
    """Return what may be told of ties, without any statement beside them."""
    return network_result(ties, (), (), rules=rules_with(minimum=minimum, strict=strict), seed=1)


def full_rows(table: pd.DataFrame, ties: Mapping[tuple[str, str], int], *, silent: Iterable[str] = ()) -> pd.DataFrame:
    """Return a row for every pair that was asked; pairs without an entry know each other and have no tie."""
    quiet = frozenset(silent)
    names = [str(name) for name in table["organisation"]]
    rows = [
        (one, other, 1, ties.get((one, other), 0), *((3, 3, 3) if ties.get((one, other)) else (None, None, None)))
        for one in names
        if one not in quiet
        for other in [*names, BACKBONE]
        if one != other
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS, "reliable", "mission", "open"])
