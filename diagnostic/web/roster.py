"""A page that asks the same about several partners, as a value: sector by sector, each partner a row or a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from diagnostic.domain.merging import is_open
from diagnostic.services.judging import Sheet
from diagnostic.services.posting import FILL
from diagnostic.web.asking import Choice, QuestionView
from diagnostic.web.sectors import sector_names
from diagnostic.web.turning import GROUP
from diagnostic.web.wording import Words
from questionnaires.asking import Asked
from questionnaires.columns import tie_column
from questionnaires.rosters import BACKBONE, Listed, list_on, name_of

_SEARCHED_FROM = 12
"""So many partners are more than one looks through at a glance: then the list can be filtered."""

_COLON = ": "


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One partner, and what is asked about it."""

    name: str
    questions: tuple[QuestionView, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The partners of one sector.

    Parameters
    ----------
    key : str
        Id of the group on the page.
    fill : str, optional
        What the button sends that says of all of them that they are known.
    """

    key: str
    title: str
    count: str
    cards: tuple[Card, ...]
    fill: str | None


class RosterView(msgspec.Struct, frozen=True, kw_only=True):
    """The partners on a page.

    Parameters
    ----------
    kind : str
        ``pair``: one question with two answers; ``steps``: one with more; ``several``: several about each.
    meanings : tuple of (str, str)
        What the answers mean, where their labels say so after a colon.
    known : str
        The answer that the buttons of the groups give; empty where there are none.
    """

    kind: str
    groups: tuple[Group, ...]
    meanings: tuple[tuple[str, str], ...]
    known: str
    searched: bool


def roster_view(sheet: Sheet, questions: Sequence[QuestionView], word: Words, language: str) -> RosterView | None:
    """Return the partners on a page with their questions; None for a page without a list."""
    listed = list_on(sheet.questionnaire, sheet.page)
    if listed is None:
        return None
    views = {one.key: _short(one) for one in questions}
    offered = next((one.options for one in views.values()), ())
    groups = tuple(_group(name, listed, views, word, language) for name, _ in listed.groups)
    return RosterView(
        kind=_kind(listed, questions),
        groups=groups,
        meanings=tuple((one.label, one.more) for one in offered if one.more),
        known="" if listed.leads_on is None else str(listed.leads_on),
        searched=sum(len(group.cards) for group in groups) >= _SEARCHED_FROM,
    )


def still_open(sheet: Sheet, word: Words, language: str) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """Return about how many partners something is open, and for each sector the first of it and a line of words."""
    listed = list_on(sheet.questionnaire, sheet.page)
    if listed is None:
        return None
    by_id = {one.id: one for one in sheet.asked}
    total, lines = 0, []
    for name, partners in listed.groups:
        ones = [first for one in partners if (first := _first_open(listed, one.id, by_id, sheet)) is not None]
        total += len(ones)
        if ones:
            lines.append((ones[0], word("roster.open", group=_title(name, word, language), count=len(ones))))
    return total, tuple(lines)


def _first_open(listed: Listed, partner: str, by_id: Mapping[str, Asked], sheet: Sheet) -> str | None:
    names = (tie_column(part, partner) for part in listed.parts)
    return next((name for name in names if is_open(by_id[name], sheet.values)), None)


def _group(name: str, listed: Listed, views: Mapping[str, QuestionView], word: Words, language: str) -> Group:
    partners = dict(listed.groups)[name]
    cards = tuple(
        Card(name=name_of(one, language), questions=tuple(_questions(listed, one.id, views, language)))
        for one in partners
    )
    several = listed.leads_on is not None and name != BACKBONE
    return Group(
        key=f"{GROUP}{name}",
        title=_title(name, word, language),
        count=word("roster.count_one") if len(cards) == 1 else word("roster.count_many", count=len(cards)),
        cards=cards,
        fill=f"{FILL}{name}" if several else None,
    )


def _questions(
    listed: Listed, partner: str, views: Mapping[str, QuestionView], language: str
) -> Iterator[QuestionView]:
    for part in listed.parts:
        view = views[tie_column(part, partner)]
        yield view if len(listed.parts) == 1 else msgspec.structs.replace(view, text=listed.texts[language][part])


def _title(name: str, word: Words, language: str) -> str:
    return word("roster.office") if name == BACKBONE else sector_names(language)[name]


def _kind(listed: Listed, questions: Sequence[QuestionView]) -> str:
    if len(listed.parts) > 1:
        return "several"
    return "pair" if questions and len((*questions[0].options, *questions[0].apart)) == len(("yes", "no")) else "steps"


def _short(one: QuestionView) -> QuestionView:
    return msgspec.structs.replace(one, options=tuple(map(_apart, one.options)))


def _apart(option: Choice) -> Choice:
    """Return an answer whose meaning stands apart from its name."""
    label, _, more = option.label.partition(_COLON)
    return msgspec.structs.replace(option, label=label, more=more)
