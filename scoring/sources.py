"""The second source: what statements and ties say together of a barrier, from published figures alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from scoring.findings import ScaleResult
from scoring.partnership import Outcome, SecondSource
from scoring.relations import NetworkResult
from scoring.thresholds import thresholds

Barrier = Literal["silos", "overview", "leadership", "personal"]

BARRIERS: tuple[Barrier, ...] = ("silos", "overview", "leadership", "personal")
"""The barriers of which ties say something too."""


def sources_of(network: NetworkResult, scales: Sequence[ScaleResult], *, dense: bool) -> tuple[SecondSource, ...]:
    """Hold the statements on a barrier against the ties; nothing where the statements tell nothing, or the ties.

    Parameters
    ----------
    dense : bool
        Whether the network is dense by the ties that at least one side named.
    """
    if network.refused is not None:
        return ()
    told = []
    for barrier in BARRIERS:
        states = [scale.flag.state for scale in scales if scale.barrier == barrier]
        if set(states) - {"withheld"}:
            outcome = together(statements=perceived(states), ties=in_ties(barrier, network, dense=dense))
            told.append(SecondSource(barrier=barrier, outcome=outcome))
    return tuple(told)


def perceived(states: Sequence[str]) -> bool | None:
    """Tell whether the statements say that there is a barrier: one of its scales is flagged; None if that is unsure."""
    if "flagged" in states:
        return True
    return None if {"watch", "withheld"} & {*states} else False


def in_ties(barrier: Barrier, network: NetworkResult, *, dense: bool) -> bool | None:
    """Tell whether the ties say that there is a barrier; None where they do not carry as far.

    Silos: ties run within sectors. Overview: many partners are not known. Leadership: neither a centre nor a dense net,
    nor an office with which nearly all cooperate. Personal: trust is low.
    """
    limits = thresholds()
    if barrier == "silos":
        return None if network.mixing is None else network.mixing.silo
    if barrier == "overview":
        return None if network.unknown is None else network.unknown >= limits.unknown_many_from.value
    if barrier == "personal":
        return None if network.trust is None else network.trust.total.value < limits.trust_low_below.value
    if network.cohesion is None:
        return None
    backed = network.backing is not None and network.backing.tied >= limits.backing_from.value
    return network.cohesion.centralisation < limits.centre_from.value and not dense and not backed


def together(*, statements: bool | None, ties: bool | None) -> Outcome:
    """Put both sources into one of the four outcomes, or leave it open."""
    if statements is None or ties is None:
        return "open"
    if statements:
        return "both" if ties else "perceived"
    return "ties" if ties else "neither"
