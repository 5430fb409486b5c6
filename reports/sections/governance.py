"""Which form of governance fits what is known of the network, with each figure that speaks for it or against it."""

from __future__ import annotations

from reports.material import Material
from reports.network import GovernanceBlock, ReasonRow
from scoring.partnership import Reason

GOVERNANCE_SOURCE = "provan_kenis_2008"

_COLUMNS = ("governance.reason", "governance.value", "governance.speaks")


def governance_block(material: Material) -> GovernanceBlock | None:
    """Build the suggestion; None where it is not made."""
    found, phrases = material.diagnosis.network.governance, material.phrases
    if found is None:
        return None
    source = phrases.tied(material.catalogue.source(GOVERNANCE_SOURCE).short_name(phrases.language))
    return GovernanceBlock(
        heading=phrases.say("governance.heading"),
        sentence=phrases.say(f"governance.{found.form}"),
        advice=phrases.say(f"governance.{found.form}_advice"),
        columns=tuple(phrases.say(column) for column in (_COLUMNS[:-1] if found.form == "open" else _COLUMNS)),
        rows=tuple(_row(reason, material, judged=found.form != "open") for reason in found.reasons),
        notes=(phrases.say("governance.note", source=source),),
    )


def _row(reason: Reason, material: Material, *, judged: bool) -> ReasonRow:
    phrases = material.phrases
    word = phrases.say("governance.speaks_for" if reason.speaks_for else "governance.speaks_against")
    return ReasonRow(
        name=phrases.say(f"governance.{reason.fact}"),
        value=_value(reason, material),
        word=word if judged else "",
        fits=reason.speaks_for,
    )


def _value(reason: Reason, material: Material) -> str:
    phrases = material.phrases
    if reason.word is not None:
        agreed = reason.fact == "agreement"
        return phrases.say(f"unity_words.{reason.word}") if agreed else phrases.wording.way.states[reason.word]
    value = reason.value or 0.0
    if reason.fact == "partners":
        return str(round(value))
    if reason.fact == "trust":
        return phrases.say("governance.trust_value", value=phrases.number(value))
    return phrases.say("number.percent", value=round(value)) if reason.fact == "backing" else phrases.share(value)
