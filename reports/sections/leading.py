"""What the first page says before its findings: why there are none, who is missing, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from reports.material import Material
from reports.sections.network import network_refusal


def leading(material: Material) -> tuple[str, ...]:
    """Return the opening sentences of the first page; none where enough answered and something is flagged."""
    if material.no_scale_shown:
        return tuple(_nothing(material))
    findings = material.recommendations
    return (*(() if findings else _no_flag(material)), *_response(material))


def _nothing(material: Material) -> Iterator[str]:
    """Yield why no scale can be shown, and what to do about it."""
    phrases, minimum = material.phrases, material.diagnosis.protection.minimum
    answered = material.diagnosis.participation.contributors
    refusal = network_refusal(material)
    if not material.diagnosis.scales and refusal:
        yield refusal
        yield phrases.say("cover.too_few_next")
    elif not material.diagnosis.scales:
        yield phrases.say("cover.no_scales")
    elif answered >= minimum:
        yield phrases.say("cover.too_few_by_scale", n=answered, minimum=minimum)
        yield phrases.say("cover.too_few_next")
    else:
        yield f"{phrases.counted('cover.answered', answered)} {phrases.say('cover.too_few', minimum=minimum)}"
        yield phrases.say("cover.too_few_next")


def _no_flag(material: Material) -> tuple[str, ...]:
    """Return that nothing is flagged, and of how much that can be said at all."""
    phrases, scales = material.phrases, material.diagnosis.scales
    kind = "barrier" if material.measures_barriers else "scale"
    shown = {scale.barrier or scale.id for scale in scales if scale.flag.state != "withheld"}
    hidden = {scale.barrier or scale.id for scale in scales} - shown
    parts = [scale for scale in scales if scale.flag.state == "withheld" and (scale.barrier or scale.id) in shown]
    if any(scale.flag.state == "watch" for scale in scales):
        sentences = [phrases.say(f"cover.no_flag_{kind}")]
    elif hidden:
        sentences = [phrases.counted(f"cover.no_flag_of_shown_{kind}", len(shown))]
    else:
        sentences = [phrases.say(f"cover.no_flag_no_watch_{kind}")]
    if hidden:
        sentences.append(phrases.counted("cover.withheld", len(hidden)))
    if parts:
        names = phrases.quoted([phrases.scale(scale) for scale in parts])
        sentences.append(phrases.say("cover.withheld_part", names=names))
    return (" ".join(sentences),)


def _response(material: Material) -> Iterator[str]:
    """Yield what follows from who did not answer."""
    phrases = material.phrases
    if material.population is None:
        yield phrases.say("cover.unknown_population")
    elif not material.diagnosis.ranking_holds:
        yield phrases.say("cover.low_response" if material.recommendations else "cover.low_response_no_flag")
