"""Diagnoses that tell more than values: who agrees, what the backbone office says, where sectors differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import msgspec

from scoring.diagnosis import Diagnosis, sealed
from scoring.findings import (
    Agreement,
    BackboneView,
    Difference,
    Direction,
    Effect,
    Interval,
    Reliability,
    ScaleResult,
    Unity,
)
from scoring.patterns import Careless, Colleagues
from scoring.published import State
from tests.unit.reports.factories import scale

EFFECT = Effect(delta=Interval(value=0.58, low=0.2, high=0.81, n=57), g=Interval(value=1.12, low=0.55, high=1.69, n=57))
POINTS = Interval(value=0.9, low=0.5, high=1.3, n=57)

_UNITIES: tuple[Unity, ...] = ("agreed", "contested", "mixed", "agreed", "agreed")
_DEVIATIONS: dict[Unity, float] = {"agreed": 0.4, "mixed": 0.6, "contested": 0.9}
_VIEWS = (3.5, 3.0, 2.5, 4.0)


def agreed(name: str, state: State = "flagged", unity: Unity = "agreed", **changes: object) -> ScaleResult:
    """Return a scale of which it is told whether contributors agree on it."""
    return scale(name, state, agreement=Agreement(unity=unity), **changes)


def backbone(value: float, distance: Direction | None = None) -> BackboneView:
    """Return what the backbone office says of a scale."""
    ends = {2.0: "low", 4.0: "high"}
    return msgspec.convert({"value": value, "end": ends.get(value), "distance": distance}, BackboneView)


def reliable(value: float = 0.78, *, low: float = 0.72, omega: float | None = None) -> Reliability:
    """Return how well the statements of a scale hang together."""
    return Reliability(alpha=Interval(value=value, low=low, high=0.87, n=34), omega=omega)


def difference(first: Sequence[str], second: Sequence[str], **changes: object) -> Difference:
    """Return a difference of two groups that a test has told."""
    whole = Difference(first=tuple(first), second=tuple(second), points=POINTS, tested=True)
    return msgspec.structs.replace(whole, **changes)


def everything_told(whole: Diagnosis) -> Diagnosis:
    """Return a diagnosis with all that may be told besides values, as far as its figures are fine enough for it."""
    scales = tuple(
        _told(part, unity, view)
        for part, unity, view in zip(whole.scales, cycle(_UNITIES), cycle(_VIEWS), strict=False)
    )
    pairs = sum(len(part.groups) * (len(part.groups) - 1) // 2 for part in scales)
    return sealed(
        msgspec.structs.replace(
            whole,
            scales=scales,
            pairs=pairs,
            careless=Careless(told="few", moved=()),
            colleagues=Colleagues(alike="partly", organisations=9),
        )
    )


def _told(part: ScaleResult, unity: Unity, view: float) -> ScaleResult:
    if part.cell.value is None:
        return part
    full, tenths = part.cell.form == "full", part.cell.form == "tenths"
    in_reach = 2.0 <= part.cell.value <= 4.0 and not part.cell.from_groups
    agreement = Agreement(unity=unity, deviation=_DEVIATIONS[unity] if full else None)
    return msgspec.structs.replace(
        part,
        agreement=agreement if full or (tenths and in_reach) else None,
        reliability=reliable(0.62, low=0.4, omega=0.66) if full else None,
        backbone=backbone(view, _distance(view, part)),
        differences=_differences(part),
    )


def _distance(view: float, part: ScaleResult) -> Direction | None:
    if part.cell.low is None or part.cell.high is None or part.cell.low <= view <= part.cell.high:
        return None
    return "higher" if view > part.cell.high else "lower"


def _differences(part: ScaleResult) -> tuple[Difference, ...]:
    """Return that the highest and the lowest group differ, where their printed means lie well apart."""
    groups = sorted(part.groups, key=lambda group: -(group.cell.value or 0.0))
    if len(groups) < 2 or (groups[0].cell.value or 0.0) - (groups[-1].cell.value or 0.0) < 0.6:
        return ()
    fine = {groups[0].cell.form, groups[-1].cell.form} <= {"full", "tenths"}
    full = {groups[0].cell.form, groups[-1].cell.form} == {"full"}
    told = difference(groups[0].categories, groups[-1].categories, tested=fine, effect=EFFECT if full else None)
    return (told,)
