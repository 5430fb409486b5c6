"""Named benefits against named costs."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.shares import steps_filled
from reports.material import Material
from reports.parts import BalanceBlock, NamedRow
from scoring.published import Hidden
from scoring.purposes import Balance, Named
from scoring.thresholds import thresholds

_BENEFITS, _COSTS = "benefits", "costs"


def asks_for_balance(material: Material) -> bool:
    """Tell whether the questionnaire asks for benefits and costs, beside what the collaboration yields as a whole.

    Without that there is no section in which a refusal could stand.
    """
    return bool(material.diagnosis.outcomes) and {_BENEFITS, _COSTS} <= {
        question.id for question in material.questionnaire.questions
    }


def balance_hidden(material: Material) -> Hidden:
    """Return why a balance that was asked for is not told, by the number that answered at all."""
    diagnosis = material.diagnosis
    few = diagnosis.participation.contributors < thresholds().tenths_from.value
    return "too_few" if few and not diagnosis.protection.strict else "protected"


def balance_block(material: Material) -> BalanceBlock | None:
    """Build the block; None where it was not asked, and a line with the reason where it is not told."""
    found, phrases = material.diagnosis.balance, material.phrases
    if found is None and not asks_for_balance(material):
        return None
    if found is None:
        sentence = phrases.say(f"balance.refused_{balance_hidden(material)}")
        return _block(material, sentence=sentence, detail="", benefits=(), costs=(), notes=())
    return _block(
        material,
        sentence=phrases.say(f"balance.{found.verdict}"),
        detail=_detail(found, material),
        benefits=_rows(found.benefits, _BENEFITS, found.step, material),
        costs=_rows(found.costs, _COSTS, found.step, material),
        notes=_notes(found, material),
    )


def _block(
    material: Material,
    *,
    sentence: str,
    detail: str,
    benefits: tuple[NamedRow, ...],
    costs: tuple[NamedRow, ...],
    notes: tuple[str, ...],
) -> BalanceBlock:
    phrases = material.phrases
    return BalanceBlock(
        heading=phrases.say("balance.heading"),
        sentence=sentence,
        detail=detail,
        columns=(phrases.say("balance.benefits"), phrases.say("balance.costs")),
        share_heading=phrases.say("balance.named"),
        benefits=benefits,
        costs=costs,
        notes=notes,
    )


def _detail(found: Balance, material: Material) -> str:
    phrases, ratio = material.phrases, found.ratio
    if material.population is None:
        count = phrases.say("number.count", n=found.n)
    else:
        count = phrases.say("number.count_of", n=found.n, population=found.population)
    if ratio is None:
        return phrases.say("balance.no_ratio", count=count)
    return phrases.say(
        "balance.ratio",
        value=phrases.number(ratio.value),
        low=phrases.number(ratio.low),
        high=phrases.number(ratio.high),
        count=count,
    )


def _notes(found: Balance, material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    notes = [phrases.say("balance.note_favourable")]
    if found.ratio is None:
        notes.append(phrases.say("balance.note_no_ratio"))
    return (phrases.say("balance.note_shares", step=found.step), *notes)


def _rows(named: Sequence[Named], question: str, step: int, material: Material) -> tuple[NamedRow, ...]:
    phrases = material.phrases
    choices = next(one.choices for one in material.questionnaire.questions if one.id == question)
    labels = phrases.texts.choices[choices or question]
    return tuple(
        NamedRow(
            name=labels[one.option],
            strokes=steps_filled(one.share, step),
            text=phrases.percent(one.share, step),
        )
        for one in named
    )
