"""The overview of all scales by family: value, interval, finding and n in one row each."""

from __future__ import annotations

from collections import Counter

from questionnaires.barriers import barriers
from reports.barriers import subject
from reports.charts.strip import plot
from reports.figures import Profile, ProfileFamily, ProfileRow
from reports.material import Material, anchor
from scoring.findings import ScaleResult


def profile_table(material: Material) -> Profile:
    """Build the overview; scales without a family come last."""
    scales = material.diagnosis.scales
    families = []
    for family in (*material.phrases.wording.barriers.families, None):
        rows = [_row(scale, material) for scale in scales if scale.family == family]
        if rows:
            families.append(ProfileFamily(name=_family(family, material), rows=tuple(rows)))
    return Profile(heading=_heading(material), families=tuple(families), notes=_notes(material))


def _family(family: str | None, material: Material) -> str:
    if family is not None:
        return material.phrases.wording.barriers.families[family]
    return material.phrases.say("profile.family_other") if material.measures_barriers else ""


def _heading(material: Material) -> str:
    if not material.measures_barriers:
        return material.phrases.say("profile.heading_scales")
    measured = {scale.barrier for scale in material.diagnosis.scales}
    return material.phrases.say("profile.heading_barriers" if set(barriers()) <= measured else "profile.heading_some")


def _row(scale: ScaleResult, material: Material) -> ProfileRow:
    phrases, name = material.phrases, material.phrases.scale(scale)
    state, hidden = scale.flag.state, scale.cell.hidden
    if hidden:
        text = phrases.say("profile.plot_withheld", name=name, reason=phrases.mean(scale.cell))
    else:
        figures, word = phrases.mean_of_five(scale.cell), phrases.say(f"states.{state}")
        text = phrases.say("profile.plot", name=name, figures=figures, state=word)
    return ProfileRow(
        name=name,
        plot=plot(scale.cell, state, text),
        value="" if hidden else phrases.mean(scale.cell),
        state=state,
        word=phrases.say(f"states_short.{state}"),
        n="" if hidden else str(scale.cell.n),
        withheld=phrases.mean(scale.cell) if hidden else None,
        anchor=anchor(scale.id) if state == "flagged" else None,
    )


def _notes(material: Material) -> tuple[str, ...]:
    say, scales = material.phrases.say, material.diagnosis.scales
    notes = [say("profile.note_mark")]
    if any(scale.cell.form == "halves" for scale in scales):
        notes.append(material.halves_note())
    if any(scale.cell.form == "tenths" and scale.cell.end for scale in scales):
        notes.append(say("profile.note_ends"))
    notes.append(say("profile.note_n", minimum=material.diagnosis.protection.minimum))
    if any(scale.cell.from_groups for scale in scales):
        notes.append(say("profile.note_from_groups"))
    return (*notes, *_parts(material), say("profile.note_perception"))


def _parts(material: Material) -> list[str]:
    """Return what is said of each barrier that stands in several rows."""
    counts = Counter(scale.barrier for scale in material.diagnosis.scales if subject(scale) == scale.id)
    return [note for barrier, note in material.phrases.wording.barriers.parts.items() if counts[barrier] > 1]
