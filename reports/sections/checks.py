"""What was looked at besides the values: agreement, support, reliability, comparisons, and how people answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reports.material import Material
from reports.sections.agreement import untold
from reports.sections.differences import has_effect
from reports.view import HiddenRow, Passage
from scoring.findings import ScaleResult
from scoring.patterns import Careless
from scoring.published import Hidden
from scoring.thresholds import thresholds


def checks(material: Material) -> tuple[Passage, ...]:
    """Return a passage of the method for each thing that was looked at; what could not be stands in `hidden_checks`."""
    say = material.phrases.say
    texts = {
        "agreement": _agreement(material),
        "standing": _standing(material),
        "reliability": _reliability(material),
        "comparisons": _comparisons(material),
        "people": (*_careless(material), *_colleagues(material)),
    }
    return tuple(
        Passage(anchor=f"method-{name}", heading=say(f"checks.{name}_heading"), paragraphs=text)
        for name, text in texts.items()
        if text
    )


def _agreement(material: Material) -> tuple[str, ...]:
    told = any(scale.agreement for scale in material.diagnosis.scales)
    return material.phrases.paragraphs("checks.agreement") if told else ()


def _standing(material: Material) -> tuple[str, ...]:
    say, scales = material.phrases.say, material.diagnosis.scales
    backbone = (say("checks.backbone"),) if any(scale.backbone for scale in scales) else ()
    flagged = (say("checks.standing"),) if material.recommendations else ()
    return (*flagged, *backbone)


def _reliability(material: Material) -> tuple[str, ...]:
    told = any(scale.reliability for scale in material.diagnosis.scales)
    return (material.phrases.say("checks.reliability"),) if told else ()


def _comparisons(material: Material) -> tuple[str, ...]:
    say, diagnosis = material.phrases.say, material.diagnosis
    if not diagnosis.pairs:
        return ()
    sizes = (say("checks.effects"),) if any(map(has_effect, diagnosis.scales)) else ()
    return (say("checks.comparisons"), *sizes)


def _careless(material: Material) -> tuple[str, ...]:
    careless = material.diagnosis.careless
    if careless is None:
        return ()
    sentences = [material.phrases.say("checks.careless"), _how_many(careless, material), *_moved(careless, material)]
    return (" ".join(sentences),)


def _how_many(careless: Careless, material: Material) -> str:
    say, persons = material.phrases.say, material.diagnosis.participation.persons
    if careless.told == "number":
        return say("checks.careless_number", n=careless.persons or 0, persons=persons)
    return say("checks.careless_none" if careless.told == "none" else "checks.careless_few")


def _moved(careless: Careless, material: Material) -> Iterator[str]:
    phrases = material.phrases
    if careless.told == "none" or careless.moved is None:
        return
    if careless.moved:
        names = [phrases.scale(scale) for scale in material.diagnosis.scales if scale.id in careless.moved]
        yield phrases.say("checks.moved", names=phrases.quoted(names))
    else:
        yield phrases.say("checks.moved_none")


def _colleagues(material: Material) -> tuple[str, ...]:
    found = material.diagnosis.colleagues
    if found is None:
        return ()
    return (material.phrases.say(f"checks.colleagues_{found.alike}", n=found.organisations),)


def hidden_checks(material: Material) -> tuple[HiddenRow, ...]:
    """Return what could not be looked at, or not be told, with its reason."""
    shown = [scale for scale in material.diagnosis.scales if not scale.cell.hidden]
    several = [scale for scale in shown if scale.statement_count > 1]
    return (
        *_by_reason("agreement", shown, untold, material),
        *_by_reason("reliability", several, _unreliable(material), material),
        *(_hidden_people(material) if material.asks_statements else ()),
    )


def _unreliable(material: Material) -> Callable[[ScaleResult], Hidden | None]:
    few = material.diagnosis.participation.persons < thresholds().reliability_persons.value

    def reason(scale: ScaleResult) -> Hidden | None:
        if scale.reliability is not None:
            return None
        return "too_few" if few or scale.cell.form == "full" else "protected"

    return reason


def _by_reason(
    name: str, scales: Sequence[ScaleResult], why: Callable[[ScaleResult], Hidden | None], material: Material
) -> Iterator[HiddenRow]:
    """Yield a row for each reason, which names its scales unless it is the same for all."""
    phrases = material.phrases
    reasons: tuple[Hidden, ...] = ("too_few", "protected")
    for reason in reasons:
        found = [phrases.scale(scale) for scale in scales if why(scale) == reason]
        if not found:
            continue
        if len(found) == len(scales):
            subject = phrases.say(f"checks.hidden_{name}_all")
        else:
            subject = phrases.say(f"checks.hidden_{name}", names=phrases.quoted(found))
        yield HiddenRow(subject=subject, reason=phrases.say(f"hidden.{reason}"))


def _hidden_people(material: Material) -> Iterator[HiddenRow]:
    say, diagnosis = material.phrases.say, material.diagnosis
    careless = diagnosis.careless
    few = diagnosis.participation.contributors < thresholds().tenths_from.value
    coarse = "hidden.too_few" if few else "hidden.protected"
    if careless is None:
        yield HiddenRow(subject=say("checks.hidden_careless"), reason=say(coarse))
    elif careless.told != "none" and careless.moved is None:
        yield HiddenRow(subject=say("checks.hidden_moved"), reason=say("hidden.protected"))
    if diagnosis.colleagues is None:
        anonymous = diagnosis.participation.unit == "response"
        reason = "checks.reason_anonymous" if anonymous else "hidden.too_few" if careless else coarse
        yield HiddenRow(subject=say("checks.hidden_colleagues"), reason=say(reason))
