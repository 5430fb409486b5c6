"""What the collaboration yields: added value and success as the partners see them, benefits, costs and drivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.amounts import range_of
from reports.charts.strip import plot
from reports.material import Material
from reports.parts import OutcomeRow, Yields
from reports.sections.balance import balance_block
from reports.sections.drivers import drivers_block
from reports.sections.pairs import hidden_reason
from reports.wording import OutcomeWording
from scoring.published import Cell
from scoring.purposes import OutcomeResult
from scoring.thresholds import thresholds

_COLUMNS = ("yields.outcome", "chrome.value", "chrome.count")


def yields_section(material: Material) -> Yields | None:
    """Build the section; None where the questionnaire asks for none of its parts, or nothing can be shown."""
    diagnosis, phrases = material.diagnosis, material.phrases
    if material.nothing_shown or not (diagnosis.outcomes or diagnosis.balance):
        return None
    shown = [outcome for outcome in diagnosis.outcomes if outcome.cell.value is not None]
    title, lead = _told(shown, material)
    if title is None:
        hidden = hidden_reason([outcome.cell for outcome in diagnosis.outcomes])
        title = phrases.say("yields.title_open")
        lead = [phrases.say("yields.lead_protected" if hidden == "protected" else "yields.lead_open")]
    return Yields(
        heading=phrases.say("yields.heading"),
        title=phrases.unwidowed(title),
        lead=tuple(lead),
        columns=tuple(phrases.say(column) for column in _COLUMNS),
        rows=tuple(_row(outcome, material) for outcome in diagnosis.outcomes) if shown else (),
        notes=_notes(shown, material),
        balance=balance_block(material),
        drivers=drivers_block(material),
    )


def outcome_name(name: str, material: Material) -> str:
    """Return the name of an outcome: ours, or else the questionnaire's."""
    words = _words(material).get(name)
    return words.name if words else material.phrases.texts.scales[name]


def _words(material: Material) -> Mapping[str, OutcomeWording]:
    """Return our words for outcomes; none where the questionnaire asks for one that we do not know."""
    ours = material.phrases.wording.purposes.outcomes
    return ours if {outcome.id for outcome in material.diagnosis.outcomes} <= set(ours) else {}


def _told(shown: Sequence[OutcomeResult], material: Material) -> tuple[str | None, list[str]]:
    """Return the first thing that can be said as the title, and the others as the lead."""
    sentences = [_sentence(outcome, material) for outcome in shown]
    if not sentences and material.diagnosis.balance is not None:
        sentences = [material.phrases.say(f"balance.{material.diagnosis.balance.verdict}")]
    if not sentences:
        return None, []
    return sentences[0], [" ".join(sentences[1:])] if sentences[1:] else []


def _sentence(outcome: OutcomeResult, material: Material) -> str:
    words, name = _words(material).get(outcome.id), outcome_name(outcome.id, material)
    level = _level(outcome.cell)
    if level == "high":
        return words.high if words else material.phrases.say("generic.strength", name=name)
    if level == "low":
        return words.low if words else material.phrases.say("generic.finding", name=name)
    return words.open if words else material.phrases.say("yields.general_open", name=name)


def _level(cell: Cell) -> str:
    """Tell whether a mean lies above or below the middle of the scale with the sureness of a flag."""
    limits = thresholds()
    if cell.below is None:
        return "open"
    if cell.below >= limits.flagged_from.value:
        return "low"
    return "high" if cell.below <= limits.not_flagged_to.value else "open"


def _row(outcome: OutcomeResult, material: Material) -> OutcomeRow:
    phrases, cell = material.phrases, outcome.cell
    words, name = _words(material).get(outcome.id), outcome_name(outcome.id, material)
    hidden = cell.value is None
    if hidden:
        text = phrases.say("profile.plot_withheld", name=name, reason=phrases.mean(cell))
    else:
        text = f"{name}: {phrases.mean_of_five(cell)}"
    return OutcomeRow(
        name=name,
        question=words.question if words else "",
        plot=plot(cell, "withheld" if hidden else "plain", text),
        value="" if hidden else phrases.mean(cell),
        range=range_of(cell, phrases),
        n="" if hidden else str(cell.n),
        withheld=phrases.mean(cell) if hidden else None,
    )


def _notes(shown: Sequence[OutcomeResult], material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    if not shown:
        return ()
    notes = [phrases.say("yields.note_mark")]
    if any(outcome.cell.form == "halves" for outcome in shown):
        notes.append(material.halves_note())
    for outcome in shown:
        if outcome.mapped_from is not None:
            low, high = outcome.mapped_from
            name = outcome_name(outcome.id, material)
            notes.append(phrases.say("yields.note_mapped", name=name, low=low, high=high))
    return tuple(notes)
