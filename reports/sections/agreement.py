"""Whether contributors agree on a scale, in words: bad is one finding, contested another."""

from __future__ import annotations

from reports.figures import Fact, Verdict
from reports.material import Material
from reports.phrasing import Phrases
from reports.voices import ReadingCell, ReadingRow, Readings
from scoring.findings import ScaleResult
from scoring.published import Hidden
from scoring.thresholds import thresholds

_TABLE = (("good", ("keep", "include")), ("bad", ("act", "discuss")))


def untold(scale: ScaleResult) -> Hidden | None:
    """Return why it is not told whether contributors agree on a scale that is shown; None where it is told."""
    if scale.agreement is not None or scale.cell.n is None:
        return None
    return "too_few" if scale.cell.n < thresholds().tenths_from.value else "protected"


def untold_note(scale: ScaleResult, material: Material) -> tuple[str, ...]:
    """Return the sentence that says so, where it is not told."""
    reason = untold(scale)
    return () if reason is None else (material.phrases.say(f"readings.note_{reason}"),)


def with_agreement(verdict: Verdict, scale: ScaleResult, phrases: Phrases) -> Verdict:
    """Let a verdict end with whether contributors agree, where that is told; the sentence stays on one line."""
    if scale.agreement is None:
        return verdict
    sentence = phrases.say(f"unity.{scale.agreement.unity}").replace(" ", "\N{NO-BREAK SPACE}")
    return Verdict(state=verdict.state, word=verdict.word, rest=f"{verdict.rest}. {sentence}")


def readings(scale: ScaleResult, material: Material) -> Readings | None:
    """Build the table of the four readings for a flagged scale; None where it is not told whether all agree."""
    if scale.agreement is None:
        return None
    say, reading = material.phrases.say, scale.reading
    rows = [
        ReadingRow(
            label=say(f"readings.{row}"),
            cells=tuple(ReadingCell(text=say(f"readings.{one}"), here=one == reading) for one in cells),
        )
        for row, cells in _TABLE
    ]
    return Readings(
        heading=say("readings.heading"),
        columns=(say("readings.agreed"), say("readings.contested")),
        rows=tuple(rows) if reading else (),
        text=say(f"readings.{reading or 'mixed'}_text"),
        note=_note(scale, material),
    )


def _note(scale: ScaleResult, material: Material) -> str:
    phrases, n = material.phrases, scale.cell.n or 0
    deviation = scale.agreement.deviation if scale.agreement else None
    if deviation is None:
        return phrases.say("readings.basis", n=n)
    return phrases.say("readings.deviation", value=phrases.number(deviation), n=n)


def talk_first(scale: ScaleResult, material: Material) -> Fact | None:
    """Return what comes before any measure where a hurdle is contested: to talk about whose experience it is."""
    if scale.reading != "discuss":
        return None
    say = material.phrases.say
    return Fact(label=say("readings.talk"), value=f"{say('readings.talk_step')} {say('readings.talk_how')}")
