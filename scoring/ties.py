"""The frame of ties: who said what of which partner, its refusal of everything else, and several raters made one."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from questionnaires.columns import TIE_KEYS
from questionnaires.model import DONT_KNOW, NO_ANSWER, NOT_SHOWN
from questionnaires.nearest import Nearest
from questionnaires.rosters import BACKBONE
from questionnaires.showing import shown
from scoring.answers import SHARE_TIES
from scoring.expecting import Column, check_columns
from scoring.refusing import Refusals
from scoring.sheets import Mask, Sheet, Texts

TRUST = ("reliable", "mission", "open")
"""The three parts of trust in a partner, from 1 (no) to 4 (yes)."""

MOST_ORGANISATIONS = 3_000
"""The steps between all pairs are kept in memory at once."""

_RATINGS = ("known", "intensity", *TRUST)
_COLUMNS = ("respondent", *TIE_KEYS, *_RATINGS)
_NEEDED = (*TIE_KEYS, "known", "intensity")
_BLANK = ("", str(NO_ANSWER), str(NOT_SHOWN))
_MISSING = {DONT_KNOW: float(DONT_KNOW), NO_ANSWER: np.nan, NOT_SHOWN: np.nan}


@dataclass(frozen=True, eq=False)
class Ties:
    """What the respondents of one wave said of their partners, checked.

    Parameters
    ----------
    rows : DataFrame, shape (rows, 8)
        One row for each partner that a person was asked about: ``respondent``, ``from``, ``to`` (``str``), ``known``
        (1 or 0), ``intensity`` (0–5), ``reliable``, ``mission``, ``open`` (1–4); the latter four are 98 for *don't
        know* and NaN where nothing was said. Where the partner is not known, intensity is 0.
    organisations : DataFrame, shape (organisations, 2)
        Every invited organisation, by name: ``organisation`` and ``sector``, missing where unknown.
    agreed : frozenset of str
        Organisations all of whose respondents agreed that confirmed cooperation is shown by name.
    """

    rows: pd.DataFrame
    organisations: pd.DataFrame
    agreed: frozenset[str] = frozenset()


def check_ties(
    frame: pd.DataFrame,
    *,
    organisations: pd.DataFrame,
    agreed: Collection[str] = (),
    file: str = "ties.csv",
) -> Ties:
    """Check a table of ties against the list of organisations; what does not fit is refused, nothing is guessed.

    Parameters
    ----------
    frame : DataFrame
        One row for each partner that a person was asked about: ``from`` and ``to``, ``known`` (1 or 0), ``intensity``
        (0 no contact to 5) and, if asked, ``reliable``, ``mission`` and ``open`` (1 to 4) and ``respondent``; without
        it each organisation has one rater. A partner that was passed over has no row, an organisation without a row
        is silent. ``to`` may be `questionnaires.rosters.BACKBONE`. A frame without rows says that nobody answered.
    organisations : DataFrame
        Every invited organisation: ``organisation`` and ``sector``, missing where unknown.
    agreed : collection of str
        Organisations that agreed to be shown by name, see `agreeing`.
    file : str, optional
        What messages call the table.

    Raises
    ------
    InputError
        With every problem found, each with file, row, column and how to mend it: columns that are missing or unknown,
        codes that are not allowed, names that are not on the list, an organisation that rates itself, a backbone
        office that rates, a pair told twice, a person for two organisations, ratings of a partner that is not known,
        trust without contact; or more organisations than can be looked at together.
    """
    found = Refusals()
    listed = sorted({str(name) for name in organisations["organisation"]})
    if len(listed) > MOST_ORGANISATIONS:
        found.stop("ties_too_many", organisations=len(listed), most=MOST_ORGANISATIONS)
    sheet = Sheet(frame, file=file, found=found)
    if len(sheet):
        check_columns(sheet, needed=_NEEDED, known=_COLUMNS, unknown="tie_column_unknown")
    rows = pd.DataFrame(
        {name: pd.Series(sheet.identities(name), dtype="str") for name in TIE_KEYS}
        | {column.name: _read(sheet, column) for column in map(_column, _RATINGS)}
    )
    who = "respondent" if "respondent" in sheet else "from"
    rows.insert(0, "respondent", pd.Series(sheet.identities(who) if who != "from" else rows["from"], dtype="str"))
    _check_names(sheet, rows, listed)
    _check_pairs(sheet, rows)
    _check_ratings(sheet, rows)
    found.raise_any()
    rows.loc[rows["known"] == 0, "intensity"] = 0.0
    table = organisations[["organisation", "sector"]].astype("str").sort_values("organisation", ignore_index=True)
    return Ties(rows=rows, organisations=table, agreed=frozenset(agreed) & frozenset(listed))


def agreeing(organisation: pd.Series, answer: pd.Series) -> frozenset[str]:
    """Return the organisations all of whose respondents agreed to be shown by name.

    Parameters
    ----------
    organisation : Series of str
        Of each respondent who answered for it, of whatever part of the survey.
    answer : Series of str
        What each said to ``share_ties``: ``yes``, ``no``, or missing, which counts as no.
    """
    yes = (answer == "yes").to_numpy(bool)
    names = organisation.to_numpy(object)
    return frozenset(map(str, names[yes])) - frozenset(map(str, names[~yes]))


def agreeing_in_list(table: pd.DataFrame, *, file: str = "organisations.csv") -> frozenset[str] | None:
    """Return the organisations that agreed to be shown by name, as a list of organisations tells in ``share_ties``.

    Parameters
    ----------
    table : DataFrame
        One row an organisation: ``organisation`` and, if it tells that, ``share_ties``: ``yes``, ``no`` or empty, which
        counts as no.

    Returns
    -------
    frozenset of str, or None
        None if the list does not tell.

    Raises
    ------
    InputError
        If there is anything else in ``share_ties``.
    """
    found = Refusals()
    sheet = Sheet(table, file=file, found=found)
    if SHARE_TIES not in sheet:
        return None
    told = sheet.texts(SHARE_TIES)
    wrong = np.array([text not in {"yes", "no", ""} for text in told], dtype=bool)
    sheet.refuse_cells("share_ties_unknown", wrong, SHARE_TIES, lambda position: {"value": shown(told[position])})
    names = pd.Series(sheet.identities("organisation"), dtype="str")
    found.raise_any()
    return agreeing(names, pd.Series(told, dtype="str"))


def collapsed(rows: pd.DataFrame) -> pd.DataFrame:
    """Make one row a pair of organisations: the median of several raters, halves up.

    *Don't know* and missing answers are left out; a rater who does not know a partner says 0 of the intensity.

    Parameters
    ----------
    rows : DataFrame
        As in `Ties.rows`, or with ``from``, ``to`` and some of the other columns.

    Returns
    -------
    DataFrame
        ``from``, ``to`` and the ratings there are, sorted by both; NaN where no rater said anything.
    """
    ratings = [name for name in _RATINGS if name in rows]
    values = rows[ratings].astype("float64")
    values = values.mask(values == DONT_KNOW)
    if {"known", "intensity"} <= {*ratings}:
        values.loc[values["known"] == 0, "intensity"] = 0.0
    keys = [rows[name] for name in TIE_KEYS]
    if not rows.duplicated(list(TIE_KEYS)).any():  # nothing to collapse, and the median of each alone takes long
        return pd.concat([*keys, values], axis=1).sort_values(list(TIE_KEYS), ignore_index=True)
    return values.groupby(keys, sort=True).median().add(0.5).apply(np.floor).reset_index()


def _column(name: str) -> Column:
    if name == "known":
        return Column(name=name, codes={"1": 1.0, "0": 0.0}, numeric=True)
    lowest, highest = (0, 5) if name == "intensity" else (1, 4)
    codes: dict[str, float | str] = {str(code): float(code) for code in _MISSING}
    return Column(name=name, codes=codes, numeric=True, lowest=lowest, highest=highest)


def _read(sheet: Sheet, column: Column) -> pd.Series:
    if column.name not in sheet:
        return pd.Series(np.nan, index=range(len(sheet)), dtype="float64")
    return column.read(sheet).replace({NO_ANSWER: np.nan, NOT_SHOWN: np.nan})


def _check_names(sheet: Sheet, rows: pd.DataFrame, listed: list[str]) -> None:
    _mark(sheet, "tie_of_backbone", (rows["from"] == BACKBONE).to_numpy(bool), "from")
    nearest = Nearest(listed)
    for column in TIE_KEYS:
        names = rows[column].to_numpy(object)
        unknown = {*names} - {*listed, BACKBONE, ""}
        if not unknown:
            continue
        near = {name: nearest(name) for name in sorted(unknown)}
        for code, wanted in (("tie_unlisted_near", True), ("tie_unlisted", False)):
            cells = np.array([name in near and (near[name] is not None) is wanted for name in names], dtype=bool)
            sheet.refuse_cells(code, cells, column, _Quoting(names, near))


class _Quoting:
    """The values of a problem with a name: what stands there, and which listed name is like it."""

    def __init__(self, names: Texts, near: Mapping[str, str | None]) -> None:
        self._names, self._near = names, near

    def __call__(self, position: int) -> dict[str, str | int]:
        name = self._names[position]
        return {"value": shown(name), "near": shown(self._near[name] or "")}


def _check_pairs(sheet: Sheet, rows: pd.DataFrame) -> None:
    told = (rows[list(TIE_KEYS)] != "").all(axis=1)
    _mark(sheet, "tie_with_itself", (told & (rows["from"] == rows["to"])).to_numpy(bool), "to")
    keys = ["respondent", *TIE_KEYS]
    _mark_later(sheet, "tie_twice", rows, keys, told & rows.duplicated(keys))
    first = rows.drop_duplicates("respondent").set_index("respondent")["from"]
    other = told & (rows["from"] != rows["respondent"].map(first)) & (rows["respondent"] != "")
    _mark_later(sheet, "tie_rater_of_two", rows, ["respondent"], other)


def _check_ratings(sheet: Sheet, rows: pd.DataFrame) -> None:
    known, intensity = rows["known"], rows["intensity"]
    if "known" in sheet:
        blank = np.array([text == "" for text in sheet.texts("known")], dtype=bool)
        _mark(sheet, "tie_known_blank", blank, "known")
    _mark(sheet, "tie_unknown_rated", ((known == 0) & (intensity.fillna(0) != 0)).to_numpy(bool), "intensity")
    blank = np.isin(sheet.texts("intensity"), _BLANK) if "intensity" in sheet else np.ones(len(rows), dtype=bool)
    readable = known.notna().to_numpy(bool) & (intensity.notna().to_numpy(bool) | blank)
    contact = ((known == 1) & intensity.between(1, 5)).to_numpy(bool)
    for part in TRUST:
        _mark(sheet, "tie_trust_without_contact", readable & ~contact & rows[part].notna().to_numpy(bool), part)


def _mark(sheet: Sheet, code: str, cells: Mask, column: str) -> None:
    sheet.refuse_cells(code, cells, column, lambda _: {})


def _mark_later(sheet: Sheet, code: str, rows: pd.DataFrame, keys: list[str], wrong: pd.Series) -> None:
    """Note each marked row, with the first one that has the same keys."""
    if not wrong.any():
        return
    first: dict[tuple[Hashable, ...], int] = {}
    values = list(rows[keys].itertuples(index=False, name=None))
    for position, key in enumerate(values):
        first.setdefault(key, position)
    positions = np.flatnonzero(wrong.to_numpy(bool)).tolist()
    sheet.found.add_each(
        code,
        positions,
        lambda position: {
            "file": sheet.file,
            "first": sheet.row(first[values[position]]),
            "second": sheet.row(position),
            "value": shown(values[position][0]),
        },
    )
