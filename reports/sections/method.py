"""How the figures came about, what is hidden and why, and the literature."""

from __future__ import annotations

from reports.catalogue.model import Source
from reports.figures import Fact
from reports.material import Material
from reports.recommending import basis
from reports.sections.checks import checks, hidden_checks
from reports.sections.explaining import explained, hidden_parts, sources_of_parts
from reports.view import HiddenRow, Method, Passage
from scoring.findings import ScaleResult

_METHOD_SOURCES = frozenset({"ericson_1969", "little_2004"})


def method_section(material: Material) -> Method | None:
    """Build the last section; None where nothing at all can be shown, since the first page then says everything."""
    if material.nothing_shown:
        return None
    say = material.phrases.say
    hidden = _hidden(material)
    return Method(
        heading=say("method.heading"),
        title=say("method.title"),
        passages=_passages(material),
        hidden_heading=say("method.hidden_heading"),
        hidden_lead=protection(material),
        hidden=hidden,
        hidden_nothing="" if hidden else _nothing_hidden(material),
        sources_heading=say("method.sources_heading"),
        sources_lead=say("method.sources_lead"),
        sources=_sources(material),
        facts=method_facts(material),
    )


def protection(material: Material) -> str:
    """Return what those who were asked were promised, where that is known, and which groups are shown."""
    say, mode = material.phrases.say, material.occasion.mode
    shown = say("method.hidden_lead", minimum=material.diagnosis.protection.minimum)
    return shown if mode is None else f"{say(f'mode.{mode}')} {shown}"


def _nothing_hidden(material: Material) -> str:
    return material.phrases.say("method.hidden_nothing" if material.asks_statements else "relations.hidden_nothing")


def _passages(material: Material) -> tuple[Passage, ...]:
    say = material.phrases.say
    texts = {
        "answers": (*_by_origin("answers", material), say("method.contributors"), *_mapped(material)),
        "uncertainty": _uncertainty(material),
        "flags": _flags(material),
    }
    asked = texts if material.asks_statements else {}
    passages = [Passage(heading=say(f"method.{name}_heading"), paragraphs=text) for name, text in asked.items()]
    told = (
        _by_origin("limits", material) if material.asks_statements else material.phrases.paragraphs("relations.limits")
    )
    limits = Passage(heading=say("method.limits_heading"), paragraphs=told)
    return (*passages, *checks(material), *explained(material), limits)


def _by_origin(name: str, material: Material) -> tuple[str, ...]:
    """Return a passage in the variant that is true of the questionnaire: ours, or one of another origin."""
    phrases = material.phrases
    if material.ours:
        return phrases.paragraphs(f"method.{name}")
    return phrases.paragraphs(f"method.foreign_{name}", title=phrases.texts.title)


def _uncertainty(material: Material) -> tuple[str, ...]:
    """Return what a range says, which depends on who was invited and who answered."""
    say, part = material.phrases.say, material.diagnosis.participation
    known = say("method.uncertainty")
    if part.invited is None:
        return (say("method.range_answered"), known)
    if part.contributors == part.invited:
        return (say("method.range_census"), known)
    return (say("method.range_invited"), known, say("method.estimate_invited"))


def _flags(material: Material) -> tuple[str, ...]:
    """Return how a hurdle is told, and how well that works where it was simulated for this questionnaire."""
    phrases, simulation = material.phrases, f"simulation.{material.diagnosis.instrument.id}"
    measured = (phrases.say(simulation),) if phrases.wording.has(simulation) else ()
    order = "method.order" if material.diagnosis.ranking_holds else "method.no_order"
    return (*phrases.paragraphs("method.flags"), *measured, phrases.say(order))


def _mapped(material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    ranges = dict.fromkeys(scale.mapped_from for scale in material.diagnosis.scales if scale.mapped_from)
    sentences = []
    for low, high in ranges:
        names = [phrases.scale(s) for s in material.diagnosis.scales if s.mapped_from == (low, high)]
        sentences.append(phrases.say("method.mapped", names=phrases.listed(names), low=low, high=high))
    return tuple(sentences)


def _hidden(material: Material) -> tuple[HiddenRow, ...]:
    phrases, diagnosis = material.phrases, material.diagnosis
    cells = [(phrases.scale(scale), scale.cell) for scale in diagnosis.scales]
    cells += [(material.condition_name(condition), condition.cell) for condition in diagnosis.conditions]
    rows = [HiddenRow(subject=name, reason=phrases.mean(cell)) for name, cell in cells if cell.hidden]
    shown = [scale for scale in diagnosis.scales if not scale.cell.hidden]
    rows += [row for reason in ("too_few", "protected") for row in _hidden_statements(reason, shown, material)]
    return (*rows, *_hidden_sectors(shown, material), *hidden_checks(material), *hidden_parts(material))


def _hidden_statements(reason: str, shown: list[ScaleResult], material: Material) -> list[HiddenRow]:
    phrases = material.phrases
    names = [phrases.scale(scale) for scale in shown if scale.statements_hidden == reason]
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
    missing = [scale for scale in shown if not scale.groups]
    if not missing:
        return []
    planned = material.diagnosis.protection.grouping == "sector"
    reason = phrases.say("hidden.too_few" if planned else "method.reason_not_planned")
    if len(missing) == len(shown):
        return [HiddenRow(subject=phrases.say("method.hidden_sectors"), reason=reason)]
    names = phrases.listed([phrases.scale(scale) for scale in missing])
    return [HiddenRow(subject=phrases.say("method.hidden_sectors_of", names=names), reason=reason)]


def _sources(material: Material) -> tuple[str, ...]:
    """Return what the method and the recommendations of this report rest on, in full, by author."""
    catalogue = material.catalogue
    ids = {source for advice in material.recommendations for measure in advice.measures for source in measure.sources}
    ids |= {
        source
        for advice in material.recommendations
        for training in advice.trainings
        for source in basis(training, advice.scale).sources
    }
    ids |= sources_of_parts(material) | (_METHOD_SOURCES if material.asks_statements else set())
    if material.diagnosis.stage is not None:
        ids.add("kania_kramer_2011")
    cited = [source for source in catalogue.literature if source.id in ids]
    return tuple(_full(source) for source in sorted(cited, key=lambda source: (source.authors, source.year)))


def _full(source: Source) -> str:
    """Return a source as a line of a bibliography; its container says where to find it if it has no DOI and no ISBN."""
    found = f" DOI {source.doi}" if source.doi else f" ISBN {source.isbn}" if source.isbn else ""
    title = source.title if source.title.endswith("?") else f"{source.title}."
    return f"{', '.join(source.authors)} ({source.year}): {title} {source.container}.{found}"


def method_facts(material: Material) -> tuple[Fact, ...]:
    """Return what identifies the diagnosis: who took part, questionnaire, method, smallest group, checksum."""
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
    people = phrases.counted("participation.persons", persons)
    return f"{phrases.participation(material.diagnosis)}. {people}"
