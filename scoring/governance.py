"""Which form of governance fits a network: what is known of it held against what each form asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from scoring.findings import ConditionResult, ScaleResult
from scoring.partnership import Fact, Governance, GovernanceForm, Reason
from scoring.relations import NetworkResult
from scoring.thresholds import thresholds

Facts = Mapping[Fact, float | str]

GOALS = "impact"
"""The barrier whose agreement stands for agreement on goals: whether success is defined together."""

AGENDA = "agenda"
"""The condition that stands for common goals."""


def governance_of(
    network: NetworkResult, scales: Sequence[ScaleResult], conditions: Sequence[ConditionResult]
) -> Governance | None:
    """Suggest the form of governance that fits, from published figures alone; None where the ties carry too little.

    Shared governance fits few partners, a dense net without a centre, high trust and agreement on goals; a lead
    organisation a moderate number, a thin net around a centre, less trust and less agreement; an office of the
    network's own many partners, moderate trust and fairly high agreement. The form fits for which most of the known
    figures speak, if these are enough, and more than for any other; else it stays open.

    References
    ----------
    Provan, K. G. and Kenis, P. (2008). Modes of network governance: structure, management, and effectiveness. Journal
    of Public Administration Research and Theory 18, 229–252. 10.1093/jopart/mum015.
    """
    if network.cohesion is None:
        return None
    facts, limits = known_facts(network, scales, conditions), thresholds()
    judged = {
        form: {name: fits(facts[name]) for name, fits in asked.items() if name in facts}
        for form, asked in _FORMS.items()
    }
    share = {
        form: sum(fits.values()) / len(fits)
        for form, fits in judged.items()
        if len(fits) >= limits.governance_facts.value
    }
    best = [form for form, value in share.items() if value == max(share.values())]
    if len(best) != 1 or share[best[0]] < limits.governance_speaking_from.value:
        return Governance(form="open", reasons=_reasons(facts, dict.fromkeys(facts, False)))
    return Governance(form=best[0], reasons=_reasons(facts, judged[best[0]]))


def known_facts(
    network: NetworkResult, scales: Sequence[ScaleResult], conditions: Sequence[ConditionResult]
) -> dict[Fact, float | str]:
    """Return what is known of a network that speaks for or against a form of governance, as it is printed."""
    facts: dict[Fact, float | str] = {"partners": network.organisations}
    if network.density is not None:
        facts["density"] = network.density
    if network.cohesion is not None:
        facts["centralisation"] = network.cohesion.centralisation
    if network.trust is not None:
        facts["trust"] = network.trust.total.value
    facts |= _of_goals(scales, conditions)
    if network.backing is not None:
        facts["backing"] = network.backing.tied
    return facts


def _of_goals(scales: Sequence[ScaleResult], conditions: Sequence[ConditionResult]) -> dict[Fact, float | str]:
    told: dict[Fact, float | str] = {}
    for scale in scales:
        if scale.barrier == GOALS and scale.agreement is not None:
            told["agreement"] = scale.agreement.unity
    for condition in conditions:
        if condition.id == AGENDA and condition.maturity != "withheld":
            told["agenda"] = condition.maturity
    return told


def _few(partners: float | str) -> bool:
    return float(partners) <= thresholds().partners_few_to.value


def _moderate(partners: float | str) -> bool:
    return not _few(partners) and not _many(partners)


def _many(partners: float | str) -> bool:
    return float(partners) > thresholds().partners_many_above.value


def _dense(density: float | str) -> bool:
    return float(density) >= thresholds().dense_from.value


def _centred(centralisation: float | str) -> bool:
    return float(centralisation) >= thresholds().centre_from.value


def _high(trust: float | str) -> bool:
    return float(trust) >= thresholds().trust_high_from.value


def _middling(trust: float | str) -> bool:
    return not _high(trust) and float(trust) >= thresholds().trust_low_below.value


def _backed(tied: float | str) -> bool:
    return float(tied) >= thresholds().backing_from.value


_FORMS: Mapping[GovernanceForm, Mapping[Fact, Callable[[float | str], bool]]] = MappingProxyType(
    {
        "shared": {
            "partners": _few,
            "density": _dense,
            "centralisation": lambda value: not _centred(value),
            "trust": _high,
            "agreement": lambda word: word == "agreed",
            "agenda": lambda word: word == "mature",
        },
        "lead": {
            "partners": _moderate,
            "density": lambda value: not _dense(value),
            "centralisation": _centred,
            "trust": lambda value: not _high(value),
            "agreement": lambda word: word != "agreed",
            "agenda": lambda word: word != "mature",
        },
        "office": {
            "partners": lambda value: not _few(value),
            "centralisation": lambda value: not _centred(value),
            "trust": _middling,
            "agreement": lambda word: word != "contested",
            "agenda": lambda word: word != "absent",
            "backing": _backed,
        },
    }
)


def _reasons(facts: Facts, speaking: Mapping[Fact, bool]) -> tuple[Reason, ...]:
    """Return the known facts that count for a form, in their order."""
    return tuple(
        Reason(
            fact=name,
            value=None if isinstance(value, str) else float(value),
            word=value if isinstance(value, str) else None,
            speaks_for=speaking[name],
        )
        for name, value in facts.items()
        if name in speaking
    )
