"""Whether the ties show silos: the decision on the E-I index, and what stands beside it, as printed."""

from __future__ import annotations

import math

import numpy as np

from scoring.disclosure import Rules
from scoring.graph import Net, subnet
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
    with_sector,
)
from scoring.relations import Mixing
from scoring.rounding import hundredths, steps
from scoring.thresholds import thresholds

_HUNDREDTH = 0.01
_DIGITS = 9
_SECTORS = 2


def mixing_of(net: Net, rules: Rules, *, seed: int) -> Mixing | None:
    """Tell whether ties run within sectors more than by chance.

    None where too few organisations have a known sector, all belong to one, or there are hardly any ties. Chance
    counts as ruled out by the printed probability, which is rounded up; the distance is that of the printed figures.
    """
    known, limits = with_sector(net), thresholds()
    if known.n < max(limits.network_from.value, rules.minimum) or len(set(known.sector.tolist())) < _SECTORS:
        return None
    index, expected, p = ei(known), ei_expected(known), ei_p(known, seed=seed)
    if index is None or expected is None or p is None or len(known.edges[0]) < rules.minimum:
        return None
    told, chance = steps(index, _HUNDREDTH), steps(expected, _HUNDREDTH)
    probability = _up(p)
    groups = communities(net, seed=seed)
    label = labels_of(net, groups)
    return Mixing(
        ei=told,
        expected=chance,
        p=probability,
        silo=is_silo(told, chance, probability),
        assortativity=hundredths(assortativity(known)),
        modularity=hundredths(modularity(known)),
        communities=sum(len(group) > 1 for group in groups),
        communities_modularity=steps(modularity_of(net, label) or 0.0, _HUNDREDTH),
        match=steps(_match(net, label), _HUNDREDTH),
    )


def is_silo(index: float, expected: float, p: float) -> bool:
    """Tell whether an E-I index is too low for chance, and by enough to matter."""
    limits = thresholds()
    return p <= limits.silo_p_to.value and round(expected - index, _DIGITS) >= limits.silo_distance.value


def _up(p: float) -> float:
    """Round up to 0.01, so that what is printed as 0.05 is not more."""
    return round(math.ceil(round(p / _HUNDREDTH, _DIGITS)) * _HUNDREDTH, _DIGITS)


def _match(net: Net, label: np.ndarray) -> float:
    """Compare communities with sectors, over the organisations that have a tie and a known sector."""
    kept = (net.degree > 0) & (net.sector >= 0)
    return adjusted_rand(label[kept], subnet(net, kept).sector)
