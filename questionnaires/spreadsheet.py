"""Cells of tables that a spreadsheet program opens."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet program runs as a formula instead of showing it."""


def neutral(cell: str) -> str:
    """Return the text of a cell so that no spreadsheet program runs it as a formula.

    Parameters
    ----------
    cell : str
        Any text that goes into a cell or a heading. Numbers are written as numbers and need none of this.

    Returns
    -------
    str
        The same text, with an apostrophe before it if it begins with one of `FORMULA_SIGNS`: programs take the
        apostrophe as the sign for text.
    """
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
