"""How far organisations trust their partners, as far as it may be told: never of one partner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from scoring.circles import Circles
from scoring.disclosure import Rules
from scoring.graph import Net
from scoring.partnership import Trust, TrustBlock, TrustCell
from scoring.rounding import Form, Printed, coarseness, steps
from scoring.thresholds import thresholds
from scoring.ties import TRUST

_ALL = "all parts"


class _Said(NamedTuple):
    """What organisations said of the partners of some group, each organisation averaged first."""

    scores: tuple[float, ...]
    rated: int


def trust_of(rows: pd.DataFrame, net: Net, found: Circles, rules: Rules) -> Trust | None:
    """Tell how far partners trust each other; None where too few rated.

    Parameters
    ----------
    rows : DataFrame
        One row a pair, from `scoring.ties.collapsed`, without the backbone office.
    found : Circles
        Between these groups trust is told if each has enough raters and rated for each.
    """
    rated = rows[rows[list(TRUST)].notna().any(axis=1)].copy()
    rated[_ALL] = rated[list(TRUST)].mean(axis=1)
    place = dict(zip(net.names, found.place, strict=True))
    rated = rated.assign(rating=rated["from"].map(place), of=rated["to"].map(place))
    total = _said(rated, _ALL)
    if len(total.scores) < max(thresholds().trust_raters.value, rules.minimum) or total.rated < rules.minimum:
        return None
    blocks = _blocks(rated, len(found.circles), rules)
    if any(block.cell.form == "halves" for block in blocks):
        return Trust(total=_from_blocks(blocks, total, rules), blocks=blocks, from_blocks=True)
    least = int(thresholds().trust_raters.value)
    reliable, mission, open_ = (_cell(_said(rated, part), rules, least=least) for part in TRUST)
    return Trust(total=_told(total, rules), reliable=reliable, mission=mission, open=open_, blocks=blocks)


def trust_printed(mean: float, form: Form) -> Printed:
    """Round a mean between 1 and 4 to the figure that a form allows, with clipped ends."""
    limits = thresholds()
    low_end, high_end = limits.trust_tenths_low_end.value, limits.trust_tenths_high_end.value
    if form == "halves":
        low_end, high_end = limits.trust_low_end.value, limits.trust_high_end.value
    value = steps(mean, coarseness(form).step)
    if value <= low_end:
        return Printed(low_end, "low")
    return Printed(high_end, "high") if value >= high_end else Printed(value, None)


def _blocks(rated: pd.DataFrame, circles: int, rules: Rules) -> tuple[TrustBlock, ...]:
    told = []
    for rating in range(circles):
        for of in range(circles):
            said = _said(rated[(rated["rating"] == rating) & (rated["of"] == of)], _ALL)
            cell = _cell(said, rules, least=rules.minimum)
            if cell is None:
                return ()
            told.append(TrustBlock(rating=rating, rated=of, cell=cell))
    return tuple(told)


def _said(rated: pd.DataFrame, part: str) -> _Said:
    kept = rated[rated[part].notna()]
    scores = tuple(math.fsum(values) / len(values) for _, values in kept.groupby("from")[part])
    return _Said(scores, kept["to"].nunique())


def _cell(said: _Said, rules: Rules, *, least: int) -> TrustCell | None:
    if len(said.scores) < max(least, rules.minimum) or said.rated < rules.minimum:
        return None
    return _told(said, rules)


def _told(said: _Said, rules: Rules) -> TrustCell:
    return _with(math.fsum(said.scores) / len(said.scores), said, rules)


def _from_blocks(blocks: Sequence[TrustBlock], total: _Said, rules: Rules) -> TrustCell:
    """Average the printed figures of the blocks, each with the weight of its raters: nothing finer than they tell."""
    weight = sum(block.cell.n for block in blocks)
    return _with(math.fsum(block.cell.n * block.cell.value for block in blocks) / weight, total, rules)


def _with(mean: float, said: _Said, rules: Rules) -> TrustCell:
    n = len(said.scores)
    form: Form = "halves" if rules.strict or n < thresholds().tenths_from.value else "tenths"
    figure = trust_printed(mean, form)
    return TrustCell(n=n, rated=said.rated, form=form, value=figure.value, end=figure.end)
