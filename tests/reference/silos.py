"""How often a silo in the ties is found, as the method page prints it: simulated, and reproduced by the soak tests."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from questionnaires.profile import SECTORS
from scoring.connecting import Tying, simulate_ties
from scoring.graph import network
from scoring.mixing import ei, ei_expected, ei_p
from scoring.silos import is_silo
from tests.networks import answering, roster

ANSWERING = 0.8
DEPTHS = (0.0, 0.1, 0.2, 0.3, 0.4)
"""How far below chance the E-I index of the true ties lies; 0 is random mixing."""

SIZES: Mapping[int, tuple[int, ...]] = {
    12: (4, 4, 2, 1, 1, 0),
    20: (5, 6, 4, 2, 2, 1),
    30: (8, 9, 5, 3, 3, 2),
    60: (16, 18, 11, 6, 6, 3),
}
"""Organisations of each sector, by their number in all."""

# Which share of networks is told as a silo, by organisations, at each of the depths. Simulated here, 200 networks a
# figure, a fifth of all pairs tied, 80 % of the organisations answering.
SILOS: Mapping[int, tuple[float, ...]] = {
    12: (0.035, 0.085, 0.165, 0.275, 0.410),
    20: (0.030, 0.140, 0.390, 0.665, 0.875),
    30: (0.015, 0.265, 0.730, 0.965, 0.995),
    60: (0.000, 0.540, 0.975, 1.000, 1.000),
}


def share_of_silos(organisations: int, silo: float, *, networks: int) -> float:
    """Return in what share of made-up networks a silo is found in the ties."""
    whole = roster(dict(zip(SECTORS, SIZES[organisations], strict=True)))
    found = []
    for seed in range(networks):
        table = whole.sample(frac=1, random_state=seed, ignore_index=True)
        made = simulate_ties(table, answering(table, ANSWERING), tying=Tying(silo=silo), seed=seed)
        net = network(made.rows, table)
        index, expected, p = ei(net), ei_expected(net), ei_p(net, seed=seed)
        assert index is not None
        assert expected is not None
        assert p is not None
        found.append(is_silo(index, expected, p))
    return float(np.mean(found))
