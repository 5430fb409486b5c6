"""From the ties of a wave to what may be told of them: which figures, over whom, and how fine."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pandas as pd

from questionnaires.rosters import BACKBONE
from scoring.circles import blocks_of, circles_of, share_told
from scoring.disclosure import Rules
from scoring.findings import ConditionResult, ScaleResult
from scoring.governance import governance_of
from scoring.graph import Net, network
from scoring.mapping import agreed_of, named_map
from scoring.network import (
    centralisation,
    density,
    pairs_answered,
    reciprocity,
    reciprocity_dyadic,
    transitivity,
    union_density,
)
from scoring.partnership import Backing
from scoring.paths import (
    after_best_connected,
    components,
    connected_share,
    cut_points,
    distances,
    efficiency,
    mean_path,
    reach,
)
from scoring.relations import Cohesion, Depth, Dyads, Fragility, NetworkResult
from scoring.rounding import hundredths, steps
from scoring.silos import mixing_of
from scoring.sources import sources_of
from scoring.thresholds import thresholds
from scoring.ties import Ties, collapsed
from scoring.trusting import trust_of

_TENTH = 0.1
_HUNDREDTH = 0.01


def network_result(
    ties: Ties | None,
    scales: Sequence[ScaleResult],
    conditions: Sequence[ConditionResult],
    *,
    rules: Rules,
    seed: int,
) -> NetworkResult:
    """Release what the ties of a wave say, alone and together with the statements.

    Parameters
    ----------
    ties : Ties, optional
        None where none were asked for.
    scales, conditions : sequence
        What the statements say, as it is published.
    seed : int
        For shuffling sectors and searching communities.
    """
    if ties is None:
        return NetworkResult(refused="not_asked")
    rows = collapsed(ties.rows)
    partners, office = rows[rows["to"] != BACKBONE], rows[rows["to"] == BACKBONE]
    organisations, respondents = len(ties.organisations), partners["from"].nunique()
    if respondents < _least(rules):
        return NetworkResult(refused="too_few", organisations=organisations, respondents=respondents)
    net = network(partners, ties.organisations)
    told = NetworkResult(
        organisations=organisations,
        respondents=respondents,
        depth=depth_of(respondents, organisations),
        density=hundredths(density(net)),
        unknown=steps(float((partners["known"] == 0).sum() / partners["known"].notna().sum()), _HUNDREDTH),
        agreed=int(agreed_of(net, ties.agreed).sum()),
    )
    if told.depth != "basic":
        told = _with_pattern(told, net, ties, rules=rules, rows=partners, seed=seed)
        told = msgspec.structs.replace(told, backing=backing_of(office, rules))
    told = msgspec.structs.replace(told, governance=governance_of(told, scales, conditions))
    dense = hundredths(union_density(net)) or 0.0
    return msgspec.structs.replace(told, sources=sources_of(told, scales, dense=dense >= thresholds().dense_from.value))


def depth_of(respondents: int, organisations: int) -> Depth:
    """Tell how far the figures may go, by the share of the invited organisations that answered."""
    share, limits = respondents / organisations, thresholds()
    if share >= limits.network_full_from.value:
        return "full"
    return "broad" if share >= limits.network_broad_from.value else "basic"


def backing_of(office: pd.DataFrame, rules: Rules) -> Backing | None:
    """Tell how many organisations know the backbone office and cooperate with it; None where too few were asked.

    Parameters
    ----------
    office : DataFrame
        The rows about it, one an organisation, from `scoring.ties.collapsed`.
    """
    if len(office) < _least(rules):
        return None
    known, known_end = share_told(float((office["known"] == 1).mean()))
    tied, tied_end = share_told(float((office["intensity"] >= thresholds().tie_from.value).mean()))
    return Backing(known=known, known_end=known_end, tied=tied, tied_end=tied_end, n=len(office))


def _least(rules: Rules) -> int:
    return max(int(thresholds().network_from.value), rules.minimum)


def _with_pattern(
    told: NetworkResult, net: Net, ties: Ties, *, rules: Rules, rows: pd.DataFrame, seed: int
) -> NetworkResult:
    """Add what only a network of which most answered can tell."""
    sector = ties.organisations.set_index("organisation")["sector"]
    found = circles_of(net, sector, rules)
    full = told.depth == "full"
    return msgspec.structs.replace(
        told,
        cohesion=_cohesion(net, full=full),
        mixing=mixing_of(net, rules, seed=seed),
        dyads=_dyads(net, rows, rules),
        fragility=_fragility(net) if full else None,
        circles=found.circles,
        blocks=blocks_of(net, found),
        trust=trust_of(rows, net, found, rules),
        named=named_map(net, rows, agreed_of(net, ties.agreed), rules, sector=sector),
    )


def _cohesion(net: Net, *, full: bool) -> Cohesion:
    away = distances(net)
    path = mean_path(net, away)
    return Cohesion(
        centralisation=steps(centralisation(net), _HUNDREDTH),
        mean_path=None if path is None else steps(path, _TENTH),
        efficiency=steps(efficiency(net, away), _HUNDREDTH),
        transitivity=hundredths(transitivity(net)),
        reach=steps(reach(net, away), _HUNDREDTH),
        parts=components(net),
        cut_points=len(cut_points(net)) if full else None,
    )


def _dyads(net: Net, rows: pd.DataFrame, rules: Rules) -> Dyads | None:
    """Tell how far pairs agree; None where there are fewer pairs than a group needs organisations."""
    both, one = pairs_answered(net)
    edges, dyadic = reciprocity(net), reciprocity_dyadic(net)
    if both + one < rules.minimum or edges is None or dyadic is None:
        return None
    apart = steps(_apart(net, rows), _TENTH) if both >= rules.minimum else None
    return Dyads(
        pairs=both + one, confirmed=steps(dyadic, _HUNDREDTH), reciprocity=steps(edges, _HUNDREDTH), apart=apart
    )


def _apart(net: Net, rows: pd.DataFrame) -> float:
    """Return by how many steps of intensity the two sides of a confirmed pair differ on average."""
    said = rows.set_index(["from", "to"])["intensity"]
    first, second = net.edges
    both = net.confirmed[first, second]
    pairs = [(net.names[one], net.names[other]) for one, other in zip(first[both], second[both], strict=True)]
    there = said.loc[pairs].to_numpy()
    back = said.loc[[(other, one) for one, other in pairs]].to_numpy()
    return float(np.abs(there - back).mean())


def _fragility(net: Net) -> Fragility:
    return Fragility(before=steps(connected_share(net), _HUNDREDTH), after=steps(after_best_connected(net), _HUNDREDTH))
