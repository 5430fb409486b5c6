"""Which page comes next: the order of the pages, and the first one with something left to answer."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from questionnaires.asking import fields_of, page_named
from questionnaires.model import Page, Questionnaire


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The place of a page among all: *section 2 of 5*.

    Parameters
    ----------
    number : int
        From 1.
    total : int
        How many pages there are.
    """

    number: int
    total: int


def pages_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the ids of all pages in the order shown."""
    return tuple(page.id for page in questionnaire.page)


def next_page(questionnaire: Questionnaire, after: str) -> str | None:
    """Return the id of the page after another; None after the last.

    Raises
    ------
    InputError
        If there is no such page.
    """
    section = section_number(questionnaire, after)
    return None if section.number == section.total else pages_of(questionnaire)[section.number]


def previous_page(questionnaire: Questionnaire, before: str) -> str | None:
    """Return the id of the page before another; None before the first.

    Raises
    ------
    InputError
        If there is no such page.
    """
    section = section_number(questionnaire, before)
    return None if section.number == 1 else pages_of(questionnaire)[section.number - 2]


def section_number(questionnaire: Questionnaire, page_id: str) -> Section:
    """Return the place of a page among all.

    Raises
    ------
    InputError
        If there is no such page.
    """
    page = page_named(questionnaire, page_id)
    return Section(number=questionnaire.page.index(page) + 1, total=len(questionnaire.page))


def first_open_page(questionnaire: Questionnaire, values: Mapping[str, int | str]) -> str | None:
    """Return the id of the page on which a person goes on: the first that was not answered to its end.

    Parameters
    ----------
    questionnaire : Questionnaire
        One without errors.
    values : dict
        Every answer so far, variable to value; 99 *no answer* counts as one.

    Returns
    -------
    str or None
        None if nothing is left. A number that keeps no 99, because its range holds it, leaves a page open only where
        nothing else is asked. A page with a roster is always open: its answers are not among the values.
    """
    return next((page.id for page in questionnaire.page if _is_open(questionnaire, page, values)), None)


def _is_open(questionnaire: Questionnaire, page: Page, values: Mapping[str, int | str]) -> bool:
    if page.roster:
        return True
    asked = fields_of(questionnaire, page.id)
    telling = [one for one in asked if one.no_answer is not None] or asked
    return not all(any(name in values for name in one.variables) for one in telling)
