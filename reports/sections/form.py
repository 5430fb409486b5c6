"""Network or cooperation: how the partners work together on each criterion, and how they want to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from reports.charts.pair import pole_head
from reports.material import Material
from reports.naming import our_words
from reports.parts import PairColumn, PairSection
from reports.sections.pairs import Pair, hidden_reason, pair_notes, pair_row
from reports.wording import FormWording
from scoring.purposes import FormResult
from scoring.thresholds import thresholds

Kind = Literal["network", "between", "cooperation"]

_DIGITS = 9


def form_section(material: Material) -> PairSection | None:
    """Build the section; None where the form is not asked for, or nothing at all can be shown."""
    forms, phrases = material.diagnosis.forms, material.phrases
    if not forms or material.nothing_shown:
        return None
    hidden = hidden_reason([cell for form in forms for cell in (form.current, form.wanted)])
    pairs = [] if hidden else [_pair(form, material) for form in forms]
    wishes = any(form.wish is not None for form in forms)
    return PairSection(
        anchor="form",
        heading=phrases.say("form.heading"),
        title=phrases.say("form.title_open") if hidden else phrases.unwidowed(_title(forms, material)),
        lead=(phrases.say(f"form.lead_{hidden}"),) if hidden else tuple(_lead(forms, material)),
        row_heading=phrases.say("form.criterion"),
        columns=(
            PairColumn(word=phrases.say("form.current"), mark="is"),
            PairColumn(word=phrases.say("form.wanted"), mark="wish"),
            PairColumn(word=phrases.say("form.gap"), mark=None),
        ),
        word_heading=phrases.say("form.wish") if wishes else "",
        scale_head=pole_head(phrases.say("form.network"), phrases.say("form.cooperation")),
        rows=tuple(pair_row(pair, material, _text(pair, material)) for pair in pairs),
        notes=_notes(forms, pairs, material) if pairs else (),
        explained=any(pair.gap is not None for pair in pairs),
    )


def form_kind(material: Material) -> Kind | None:
    """Tell whether the initiative is rather a network or a cooperation, from the printed figures of how it is.

    Returns
    -------
    str or None
        None unless the questionnaire asks for exactly our five criteria, and each of them is shown.
    """
    current = [form.current.value for form in material.diagnosis.forms]
    values = [value for value in current if value is not None]
    if not form_words(material) or len(values) < len(current):
        return None
    mean, limits = round(math.fsum(values) / len(values), _DIGITS), thresholds()
    if mean < limits.form_network_below.value:
        return "network"
    return "cooperation" if mean >= limits.form_cooperation_from.value else "between"


def form_words(material: Material) -> Mapping[str, FormWording]:
    """Return our words for the criteria; none where the questionnaire asks for others."""
    return our_words([form.id for form in material.diagnosis.forms], material.phrases.wording.purposes.forms)


def form_name(name: str, material: Material) -> str:
    """Return the name of a criterion: ours, or else the questionnaire's."""
    words = form_words(material).get(name)
    return words.name if words else material.phrases.texts.scales[name]


def _disputed(forms: Sequence[FormResult]) -> list[FormResult]:
    return [form for form in forms if form.wish is not None and form.wish.unity == "contested"]


def _mismatched(forms: Sequence[FormResult]) -> list[FormResult]:
    """Return the criteria on which another form is wanted, the widest gap first."""
    found = [form for form in forms if form.mismatch is not None]
    return sorted(found, key=lambda form: 0.0 if form.gap is None else -abs(form.gap.value))


def _known(forms: Sequence[FormResult]) -> list[FormResult]:
    """Return the criteria of which both figures are shown."""
    return [form for form in forms if form.current.value is not None and form.wanted.value is not None]


def _title(forms: Sequence[FormResult], material: Material) -> str:
    """Return the finding: a contested wish is the deeper one, since there is nothing yet to change towards."""
    phrases = material.phrases
    disputed, mismatched = _disputed(forms), _mismatched(forms)
    if len(disputed) > 1:
        return phrases.say("form.title_disputed_many")
    if disputed:
        return phrases.say("form.title_disputed", dispute=_dispute(disputed[0], material))
    if len(mismatched) > 1:
        return phrases.say("form.title_many")
    if mismatched:
        return _wanted(mismatched[0], material)
    known = _known(forms)
    if not known:
        return phrases.say("form.title_open")
    return phrases.say("form.title_match" if len(known) == len(forms) else "form.title_match_shown")


def _lead(forms: Sequence[FormResult], material: Material) -> list[str]:
    phrases = material.phrases
    disputed, mismatched = _disputed(forms), _mismatched(forms)
    if not _known(forms):
        return [phrases.say("form.lead_too_few")]
    lead = []
    if len(disputed) > 1:
        disputes = phrases.listed([_dispute(form, material) for form in disputed])
        lead.append(phrases.say("form.lead_disputed_names", disputes=disputes))
    if disputed:
        lead.append(phrases.say("form.lead_disputed"))
    if mismatched and (disputed or len(mismatched) > 1):
        lead.append(" ".join(_wanted(form, material) for form in mismatched))
    if mismatched and not disputed:
        lead.append(phrases.say("form.lead_mismatch"))
    if not disputed and not mismatched:
        lead.append(phrases.say("form.lead_match"))
    return [" ".join(lead)]


def _dispute(form: FormResult, material: Material) -> str:
    words = form_words(material).get(form.id)
    return words.dispute if words else material.phrases.say("form.general_dispute", name=form_name(form.id, material))


def _wanted(form: FormResult, material: Material) -> str:
    words, name = form_words(material).get(form.id), form_name(form.id, material)
    if form.mismatch == "higher":
        return words.higher if words else material.phrases.say("form.general_higher", name=name)
    return words.lower if words else material.phrases.say("form.general_lower", name=name)


def _pair(form: FormResult, material: Material) -> Pair:
    words = form_words(material).get(form.id)
    return Pair(
        name=form_name(form.id, material),
        detail=words.question if words else "",
        poles=(words.network, words.cooperation) if words else (),
        first=form.current,
        second=form.wanted,
        current_first=True,
        gap=form.gap,
        word=_wish(form, material),
        strong=form.mismatch is not None,
        disputed=form in _disputed([form]),
    )


def _wish(form: FormResult, material: Material) -> str:
    """Return whether the partners agree on how it should be, with the spread where it may be seen."""
    if form.wish is None:
        return ""
    phrases = material.phrases
    unity = phrases.say(f"form.unity_{form.wish.unity}")
    if form.wish.deviation is None:
        return unity
    return phrases.say("form.deviation", unity=unity, deviation=phrases.number(form.wish.deviation))


def _text(pair: Pair, material: Material) -> str:
    phrases = material.phrases
    current, wanted = phrases.mean_of_five(pair.first), phrases.mean_of_five(pair.second)
    return phrases.say("form.plot", name=pair.name, current=current, wanted=wanted)


def _notes(forms: Sequence[FormResult], pairs: Sequence[Pair], material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    notes = [phrases.say("form.note_scale"), *pair_notes(pairs, material)]
    wishes = [form.wish for form in forms if form.wish is not None]
    if wishes:
        notes.append(phrases.say("form.note_wish"))
    if any(wish.deviation is not None for wish in wishes):
        notes.append(phrases.say("form.note_deviation"))
    if material.diagnosis.stage == "network" and form_kind(material) is not None:
        notes.append(phrases.say("form.note_kind"))
    return tuple(notes)
