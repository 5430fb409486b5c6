"""A questionnaire as plain text that people read on a terminal or in a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from questionnaires.findings import problem
from questionnaires.model import Page, Question, Questionnaire, Roster, RosterPart, Statement
from questionnaires.problems import InputError
from questionnaires.wording import words

_WIDTH = 100
_INDENT = 5
_BULLET = "– "


def describe(questionnaire: Questionnaire, language: str) -> str:
    """Return everything that a questionnaire asks, as plain text.

    Parameters
    ----------
    questionnaire : Questionnaire
        One without errors.
    language : str
        A language of the questionnaire.

    Returns
    -------
    str
        Title, purpose, the pages with numbered statements, questions and rosters, at last the answers
        offered; lines of at most 100 signs, where a single word is not longer. Statements whose agreement
        points to the problem carry (−).

    Raises
    ------
    InputError
        If the questionnaire has no texts in that language.
    """
    if language not in questionnaire.texts:
        offered = ", ".join(questionnaire.languages)
        name = f"{questionnaire.id}/{questionnaire.version}"
        raise InputError((problem("language_unknown", name, language=language, languages=offered),))
    lines = [*_heading(questionnaire, language), *_pages(questionnaire, language), *_answers(questionnaire, language)]
    return "\n".join(lines) + "\n"


def _heading(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    texts, word = questionnaire.texts[language], words(language)
    yield from _title(f"{texts.title} ({questionnaire.id} {questionnaire.version})", "=")
    for paragraph in (texts.introduction, texts.frame):
        if paragraph:
            yield from _wrapped(paragraph)
            yield ""
    facts = [word[f"for_{questionnaire.audience}"]]
    if questionnaire.minutes is not None:
        facts.append(word["minutes"].format(minutes=questionnaire.minutes))
    facts.append(word["languages"].format(languages=", ".join(questionnaire.languages)))
    yield " · ".join(facts)
    counts = {
        "statements": questionnaire.statements,
        "questions": questionnaire.questions,
        "rosters": questionnaire.rosters,
    }
    yield word["counts"].format_map({key: len(parts) for key, parts in counts.items()})
    if any(statement.reversed for statement in questionnaire.statements):
        yield word["reversed_meaning"]


def _pages(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    texts, word = questionnaire.texts[language], words(language)
    asked = 0
    for position, page in enumerate(questionnaire.page, start=1):
        own = texts.pages[page.id]
        yield ""
        yield from _title(word["page"].format(number=position, count=len(questionnaire.page), title=own.title), "-")
        if own.introduction:
            yield from _wrapped(own.introduction)
            yield ""
        for entry in _entries(questionnaire, page, language):
            asked += 1
            first, *others = entry
            yield from _numbered(asked, first)
            for line in others:
                yield from _wrapped(line, indent=_INDENT, hanging=2 if line.startswith(_BULLET) else 0)


def _entries(questionnaire: Questionnaire, page: Page, language: str) -> Iterator[tuple[str, ...]]:
    """Yield for each thing asked its wording, then the lines below it."""
    for statement in page.statement:
        yield _of_statement(questionnaire, statement, language)
    for question in page.question:
        yield _of_question(questionnaire, question, language)
    for roster in page.roster:
        yield _of_roster(questionnaire, roster, language)


def _of_statement(questionnaire: Questionnaire, statement: Statement, language: str) -> tuple[str, ...]:
    texts, word = questionnaire.texts[language], words(language)
    mark = f" {word['reversed_mark']}" if statement.reversed else ""
    facts = [
        statement.id,
        word["scale"].format(scale=texts.scales[statement.scale]),
        *([word[statement.aspect]] if statement.aspect else []),
        word["answers"].format(choices=statement.choices),
    ]
    return texts.statements[statement.id] + mark, " · ".join(facts)


def _of_question(questionnaire: Questionnaire, question: Question, language: str) -> tuple[str, ...]:
    own, word = questionnaire.texts[language].questions[question.id], words(language)
    facts = [question.id, word[question.kind].format(lowest=question.lowest, highest=question.highest)]
    if question.choices is not None:
        facts.append(word["answers"].format(choices=question.choices))
    return own.text, *([own.hint] if own.hint else []), " · ".join(facts)


def _of_roster(questionnaire: Questionnaire, roster: Roster, language: str) -> tuple[str, ...]:
    own, word = questionnaire.texts[language].rosters[roster.id], words(language)
    parts = (f"{_BULLET}{own.parts[part.id]} ({_of_part(part, language)})" for part in roster.part)
    return own.text, *([own.hint] if own.hint else []), f"{roster.id} · {word['roster']}", *parts


def _of_part(part: RosterPart, language: str) -> str:
    word = words(language)
    facts = [part.id, word["answers"].format(choices=part.choices)]
    if part.only_if is not None:
        codes = ", ".join(map(str, part.only_if.codes))
        facts.append(word["only_if"].format(part=part.only_if.part, codes=codes))
    return " · ".join(facts)


def _answers(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    word = words(language)
    if questionnaire.choices:
        yield ""
        yield from _title(word["answers_heading"], "-")
    for name, choices in questionnaire.choices.items():
        labels = questionnaire.texts[language].choices[name]
        yield name
        codes = [str(code) for code in choices.codes]
        width = max(map(len, codes))
        for code in codes:
            yield f"{code:>{_INDENT + width}}  {labels[code]}"
        if choices.dont_know is not None:
            code = str(choices.dont_know)
            yield f"{code:>{_INDENT + width}}  {labels[code]} {word['dont_know_apart']}"


def _title(text: str, line: str) -> tuple[str, str]:
    return text, line * min(len(text), _WIDTH)


def _numbered(number: int, text: str) -> list[str]:
    label = f"{number:>{_INDENT - 2}}. "
    later = " " * _INDENT
    return textwrap.wrap(text, _WIDTH, initial_indent=label, subsequent_indent=later, break_long_words=False)


def _wrapped(text: str, *, indent: int = 0, hanging: int = 0) -> list[str]:
    first, later = " " * indent, " " * (indent + hanging)
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False)
