"""All recommended measures in their order, and the trainings that follow from the findings."""

from __future__ import annotations

from reports.catalogue.model import Measure
from reports.material import Material, anchor
from reports.recommending import Recommendation, trainings
from reports.sections.advice import evidence, training_view, why
from reports.sections.agreement import talk_first
from reports.view import StepGroup, StepRow, Steps


def steps_section(material: Material) -> Steps | None:
    """Build the section; None where nothing is recommended."""
    advised = [advice for advice in material.recommendations if advice.measures]
    if not advised:
        return None
    phrases = material.phrases
    cases = trainings(tuple(advised), material.catalogue)
    holds = material.diagnosis.ranking_holds
    dates = [case.training.as_of for case in cases]
    columns = ("steps.what", "steps.who", "steps.cost", "steps.basis")
    return Steps(
        heading=phrases.say("steps.heading"),
        title=phrases.say("steps.title" if holds else "steps.title_unranked"),
        lead=phrases.say("steps.lead" if holds else "steps.lead_unranked"),
        columns=tuple(phrases.say(column) for column in columns),
        groups=tuple(_group(advice, material) for advice in advised),
        training_heading=phrases.say("steps.training_heading"),
        training_lead=phrases.say("steps.training_lead", date=phrases.date(min(dates))) if dates else "",
        trainings=tuple(training_view(case, material) for case in cases),
    )


def _group(advice: Recommendation, material: Material) -> StepGroup:
    phrases = material.phrases
    return StepGroup(
        name=phrases.scale(advice.scale),
        anchor=anchor(advice.scale.id),
        why=why(advice, material),
        talk=talk_first(advice.scale, material),
        rows=tuple(_row(measure, material) for measure in advice.measures),
    )


def _row(measure: Measure, material: Material) -> StepRow:
    phrases = material.phrases
    text = measure.text(phrases.language)
    return StepRow(
        title=text.title,
        action=text.action,
        who=phrases.say(f"addressees.{measure.addressee}"),
        effort=text.effort,
        effect=phrases.say("steps.effect", effect=text.effect),
        basis=evidence(measure, material),
    )
