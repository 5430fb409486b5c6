"""What may be shown by name: confirmed ties between organisations that both agreed, and nothing else."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scoring.disclosure import Rules
from scoring.graph import Net
from scoring.partnership import NamedMap, NamedOrganisation, NamedTie
from scoring.thresholds import thresholds


def agreed_of(net: Net, agreed: frozenset[str]) -> np.ndarray:
    """Return which organisations may stand on the map: those that agreed and are not silent."""
    named = np.array([name in agreed for name in net.names], dtype=bool)
    return np.asarray(named & net.answered)


def named_map(net: Net, rows: pd.DataFrame, shown: np.ndarray, rules: Rules, *, sector: pd.Series) -> NamedMap | None:
    """Return what may be drawn by name; None where too few agreed, or too many for a map to be read.

    Parameters
    ----------
    rows : DataFrame
        One row a pair, from `scoring.ties.collapsed`.
    shown : array of bool, shape (n,)
        From `agreed_of`.
    sector : Series of str
        Of each organisation, by its name.
    """
    if not rules.minimum <= shown.sum() <= thresholds().named_to.value:
        return None
    names = [name for name, kept in zip(net.names, shown, strict=True) if kept]
    said = rows.set_index(["from", "to"])["intensity"]
    first, second = net.edges
    both = shown[first] & shown[second] & net.confirmed[first, second]
    pairs = [(net.names[one], net.names[other]) for one, other in zip(first[both], second[both], strict=True)]
    known = sector.reindex(names)
    return NamedMap(
        organisations=tuple(
            NamedOrganisation(id=name, sector=None if pd.isna(known[name]) else str(known[name])) for name in names
        ),
        ties=tuple(
            NamedTie(first=one, second=other, intensity=int(min(said[one, other], said[other, one])))
            for one, other in sorted(pairs)
        ),
    )
