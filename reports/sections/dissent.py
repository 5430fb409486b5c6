"""All scales by what their finding and the agreement on it advise together: fine and contested is a finding too."""

from __future__ import annotations

from collections.abc import Iterator

from reports.material import Material, anchor
from reports.sections.agreement import untold
from reports.voices import Dissent, DissentGroup, DissentRow
from scoring.findings import ScaleResult

_GROUPS = (
    ("act", "dissent.act"),
    ("discuss", "dissent.discuss"),
    ("include", "dissent.include_group"),
    ("keep", "dissent.keep"),
    ("open", "dissent.open"),
    ("untold", "dissent.untold"),
)
_COLUMNS = ("chrome.value", "chrome.state", "dissent.unity")


def dissent_section(material: Material) -> Dissent | None:
    """Build the section; None where of no scale it is told whether contributors agree on it."""
    say, scales = material.phrases.say, material.diagnosis.scales
    told = [scale.agreement for scale in scales if scale.agreement is not None]
    if not told:
        return None
    measured = any(one.deviation is not None for one in told)
    row_heading = "sectors.row_heading" if material.measures_barriers else "sectors.row_heading_scales"
    return Dissent(
        heading=say("dissent.heading"),
        title=material.phrases.unwidowed(say(f"dissent.title_{_overall({one.unity for one in told})}")),
        lead=(say("dissent.lead"), *contested_though_fine(scales, material)),
        columns=(say(row_heading), *(say(column) for column in _COLUMNS)),
        spread=say("dissent.deviation") if measured else "",
        groups=tuple(_groups(material)),
        notes=(
            say("dissent.note_unity"),
            *((say("dissent.note_deviation"),) if measured else ()),
            say("dissent.note_conflict"),
        ),
    )


def contested_though_fine(scales: tuple[ScaleResult, ...], material: Material) -> tuple[str, ...]:
    """Return which scales are rated well by the mean and yet contested, a finding of its own."""
    phrases = material.phrases
    names = [phrases.scale(scale) for scale in scales if scale.reading == "include"]
    return (phrases.say("dissent.include", names=phrases.quoted(names)),) if names else ()


def _overall(unities: set[str]) -> str:
    return "contested" if "contested" in unities else "mixed" if "mixed" in unities else "agreed"


def _groups(material: Material) -> Iterator[DissentGroup]:
    for case, heading in _GROUPS:
        rows = [_row(scale, material) for scale in material.diagnosis.scales if _case(scale) == case]
        if rows:
            yield DissentGroup(name=material.phrases.say(heading), rows=tuple(rows))


def _case(scale: ScaleResult) -> str:
    if scale.agreement is None:
        return "untold"
    return scale.reading or "open"


def _row(scale: ScaleResult, material: Material) -> DissentRow:
    phrases, state, agreement = material.phrases, scale.flag.state, scale.agreement
    deviation = agreement.deviation if agreement else None
    reason = scale.cell.hidden or untold(scale)
    return DissentRow(
        name=phrases.scale(scale),
        anchor=anchor(scale.id) if state == "flagged" else None,
        value="" if scale.cell.hidden else phrases.mean(scale.cell),
        state=state,
        word=phrases.say(f"states_short.{state}"),
        unity=phrases.say(f"unity_words.{agreement.unity}") if agreement else "",
        deviation="" if deviation is None else phrases.number(deviation),
        n="" if scale.cell.hidden else str(scale.cell.n),
        withheld=phrases.say(f"hidden.{reason}") if reason else None,
    )
