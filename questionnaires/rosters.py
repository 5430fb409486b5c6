"""A roster as pages of ordinary questions: what one respondent is asked about each partner."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from questionnaires.columns import tie_column, tie_of
from questionnaires.model import OnlyIf, Page, PageText, Question, Questionnaire, QuestionText, Roster, Texts
from questionnaires.profile import SECTORS
from questionnaires.wording import words

BACKBONE = "backbone"
"""The id under which the backbone office stands in a roster: apart, and outside every figure of a network."""

LEAST_PARTNERS = 2
"""Partner organisations without which there is nothing to ask; the backbone office is none of them."""

SECONDS_A_PARTNER = 12
"""How long one takes: 3 whether it is known, and 18 for the rest of every second one. Own estimate, before a pilot."""

_MINUTE = 60

Values = Mapping[str, int | str]


class Partner(msgspec.Struct, frozen=True):
    """One line of a roster; the backbone office has the id `BACKBONE`, and no name or sector of its own."""

    id: str
    name: str = ""
    sector: str = ""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page that asks the same about several partners.

    Parameters
    ----------
    groups : tuple of (str, tuple of Partner)
        Who is asked about: each sector in the order of `questionnaires.profile.SECTORS`, at last the backbone office
        under `BACKBONE`. A sector without partners is left out.
    parts : tuple of str
        What is asked about each, in the order shown.
    texts : dict
        Language to the question of each part.
    leads_on : int, optional
        The one answer after which more is asked, where the page asks one thing and there is one such answer.
    """

    groups: tuple[tuple[str, tuple[Partner, ...]], ...]
    parts: tuple[str, ...]
    texts: Mapping[str, Mapping[str, str]]
    leads_on: int | None


class Edition(Questionnaire, frozen=True, kw_only=True):
    """A questionnaire as one respondent is asked it: its rosters are pages of questions.

    Parameters
    ----------
    edition : str
        The same for the same pages, and for no others.
    origin : Questionnaire
        The questionnaire with its rosters.
    lists : dict
        Id to what stands there, for each page that a roster has become.
    """

    edition: str
    origin: Questionnaire
    lists: Mapping[str, Listed]

    def __eq__(self, other: object) -> bool:
        """Compare editions alone: to compare all their questions takes longer than to make them."""
        return isinstance(other, Edition) and self.edition == other.edition

    def __hash__(self) -> int:
        """Hash what is compared."""
        return hash(self.edition)

    def owner_of(self, page: str) -> Questionnaire:
        """Return to whom what a page asks belongs: to this edition, or to the questionnaire that never changes."""
        return self if page in self.lists else self.origin


class _Stage(NamedTuple):
    """A page of a roster: parts that are asked under the same condition, and about whom."""

    page: str
    roster: Roster
    parts: tuple[str, ...]
    partners: tuple[Partner, ...]


def list_on(questionnaire: Questionnaire, page: str) -> Listed | None:
    """Return the list of partners on a page; None where it is a page like any other."""
    return questionnaire.lists.get(page) if isinstance(questionnaire, Edition) else None


def minutes_of(partners: int) -> int:
    """Return how many minutes a roster takes, about."""
    return max(1, round(partners * SECONDS_A_PARTNER / _MINUTE))


def others_of(partners: Iterable[Partner], organisation: str) -> tuple[Partner, ...]:
    """Return whom an organisation is asked about: the others by sector, then the backbone office; or nobody."""
    others = [one for one in partners if one.id not in {organisation, BACKBONE}]
    if len(others) < LEAST_PARTNERS:
        return ()
    return (*sorted(others, key=lambda one: SECTORS.index(one.sector)), Partner(BACKBONE))


def expanded(
    questionnaire: Questionnaire,
    partners: Sequence[Partner],
    values: Values,
    *,
    page: str = "",
    sent: Collection[str] = (),
) -> Questionnaire:
    """Return a questionnaire with its rosters as pages of questions, as they are to be asked now.

    Parts of a roster that have the same condition make a page. It asks about those partners for whom the condition
    holds, and is left out where there are none.

    Parameters
    ----------
    questionnaire : Questionnaire
        One without errors; without a roster it comes back as it is.
    partners : sequence of Partner
        Whom the respondent is asked about, see `others_of`.
    values : dict
        Variable to answer so far, those about partners under `questionnaires.columns.tie_column`.
    page : str
        Id of a page that is kept even if it asks about nobody any more, as when it stands open in a browser.
    sent : collection of str
        Variables that were sent from that page: it asks about their partners, whatever the condition says by now.
    """
    if not questionnaire.rosters:
        return questionnaire
    pages: list[Page] = []
    stages: list[_Stage] = []
    for one in questionnaire.page:
        if one.statement or one.question or not one.roster:
            pages.append(msgspec.structs.replace(one, roster=()))
        for stage in _stages_of(one, partners, values, frozenset(sent)):
            if stage.partners or stage.page == page:
                stages.append(stage)
                pages.append(_page_of(stage))
    return Edition(
        **{name: getattr(questionnaire, name) for name in Questionnaire.__struct_fields__}
        | {
            "page": tuple(pages),
            "texts": {name: _with(texts, stages, name) for name, texts in questionnaire.texts.items()},
            "minutes": (questionnaire.minutes or 0) + (minutes_of(len(partners)) if partners else 0) or None,
        },
        edition=_digest(questionnaire, stages),
        origin=questionnaire,
        lists={stage.page: _listed(stage, questionnaire) for stage in stages},
    )


def possible_pages(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the id of every page that a questionnaire may have for anybody, those of its rosters included."""
    return frozenset(
        name
        for page in questionnaire.page
        for name in (
            *([page.id] if page.statement or page.question or not page.roster else []),
            *(stage.page for stage in _stages_of(page, (), {}, frozenset())),
        )
    )


def gone(questionnaire: Questionnaire, partners: Iterable[Partner], fields: Iterable[str]) -> frozenset[str]:
    """Return which fields of a form ask about somebody who does not stand on the list (any more)."""
    parts = {part.id for roster in questionnaire.rosters for part in roster.part}
    listed = {one.id for one in partners}
    ties = {name: tie for name in fields if (tie := tie_of(name)) is not None}
    return frozenset(name for name, (part, partner) in ties.items() if part in parts and partner not in listed)


def holds(condition: OnlyIf | None, partner: str, values: Values) -> bool:
    """Return whether a condition holds for a partner, as far as the answer it names goes."""
    return condition is None or values.get(tie_column(condition.part, partner)) in condition.codes


def _stages_of(page: Page, partners: Sequence[Partner], values: Values, sent: frozenset[str]) -> Iterator[_Stage]:
    taken = bool(page.statement or page.question)
    for roster in page.roster:
        asked: dict[str, set[str]] = {}
        for condition, several in groupby(roster.part, key=lambda part: part.only_if):
            parts = tuple(part.id for part in several)
            before = partners if condition is None else [one for one in partners if one.id in asked[condition.part]]
            due = {one.id for one in before if holds(condition, one.id, values)}
            asked |= dict.fromkeys(parts, due)
            name = f"{page.id}_{parts[0]}" if taken else page.id
            taken = True
            also = {one.id for one in partners for part in parts if tie_column(part, one.id) in sent}
            yield _Stage(name, roster, parts, tuple(one for one in partners if one.id in due | also))


def _page_of(stage: _Stage) -> Page:
    choices = {part.id: part.choices for part in stage.roster.part}
    return Page(
        id=stage.page,
        question=tuple(
            Question(id=tie_column(part, one.id), kind="single", choices=choices[part])
            for one in stage.partners
            for part in stage.parts
        ),
    )


def _with(texts: Texts, stages: Iterable[_Stage], language: str) -> Texts:
    """Return the words of a language with those of every page of a roster."""
    pages, questions = dict(texts.pages), dict(texts.questions)
    for stage in stages:
        own = texts.rosters[stage.roster.id]
        pages[stage.page] = own.pages.get(stage.parts[0]) or _first_words(texts, stage)
        for one in stage.partners:
            name = name_of(one, language)
            for part in stage.parts:
                text = name if len(stage.parts) == 1 else f"{name}: {own.parts[part]}"
                questions[tie_column(part, one.id)] = QuestionText(text=text)
    return msgspec.structs.replace(texts, pages=pages, questions=questions)


def name_of(partner: Partner, language: str) -> str:
    """Return the name of a partner as a roster shows it."""
    return words(language)["backbone"] if partner.id == BACKBONE else partner.name


def _first_words(texts: Texts, stage: _Stage) -> PageText:
    own = texts.rosters[stage.roster.id]
    page = next(texts.pages[name] for name in (stage.page, _parent(stage)) if name in texts.pages)
    introduction = " ".join(part for part in (page.introduction, own.text, own.hint) if part)
    return PageText(title=page.title, introduction=introduction)


def _parent(stage: _Stage) -> str:
    return stage.page.removesuffix(f"_{stage.parts[0]}")


def _listed(stage: _Stage, questionnaire: Questionnaire) -> Listed:
    conditions = [part.only_if for part in stage.roster.part if part.only_if is not None]
    leading = {one.codes for one in conditions if one.part in stage.parts}
    (codes,) = leading if len(leading) == 1 else ((),)
    return Listed(
        groups=tuple((sector, tuple(group)) for sector, group in groupby(stage.partners, key=_group)),
        parts=stage.parts,
        texts={name: texts.rosters[stage.roster.id].parts for name, texts in questionnaire.texts.items()},
        leads_on=codes[0] if len(stage.parts) == len(codes) == 1 else None,
    )


def _group(partner: Partner) -> str:
    return BACKBONE if partner.id == BACKBONE else partner.sector


def _digest(questionnaire: Questionnaire, stages: Sequence[_Stage]) -> str:
    told = [[stage.page, stage.parts, stage.partners] for stage in stages]
    return hashlib.sha256(msgspec.json.encode([questionnaire.id, questionnaire.version, told])).hexdigest()
