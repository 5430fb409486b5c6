"""The page a mayor reads: the findings that matter, how sure they are, what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from reports.figures import Fact
from reports.material import Material, anchor
from reports.recommending import Recommendation
from reports.sections.profile import profile_table
from reports.view import Cover, Finding
from scoring.diagnosis import ScaleResult
from scoring.thresholds import thresholds

_MOST_FINDINGS = 3


def cover_page(material: Material) -> Cover:
    """Build the opening page: up to three findings with one measure each, a strength, and the overview."""
    say = material.phrases.say
    if all(scale.flag.state == "withheld" for scale in material.diagnosis.scales):
        return _withheld(material)
    first = [advice for advice in material.recommendations if advice.scale.rank is not None][:_MOST_FINDINGS]
    if first:
        heading, action_heading = say(f"cover.findings_{len(first)}"), say("cover.action_heading")
        ranked = _ranks_hold(material)
        findings = [
            _flagged(advice, place if ranked else None, material) for place, advice in enumerate(first, start=1)
        ]
        lead = _lead(material, ranked=ranked)
    else:
        heading, action_heading = say("cover.findings_none"), say("cover.watch_heading")
        findings = [_watched(scale, material) for scale in _to_watch(material)]
        key = "cover.no_flag" if findings else "cover.no_flag_no_watch"
        lead = (say(key), *_lead(material, ranked=True))
    return Cover(
        facts=_facts(material),
        heading=heading,
        action_heading=action_heading,
        lead=lead,
        findings=tuple(findings),
        strength=_strength(material),
        more=_more(material),
        profile=profile_table(material),
    )


def _withheld(material: Material) -> Cover:
    phrases, part = material.phrases, material.diagnosis.participation
    answered = {
        0: phrases.say("participation.none_answered"),
        1: phrases.say("participation.one", n=1),
    }.get(part.organisations, phrases.say("participation.unknown", n=part.organisations))
    minimum = material.diagnosis.protection.minimum
    return Cover(
        facts=_facts(material),
        heading=phrases.say("cover.all_withheld"),
        action_heading="",
        lead=(phrases.say("cover.too_few", answered=answered, minimum=minimum), phrases.say("cover.too_few_next")),
        findings=(),
        strength=None,
        more="",
        profile=None,
    )


def _facts(material: Material) -> tuple[Fact, ...]:
    phrases, occasion = material.phrases, material.occasion
    facts = [Fact(label=phrases.say("participation.label"), value=phrases.participation(material.diagnosis))]
    if occasion.fielded:
        facts.append(Fact(label=phrases.say("participation.fielded"), value=phrases.dates(*occasion.fielded)))
    instrument = phrases.say(
        "participation.instrument_value", title=phrases.texts.title, version=material.questionnaire.version
    )
    return (*facts, Fact(label=phrases.say("participation.instrument"), value=instrument))


def _ranks_hold(material: Material) -> bool:
    part = material.diagnosis.participation
    return part.invited is None or part.organisations >= thresholds().ranking_response.value * part.invited


def _lead(material: Material, *, ranked: bool) -> tuple[str, ...]:
    phrases, notes = material.phrases, []
    if not ranked:
        notes.append(phrases.say("cover.low_response", share=round(thresholds().ranking_response.value * 100)))
    if material.population is None:
        notes.append(phrases.say("cover.unknown_population"))
    return tuple(notes)


def _flagged(advice: Recommendation, place: int | None, material: Material) -> Finding:
    scale, phrases = advice.scale, material.phrases
    words = phrases.of(scale)
    measure = advice.measures[0].text(phrases.language) if advice.measures else None
    return Finding(
        number="" if place is None else str(place),
        sentence=phrases.unwidowed(words.finding if words else phrases.general("finding", scale)),
        verdict=phrases.verdict("flagged", scale.flag.sureness, phrases.mean_of_five(scale.cell)),
        anchor=anchor(scale.id),
        action=measure.title if measure else phrases.say("cover.read_action"),
        action_detail=measure.opening if measure else phrases.say("cover.read_detail"),
    )


def _more(material: Material) -> str:
    phrases = material.phrases
    others = [
        advice.scale
        for advice in material.recommendations
        if (advice.scale.rank or _MOST_FINDINGS + 1) > _MOST_FINDINGS
    ]
    if not others:
        return ""
    return phrases.say("cover.more", names=phrases.listed([phrases.scale(scale.id) for scale in others]))


def _to_watch(material: Material) -> Sequence[ScaleResult]:
    watched = [scale for scale in material.diagnosis.scales if scale.flag.state == "watch"]
    return sorted(watched, key=lambda scale: -(scale.cell.below or 0.0))[:_MOST_FINDINGS]


def _watched(scale: ScaleResult, material: Material) -> Finding:
    phrases = material.phrases
    words = phrases.of(scale)
    return Finding(
        number="",
        sentence=phrases.unwidowed(words.watch if words else phrases.general("watch", scale)),
        verdict=phrases.verdict("watch", scale.flag.sureness, phrases.mean_of_five(scale.cell)),
        anchor=None,
        action=phrases.say("cover.watch_action"),
        action_detail=phrases.say("cover.watch_detail"),
    )


def _strength(material: Material) -> Finding | None:
    """Return the highest strength: a report of faults alone is not read twice."""
    phrases = material.phrases
    strengths = [scale for scale in material.diagnosis.scales if scale.flag.state == "strength"]
    if not strengths:
        return None
    best = max(strengths, key=lambda scale: scale.cell.value or 0.0)
    words = phrases.of(best)
    return Finding(
        number="",
        sentence=phrases.unwidowed(words.strength if words else phrases.general("strength", best)),
        verdict=phrases.verdict("strength", best.flag.sureness, phrases.mean_of_five(best.cell)),
        anchor=None,
        action="",
        action_detail=phrases.say("cover.strength_rest"),
    )
