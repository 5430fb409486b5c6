"""The five conditions of acting together, and how far an initiative is on the way there."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.findings import Maturity, Stage
from scoring.published import Cell
from scoring.thresholds import thresholds

CONDITIONS = ("agenda", "measurement", "activities", "communication", "office")


def maturity(cell: Cell) -> Maturity:
    """Tell a condition's maturity from its published cell: absent below 2.5, mature from 3.5 on, emerging between."""
    if cell.value is None:
        return "withheld"
    limits = thresholds()
    if cell.value < limits.condition_emerging_from.value:
        return "absent"
    return "emerging" if cell.value < limits.condition_mature_from.value else "mature"


def stage(conditions: Mapping[str, Maturity]) -> Stage | None:
    """Tell the stage on the way from isolated action to acting together.

    *Isolated*: none mature and at most one emerging. *Acting together*: four mature and the fifth at least emerging.
    Everything between is a network or a cooperation. Withheld as soon as one condition is; None where a
    questionnaire does not ask for exactly the five conditions.

    References
    ----------
    Kania, J. & Kramer, M. (2011). Collective impact. Stanford Social Innovation Review 9(1), 36–41. The bounds
    are our own.
    """
    if set(conditions) != set(CONDITIONS):
        return None
    states, limits = list(conditions.values()), thresholds()
    if "withheld" in states:
        return "withheld"
    mature, emerging = states.count("mature"), states.count("emerging")
    if mature == 0 and emerging <= limits.isolated_emerging_to.value:
        return "isolated"
    if mature >= limits.together_mature_from.value and mature + emerging == len(states):
        return "together"
    return "network"
