"""Groups of respondents who see things alike, told by what distinguishes them; never who they are."""

from __future__ import annotations

from reports.material import Material
from reports.naming import short_names
from reports.parts import ViewpointRow, Viewpoints
from scoring.patterns import Refusal, Viewpoint, ViewpointsResult
from scoring.thresholds import thresholds


def viewpoints_section(material: Material) -> Viewpoints | None:
    """Build the section; None where it was not looked for, or nothing at all can be shown."""
    found, phrases = material.diagnosis.viewpoints, material.phrases
    if found.refused == "not_asked" or material.nothing_shown:
        return None
    if found.refused is not None:
        title, lead = phrases.say("viewpoints.refused_title"), _refusal(found, found.refused, material)
    elif not found.viewpoints:
        title, lead = phrases.say("viewpoints.one_title"), phrases.say("viewpoints.one_lead")
    else:
        title = phrases.counted("viewpoints.title", len(found.viewpoints))
        lead = phrases.say("viewpoints.lead")
    told = bool(found.viewpoints)
    return Viewpoints(
        heading=phrases.say("viewpoints.heading"),
        title=phrases.unwidowed(title),
        lead=lead,
        refused=found.refused is not None,
        rows=tuple(_row(place, one, material) for place, one in enumerate(found.viewpoints, start=1)),
        notes=() if found.refused else _notes(found, material),
        todo_heading=phrases.say("viewpoints.todo_heading"),
        todo=phrases.paragraphs("viewpoints.todo") if told else (),
    )


def _refusal(found: ViewpointsResult, reason: Refusal, material: Material) -> str:
    phrases = material.phrases
    sentence = phrases.say(f"viewpoints.refused_{reason}")
    few = found.persons is not None and found.persons < thresholds().viewpoint_persons.value
    if reason == "too_few" and few:
        return f"{sentence} {phrases.counted('viewpoints.refused_persons', found.persons or 0)}"
    return sentence


def _row(place: int, viewpoint: Viewpoint, material: Material) -> ViewpointRow:
    phrases = material.phrases
    return ViewpointRow(
        number=str(place),
        sentence=_told(viewpoint, material),
        size=phrases.say("viewpoints.organisations", n=viewpoint.organisations),
    )


def _told(viewpoint: Viewpoint, material: Material) -> str:
    """Return what distinguishes a viewpoint in one sentence."""
    phrases = material.phrases
    higher, lower = viewpoint.higher, viewpoint.lower
    every = {scale.id for scale in material.diagnosis.scales}
    for names, way in ((higher, "higher"), (lower, "lower")):
        if len(every) > 1 and set(names) == every:
            return phrases.say(f"viewpoints.told_all_{way}")
    if higher and lower:
        above, below = short_names(higher, material), short_names(lower, material)
        return phrases.say("viewpoints.told_both", higher=above, lower=below)
    if higher:
        return phrases.say("viewpoints.told_higher", higher=short_names(higher, material))
    if lower:
        return phrases.say("viewpoints.told_lower", lower=short_names(lower, material))
    return phrases.say("viewpoints.told_neither")


def _notes(found: ViewpointsResult, material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    notes = []
    if found.persons is not None:
        notes.append(phrases.say("viewpoints.note_persons", persons=found.persons))
    if found.viewpoints:
        notes.append(phrases.say("viewpoints.note_fives"))
    if found.p is not None:
        notes.append(phrases.say("viewpoints.note_p", p=phrases.probability(found.p)))
    return tuple(notes)
