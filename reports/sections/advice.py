"""The measures for one barrier side by side, with the trainings that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.catalogue.model import Basis, Measure, MeasureText
from reports.figures import Fact, Verdict
from reports.material import Material
from reports.recommending import Recommendation, TrainingCase, basis
from reports.sections.agreement import talk_first
from reports.view import Advice, AdviceRow
from reports.view import Training as TrainingView

_ORDERS = ("advice.first", "advice.second")
_AFTER_TALK = ("advice.first_after_talk", "advice.second")
_TEXTS: tuple[tuple[str, Callable[[MeasureText], str]], ...] = (
    ("ask", lambda text: text.ask),
    ("first_step", lambda text: text.first_step),
    ("sign", lambda text: text.sign),
    ("exception", lambda text: text.exception),
)
_SIDE_BY_SIDE = 2


def advice_table(advice: Recommendation, material: Material) -> Advice:
    """Build the recommendations for one flagged scale."""
    phrases, scale = material.phrases, advice.scale
    measures = advice.measures[:_SIDE_BY_SIDE]
    texts = [measure.text(phrases.language) for measure in measures]
    talk = talk_first(scale, material)
    return Advice(
        heading=phrases.say("advice.heading"),
        why=phrases.say(
            "advice.why",
            name=phrases.scale(scale),
            figures=phrases.mean_of_five(scale.cell),
            probability=phrases.probability(scale.cell.below or 0.0),
            count=phrases.count(scale.cell, material.population),
        ),
        talk=talk,
        orders=tuple(phrases.say(key) for key in (_AFTER_TALK if talk else _ORDERS)[: len(texts)]),
        titles=tuple(text.title for text in texts),
        actions=tuple(text.action for text in texts),
        rows=_rows(measures, material),
        further_label=phrases.say("advice.further"),
        further=tuple(_further(measure, material) for measure in advice.measures[_SIDE_BY_SIDE:]),
        training_label=phrases.say("advice.training"),
        trainings=tuple(training_view(TrainingCase(training, (scale,)), material) for training in advice.trainings),
        owner_label=phrases.say("advice.owner"),
        owner_columns=(phrases.say("advice.owner_who"), phrases.say("advice.owner_when")),
    )


def _rows(measures: Sequence[Measure], material: Material) -> tuple[AdviceRow, ...]:
    """Return what weighs the measures, property by property; one that none of them has is left out."""
    phrases = material.phrases
    texts = [measure.text(phrases.language) for measure in measures]
    rows = {
        "who": tuple(phrases.say(f"addressees.{measure.addressee}") for measure in measures),
        "effort": tuple(phrases.say("advice.effort_cell", effort=text.effort, effect=text.effect) for text in texts),
        **{key: tuple(map(read, texts)) for key, read in _TEXTS},
        "basis": tuple(evidence(measure, material) for measure in measures),
    }
    return tuple(
        AdviceRow(key=key, label=phrases.say(f"advice.{key}"), cells=cells) for key, cells in rows.items() if any(cells)
    )


def _further(measure: Measure, material: Material) -> Fact:
    text = measure.text(material.phrases.language)
    return Fact(label=text.title, value=f"{text.action} {evidence(measure, material)}.")


def evidence(measure: Measure | Basis, material: Material) -> str:
    """Return the level of evidence in words, with its sources."""
    phrases = material.phrases
    names = [phrases.tied(material.catalogue.source(source).short_name(phrases.language)) for source in measure.sources]
    return phrases.say(f"evidence.{measure.evidence}", sources=phrases.listed(names))


def training_view(case: TrainingCase, material: Material) -> TrainingView:
    """Return a training in words: what it is, who gives it as far as that is known, and what supports it.

    Where several findings call for it, each is named with what supports it.
    """
    phrases, training = material.phrases, case.training
    reasons = [(phrases.scale(scale), evidence(basis(training, scale), material)) for scale in case.scales]
    if len(reasons) > 1:
        supports = tuple(phrases.say("steps.basis_of", name=name, basis=found) for name, found in reasons)
    else:
        supports = tuple(found for _, found in reasons)
    text = training.text(phrases.language)
    known = []
    if training.provider:
        known.append(phrases.say("steps.provider_known", provider=training.provider))
    if training.dates:
        known.append(
            phrases.say("steps.dates_known", dates=phrases.listed([phrases.date(day) for day in training.dates]))
        )
    if training.places:
        known.append(phrases.say("steps.places_known", places=phrases.listed(training.places)))
    return TrainingView(
        title=text.title,
        text=" ".join([text.summary, *(known or [text.provider_note])]),
        contents=text.contents,
        audience=phrases.say("steps.training_for", audience=text.for_whom),
        basis=supports,
    )


def why(advice: Recommendation, material: Material) -> Verdict:
    """Return the finding a measure follows from, in the short form of a table."""
    scale, phrases = advice.scale, material.phrases
    return phrases.verdict("flagged", scale.flag.sureness, phrases.mean_with_count(scale.cell))
