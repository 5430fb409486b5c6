"""A table as text: the same for a file and for a table made in a notebook, each cell with its place."""

from __future__ import annotations

import math
import numbers
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from questionnaires.showing import shown
from scoring.refusing import FILE_CHARACTERS, Refusals

LONGEST_NAME = 200

Texts = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]

# Format characters belong in no name, but emoji and some scripts join their letters with these two.
_JOINERS = frozenset("\u200c\u200d")
_REPLACEMENT = "\ufffd"
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_EXACT = 2**53


class Sheet:
    """A table whose cells are text, blank where a value is missing.

    Parameters
    ----------
    frame : pandas.DataFrame
        Strings, numbers or both. The labels of its index are the row numbers in messages.
    file : str
        Name of the file for messages.
    found : Refusals
        Takes the problems.
    """

    def __init__(self, frame: pd.DataFrame, *, file: str, found: Refusals) -> None:
        """Name the columns; two with the same name are a problem."""
        self._frame = frame
        self._positions: dict[str, int] = {}
        self.file = shown(file, characters=FILE_CHARACTERS)
        self.found = found
        for position, label in enumerate(frame.columns):
            name = str(label).strip()
            if name in self._positions:
                first = letters(self._positions[name])
                self.refuse("column_twice", name=shown(name), first=first, second=letters(position))
            self._positions.setdefault(name, position)

    def __len__(self) -> int:
        return len(self._frame)

    def __contains__(self, name: str) -> bool:
        return name in self._positions

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, each once."""
        return tuple(self._positions)

    def row(self, position: int) -> str:
        """Return the number of a row as messages name it."""
        return shown(self._frame.index[position])

    def coded(self, name: str) -> tuple[npt.NDArray[np.intp], list[str]]:
        """Return a column as the different texts in it, and for each cell the position of its text."""
        return _coded(self._frame.iloc[:, self._positions[name]])

    def texts(self, name: str) -> Texts:
        """Return the text of every cell of a column."""
        codes, texts = self.coded(name)
        return np.array(texts, dtype=object)[codes]

    def words(self, name: str) -> pd.Series:
        """Return a column of free text, missing where a cell is empty."""
        return pd.Series([text or None for text in self.texts(name)], dtype="str")

    def hide(self, name: str) -> None:
        """Pass over a column, as if the table did not have it."""
        del self._positions[name]

    def refuse(self, code: str, **values: str | int) -> None:
        """Note a problem of the table."""
        self.found.add(code, file=self.file, **values)

    def refuse_cells(self, code: str, cells: Mask, name: str, values: Callable[[int], dict[str, str | int]]) -> None:
        """Note a problem for each marked cell of a column."""
        positions: Sequence[int] = np.flatnonzero(cells).tolist()
        self.found.add_each(
            code,
            positions,
            lambda position: {
                "file": self.file,
                "row": self.row(position),
                "column": shown(name),
                **values(position),
            },
        )

    def refuse_repeated(self, code: str, names: Texts) -> None:
        """Note each row that has the name of an earlier one."""
        first: dict[str, int] = {}
        for position, name in enumerate(names):
            first.setdefault(name, position)
        repeated = [position for position, name in enumerate(names) if name and first[name] != position]
        self.found.add_each(
            code,
            repeated,
            lambda position: {
                "file": self.file,
                "first": self.row(first[names[position]]),
                "second": self.row(position),
                "value": shown(names[position]),
            },
        )

    def identities(self, name: str) -> Texts:
        """Return the names in a column of persons or organisations, in composed form (NFC).

        A name must be there, must fit on a line, and must not contain characters that nobody sees: two names that look
        the same would count as two. All names are blank if there is no such column.
        """
        if name not in self:
            return np.full(len(self), "", dtype=object)
        codes, raw = self.coded(name)
        texts = [_composed(text) for text in raw]
        unfit = [_unfit_character(text) for text in texts]
        self.refuse_cells("name_blank", np.array([not text for text in texts])[codes], name, lambda _: {})
        self.refuse_cells(
            "name_unfit",
            np.array([sign is not None for sign in unfit])[codes],
            name,
            lambda position: {
                "value": shown(texts[codes[position]]),
                "character": f"U+{ord(unfit[codes[position]] or ' '):04X}",
            },
        )
        self.refuse_cells(
            "name_too_long",
            np.array([len(text) > LONGEST_NAME for text in texts])[codes],
            name,
            lambda position: {"value": shown(texts[codes[position]]), "characters": LONGEST_NAME},
        )
        return np.array(texts, dtype=object)[codes]


def letters(position: int) -> str:
    """Return the letters by which a spreadsheet calls a column, 0 being A."""
    name = ""
    left = position + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _coded(column: pd.Series) -> tuple[npt.NDArray[np.intp], list[str]]:
    plain = isinstance(column.dtype, pd.StringDtype) or (
        pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype)
    )
    values = column if plain else pd.Series([_text(value) for value in column.astype(object)], dtype=object)
    codes, different = pd.factorize(values)
    # A missing value has the code -1, which finds the blank text at the end.
    return codes, [*map(_text, different), ""]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Integral):
        return _number_text(float(value))
    return str(value).strip()


def _number_text(number: float) -> str:
    if math.isnan(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)


def _composed(text: str) -> str:
    # Composing takes quadratic time, and four characters become one at most: a longer text stays too long.
    return text if len(text) > 4 * LONGEST_NAME else unicodedata.normalize("NFC", text)


def _unfit_character(text: str) -> str | None:
    if text.isascii() and text.isprintable():
        return None
    for character in text:
        if character == _REPLACEMENT:
            return character
        if unicodedata.category(character) in _UNFIT and character not in _JOINERS:
            return character
    return None
