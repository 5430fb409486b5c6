"""Every number of the report: what it says, from how many organisations on, and where it is computed and explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scoring.thresholds import thresholds


class Number(NamedTuple):
    """One row of the table of numbers.

    Parameters
    ----------
    section : str
        Heading of the page below which it is explained.
    says : str
        What it means, in one line.
    shown : str
        From how many organisations on.
    modules : tuple of str
        Modules of `scoring` that compute it, the first of them what it is made with.
    """

    name: str
    section: str
    says: str
    shown: str
    modules: tuple[str, ...]


def least() -> Mapping[str, int]:
    """Return the numbers of organisations from which on something more is told, by what the table calls them."""
    limits = thresholds()
    return {
        "few": int(limits.minimum_contributors.value),
        "tenths": int(limits.tenths_from.value),
        "full": int(limits.full_from.value),
        "persons": int(limits.reliability_persons.value),
        "colleagues": int(limits.colleagues_organisations.value),
        "drivers": int(limits.drivers_from.value),
        "each": int(limits.drivers_per_predictor.value),
        "viewpoints": int(limits.viewpoint_persons.value),
        "others": int(limits.pool_from.value) - 1,
        "drawn": int(limits.drawn_from.value),
        "network": int(limits.network_from.value),
        "full_share": round(100 * limits.network_full_from.value),
        "broad_share": round(100 * limits.network_broad_from.value),
        "raters": int(limits.trust_raters.value),
        "named": int(limits.named_to.value),
    }


def numbers() -> tuple[Number, ...]:
    """Return every number, in the order in which the page explains them."""
    return tuple(one._replace(shown=one.shown.format_map(least())) for one in _NUMBERS)


_AGREEMENT = "Agreement: bad is one finding, contested another"
_PURPOSES = "Motives, form, benefits and costs"
_GROUPS = "Differences between groups"
_NETWORKS = "Who works with whom"
_NUMBERS = (
    Number(
        "value and range",
        "The mean of a small, finite group",
        "what all invited organisations would say on average, and where that lies with 90 % probability",
        "{few}",
        ("uncertainty", "disclosure"),
    ),
    Number(
        "statements, shares",
        "What is shown at which n",
        "the mean of one statement, and how many organisations are low, in the middle and high on it",
        "{tenths}",
        ("results", "disclosure"),
    ),
    Number(
        "*don't know*",
        "What is shown at which n",
        "how much of a scale people could not judge",
        "{few} as a sentence, {tenths} as a share",
        ("scales", "disclosure"),
    ),
    Number(
        "finding, ranking",
        "Flags",
        "whether the mean of all lies below 3.0, how sure that is, and what weighs most",
        "{few}",
        ("flags",),
    ),
    Number(
        "conditions, stage",
        "Conditions and stage",
        "how far the five conditions of acting together are met",
        "{few}",
        ("conditions",),
    ),
    Number(
        "agreement",
        _AGREEMENT,
        "whether the organisations see a scale alike",
        "{tenths} as a word, {full} as a number",
        ("agreement", "spread"),
    ),
    Number(
        "colleagues",
        _AGREEMENT,
        "whether people of one organisation see the same initiative",
        "{tenths}, {colleagues} of them with two respondents",
        ("intraclass", "colleagues"),
    ),
    Number(
        "alpha, omega",
        "Reliability: how well statements hang together",
        "how well the statements of a scale hang together",
        "{full}, and {persons} persons",
        ("reliability", "spread"),
    ),
    Number(
        "careless answers",
        "Careless answers",
        "how many persons seem to have answered without reading, and what would change without them",
        "{tenths}",
        ("careless", "attention"),
    ),
    Number(
        "differences",
        _GROUPS,
        "which of the wave's groups lie apart by more than chance sets them, and how far",
        "{few} in each group, tested from {tenths}, with an effect size from {full}",
        ("groups", "differences"),
    ),
    Number(
        "backbone's view",
        _GROUPS,
        "what the backbone office says itself, beside the range of the partners",
        "its own one voice",
        ("backbone",),
    ),
    Number(
        "motives, form",
        _PURPOSES,
        "what is against what should be, and whether the gap is more than chance",
        "{few}; from each person's own gap from {full}",
        ("distance", "motives"),
    ),
    Number(
        "benefits and costs",
        _PURPOSES,
        "whether the collaboration pays for those who take part",
        "{tenths} as a word, {full} as a number",
        ("balance",),
    ),
    Number(
        "synergy, success",
        _PURPOSES,
        "what the collaboration is felt to yield",
        "{few}",
        ("uncertainty", "results"),
    ),
    Number(
        "what moves together",
        "What moves together with synergy",
        "how much of what differs in synergy goes with each barrier",
        "{drivers}, and {each} for each barrier",
        ("drivers", "across"),
    ),
    Number(
        "viewpoints",
        "Viewpoints",
        "whether there are groups of respondents who see things alike, and what distinguishes each",
        "{tenths}, {viewpoints} persons, and {few} in each viewpoint",
        ("viewpoints", "distinguishing", "across"),
    ),
    Number(
        "change",
        "Change between waves",
        "what has become of a scale since the wave before",
        "{few} in both waves; {tenths} who answered both times for figures",
        ("change", "waves"),
    ),
    Number(
        "place among others",
        "Benchmark",
        "where an initiative stands among comparable ones",
        "{few}, and {others} other initiatives; {drawn} for draws of true values",
        ("benchmark", "placing"),
    ),
    Number(
        "density, unknown",
        _NETWORKS,
        "how many ties there are of all that could be, and how many partners are not known",
        "{network} that told of a partner",
        ("network", "cooperation"),
    ),
    Number(
        "cohesion",
        _NETWORKS,
        "whether ties run over a few, how many steps apart all are, into how many parts they fall",
        "{network}, {broad_share} % of the invited; cut-points and what happens if one leaves from {full_share} %",
        ("paths", "cooperation"),
    ),
    Number(
        "silos in the ties",
        _NETWORKS,
        "whether ties run within sectors more than chance has it",
        "{network}, {broad_share} % of the invited",
        ("mixing", "silos"),
    ),
    Number(
        "matrix",
        _NETWORKS,
        "how densely groups of sectors cooperate, in steps of ten",
        "{few} of each group that told of a partner",
        ("circles",),
    ),
    Number(
        "trust",
        _NETWORKS,
        "how far partners trust each other, never one of them",
        "{raters} that rated; between groups {few} who rate and {few} who are rated in every pair of them",
        ("trusting",),
    ),
    Number(
        "map",
        _NETWORKS,
        "confirmed ties by name",
        "{few} to {named} that agreed",
        ("mapping",),
    ),
    Number(
        "second source, governance",
        _NETWORKS,
        "what statements and ties say together, and which form of governance fits",
        "as the figures they rest on",
        ("sources", "governance"),
    ),
)
