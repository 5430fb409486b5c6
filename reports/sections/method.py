"""How the figures came about, what is hidden and why, and the literature."""

from __future__ import annotations

from reports.catalogue.model import Source
from reports.figures import Fact
from reports.material import Material
from reports.view import HiddenRow, Method, Passage
from scoring.diagnosis import ScaleResult

_METHOD_SOURCES = frozenset({"ericson_1969", "little_2004"})
_PASSAGES = ("answers", "uncertainty", "flags", "limits")


def method_section(material: Material) -> Method:
    """Build the last section of every report."""
    say = material.phrases.say
    hidden = _hidden(material)
    minimum = material.diagnosis.protection.minimum
    return Method(
        heading=say("method.heading"),
        title=say("method.title"),
        passages=_passages(material),
        hidden_heading=say("method.hidden_heading"),
        hidden_lead=say("method.hidden_lead", minimum=minimum),
        hidden=hidden,
        hidden_nothing="" if hidden else say("method.hidden_nothing"),
        sources_heading=say("method.sources_heading"),
        sources_lead=say("method.sources_lead"),
        sources=_sources(material),
        facts=_facts(material),
    )


def _passages(material: Material) -> tuple[Passage, ...]:
    phrases = material.phrases
    extra: dict[str, tuple[str, ...]] = {"answers": _mapped(material)}
    if not material.measures_barriers:
        extra["limits"] = (phrases.say("method.foreign", title=phrases.texts.title),)
    return tuple(
        Passage(
            heading=phrases.say(f"method.{name}_heading"),
            paragraphs=(*phrases.paragraphs(f"method.{name}"), *extra.get(name, ())),
        )
        for name in _PASSAGES
    )


def _mapped(material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    ranges = dict.fromkeys(scale.mapped_from for scale in material.diagnosis.scales if scale.mapped_from)
    sentences = []
    for low, high in ranges:
        names = [phrases.scale(s.id) for s in material.diagnosis.scales if s.mapped_from == (low, high)]
        sentences.append(phrases.say("method.mapped", names=phrases.listed(names), low=low, high=high))
    return tuple(sentences)


def _hidden(material: Material) -> tuple[HiddenRow, ...]:
    phrases, diagnosis = material.phrases, material.diagnosis
    cells = [(scale.id, scale.cell) for scale in diagnosis.scales]
    cells += [(condition.id, condition.cell) for condition in diagnosis.conditions]
    rows = [HiddenRow(subject=phrases.scale(name), reason=phrases.mean(cell)) for name, cell in cells if cell.hidden]
    shown = [scale for scale in diagnosis.scales if not scale.cell.hidden]
    rows += [row for reason in ("too_few", "protected") for row in _hidden_statements(reason, shown, material)]
    return (*rows, *_hidden_sectors(shown, material))


def _hidden_statements(reason: str, shown: list[ScaleResult], material: Material) -> list[HiddenRow]:
    phrases = material.phrases
    names = [phrases.scale(scale.id) for scale in shown if scale.statements_hidden == reason]
    if not names:
        return []
    everywhere = len(names) == len(shown)
    subject = (
        phrases.say("method.hidden_statements_all")
        if everywhere
        else phrases.say("method.hidden_statements", names=phrases.listed(names))
    )
    return [HiddenRow(subject=subject, reason=phrases.say(f"hidden.{reason}"))]


def _hidden_sectors(shown: list[ScaleResult], material: Material) -> list[HiddenRow]:
    phrases = material.phrases
    if any(scale.groups for scale in shown) or not shown:
        return []
    planned = material.diagnosis.protection.grouping == "sector"
    reason = phrases.say("hidden.too_few" if planned else "method.reason_not_planned")
    return [HiddenRow(subject=phrases.say("method.hidden_sectors"), reason=reason)]


def _sources(material: Material) -> tuple[str, ...]:
    """Return what the method and the recommendations of this report rest on, in full, by author."""
    catalogue = material.catalogue
    ids = {source for advice in material.recommendations for measure in advice.measures for source in measure.sources}
    ids |= {
        source
        for advice in material.recommendations
        for training in advice.trainings
        for source in training.basis_for(advice.scale.id).sources
    }
    ids |= _METHOD_SOURCES
    if material.diagnosis.conditions:
        ids.add("kania_kramer_2011")
    cited = [source for source in catalogue.literature if source.id in ids]
    return tuple(_full(source) for source in sorted(cited, key=lambda source: (source.authors, source.year)))


def _full(source: Source) -> str:
    """Return a source as a line of a bibliography; its container says where to find it if it has no DOI and no ISBN."""
    found = f" DOI {source.doi}" if source.doi else f" ISBN {source.isbn}" if source.isbn else ""
    return f"{', '.join(source.authors)} ({source.year}): {source.title}. {source.container}.{found}"


def _facts(material: Material) -> tuple[Fact, ...]:
    phrases, diagnosis = material.phrases, material.diagnosis
    part, rules = diagnosis.participation, diagnosis.protection
    instrument = phrases.say(
        "participation.instrument_value", title=phrases.texts.title, version=diagnosis.instrument.version
    )
    facts = [
        (phrases.say("participation.label"), _participation(material, part.persons)),
        (phrases.say("method.fact_instrument"), instrument),
        (
            phrases.say("method.fact_method"),
            phrases.say("method.fact_method_value", version=diagnosis.method_version),
        ),
        (phrases.say("method.fact_minimum"), phrases.say("method.fact_minimum_value", minimum=rules.minimum)),
    ]
    if rules.strict:
        facts.append((phrases.say("method.fact_strict"), phrases.say("method.fact_strict_value")))
    facts.append((phrases.say("method.fact_digest"), diagnosis.digest))
    return tuple(Fact(label=label, value=value) for label, value in facts)


def _participation(material: Material, persons: int) -> str:
    phrases = material.phrases
    return f"{phrases.participation(material.diagnosis)}. {phrases.say('participation.persons', persons=persons)}"
