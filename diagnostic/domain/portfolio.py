"""What a consultant sees of a round in the table of all initiatives: one row of published figures."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from scoring.diagnosis import Diagnosis
from scoring.findings import ScaleResult
from scoring.published import Hidden, State, Unit
from scoring.rounding import End, Form


class ScaleFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One scale as it is printed; see `scoring.diagnosis.Cell`. Rows kept by earlier versions have no `form`."""

    id: str
    barrier: str | None
    state: State
    hidden: Hidden | None = None
    n: int | None = None
    form: Form | None = None
    value: float | None = None
    end: End | None = None
    low: float | None = None
    high: float | None = None
    below: float | None = None


class PortfolioRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The row of one round."""

    unit: Unit
    contributors: int
    invited: int | None
    scales: tuple[ScaleFigure, ...]

    def heaviest(self, barrier: str) -> ScaleFigure | None:
        """Return the part of a barrier that most likely is one; None where the round did not ask for it."""
        parts = [scale for scale in self.scales if scale.barrier == barrier]
        return max(parts, key=lambda part: -1.0 if part.below is None else part.below, default=None)


def row_of(diagnosis: Diagnosis) -> PortfolioRow:
    """Return the row of a diagnosis."""
    return PortfolioRow(
        unit=diagnosis.participation.unit,
        contributors=diagnosis.participation.contributors,
        invited=diagnosis.participation.invited,
        scales=_figures(diagnosis.scales),
    )


def _figures(scales: Sequence[ScaleResult]) -> tuple[ScaleFigure, ...]:
    return tuple(
        ScaleFigure(
            id=scale.id,
            barrier=scale.barrier,
            state=scale.flag.state,
            hidden=scale.cell.hidden,
            n=scale.cell.n,
            form=scale.cell.form,
            value=scale.cell.value,
            end=scale.cell.end,
            low=scale.cell.low,
            high=scale.cell.high,
            below=scale.cell.below,
        )
        for scale in scales
    )
