"""The page a mayor reads: the findings that matter, how sure they are, what to do first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.figures import Fact
from reports.material import Material, anchor
from reports.recommending import Recommendation
from reports.sections.agreement import with_agreement
from reports.sections.change import change_line
from reports.sections.leading import leading
from reports.sections.method import method_facts, protection
from reports.sections.network import network_findings, network_line, network_response, ties_line
from reports.sections.profile import profile_table
from reports.view import Cover, Finding
from scoring.findings import ScaleResult

_MOST_FINDINGS = 3


def cover_page(material: Material) -> Cover:
    """Build the opening page: up to three findings with one measure each, a strength, and the overview.

    Where nothing is flagged it tells up to three scales to watch, and up to three strengths.
    """
    say = material.phrases.say
    if material.ties_alone:
        return _ties_alone(material)
    if material.no_scale_shown:
        return _withheld(material)
    flagged = _first(material)
    if flagged:
        ordered = material.diagnosis.ranking_holds or len(flagged) == 1
        heading = say(f"cover.findings_{len(flagged)}" if ordered else "cover.findings_unranked")
        findings = [_flagged(advice, place, material) for place, advice in enumerate(flagged, start=1)]
    else:
        heading = say("cover.findings_none")
        watched = _to_watch(material)[:_MOST_FINDINGS]
        findings = [_watched(scale, place, material) for place, scale in enumerate(watched)]
    return Cover(
        context=_context(material),
        facts=_facts(material),
        heading=heading,
        action_heading=say("cover.action_heading" if flagged else "cover.watch_heading"),
        lead=leading(material),
        findings=tuple(findings),
        strengths=_strengths(material, most=1 if flagged else _MOST_FINDINGS),
        more=tuple(_more(material)),
        change=change_line(material),
        network=network_line(material),
        relations=(),
        profile=profile_table(material),
        closing=(),
    )


def _ties_alone(material: Material) -> Cover:
    """Build the page where only ties were asked for: what they show takes the place of hurdles."""
    return Cover(
        context=_context(material),
        facts=_facts(material),
        heading=material.phrases.say("relations.cover_heading"),
        action_heading="",
        lead=network_response(material),
        findings=(),
        strengths=(),
        more=(),
        change="",
        network="",
        relations=network_findings(material),
        profile=None,
        closing=(),
    )


def _withheld(material: Material) -> Cover:
    phrases, alone = material.phrases, material.nothing_shown
    return Cover(
        context=_context(material),
        facts=_facts(material),
        heading=phrases.say("cover.all_withheld"),
        action_heading="",
        lead=(*leading(material), *((protection(material),) if alone else ())),
        findings=(),
        strengths=(),
        more=(),
        change=change_line(material),
        network=network_line(material),
        relations=(),
        profile=None,
        closing=method_facts(material) if alone else (),
    )


def _context(material: Material) -> str:
    """Return what the initiative is about, where, and since when, as far as that is known; blank if nothing is."""
    phrases, occasion = material.phrases, material.occasion
    parts = []
    if occasion.theme is not None:
        parts.append(phrases.say(f"context.theme_{occasion.theme}"))
    if occasion.region is not None:
        parts.append(phrases.say(f"context.region_{occasion.region}"))
    if occasion.age_years is not None:
        parts.append(phrases.counted("context.age", occasion.age_years))
    return phrases.say("context.separator").join(parts)


def _facts(material: Material) -> tuple[Fact, ...]:
    phrases, occasion = material.phrases, material.occasion
    facts = [Fact(label=phrases.say("participation.label"), value=phrases.participation(material.diagnosis))]
    if occasion.fielded:
        facts.append(Fact(label=phrases.say("participation.fielded"), value=phrases.dates(*occasion.fielded)))
    instrument = phrases.say(
        "participation.instrument_value", title=phrases.texts.title, version=material.questionnaire.version
    )
    return (*facts, Fact(label=phrases.say("participation.instrument"), value=instrument))


def _first(material: Material) -> list[Recommendation]:
    """Return the findings to tell: the heaviest, or the first of the questionnaire where no ranking holds."""
    holds = material.diagnosis.ranking_holds
    told = [advice for advice in material.recommendations if advice.scale.rank is not None or not holds]
    return told[:_MOST_FINDINGS]


def _flagged(advice: Recommendation, place: int, material: Material) -> Finding:
    scale, phrases = advice.scale, material.phrases
    words = phrases.of(scale)
    action, detail = _to_do(advice, material)
    verdict = phrases.verdict("flagged", scale.flag.sureness, phrases.mean_with_count(scale.cell))
    return Finding(
        number=str(place) if material.diagnosis.ranking_holds else "",
        sentence=phrases.unwidowed(words.finding if words else phrases.general("finding", scale)),
        verdict=with_agreement(verdict, scale, phrases),
        anchor=anchor(scale.id),
        action=action,
        action_detail=detail,
    )


def _to_do(advice: Recommendation, material: Material) -> tuple[str, str]:
    """Return what to do first, and its first step: a measure, but a contested hurdle is talked about before that."""
    say = material.phrases.say
    if advice.scale.reading == "discuss":
        return say("readings.talk"), say("readings.talk_step")
    if not advice.measures:
        return say("cover.read_action"), say("cover.read_detail")
    measure = advice.measures[0].text(material.phrases.language)
    return measure.title, measure.opening


def _more(material: Material) -> Iterator[str]:
    """Yield what else is found but not told on this page, by name."""
    told = _first(material)
    further = [advice.scale for advice in material.recommendations if advice not in told]
    if further:
        yield _named("cover.more", further, material)
    if not told and (unclear := _to_watch(material)[_MOST_FINDINGS:]):
        yield _named("cover.more_unclear", unclear, material)
    unflagged = [scale for scale in material.diagnosis.scales if scale.flag.state != "flagged" and scale.dont_know.much]
    if unflagged:
        yield _named("cover.more_unknown", unflagged, material)
    strengths = _highest(material, most=1 if told else _MOST_FINDINGS)
    contested = [scale for scale in material.diagnosis.scales if scale.reading == "include" and scale not in strengths]
    if contested:
        yield _named("cover.more_include", contested, material)
    if line := ties_line(material):
        yield line


def _named(key: str, scales: Sequence[ScaleResult], material: Material) -> str:
    phrases = material.phrases
    return phrases.say(key, names=phrases.quoted([phrases.scale(scale) for scale in scales]))


def _to_watch(material: Material) -> Sequence[ScaleResult]:
    """Return the unclear scales, the one most likely to be a hurdle first."""
    watched = [scale for scale in material.diagnosis.scales if scale.flag.state == "watch"]
    return sorted(watched, key=lambda scale: -(scale.cell.below or 0.0))


def _watched(scale: ScaleResult, place: int, material: Material) -> Finding:
    """Tell a scale to watch; what to do is the same for all, so only the first one says it."""
    phrases = material.phrases
    words = phrases.of(scale)
    verdict = phrases.verdict("watch", scale.flag.sureness, phrases.mean_with_count(scale.cell))
    return Finding(
        number="",
        sentence=phrases.unwidowed(words.watch if words else phrases.general("watch", scale)),
        verdict=with_agreement(verdict, scale, phrases),
        anchor=None,
        action="" if place else phrases.say("cover.watch_action"),
        action_detail="" if place else phrases.say("cover.watch_detail"),
    )


def _strengths(material: Material, *, most: int) -> tuple[Finding, ...]:
    """Return the highest strengths: a report of faults alone is not read twice."""
    highest = _highest(material, most=most)
    return tuple(_strength(scale, place, material) for place, scale in enumerate(highest))


def _highest(material: Material, *, most: int) -> Sequence[ScaleResult]:
    found = [scale for scale in material.diagnosis.scales if scale.flag.state == "strength"]
    return sorted(found, key=lambda scale: -(scale.cell.value or 0.0))[:most]


def _strength(scale: ScaleResult, place: int, material: Material) -> Finding:
    phrases = material.phrases
    words = phrases.of(scale)
    verdict = phrases.verdict("strength", scale.flag.sureness, phrases.mean_with_count(scale.cell))
    if scale.reading == "include":
        rest = phrases.say("cover.strength_include")
    else:
        rest = "" if place else phrases.say("cover.strength_rest")
    return Finding(
        number="",
        sentence=phrases.unwidowed(words.strength if words else phrases.general("strength", scale)),
        verdict=with_agreement(verdict, scale, phrases),
        anchor=None,
        action="",
        action_detail=rest,
    )
