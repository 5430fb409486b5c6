"""The five conditions of acting together, and the stage on the way there."""

from __future__ import annotations

from reports.charts.strip import plot, scale_head
from reports.figures import ConditionRow, Stop
from reports.material import Material
from reports.sections.form import form_kind
from reports.view import Conditions
from reports.wording.loading import StageWording
from scoring.findings import ConditionResult
from scoring.thresholds import thresholds

_STATES = ("absent", "emerging", "mature")


def conditions_section(material: Material) -> Conditions | None:
    """Build the section; None where the questionnaire does not ask for the conditions, or none can be shown."""
    diagnosis, phrases = material.diagnosis, material.phrases
    if not any(condition.cell.value is not None for condition in diagnosis.conditions):
        return None
    stages = phrases.wording.way.stages
    stage = stages.get(diagnosis.stage or "withheld")
    order = list(stages)
    states = phrases.wording.way.states
    here = order.index(diagnosis.stage) if stage and diagnosis.stage else -1
    unknown = "other" if diagnosis.stage is None else "withheld"
    return Conditions(
        heading=phrases.say("conditions.heading"),
        title=_title(stage, material) or phrases.say(f"conditions.{unknown}_title"),
        lead=stage.next if stage else phrases.say(f"conditions.{unknown}_lead"),
        stops=tuple(
            Stop(name=stages[name].name, reached=place <= here, here=place == here)
            for place, name in enumerate(order)
            if diagnosis.stage is not None
        ),
        scale_head=scale_head([states[name] for name in _STATES], _limits()),
        table_headings=(phrases.say("conditions.table_condition"), phrases.say("conditions.table_state")),
        rows=tuple(_row(condition, material) for condition in diagnosis.conditions),
        notes=_notes(material),
    )


def _title(stage: StageWording | None, material: Material) -> str:
    """Return the sentence of a stage; between isolated action and acting together the form of the work tells it."""
    if stage is None:
        return ""
    kind = form_kind(material) if material.diagnosis.stage == "network" else None
    return stage.sentence if kind is None else material.phrases.say(f"form.kind_{kind}")


def _notes(material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    cells = [condition.cell for condition in material.diagnosis.conditions]
    notes = [phrases.say("conditions.note_states", **phrases.wording.way.states)]
    if material.diagnosis.stage is not None:
        notes.append(phrases.say("conditions.note_stage", **phrases.wording.way.states))
    notes += [phrases.say("conditions.note_limits"), phrases.say("profile.note_mark")]
    if any(cell.form == "halves" for cell in cells):
        notes.append(material.halves_note())
    return tuple(notes)


def _row(condition: ConditionResult, material: Material) -> ConditionRow:
    phrases, cell = material.phrases, condition.cell
    words, name = material.condition_words(condition), material.condition_name(condition)
    question = words.question if words else ""
    if condition.maturity == "withheld":
        text = phrases.say("profile.plot_withheld", name=name, reason=phrases.mean(cell))
        return ConditionRow(
            name=name,
            question=question,
            plot=plot(cell, "withheld", text),
            value="",
            word="",
            sentence="",
            n="",
            withheld=phrases.mean(cell),
        )
    sentences = {"absent": words.absent, "emerging": words.emerging, "mature": words.mature} if words else {}
    return ConditionRow(
        name=name,
        question=question,
        plot=plot(cell, "plain", f"{name}: {phrases.mean_of_five(cell)}"),
        value=phrases.mean(cell),
        word=phrases.wording.way.states[condition.maturity],
        sentence=sentences.get(condition.maturity, ""),
        n=str(cell.n),
        withheld=None,
    )


def _limits() -> tuple[float, float]:
    limits = thresholds()
    return limits.condition_emerging_from.value, limits.condition_mature_from.value
