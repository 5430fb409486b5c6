"""A second source beside the statements: what the ties say of a barrier, in a sentence with its own advice."""

from __future__ import annotations

from reports.figures import Fact
from reports.material import Material, anchor
from reports.network import SecondSources, SourceRow
from reports.wording import OutcomeOfSourcesWording
from scoring.findings import ScaleResult
from scoring.partnership import SecondSource

_COLUMNS = ("sources.barrier", "sources.outcome", "sources.meaning", "sources.advice")
_TOLD = frozenset({"both", "perceived", "ties"})


def second_sources(material: Material) -> SecondSources | None:
    """Build the table of the barriers of which ties say something too; None where there is none."""
    found, say = material.diagnosis.network.sources, material.phrases.say
    if not found:
        return None
    return SecondSources(
        heading=say("sources.heading"),
        lead=say("sources.lead"),
        columns=tuple(say(column) for column in _COLUMNS),
        rows=tuple(_row(source, material) for source in found),
    )


def source_of(scale: ScaleResult, material: Material) -> SecondSource | None:
    """Return what ties say of the barrier of a scale; None where they say nothing of it."""
    sources = material.diagnosis.network.sources
    return next((source for source in sources if source.barrier == scale.barrier), None)


def source_fact(source: SecondSource, material: Material) -> Fact:
    """Return the sentence and the advice that stand beside a flagged barrier."""
    words = _words(source, material)
    return Fact(label=material.phrases.say("sources.label"), value=f"{words.sentence} {words.advice}")


def only_in_ties(material: Material) -> tuple[str, ...]:
    """Return the names of the barriers that only the ties show."""
    sources = [source for source in material.diagnosis.network.sources if source.outcome == "ties"]
    return tuple(material.phrases.wording.sources[source.barrier].name for source in sources)


def _words(source: SecondSource, material: Material) -> OutcomeOfSourcesWording:
    return material.phrases.wording.sources[source.barrier].outcomes[source.outcome]


def _row(source: SecondSource, material: Material) -> SourceRow:
    words = _words(source, material)
    pages = [advice.scale.id for advice in material.recommendations if advice.scale.barrier == source.barrier]
    return SourceRow(
        name=material.phrases.wording.sources[source.barrier].name,
        anchor=anchor(pages[0]) if pages else None,
        word=material.phrases.say(f"sources.outcome_{source.outcome}"),
        sentence=words.sentence,
        advice=words.advice,
        told=source.outcome in _TOLD,
    )
