"""Persons with a score on every scale, and whom they answer for: what is looked at for viewpoints."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from scoring.rounding import HIGHEST, LOWEST


class Persons(NamedTuple):
    """Those with a score on every scale, in an order that does not depend on that of the rows.

    Parameters
    ----------
    scores : array of float, shape (persons, scales)
        The scales in the order of their names.
    organisations : array of int, shape (persons,)
        A number for the organisation each answers for.
    rows : array of int, shape (persons,)
        Where each stands in the scores that were given.
    """

    scores: np.ndarray
    organisations: np.ndarray
    rows: np.ndarray


def persons_with_all(scores: pd.DataFrame, organisations: pd.Series | None) -> Persons:
    """Return the persons with a score on every scale.

    Parameters
    ----------
    scores : DataFrame, shape (persons, scales)
        On the health scale from 1 to 5; NaN where a person has no score.
    organisations : Series, shape (persons,), optional
        The organisation each person answers for, with the index of the scores. Without it each person counts as an
        organisation of its own.

    Raises
    ------
    ValueError
        If there is no scale, a score lies outside 1 to 5, or the organisations do not belong to the rows or are not
        known of everybody who takes part.
    """
    values = scores.to_numpy(dtype=float, na_value=np.nan)
    if not values.shape[1]:
        message = "there is no scale: give one column a scale"
        raise ValueError(message)
    beyond = np.asarray(((values < LOWEST) | (values > HIGHEST)).any(axis=0))
    outside = [name for name, far in zip(scores.columns, beyond, strict=True) if far]
    if outside:
        message = f"a score of {outside[0]} lies outside {LOWEST} to {HIGHEST}: scores are on the health scale"
        raise ValueError(message)
    names = _organisations(scores.index, organisations)
    complete = np.flatnonzero(~np.isnan(values).any(axis=1))
    by_name = np.argsort(scores.columns.astype(str).to_numpy(dtype=str), kind="stable")
    ordered = values[np.ix_(complete, by_name)]
    rows = complete[np.lexsort(ordered.T[::-1])]
    if (names[rows] < 0).any():
        message = "the organisation of a person is missing: leave out who answers for none"
        raise ValueError(message)
    return Persons(values[np.ix_(rows, by_name)], names[rows], rows)


def count(organisations: np.ndarray) -> int:
    """Return how many organisations there are among them."""
    return len(np.unique(organisations))


def _organisations(index: pd.Index, organisations: pd.Series | None) -> np.ndarray:
    """Return a number for the organisation of each row, −1 where it is missing."""
    if organisations is None:
        return np.arange(len(index))
    if not organisations.index.equals(index):
        message = "the organisations have another index than the scores: give one organisation for each row"
        raise ValueError(message)
    return np.asarray(pd.factorize(organisations)[0])
