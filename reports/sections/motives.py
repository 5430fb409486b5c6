"""Why partners take part: how important each motive is to them, and how far it is fulfilled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.charts.pair import pole_head
from reports.material import Material
from reports.naming import our_words
from reports.parts import PairColumn, PairSection
from reports.sections.pairs import Pair, hidden_reason, pair_notes, pair_row
from reports.wording import MotiveWording
from scoring.purposes import MotiveResult

_MOST_NAMES = 2
_CONTROL = "control"


def motives_section(material: Material) -> PairSection | None:
    """Build the section, the most important motive first; None where they are not asked, or nothing can be shown."""
    motives, phrases = material.diagnosis.motives, material.phrases
    if not motives or material.nothing_shown:
        return None
    hidden = hidden_reason([cell for motive in motives for cell in (motive.importance, motive.fulfilment)])
    ordered = sorted(motives, key=lambda motive: -(motive.importance.value or 0.0))
    pairs = [] if hidden else [_pair(motive, material) for motive in ordered]
    return PairSection(
        anchor="motives",
        heading=phrases.say("motives.heading"),
        title=phrases.say("motives.title_open") if hidden else phrases.unwidowed(_title(motives, material)),
        lead=(phrases.say(f"motives.lead_{hidden}"),) if hidden else tuple(_lead(motives, material)),
        row_heading=phrases.say("motives.motive"),
        columns=(
            PairColumn(word=phrases.say("motives.importance"), mark="wish"),
            PairColumn(word=phrases.say("motives.fulfilment"), mark="is"),
            PairColumn(word=phrases.say("motives.gap"), mark=None),
        ),
        word_heading="",
        scale_head=pole_head(phrases.say("motives.low"), phrases.say("motives.high")),
        rows=tuple(pair_row(pair, material, _text(pair, material)) for pair in pairs),
        notes=_notes(pairs, material) if pairs else (),
        explained=any(pair.gap is not None for pair in pairs),
    )


def motive_words(material: Material) -> Mapping[str, MotiveWording]:
    """Return our words for motives; none where the questionnaire asks for others."""
    asked = [motive.id for motive in material.diagnosis.motives]
    return our_words(asked, material.phrases.wording.purposes.motives)


def motive_name(name: str, material: Material) -> str:
    """Return the name of a motive: ours, or else the questionnaire's."""
    words = motive_words(material).get(name)
    return words.name if words else material.phrases.texts.scales[name]


def unmet_of(motives: Sequence[MotiveResult]) -> list[MotiveResult]:
    """Return the motives that matter and fall short, the widest gap first."""
    found = [motive for motive in motives if motive.unmet]
    return sorted(found, key=lambda motive: 0.0 if motive.gap is None else motive.gap.value)


def _title(motives: Sequence[MotiveResult], material: Material) -> str:
    phrases, unmet = material.phrases, unmet_of(motives)
    if len(unmet) > 1:
        return phrases.counted("motives.title_many", len(unmet))
    if unmet:
        return _unmet(unmet[0], material)
    known = [motive for motive in motives if motive.unmet is not None]
    if not known:
        return phrases.say("motives.title_open")
    return phrases.say("motives.title_met" if len(known) == len(motives) else "motives.title_met_shown")


def _unmet(motive: MotiveResult, material: Material) -> str:
    words = motive_words(material).get(motive.id)
    if words:
        return words.unmet
    return material.phrases.say("motives.general_unmet", name=motive_name(motive.id, material))


def _lead(motives: Sequence[MotiveResult], material: Material) -> list[str]:
    phrases, unmet = material.phrases, unmet_of(motives)
    if all(motive.unmet is None for motive in motives):
        return [phrases.say("motives.lead_too_few")]
    lead = []
    if len(unmet) > 1:
        lead += [_unmet(motive, material) for motive in unmet]
    if not unmet:
        lead.append(phrases.say("motives.lead_met"))
    first = _most_important(motives)
    if first:
        names = phrases.quoted([motive_name(motive.id, material) for motive in first])
        lead.append(phrases.say("motives.lead_first", names=names))
    todo = [phrases.say("motives.lead_todo")] if unmet else []
    return [*([" ".join(lead)] if lead else []), *todo]


def _most_important(motives: Sequence[MotiveResult]) -> list[MotiveResult]:
    """Return the motives with the highest printed importance; none where too many share it."""
    highest = max((motive.importance.value or 0.0 for motive in motives), default=0.0)
    first = [motive for motive in motives if motive.importance.value == highest]
    return first if len(first) <= _MOST_NAMES else []


def _pair(motive: MotiveResult, material: Material) -> Pair:
    return Pair(
        name=motive_name(motive.id, material),
        detail="",
        poles=(),
        first=motive.importance,
        second=motive.fulfilment,
        current_first=False,
        gap=motive.gap,
        word=material.phrases.say("motives.unmet") if motive.unmet else "",
        strong=bool(motive.unmet),
        disputed=False,
    )


def _text(pair: Pair, material: Material) -> str:
    phrases = material.phrases
    importance, fulfilment = phrases.mean_of_five(pair.first), phrases.mean_of_five(pair.second)
    return phrases.say("motives.plot", name=pair.name, importance=importance, fulfilment=fulfilment)


def _notes(pairs: Sequence[Pair], material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    notes = [phrases.say("motives.note_scale"), *pair_notes(pairs, material)]
    if words := motive_words(material).get(_CONTROL):
        notes.append(phrases.say("motives.note_control", name=words.name))
    return tuple(notes)
