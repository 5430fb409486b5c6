"""Two questionnaires asked as one: a module after a base."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

import msgspec

from questionnaires.model import Page, Question, Questionnaire, Roster, RosterPart, Statement, Texts

_KEPT = 64

_Part = TypeVar("_Part", bound=Statement | Question | RosterPart)


@lru_cache(maxsize=_KEPT)
def joined(base: Questionnaire, module: Questionnaire) -> Questionnaire:
    """Return a questionnaire that asks the pages of one and then those of another.

    Parameters
    ----------
    base : Questionnaire
        Gives the title, the introduction, the frame and the minutes.
    module : Questionnaire
        Its pages come last. No page, question, statement, scale or roster may have the id of one in `base`, and it has
        to speak every language of `base`; its choices are its own, whatever they are called.

    Returns
    -------
    Questionnaire
        With both ids and both versions, so that its digest tells whether either has changed.
    """

    def own(name: str) -> str:
        return f"{module.id}.{name}"

    return msgspec.structs.replace(
        base,
        id=f"{base.id}+{module.id}",
        version=f"{base.version}+{module.version}",
        choices=base.choices | {own(name): choices for name, choices in module.choices.items()},
        scale=(*base.scale, *module.scale),
        page=(*base.page, *(_page(page, module.id) for page in module.page)),
        texts={name: _texts(texts, module.texts[name], module.id) for name, texts in base.texts.items()},
    )


def _page(page: Page, module: str) -> Page:
    return msgspec.structs.replace(
        page,
        statement=tuple(_renamed(one, module) for one in page.statement),
        question=tuple(_renamed(one, module) for one in page.question),
        roster=tuple(_roster(one, module) for one in page.roster),
    )


def _roster(roster: Roster, module: str) -> Roster:
    return msgspec.structs.replace(roster, part=tuple(_renamed(one, module) for one in roster.part))


def _renamed(one: _Part, module: str) -> _Part:
    return one if one.choices is None else msgspec.structs.replace(one, choices=f"{module}.{one.choices}")


def _texts(base: Texts, module: Texts, name: str) -> Texts:
    return msgspec.structs.replace(
        base,
        choices=base.choices | {f"{name}.{key}": labels for key, labels in module.choices.items()},
        scales=base.scales | module.scales,
        pages=base.pages | module.pages,
        statements=base.statements | module.statements,
        questions=base.questions | module.questions,
        rosters=base.rosters | module.rosters,
    )
