"""A form as it was filled in: nothing typed is lost, and each field knows what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diagnostic.web.wording import SHARED, words
from questionnaires.problems import Problem


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a form, and what is wrong with them.

    Parameters
    ----------
    values : dict
        Field to what was typed.
    notes : dict
        Field to what is wrong and how to mend it, in words, in the order of the form.
    """

    values: Mapping[str, str]
    notes: Mapping[str, str] = {}

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """Field and words of everything that is wrong, for the summary on top."""
        return tuple(self.notes.items())


def filled(form: msgspec.Struct, wrong: Mapping[str, Problem], language: str) -> Filled:
    """Return a form with what is wrong with it."""
    order = [*form.__struct_fields__, *wrong]
    notes = {field: wrong[field].text(language) for field in dict.fromkeys(order) if field in wrong}
    return Filled(values=msgspec.to_builtins(form), notes=notes)


def titled(title: str, form: Filled, language: str) -> str:
    """Return the title of a page with a form; it says at once that something is wrong."""
    return words(SHARED, language)("error_prefix") + title if form.notes else title


def status_of(form: Filled) -> int:
    """Return the status of a page with a form."""
    return 422 if form.notes else 200
