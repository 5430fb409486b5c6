"""What a page asks, in the order shown, as a form needs it: fields, the answers offered, and the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from questionnaires.columns import option_column, option_columns
from questionnaires.findings import problem
from questionnaires.model import NO_ANSWER, Choices, Page, Question, Questionnaire, Statement
from questionnaires.problems import InputError
from questionnaires.wording import words

CHOSEN, NOT_CHOSEN = 1, 0
"""What the variable of an option holds in a multiple choice."""

_PAGES_KEPT = 128


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One answer that can be chosen: a radio button or a tick box.

    Parameters
    ----------
    field, value : str
        Name and value of the form's field.
    stored : int or str
        What is kept if it is chosen.
    labels : dict
        Language to the words beside it.
    """

    field: str
    value: str
    stored: int | str
    labels: Mapping[str, str]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One statement or question of a page.

    Parameters
    ----------
    id : str
        Of the statement or question.
    kind : str
        ``statement`` and ``single``: one of `options`, or `dont_know`. ``multiple``: any of `options`, or
        else `none` or `dont_know`. ``number``: a whole number as text, in the field of its one variable.
    variables : tuple of str
        Its columns in the codebook: an option each for ``multiple``, else one with the name `id`.
    options : tuple of Option
        The answers in the order shown; empty for a number.
    dont_know : Option, optional
        To be set apart from the others; only where it is offered.
    none : Option, optional
        *Nothing of these*, for ``multiple`` only: without it nobody could tell none from not answered.
    lowest, highest : int, optional
        The range of a number, both ends allowed.
    no_answer : int, optional
        99, which is recorded if it is skipped. Missing for a number whose range holds 99: there the variable stays
        empty.
    texts, hints : dict
        Language to the wording, and to the help below it; a hint may be an empty text.
    """

    id: str
    kind: Literal["statement", "single", "multiple", "number"]
    variables: tuple[str, ...]
    options: tuple[Option, ...] = ()
    dont_know: Option | None = None
    none: Option | None = None
    lowest: int | None = None
    highest: int | None = None
    no_answer: int | None = NO_ANSWER
    texts: Mapping[str, str]
    hints: Mapping[str, str]

    @property
    def apart(self) -> tuple[Option, ...]:
        """What can be chosen instead of an answer: nothing of these, don't know."""
        return tuple(option for option in (self.none, self.dont_know) if option is not None)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of its fields in a form: the variables, and for what stands apart in a multiple choice the id."""
        return tuple(dict.fromkeys((*self.variables, *(option.field for option in self.apart))))

    def within(self, number: int) -> bool:
        """Return whether a number lies in the range."""
        return self.lowest is not None and self.highest is not None and self.lowest <= number <= self.highest


def page_named(questionnaire: Questionnaire, page_id: str) -> Page:
    """Return the page with an id.

    Raises
    ------
    InputError
        If the questionnaire has no such page.
    """
    for page in questionnaire.page:
        if page.id == page_id:
            return page
    name = f"{questionnaire.id}/{questionnaire.version}"
    known = ", ".join(page.id for page in questionnaire.page)
    raise InputError((problem("page_unknown", name, page=page_id, known=known),))


def fields_of(questionnaire: Questionnaire, page_id: str) -> tuple[Asked, ...]:
    """Return what a page asks, in the order shown: its statements, then its questions. Neither ever changes.

    Parameters
    ----------
    questionnaire : Questionnaire
        One without errors.
    page_id : str
        Id of one of its pages, without a roster.

    Raises
    ------
    InputError
        If there is no such page, or it asks about each partner on a roster: that takes a list of partners
        (`questionnaires.rosters`).
    """
    return _fields(questionnaire.owner_of(page_id), page_id)


@lru_cache(maxsize=_PAGES_KEPT)
def _fields(questionnaire: Questionnaire, page_id: str) -> tuple[Asked, ...]:
    page = page_named(questionnaire, page_id)
    if page.roster:
        name = f"{questionnaire.id}/{questionnaire.version}"
        raise InputError((problem("page_with_roster", name, page=page_id),))
    return tuple(_asked(questionnaire, page))


def _asked(questionnaire: Questionnaire, page: Page) -> Iterator[Asked]:
    yield from (_statement(questionnaire, statement) for statement in page.statement)
    yield from (_question(questionnaire, question) for question in page.question)


def _statement(questionnaire: Questionnaire, statement: Statement) -> Asked:
    options, dont_know = _offered(questionnaire, statement.choices, statement.id)
    return Asked(
        id=statement.id,
        kind="statement",
        variables=(statement.id,),
        options=options,
        dont_know=dont_know,
        texts={language: texts.statements[statement.id] for language, texts in questionnaire.texts.items()},
        hints=dict.fromkeys(questionnaire.texts, ""),
    )


def _question(questionnaire: Questionnaire, question: Question) -> Asked:
    words_of = {language: texts.questions[question.id] for language, texts in questionnaire.texts.items()}
    common = Asked(
        id=question.id,
        kind=question.kind,
        variables=(question.id,),
        texts={language: own.text for language, own in words_of.items()},
        hints={language: own.hint for language, own in words_of.items()},
    )
    if question.choices is None:
        ranged = msgspec.structs.replace(common, lowest=question.lowest, highest=question.highest)
        return msgspec.structs.replace(ranged, no_answer=None if ranged.within(NO_ANSWER) else NO_ANSWER)
    options, dont_know = _offered(questionnaire, question.choices, question.id)
    if question.kind == "single":
        return msgspec.structs.replace(common, options=options, dont_know=dont_know)
    return msgspec.structs.replace(
        common,
        variables=option_columns(question.id, questionnaire.choices[question.choices]),
        options=tuple(_ticked(question.id, option) for option in options),
        dont_know=dont_know,
        none=_none(questionnaire, question.id),
    )


def _offered(questionnaire: Questionnaire, name: str, field: str) -> tuple[tuple[Option, ...], Option | None]:
    choices: Choices = questionnaire.choices[name]
    labels = _labels(questionnaire, name)

    def option(code: int | str) -> Option:
        return Option(field=field, value=str(code), stored=code, labels=labels[code])

    return tuple(map(option, choices.codes)), None if choices.dont_know is None else option(choices.dont_know)


@lru_cache(maxsize=_PAGES_KEPT)
def _labels(questionnaire: Questionnaire, name: str) -> Mapping[int | str, Mapping[str, str]]:
    """Return the words of each answer by its code: a roster offers the same ones for every partner."""
    choices = questionnaire.choices[name]
    codes = choices.codes if choices.dont_know is None else (*choices.codes, choices.dont_know)
    return {
        code: {language: texts.choices[name][str(code)] for language, texts in questionnaire.texts.items()}
        for code in codes
    }


def _ticked(question: str, option: Option) -> Option:
    return Option(field=option_column(question, option.stored), value=str(CHOSEN), stored=CHOSEN, labels=option.labels)


def _none(questionnaire: Questionnaire, field: str) -> Option:
    labels = {language: words(language)["none_chosen"] for language in questionnaire.texts}
    return Option(field=field, value=str(NOT_CHOSEN), stored=NOT_CHOSEN, labels=labels)
