"""One flagged barrier: what was answered, what is recommended, and how one can tell."""

from __future__ import annotations

from reports.material import Material, anchor
from reports.recommending import Recommendation
from reports.sections.advice import advice_table
from reports.sections.agreement import readings
from reports.sections.differences import differences_on
from reports.sections.sectors import sector_table
from reports.sections.standing import reliability, standing
from reports.sections.statements import statement_table
from reports.view import BarrierPage
from scoring.findings import ScaleResult
from scoring.thresholds import thresholds


def barrier_page(advice: Recommendation, material: Material) -> BarrierPage:
    """Build the page of one flagged scale."""
    scale, phrases = advice.scale, material.phrases
    words = phrases.of(scale)
    figures = phrases.mean_in_full(scale.cell, material.population)
    return BarrierPage(
        anchor=anchor(scale.id),
        running=phrases.short(scale),
        kicker=_kicker(scale, material),
        title=phrases.unwidowed(words.finding if words else phrases.general("finding", scale)),
        verdict=phrases.verdict("flagged", scale.flag.sureness, figures),
        lead=(words.lead if words else phrases.general("lead", scale), *_dont_know(scale, material)),
        statements=statement_table(scale, material),
        reliability=reliability(scale, phrases),
        sectors=sector_table((scale,), material) if scale.groups else None,
        differences=differences_on(scale, material),
        readings=readings(scale, material),
        standing=standing(scale, material),
        advice=advice_table(advice, material) if advice.measures else None,
        rule_label=phrases.say("barrier.rule_label"),
        rule=_rule(advice.scale, material),
        rule_sources=_sources(advice, material),
    )


def _kicker(scale: ScaleResult, material: Material) -> str:
    name = material.phrases.scale(scale)
    if scale.family is None:
        return name
    return f"{material.phrases.wording.barriers.families[scale.family]}: {name}"


def _dont_know(scale: ScaleResult, material: Material) -> tuple[str, ...]:
    phrases, unknown = material.phrases, scale.dont_know
    if not unknown.much:
        return ()
    sentence = phrases.say("barrier.dont_know")
    finding = thresholds().dont_know_finding.value * 100
    if unknown.share is None or unknown.step is None or unknown.share < finding:
        return (sentence,)
    return (sentence, phrases.say("barrier.dont_know_share", share=phrases.percent(unknown.share, unknown.step)))


def _rule(scale: ScaleResult, material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    count, population = scale.statement_count, material.population
    if population is None:
        whom = phrases.say("barrier.rule_whom_unknown", n=scale.cell.n or 0)
    else:
        whom = phrases.say("barrier.rule_whom_known", population=population)
    part = phrases.contributors(scale.cell.n or 0, population)
    statements = phrases.counted("barrier.rule_statements", count)
    probability = phrases.probability(scale.cell.below or 0.0)
    rule = [phrases.say("barrier.rule", statements=statements, participation=part, whom=whom, probability=probability)]
    if scale.flag.switched_off_at is not None:
        end = scale.flag.switched_off_end
        value = phrases.figure(scale.flag.switched_off_at, end)
        rule.append(phrases.say("barrier.rule_switch_end" if end else "barrier.rule_switch", value=value))
    careless = material.diagnosis.careless
    if careless is not None and scale.id in (careless.moved or ()):
        rule.append(phrases.say("checks.moved_here"))
    words = phrases.of(scale)
    exception = (words.exception_note,) if words else ()
    return (" ".join(rule), *exception)


def _sources(advice: Recommendation, material: Material) -> str:
    catalogue, phrases = material.catalogue, material.phrases
    ids = dict.fromkeys(source for measure in advice.measures for source in measure.sources)
    cited = [catalogue.source(source) for source in ids]
    names = [f"{phrases.tied(source.short_name(phrases.language))}, {source.locator}" for source in cited]
    return phrases.say("barrier.rule_sources", sources="; ".join(names)) if names else ""
