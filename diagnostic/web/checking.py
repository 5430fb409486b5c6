"""All answers to a questionnaire, section by section, to be looked through."""

from __future__ import annotations

import msgspec

from diagnostic.domain.merging import is_open
from diagnostic.services.judging import Values
from diagnostic.web.questions import answer_in_words
from diagnostic.web.turning import address_of
from questionnaires.asking import fields_of
from questionnaires.model import Questionnaire


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to check.

    Parameters
    ----------
    answer : str, optional
        None where there is none.
    href : str, optional
        Where it is changed; None where it cannot be any more.
    """

    statement: str
    answer: str | None
    href: str | None


Sections = tuple[tuple[str, tuple[Checked, ...]], ...]


def sections_of(asked: Questionnaire, values: Values, language: str, *, place: str | None) -> Sections:
    """Return title and answers of each section; they are changed below `place`, if at all."""
    return tuple(
        (
            asked.texts[language].pages[page.id].title,
            tuple(
                Checked(
                    statement=one.texts[language],
                    answer=answer_in_words(one, values, language),
                    href=None
                    if place is None
                    else f"{address_of(place, page.id)}?check=1{'&open=1' if is_open(one, values) else ''}#{one.id}",
                )
                for one in fields_of(asked, page.id)
            ),
        )
        for page in asked.page
    )


def unanswered(sections: Sections) -> int:
    """Return how many have no answer."""
    return sum(one.answer is None for _, answers in sections for one in answers)
