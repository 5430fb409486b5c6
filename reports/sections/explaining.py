"""What the method page says of change, viewpoints, form, motives and yields: method, what is hidden, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.material import Material
from reports.sections.balance import asks_for_balance, balance_hidden
from reports.sections.form import form_name
from reports.sections.governance import GOVERNANCE_SOURCE
from reports.sections.motives import motive_name
from reports.sections.untold_ties import untold_ties
from reports.sections.yields import outcome_name
from reports.view import HiddenRow, Passage
from scoring.published import Cell

_PASSAGES = {
    "viewpoints": ("viewpoints.method_heading", "viewpoints.method"),
    "pairs": ("pairs.method_heading", "pairs.method"),
    "balance": ("balance.method_heading", "balance.method"),
    "drivers": ("drivers.method_heading", "drivers.method"),
    "change": ("change.method_heading", "change.method"),
    "network": ("relations.method_heading", "relations.method"),
}
_SOURCES = {
    "viewpoints": frozenset({"hennig_2007", "liu_2008"}),
    "balance": frozenset({"el_ansari_phillips_2004"}),
    "drivers": frozenset({"groemping_2006"}),
    "network": frozenset({"bevc_2015", "freeman_1978", "frey_2006", "krackhardt_stern_1988"}),
}
_TRUST = "varda_retrum_2012"


def told_parts(material: Material) -> dict[str, bool]:
    """Return which of these parts the report tells anything of, in the order of the method page."""
    found = material.diagnosis
    gaps = [*(motive.gap for motive in found.motives), *(form.gap for form in found.forms)]
    return {
        "viewpoints": found.viewpoints.refused is None,
        "pairs": any(gap is not None for gap in gaps),
        "balance": found.balance is not None,
        "drivers": found.drivers.refused is None,
        "change": found.change is not None,
        "network": found.network.refused is None,
    }


def explained(material: Material) -> Iterator[Passage]:
    """Yield a passage for each part that is told."""
    phrases, change = material.phrases, material.diagnosis.change
    before, minimum = change.before if change else "", material.diagnosis.protection.minimum
    for name, told in told_parts(material).items():
        if told:
            heading, text = _PASSAGES[name]
            paragraphs = phrases.paragraphs(text, minimum=minimum, before=before)
            more = _of_network(material) if name == "network" else ()
            yield Passage(anchor=f"method-{name}", heading=phrases.say(heading), paragraphs=(*paragraphs, *more))


def _of_network(material: Material) -> tuple[str, ...]:
    """Return what is explained of trust and of second sources, where they are told."""
    found, say = material.diagnosis.network, material.phrases.say
    trust = (say("relations.method_trust"),) if found.trust else ()
    return (*trust, *((say("relations.method_sources"),) if found.sources else ()))


def sources_of_parts(material: Material) -> set[str]:
    """Return the ids of the sources that these parts rest on."""
    found = {source for name, told in told_parts(material).items() if told for source in _SOURCES.get(name, ())}
    network = material.diagnosis.network
    return found | ({GOVERNANCE_SOURCE} if network.governance else set()) | ({_TRUST} if network.trust else set())


def hidden_parts(material: Material) -> Iterator[HiddenRow]:
    """Yield what is not shown of these parts, with one of the two fixed sentences."""
    phrases, found = material.phrases, material.diagnosis
    for outcome in found.outcomes:
        if outcome.cell.hidden:
            yield HiddenRow(subject=outcome_name(outcome.id, material), reason=phrases.mean(outcome.cell))
    motives = [(motive_name(one.id, material), (one.importance, one.fulfilment)) for one in found.motives]
    forms = [(form_name(one.id, material), (one.current, one.wanted)) for one in found.forms]
    yield from _pairs("motives.hidden", motives, material)
    yield from _pairs("form.hidden", forms, material)
    if found.balance is None and asks_for_balance(material):
        reason = phrases.say(f"hidden.{balance_hidden(material)}")
        yield HiddenRow(subject=phrases.say("yields.hidden_balance"), reason=reason)
    for subject, refused in (
        ("viewpoints.heading", found.viewpoints.refused),
        ("yields.hidden_drivers", found.drivers.refused),
    ):
        if refused in {"too_few", "protected"}:
            yield HiddenRow(subject=phrases.say(subject), reason=phrases.say(f"hidden.{refused}"))
    yield from untold_ties(material)
    if found.change is not None and found.change.stayed is None:
        subject, reason = phrases.say("change.hidden_counts"), phrases.say("change.reason_counts")
        yield HiddenRow(subject=subject, reason=reason)


def _pairs(key: str, named: Sequence[tuple[str, tuple[Cell, Cell]]], material: Material) -> Iterator[HiddenRow]:
    """Yield a row for each reason for which one of two figures is hidden."""
    phrases = material.phrases
    for reason in ("too_few", "protected"):
        names = [name for name, cells in named if any(cell.hidden == reason for cell in cells)]
        if names:
            subject = phrases.say(key, names=phrases.listed(names))
            yield HiddenRow(subject=subject, reason=phrases.say(f"hidden.{reason}"))
