"""Who works with whom: the finding in plain words, how far the figures carry, and all that rests on ties."""

from __future__ import annotations

from collections.abc import Iterator

from reports.figures import Fact
from reports.material import Material
from reports.network import Network
from reports.sections.circles import matrix, trust_figure, trust_table
from reports.sections.governance import governance_block
from reports.sections.mapped import map_block, partners_table, unnamed
from reports.sections.second import only_in_ties, second_sources
from reports.sections.ties import chance, mixing_sentence, network_figures
from scoring.relations import Fragility, NetworkResult

_MOST_FINDINGS = 3


def network_section(material: Material) -> Network | None:
    """Build the section; None where ties were not asked for."""
    found, say = material.diagnosis.network, material.phrases.say
    if found.refused == "not_asked" or material.nothing_shown:
        return None
    if found.refused is not None:
        return _refused(found, material)
    return Network(
        heading=say("relations.heading"),
        title=material.phrases.unwidowed(_title(found, material)),
        lead=(" ".join(_lead(found, material)),),
        refused=False,
        response_heading=say("relations.response_heading"),
        response=network_response(material),
        map=map_block(material),
        unnamed=unnamed(material),
        matrix=matrix(material),
        figures=network_figures(material),
        trust=trust_table(material),
        sources=second_sources(material),
        governance=governance_block(material),
        partners=partners_table(material),
    )


def network_line(material: Material) -> str:
    """Return what the first page says of the network beside hurdles; blank where nothing is told."""
    found = material.diagnosis.network
    if found.refused is not None or material.ties_alone:
        return ""
    return material.phrases.say("relations.cover_line", sentence=_title(found, material))


def ties_line(material: Material) -> str:
    """Return which barriers only the ties show; blank where there is none."""
    names = only_in_ties(material)
    return material.phrases.say("relations.ties_only", names=material.phrases.quoted(names)) if names else ""


def network_findings(material: Material) -> tuple[Fact, ...]:
    """Return the sentences that matter most, each with its figures, for a first page that has no hurdles to tell."""
    return tuple(_findings(material.diagnosis.network, material))[:_MOST_FINDINGS]


def network_response(material: Material) -> tuple[str, ...]:
    """Return who answered, and how far the figures carry."""
    found, say = material.diagnosis.network, material.phrases.say
    answered = say("relations.answered", n=found.respondents, organisations=found.organisations)
    return (answered, *((say(f"relations.depth_{found.depth}"),) if found.depth else ()))


def network_refusal(material: Material) -> str:
    """Return why nothing is told of the ties; blank where they are told or were not asked for."""
    found = material.diagnosis.network
    return "" if found.refused in {None, "not_asked"} else _reason(found, material)


def _refused(found: NetworkResult, material: Material) -> Network:
    say = material.phrases.say
    return Network(
        heading=say("relations.heading"),
        title=material.phrases.unwidowed(say("relations.title_refused")),
        lead=(_reason(found, material),),
        refused=True,
        response_heading="",
        response=(),
        map=None,
        unnamed="",
        matrix=None,
        figures=None,
        trust=None,
        sources=None,
        governance=None,
        partners=None,
    )


def _reason(found: NetworkResult, material: Material) -> str:
    if found.refused == "too_few":
        return material.phrases.say("relations.refused_too_few", n=found.respondents)
    return material.phrases.say("relations.refused_other")


def _title(found: NetworkResult, material: Material) -> str:
    say = material.phrases.say
    if found.cohesion is None:
        return say("relations.title_basic")
    if found.mixing is not None and found.mixing.silo:
        return say("relations.title_silo")
    if sum(part >= material.diagnosis.protection.minimum for part in found.cohesion.parts) > 1:
        return say("relations.title_parts")
    if found.mixing is None:
        return say("relations.title_plain")
    across = found.mixing.ei >= found.mixing.expected
    return say("relations.title_across" if across else "relations.title_open")


def _lead(found: NetworkResult, material: Material) -> Iterator[str]:
    if found.mixing is not None:
        yield mixing_sentence(found.mixing, material)
    if found.fragility is not None:
        yield _fragile(found.fragility, material)
    if found.mixing is None or found.fragility is None:
        yield from _known(found, material)


def _known(found: NetworkResult, material: Material) -> Iterator[str]:
    share = material.phrases.share
    if found.unknown is not None and found.density is not None:
        known, density = share(round(1 - found.unknown, 2)), share(found.density)
        yield material.phrases.say("relations.known", known=known, density=density)


def _fragile(fragility: Fragility, material: Material) -> str:
    share = material.phrases.share
    if fragility.after >= fragility.before:
        return material.phrases.say("relations.sturdy")
    return material.phrases.say("relations.fragile", before=share(fragility.before), after=share(fragility.after))


def _findings(found: NetworkResult, material: Material) -> Iterator[Fact]:
    phrases = material.phrases
    if found.mixing is not None:
        detail = phrases.say("relations.cover_mixing", **chance(found.mixing, material))
        yield Fact(label=mixing_sentence(found.mixing, material), value=detail)
    if found.fragility is not None:
        before, after = phrases.share(found.fragility.before), phrases.share(found.fragility.after)
        detail = phrases.say("relations.cover_fragility", before=before, after=after)
        yield Fact(label=_fragile(found.fragility, material), value=detail)
    if found.trust is not None:
        total = found.trust.total
        label = phrases.say("relations.trusting", value=trust_figure(total, material))
        yield Fact(label=label, value=phrases.say("relations.cover_trust", n=total.n))
    for sentence in _known(found, material):
        yield Fact(label=sentence, value=phrases.say("relations.cover_known", n=found.respondents))
