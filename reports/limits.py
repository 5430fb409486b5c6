"""The numbers that decide, in the form in which a sentence names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scoring.rounding import HIGHEST, LOWEST, End, Form, printed
from scoring.thresholds import thresholds

_PERCENT = (
    "dont_know_finding",
    "interval_level",
    "flagged_from",
    "clearly_from",
    "not_flagged_to",
    "ranking_response",
    "gap_sureness",
    "difference_rate",
    "network_full_from",
    "network_broad_from",
    "silo_p_to",
    "unknown_many_from",
    "dense_from",
    "centre_from",
)
_POINTS = (
    "prior_mean",
    "prior_spread",
    "barrier_line",
    "strength_above",
    "severity_reference",
    "condition_emerging_from",
    "condition_mature_from",
    "share_low_below",
    "share_high_from",
    "gap_points",
    "motive_important_from",
    "form_network_below",
    "form_cooperation_from",
    "balance_favourable_from",
    "balance_even_from",
    "change_points",
    "change_cells",
    "agreement_agreed_below",
    "agreement_contested_above",
    "reliability_low_below",
    "cells_apart",
    "small_cells_apart",
    "silo_distance",
    "trust_low_below",
)
_COUNTS = (
    "tenths_from",
    "full_from",
    "reliability_persons",
    "cells_apart_from",
    "viewpoint_persons",
    "drivers_from",
    "drivers_per_predictor",
    "network_from",
    "tie_from",
    "named_to",
)
_CLIPPED: tuple[Form, ...] = ("halves", "tenths")


def limits(
    *, percent: Callable[[int], str], number: Callable[[float], str], figure: Callable[[float, End | None], str]
) -> Iterator[tuple[str, str]]:
    """Yield what every sentence of the wording may name in { }: a threshold's name, and its value in words.

    Parameters
    ----------
    percent, number, figure : callable
        How a language writes per cent, a figure in full, and a figure that may be a clipped end.

    Yields
    ------
    pair of str
        Besides the thresholds the clipped ends of each form, for example ``halves_low``: *bis 2,0*.
    """
    known = thresholds()
    yield from ((name, percent(round(getattr(known, name).value * 100))) for name in _PERCENT)
    yield from ((name, number(getattr(known, name).value)) for name in _POINTS)
    yield from ((name, f"{getattr(known, name).value:.0f}") for name in _COUNTS)
    yield "backing_from", percent(round(known.backing_from.value))
    for form in _CLIPPED:
        yield f"{form}_low", figure(*printed(LOWEST, form))
        yield f"{form}_high", figure(*printed(HIGHEST, form))
