"""What has changed since the wave before, as far as it may be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from scoring.change import decompose
from scoring.disclosure import Released
from scoring.distance import between_answers, between_cells
from scoring.findings import Direction
from scoring.patterns import Change, Parts, ScaleChange
from scoring.rounding import steps
from scoring.scored import Scored
from scoring.thresholds import thresholds
from scoring.totals import rests_on_answers, total_of

_TENTH = 0.1


class Waves(NamedTuple):
    """Two waves of one initiative.

    Parameters
    ----------
    before, after : Scored
        The scores of each, with the rules of disclosure in force then.
    invited_twice : int
        Organisations invited to both.
    """

    before: Scored
    after: Scored
    invited_twice: int


class _Turnover(NamedTuple):
    """Who stayed, who joined and who left among the contributors of two waves."""

    stayed: pd.Index
    joined: int
    left: int


def change_since(scales: Sequence[str], waves: Waves, *, digest: str) -> Change:
    """Tell what has changed on some scales.

    Those who answered both times are compared with themselves where at least 12 stayed, and those who joined and left
    are nobody or enough to be told apart. Elsewhere only the two printed figures are compared: a direction is told
    beyond uncertainty, and where one of them is told in half steps from a full point on.

    Parameters
    ----------
    scales : sequence of str
        Ids of scales that both questionnaires ask in the same way.
    digest : str
        Of the diagnosis of the wave before.
    """
    before, after = (one.scales.dropna(how="all").index for one in (waves.before, waves.after))
    turnover = _turnover(before, after, waves)
    return Change(
        before=digest,
        stayed=None if turnover is None else len(turnover.stayed),
        joined=None if turnover is None else turnover.joined,
        left=None if turnover is None else turnover.left,
        scales=tuple(_scale_change(scale, waves) for scale in scales),
    )


def _turnover(before: pd.Index, after: pd.Index, waves: Waves) -> _Turnover | None:
    """Return who stayed, joined and left; None where they cannot be matched, or are too few to be told apart."""
    if {waves.before.people.unit, waves.after.people.unit} != {"organisation"}:
        return None
    stayed = after.intersection(before)
    joined, left = len(after) - len(stayed), len(before) - len(stayed)
    least = max(waves.before.rules.minimum, waves.after.rules.minimum)
    apart = all(size == 0 or size >= least for size in (joined, left))
    return _Turnover(stayed, joined, left) if apart and len(stayed) >= least else None


def _scale_change(scale: str, waves: Waves) -> ScaleChange:
    before, after = waves.before.scales[scale].dropna(), waves.after.scales[scale].dropna()
    turnover = _turnover(before.index, after.index, waves)
    fine = rests_on_answers(before.index, waves.before) and rests_on_answers(after.index, waves.after)
    if turnover is not None and fine and len(turnover.stayed) >= thresholds().tenths_from.value:
        return _paired(scale, before, after, turnover, waves)
    return _by_cells(scale, total_of(before, waves.before), total_of(after, waves.after))


def _paired(scale: str, before: pd.Series, after: pd.Series, turnover: _Turnover, waves: Waves) -> ScaleChange:
    own = (after[turnover.stayed] - before[turnover.stayed]).sort_index().to_numpy()
    found = between_answers(own, population=max(waves.invited_twice, len(own)), prior=waves.after.prior)
    whole = decompose(before, after)
    return ScaleChange(
        id=scale,
        direction=_direction(found.value) if found.beyond_chance else None,
        basis="paired",
        points=found.shown,
        parts=Parts(
            stayed=steps(whole.stayed, _TENTH), joined=steps(whole.joined, _TENTH), left=steps(whole.left, _TENTH)
        ),
    )


def _by_cells(scale: str, before: Released, after: Released) -> ScaleChange:
    apart = between_cells(before, after, n=min(before.cell.n or 0, after.cell.n or 0))
    if apart is None:
        return ScaleChange(id=scale)
    moved = steps((after.cell.value or 0.0) - (before.cell.value or 0.0), _TENTH)
    if "halves" in {before.cell.form, after.cell.form}:
        clear = abs(moved) >= thresholds().change_cells.value
    else:
        clear = apart.beyond_chance
    return ScaleChange(id=scale, direction=_direction(moved or apart.value) if clear else None, basis="cells")


def _direction(points: float) -> Direction:
    return "higher" if points > 0 else "lower"
