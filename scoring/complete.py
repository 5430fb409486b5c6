"""What a statistic is given becomes an array of floats with nothing missing, or is refused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

Values = Sequence[float] | np.ndarray | pd.Series
Items = Sequence[Sequence[float]] | np.ndarray | pd.DataFrame

_TABLE = 2


def complete_values(values: Values) -> np.ndarray:
    """Return the values that are not missing.

    Raises
    ------
    ValueError
        As for `floats`.
    """
    row = floats(values)
    known: np.ndarray = row[~np.isnan(row)]
    return known


def complete_cases(items: Values | Items) -> np.ndarray:
    """Return the answers of those who answered every item, one person a row; values in one row are a single item.

    Raises
    ------
    ValueError
        If the answers are no numbers, not persons × items, or one is infinite.
    """
    given = _numbers(items)
    table = given[:, None] if given.ndim == 1 else given
    if table.ndim != _TABLE:
        message = f"expected a table of persons × items, and this has the shape {table.shape}"
        raise ValueError(message)
    complete: np.ndarray = table[~np.isnan(table).any(axis=1)]
    return complete


def floats(values: Values) -> np.ndarray:
    """Return values as a row of floats, a missing one as NaN.

    Raises
    ------
    ValueError
        If the values are no numbers, not in one row, or one is infinite.
    """
    row = _numbers(values)
    if row.ndim != 1:
        message = f"expected one row of values, and these have the shape {row.shape}; give one item at a time"
        raise ValueError(message)
    return row


def _numbers(given: Values | Items) -> np.ndarray:
    if isinstance(given, pd.Series | pd.DataFrame):
        numbers = given.to_numpy(dtype=float, na_value=np.nan)
    else:
        numbers = np.asarray(given, dtype=float)
    if np.isinf(numbers).any():
        message = "a value is infinite; a missing one is written as NaN"
        raise ValueError(message)
    return numbers
