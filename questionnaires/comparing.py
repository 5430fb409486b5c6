"""What differs between two versions of a questionnaire, and whether their results can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from questionnaires.differences import VERDICTS, Difference, Verdict, of_keys, of_order, of_value
from questionnaires.findings import problem
from questionnaires.model import Choices, Question, Questionnaire, Roster, RosterPart, Statement
from questionnaires.rewording import labels_differ, of_texts

_HEADING: dict[str, Verdict] = {
    "id": "breaking",
    "audience": "breaking",
    "reliability": "comparable",
    "minutes": "harmless",
}
_SCALE: dict[str, Verdict] = {"kind": "breaking", "barrier": "comparable", "family": "harmless"}
_STATEMENT: dict[str, Verdict] = {"scale": "breaking", "reversed": "breaking", "aspect": "breaking"}
_QUESTION: dict[str, Verdict] = {"kind": "breaking", "lowest": "breaking", "highest": "breaking"}
_PART: dict[str, Verdict] = {"only_if": "breaking"}

_Rule = Callable[[Questionnaire, Questionnaire], Iterator[Difference]]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two versions of a questionnaire beside each other.

    Parameters
    ----------
    old, new : str
        Id and version of each (``kurzcheck/2026.1``).
    verdict : str
        The heaviest of all differences; ``harmless`` if there is none.
    differences : tuple of Difference
        From the heaviest to the lightest; empty if the versions are equal but for their number.
    """

    old: str
    new: str
    verdict: Verdict
    differences: tuple[Difference, ...]


def compare(old: Questionnaire, new: Questionnaire) -> Comparison:
    """Compare two versions of a questionnaire.

    Parameters
    ----------
    old, new : Questionnaire
        Both without errors. Parts are the same if they have the same id, whatever their page.

    Returns
    -------
    Comparison
        ``harmless`` are titles, introductions, hints, minutes, names of scales and the family under which a report
        lists them. ``comparable`` are other words of a statement, question, label or the frame, another order or page,
        another language, reliability or barrier, and whatever is new but for a statement in a scale that was there
        before. ``breaking`` are other codes, ranges, conditions, directions and kinds, a statement in another scale,
        new in a scale or gone, anything else that was asked and is not any more, and another audience or id.
    """
    found = [difference for rule in _RULES for difference in rule(old, new)]
    heaviest_first = sorted(found, key=lambda one: VERDICTS.index(one.verdict), reverse=True)
    return Comparison(
        old=f"{old.id}/{old.version}",
        new=f"{new.id}/{new.version}",
        verdict=heaviest_first[0].verdict if heaviest_first else VERDICTS[0],
        differences=tuple(heaviest_first),
    )


def _of_heading(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    where = f"{new.id}/{new.version}"
    yield from of_keys(where, old, new, _HEADING)
    if old.languages != new.languages:
        same = set(old.languages) == set(new.languages)
        yield of_value(where, "languages", old.languages, new.languages, "harmless" if same else "comparable")


def _of_choices(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    for name, choices in new.choices.items():
        if name in old.choices:
            yield from _of_codes(f"choices.{name}", old.choices[name], choices)
        else:
            yield Difference(verdict="harmless", problem=problem("diff_choices_added", f"choices.{name}"))
    for name in old.choices:
        if name not in new.choices:
            yield Difference(verdict="harmless", problem=problem("diff_choices_removed", f"choices.{name}"))


def _of_codes(where: str, old: Choices, new: Choices) -> Iterator[Difference]:
    if old.codes != new.codes:
        same = set(old.codes) == set(new.codes)
        yield of_value(where, "codes", old.codes, new.codes, "comparable" if same else "breaking")
    yield from of_keys(where, old, new, {"dont_know": "breaking"})


def _of_scales(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before, now = ({scale.id: scale for scale in one.scale} for one in (old, new))
    for name, scale in now.items():
        where = f'scale "{name}"'
        yield from of_keys(where, before[name], scale, _SCALE) if name in before else (_added(where),)
    yield from (_removed(f'scale "{name}"') for name in before if name not in now)
    yield from of_order("scale", list(before), list(now), "harmless")


def _of_statements(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before, now = ({one.id: one for one in questionnaire.statements} for questionnaire in (old, new))
    scales = {scale.id for scale in old.scale}
    for name, statement in now.items():
        where = f'statement "{name}"'
        if name in before:
            yield from of_keys(where, before[name], statement, _STATEMENT)
            yield from _of_answers(where, (old, before[name]), (new, statement))
        elif statement.scale in scales:
            told = problem("diff_added_to_scale", where, scale=statement.scale)
            yield Difference(verdict="breaking", problem=told)
        else:
            yield _added(where)
    yield from (_removed(f'statement "{name}"') for name in before if name not in now)


def _of_questions(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before, now = ({one.id: one for one in questionnaire.questions} for questionnaire in (old, new))
    for name, question in now.items():
        where = f'question "{name}"'
        if name in before:
            yield from of_keys(where, before[name], question, _QUESTION)
            yield from _of_answers(where, (old, before[name]), (new, question))
        else:
            yield _added(where)
    yield from (_removed(f'question "{name}"') for name in before if name not in now)


def _of_rosters(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before, now = ({one.id: one for one in questionnaire.rosters} for questionnaire in (old, new))
    for name, roster in now.items():
        where = f'roster "{name}"'
        yield from _of_parts(where, (old, before[name]), (new, roster)) if name in before else (_added(where),)
    yield from (_removed(f'roster "{name}"') for name in before if name not in now)


def _of_parts(place: str, old: tuple[Questionnaire, Roster], new: tuple[Questionnaire, Roster]) -> Iterator[Difference]:
    before, now = ({part.id: part for part in roster.part} for _, roster in (old, new))
    for name, part in now.items():
        where = f'{place}, part "{name}"'
        if name in before:
            yield from of_keys(where, before[name], part, _PART)
            yield from _of_answers(where, (old[0], before[name]), (new[0], part))
        else:
            yield _added(where)
    yield from (_removed(f'{place}, part "{name}"') for name in before if name not in now)
    yield from of_order(place, list(before), list(now), "comparable")


def _of_answers(
    where: str,
    old: tuple[Questionnaire, Statement | Question | RosterPart],
    new: tuple[Questionnaire, Statement | Question | RosterPart],
) -> Iterator[Difference]:
    """Yield what differs in the answers offered, where they are those of a set with another name."""
    (was, before), (is_now, now) = (old[0], old[1].choices), (new[0], new[1].choices)
    if before == now:  # the set tells it itself, once for all that use it
        return
    yield of_value(where, "choices", before, now, "harmless")
    if before is not None and now is not None:
        yield from _of_codes(where, was.choices[before], is_now.choices[now])
        if labels_differ(was, is_now, before, now):
            yield Difference(verdict="comparable", problem=problem("diff_labels", where))


def _of_pages(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before, now = ({page.id: page for page in one.page} for one in (old, new))
    for name in now:
        if name not in before:
            yield Difference(verdict="comparable", problem=problem("diff_page_added", f'page "{name}"'))
    for name in before:
        if name not in now:
            yield Difference(verdict="comparable", problem=problem("diff_page_removed", f'page "{name}"'))
    yield from of_order("page", list(before), list(now), "comparable")
    was, is_now = _places(old), _places(new)
    for place, page in is_now.items():
        if place in was and was[place] != page:
            told = problem("diff_moved", place, old=was[place], new=page)
            yield Difference(verdict="comparable", problem=told)
    for name in now:
        first, then = ([place for place, page in places.items() if page == name] for places in (was, is_now))
        yield from of_order(f'page "{name}"', first, then, "comparable")


def _places(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the page of everything that is asked, in the order shown."""
    places: dict[str, str] = {}
    for page in questionnaire.page:
        places |= {f'statement "{one.id}"': page.id for one in page.statement}
        places |= {f'question "{one.id}"': page.id for one in page.question}
        places |= {f'roster "{one.id}"': page.id for one in page.roster}
    return places


def _added(where: str) -> Difference:
    return Difference(verdict="comparable", problem=problem("diff_added", where))


def _removed(where: str) -> Difference:
    return Difference(verdict="breaking", problem=problem("diff_removed", where))


_RULES: tuple[_Rule, ...] = (
    _of_heading,
    _of_choices,
    _of_scales,
    _of_statements,
    _of_questions,
    _of_rosters,
    _of_pages,
    of_texts,
)
