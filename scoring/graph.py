"""Organisations and their ties as matrices: as said, named by at least one side, and confirmed by both."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from questionnaires.columns import TIE_KEYS
from questionnaires.rosters import BACKBONE
from scoring.thresholds import thresholds
from scoring.ties import collapsed

TIE_FROM = int(thresholds().tie_from.value)
"""The intensity from which a tie exists: support and more, not mere contact."""

_LEAST = 3


class Net(NamedTuple):
    """A network of organisations; rows and columns of all matrices are the organisations by name.

    Parameters
    ----------
    names : tuple of str
        The organisations, sorted.
    sector : ndarray of int, shape (n,)
        Number of each one's sector in the order of their names; -1 where it is unknown.
    answered : ndarray of bool, shape (n,)
        Whether the organisation told anything of a partner; the others are silent.
    directed : ndarray of bool, shape (n, n)
        Where the row's organisation named a tie to the column's.
    union, confirmed : ndarray of bool, shape (n, n)
        Where at least one of the two named it, and where both did; symmetric.
    unsure : ndarray of bool, shape (n, n)
        Where the row's organisation knows the column's and could not tell whether there is a tie.
    """

    names: tuple[str, ...]
    sector: np.ndarray
    answered: np.ndarray
    directed: np.ndarray
    union: np.ndarray
    confirmed: np.ndarray
    unsure: np.ndarray

    @property
    def n(self) -> int:
        """Number of organisations."""
        return len(self.names)

    @property
    def degree(self) -> np.ndarray:
        """Return with how many others each organisation is tied, by at least one side's word."""
        return np.asarray(self.union.sum(axis=1))

    @property
    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the two ends of each tie that at least one side named, each tie once."""
        first, second = np.nonzero(np.triu(self.union, 1))
        return first, second


def network(ties: pd.DataFrame, organisations: pd.DataFrame, *, from_intensity: int = TIE_FROM) -> Net:
    """Put ties into matrices.

    Parameters
    ----------
    ties : DataFrame
        ``from``, ``to``, ``intensity`` (0–5; 98 or missing where nobody can tell) and, if there are, ``known`` and
        ``respondent``: several raters of one organisation are collapsed to their median, halves up. Rows about the
        backbone office are left out.
    organisations : DataFrame
        Every organisation, silent ones too: ``organisation`` and, if known, ``sector``.
    from_intensity : int
        The intensity from which a tie exists: 2 is cooperation, 1 also contact.

    Raises
    ------
    ValueError
        If there are fewer than three organisations, one is listed twice, or a tie leads to an organisation that is not
        listed or to the organisation itself.
    """
    names = tuple(sorted(map(str, organisations["organisation"])))
    rows = collapsed(ties[ties["to"] != BACKBONE])
    _require_sound(names, rows)
    first, second = (pd.Index(names).get_indexer(pd.Index(rows[key])) for key in TIE_KEYS)
    tie = (rows["intensity"] >= from_intensity).to_numpy(bool)
    directed = _matrix(first[tie], second[tie], len(names))
    unsure = rows["intensity"].isna().to_numpy(bool)
    answered = np.zeros(len(names), dtype=bool)
    answered[first] = True
    return Net(
        names=names,
        sector=_sectors(names, organisations),
        answered=answered,
        directed=directed,
        union=directed | directed.T,
        confirmed=directed & directed.T,
        unsure=_matrix(first[unsure], second[unsure], len(names)),
    )


def subnet(net: Net, kept: np.ndarray) -> Net:
    """Return the network among some of its organisations.

    Parameters
    ----------
    kept : array of bool, shape (n,)
        Which organisations stay.
    """
    places = np.flatnonzero(kept)
    matrices = {
        name: getattr(net, name)[np.ix_(places, places)] for name in ("directed", "union", "confirmed", "unsure")
    }
    names = tuple(net.names[place] for place in places)
    return Net(names=names, sector=net.sector[places], answered=net.answered[places], **matrices)


def _sectors(names: tuple[str, ...], organisations: pd.DataFrame) -> np.ndarray:
    if "sector" not in organisations:
        return np.full(len(names), -1)
    known = organisations.set_index("organisation")["sector"].reindex(list(names))
    codes, _ = pd.factorize(known, sort=True)
    return codes


def _matrix(first: np.ndarray, second: np.ndarray, n: int) -> np.ndarray:
    matrix = np.zeros((n, n), dtype=bool)
    matrix[first, second] = True
    return matrix


def _require_sound(names: tuple[str, ...], rows: pd.DataFrame) -> None:
    if len(names) < _LEAST:
        message = f"a network needs at least {_LEAST} organisations, and there are {len(names)}"
        raise ValueError(message)
    if len({*names}) < len(names):
        message = "an organisation is listed twice"
        raise ValueError(message)
    unknown = sorted({str(name) for key in TIE_KEYS for name in rows[key].unique()} - {*names})
    if unknown:
        message = f"{', '.join(unknown[:5])}: ties of organisations that are not listed"
        raise ValueError(message)
    if (rows["from"] == rows["to"]).any():
        message = "an organisation has a tie with itself: leave it out"
        raise ValueError(message)
