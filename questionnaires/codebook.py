"""Every column that an answer file or a file of ties may hold, with its codes and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from questionnaires.columns import ANSWER_KEYS, TIE_KEYS, option_column
from questionnaires.labels import NONE, Labels, missing_codes
from questionnaires.model import Aspect, Question, Questionnaire, RosterPart, Statement
from questionnaires.spreadsheet import neutral
from questionnaires.wording import words


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a file with answers.

    Parameters
    ----------
    name : str
        The column's name, the same in every export.
    kind : str
        ``statement``, ``single``, ``multiple`` (one option of a multiple choice, 1 or 0), ``number``, ``part`` (one
        thing asked about each partner, in the file of ties), or ``identifier`` (in `as_rows` alone: whose row
        it is).
    source : str
        Id of the statement, question or part; differs from the name in a multiple choice only.
    page : str
        Id of the page on which it is asked.
    codes : tuple of int or str
        The answers offered, in the order shown; empty for a number.
    lowest, highest : int, optional
        The range of a number, both ends allowed.
    missing : tuple of int
        The codes that are no answer and may stand in the column: 98 don't know, where it is offered, 99 no
        answer, −1 not shown. For a number those outside its range: a 99 within the range is the number 99.
    option : int or str, optional
        The code of the option in a multiple choice.
    scale, reversed, aspect
        As in the statement.
    roster : str, optional
        Id of the roster that a part belongs to.
    texts : dict
        Language to the words of the statement, question, option or part.
    labels : dict
        Language to the label of each code, missing codes included, by the code as text.
    """

    name: str
    kind: Literal["statement", "single", "multiple", "number", "part", "identifier"]
    source: str
    page: str
    codes: tuple[int | str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    missing: tuple[int, ...]
    option: int | str | None = None
    scale: str | None = None
    reversed: bool = False
    aspect: Aspect | None = None
    roster: str | None = None
    texts: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]

    def allows(self, value: int | str) -> bool:
        """Return whether a value may stand in the column: an answer that is offered, or a code for none."""
        if value in self.codes or value in self.missing:
            return True
        if self.lowest is None or self.highest is None or isinstance(value, str):
            return False
        return self.lowest <= value <= self.highest


def variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Return every column of an answer file beside those that say whose answers a row holds.

    Parameters
    ----------
    questionnaire : Questionnaire
        One without errors.

    Returns
    -------
    tuple of Variable
        In the order in which they are asked. A multiple choice gives a column an option, a roster gives none:
        its answers have a file of their own (`tie_variables`).
    """
    found: list[Variable] = []
    labels = Labels(questionnaire)
    for page in questionnaire.page:
        found += (_of_statement(questionnaire, page.id, statement, labels) for statement in page.statement)
        for question in page.question:
            found += _of_question(questionnaire, page.id, question, labels)
    return tuple(found)


def tie_variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Return every column of a file of ties beside those that say who rates whom: one for each part of a roster."""
    labels = Labels(questionnaire)
    return tuple(
        _of_part(questionnaire, page.id, roster.id, part, labels)
        for page in questionnaire.page
        for roster in page.roster
        for part in roster.part
    )


def as_rows(questionnaire: Questionnaire) -> list[dict[str, str | int]]:
    """Return the codebook as rows for a table, in all languages of the questionnaire.

    Returns
    -------
    list of dict
        A row for each column of the files. Keys: ``file`` (``answers`` or ``ties``), ``name``, ``kind`` (as
        in `Variable`), ``page``, ``scale``, ``reversed`` (1 or 0), ``aspect``, ``lowest``, ``highest``, and
        for each language ``text_<language>`` and ``codes_<language>``, in which codes and labels are written
        ``1 = stimme gar nicht zu | 2 = …``. What does not apply is an empty text. No text begins as a formula
        does (`questionnaires.spreadsheet.neutral`); keys begin with a letter.
    """
    languages = questionnaire.languages
    rows = [_row_of_key("answers", name, languages) for name in ANSWER_KEYS]
    rows += [_row("answers", variable, languages) for variable in variables(questionnaire)]
    if questionnaire.rosters:
        rows += [_row_of_key("ties", name, languages) for name in TIE_KEYS]
        rows += [_row("ties", variable, languages) for variable in tie_variables(questionnaire)]
    return rows


def _of_statement(questionnaire: Questionnaire, page: str, statement: Statement, labels: Labels) -> Variable:
    choices = questionnaire.choices[statement.choices]
    return Variable(
        name=statement.id,
        kind="statement",
        source=statement.id,
        page=page,
        codes=choices.codes,
        missing=missing_codes(choices),
        scale=statement.scale,
        reversed=statement.reversed,
        aspect=statement.aspect,
        texts={language: texts.statements[statement.id] for language, texts in questionnaire.texts.items()},
        labels=labels.of_answers(statement.choices),
    )


def _of_question(questionnaire: Questionnaire, page: str, question: Question, labels: Labels) -> list[Variable]:
    if question.choices is None:
        return [_of_number(questionnaire, page, question, labels)]
    choices = questionnaire.choices[question.choices]
    if question.kind == "multiple":
        return [_of_option(questionnaire, page, question, code, labels) for code in choices.codes]
    return [
        Variable(
            name=question.id,
            kind="single",
            source=question.id,
            page=page,
            codes=choices.codes,
            missing=missing_codes(choices),
            texts=_asked(questionnaire, question),
            labels=labels.of_answers(question.choices),
        )
    ]


def _of_option(
    questionnaire: Questionnaire, page: str, question: Question, code: int | str, labels: Labels
) -> Variable:
    name = question.choices or ""
    texts = {
        language: f"{text}: {questionnaire.texts[language].choices[name][str(code)]}"
        for language, text in _asked(questionnaire, question).items()
    }
    return Variable(
        name=option_column(question.id, code),
        kind="multiple",
        source=question.id,
        page=page,
        codes=(1, 0),
        missing=missing_codes(questionnaire.choices[name]),
        option=code,
        texts=texts,
        labels=labels.of_option(name),
    )


def _of_number(questionnaire: Questionnaire, page: str, question: Question, labels: Labels) -> Variable:
    missing = tuple(code for code in NONE if not _within(question, code))
    return Variable(
        name=question.id,
        kind="number",
        source=question.id,
        page=page,
        lowest=question.lowest,
        highest=question.highest,
        missing=missing,
        texts=_asked(questionnaire, question),
        labels=labels.of_number(missing),
    )


def _of_part(questionnaire: Questionnaire, page: str, roster: str, part: RosterPart, labels: Labels) -> Variable:
    choices = questionnaire.choices[part.choices]
    return Variable(
        name=part.id,
        kind="part",
        source=part.id,
        page=page,
        codes=choices.codes,
        missing=missing_codes(choices),
        roster=roster,
        texts={language: texts.rosters[roster].parts[part.id] for language, texts in questionnaire.texts.items()},
        labels=labels.of_answers(part.choices),
    )


def _asked(questionnaire: Questionnaire, question: Question) -> dict[str, str]:
    return {language: texts.questions[question.id].text for language, texts in questionnaire.texts.items()}


def _within(question: Question, code: int) -> bool:
    if question.lowest is None or question.highest is None:
        return False
    return question.lowest <= code <= question.highest


def _row(file: str, variable: Variable, languages: tuple[str, ...]) -> dict[str, str | int]:
    row: dict[str, str | int] = {
        "file": file,
        "name": variable.name,
        "kind": variable.kind,
        "page": variable.page,
        "scale": variable.scale or "",
        "reversed": int(variable.reversed),
        "aspect": variable.aspect or "",
        "lowest": "" if variable.lowest is None else variable.lowest,
        "highest": "" if variable.highest is None else variable.highest,
    }
    for language in languages:
        labels = variable.labels[language].items()
        row[f"text_{language}"] = variable.texts[language]
        row[f"codes_{language}"] = " | ".join(f"{code} = {label}" for code, label in labels)
    return {key: neutral(cell) if isinstance(cell, str) else cell for key, cell in row.items()}


def _row_of_key(file: str, name: str, languages: tuple[str, ...]) -> dict[str, str | int]:
    key = Variable(
        name=name,
        kind="identifier",
        source=name,
        page="",
        missing=(),
        texts={language: words(language)[name] for language in languages},
        labels={language: {} for language in languages},
    )
    return _row(file, key, languages)
