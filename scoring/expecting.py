"""Which columns a file of answers may have, and what a cell of each may hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from questionnaires.codebook import Variable, variables
from questionnaires.model import Questionnaire
from questionnaires.nearest import Nearest
from questionnaires.showing import shown
from scoring.sheets import Sheet

_WHOLE = re.compile(r"(-?[0-9]+)[.,]0+", re.ASCII)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_SHORTEST_RUN = 3


@dataclass(frozen=True)
class Column:
    """A column of answers to one statement or question.

    Parameters
    ----------
    name : str
        As the file must call it.
    codes : dict
        What a cell may hold, as it is written, to what is kept: a number, or for answers in words the word itself.
    numeric : bool
        Whether the answers are numbers.
    lowest, highest : int, optional
        Whole numbers that a cell may hold besides, both ends allowed.
    required : bool
        Whether a file without the column is refused: true for statements.
    """

    name: str
    codes: dict[str, float | str]
    numeric: bool
    lowest: int | None = None
    highest: int | None = None
    required: bool = False

    @property
    def allowed(self) -> str:
        """What a cell may hold, as a message lists it: ``1–5, 98, 99, -1``."""
        span = () if self.lowest is None or self.highest is None else (f"{self.lowest}–{self.highest}",)
        return ", ".join([*span, *(_runs([int(code) for code in self.codes]) if self.numeric else self.codes)])

    def read(self, sheet: Sheet) -> pd.Series:
        """Return the column as it is kept, missing where a cell is empty; cells that are not allowed are a problem."""
        positions, texts = sheet.coded(self.name)
        kept = [self._kept(text) for text in texts]
        wrong = np.array([text != "" and value is None for text, value in zip(texts, kept, strict=True)])
        sheet.refuse_cells(
            "code_not_allowed",
            wrong[positions],
            self.name,
            lambda position: {"value": shown(texts[positions[position]]), "allowed": self.allowed},
        )
        cells = pd.Series(kept, dtype="float64" if self.numeric else "str")
        return cells.take(positions).reset_index(drop=True)

    def _kept(self, text: str) -> float | str | None:
        whole = _WHOLE.fullmatch(text)
        written = whole[1] if whole else text
        if written in self.codes:
            return self.codes[written]
        if self.lowest is None or self.highest is None or not _PLAIN.fullmatch(written):
            return None
        return float(written) if self.lowest <= int(written) <= self.highest else None


def expected(questionnaire: Questionnaire) -> dict[str, Column]:
    """Return the columns that answers to a questionnaire may have, by name, in the order in which they are asked."""
    return {variable.name: _column(variable) for variable in variables(questionnaire)}


def pass_over(ignore: Collection[str], needed: Collection[str], *sheets: Sheet) -> None:
    """Hide columns that shall be ignored, in whichever table they stand; one that is needed or absent is a problem."""
    first, *_ = sheets
    for name in dict.fromkeys(ignore):
        if name in needed:
            first.refuse("ignored_needed", column=shown(name))
            continue
        found = [sheet for sheet in sheets if name in sheet]
        if not found:
            first.refuse("ignored_absent", column=shown(name))
        for sheet in found:
            sheet.hide(name)


def check_columns(sheet: Sheet, *, needed: Collection[str], known: Collection[str], unknown: str) -> None:
    """Note a table without rows, a column that is missing, and one that is not known, under the code `unknown`."""
    if not len(sheet):
        sheet.refuse("rows_none")
    for name in needed:
        if name not in sheet:
            sheet.refuse("column_missing", column=shown(name))
    nearest = Nearest(name for name in known if name not in sheet)
    for name in sheet.names:
        if name in known:
            continue
        near = nearest(name)
        if near is None:
            sheet.refuse(unknown, column=shown(name))
        else:
            sheet.refuse(f"{unknown}_near", column=shown(name), near=near)


def _column(variable: Variable) -> Column:
    numeric = not any(isinstance(code, str) for code in variable.codes)
    codes = (*variable.codes, *variable.missing)
    return Column(
        name=variable.name,
        codes={str(code): float(code) if numeric else str(code) for code in codes},
        numeric=numeric,
        lowest=variable.lowest,
        highest=variable.highest,
        required=variable.kind == "statement",
    )


def _runs(codes: Sequence[int]) -> Iterator[str]:
    """Yield codes as they are listed, three or more in a row as a range."""
    ends = [place for place, (one, following) in enumerate(pairwise(codes), 1) if following != one + 1]
    for start, end in pairwise([0, *ends, len(codes)]):
        run = codes[start:end]
        yield f"{run[0]}–{run[-1]}" if len(run) >= _SHORTEST_RUN else ", ".join(map(str, run))
