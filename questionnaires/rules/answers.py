"""Rules for the answers offered: their codes, and that every question names the set it needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from questionnaires.findings import Files, Finding, error, error_near, quoted, remark
from questionnaires.model import DONT_KNOW, NO_ANSWER, NOT_SHOWN, Question, Questionnaire, RosterPart
from questionnaires.nearest import Nearest

RESERVED = (DONT_KNOW, NO_ANSWER, NOT_SHOWN)

_CODE = re.compile(r"[A-Za-z0-9_]{1,32}", re.ASCII)


def check_codes(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield sets of choices with codes that are too few, doubled, reserved, or no code."""
    reserved = {str(code) for code in RESERVED}
    for name, choices in questionnaire.choices.items():
        where = files.where(f"choices.{name}")
        if len(choices.codes) < 2:  # noqa: PLR2004 - a choice is one between two
            yield error("too_few_codes", where)
        for code, count in Counter(map(str, choices.codes)).items():
            if count > 1:
                yield error("code_twice", where, code=quoted(code))
            if code in reserved:
                yield error("code_reserved", where, code=quoted(code))
        for word in choices.codes:
            if isinstance(word, str) and not _CODE.fullmatch(word):
                yield error("bad_code", where, code=quoted(word))


def check_choices(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield uses of choices that are not there, and sets of choices that nothing uses."""
    used = set()
    nearest = Nearest(questionnaire.choices)
    for place, name in _uses(questionnaire):
        used.add(name)
        if name not in questionnaire.choices:
            yield error_near("unknown_choices", files.where(place), word=name, nearest=nearest)
    for name in questionnaire.choices:
        if name not in used:
            yield remark("unused_choices", files.where(f"choices.{name}"), choices=quoted(name))


def check_statement_codes(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield statements whose codes cannot be scored: words, or numbers that do not rise."""
    for page in questionnaire.page:
        for statement in page.statement:
            choices = questionnaire.choices.get(statement.choices)
            codes = choices.codes if choices else ()
            where = files.where(f'page "{page.id}", statement "{statement.id}"')
            numbers = [code for code in codes if isinstance(code, int)]
            if len(numbers) < len(codes):
                yield error("codes_not_numbers", where, choices=quoted(statement.choices))
            elif any(first >= second for first, second in pairwise(numbers)):
                yield error("codes_not_ascending", where, choices=quoted(statement.choices))


def check_questions(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield questions without the choices or the range that their kind needs."""
    for page in questionnaire.page:
        for question in page.question:
            where = files.where(f'page "{page.id}", question "{question.id}"')
            yield from _number(question, where) if question.kind == "number" else _choice(question, where)


def check_rosters(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield rosters without parts, parts with codes in words, and conditions that can never be met."""
    for page in questionnaire.page:
        for roster in page.roster:
            place = f'page "{page.id}", roster "{roster.id}"'
            if not roster.part:
                yield error("roster_without_parts", files.where(place))
            earlier: dict[str, RosterPart] = {}
            for part in roster.part:
                where = files.where(f'{place}, part "{part.id}"')
                codes = _codes_of(questionnaire, part)
                if not all(isinstance(code, int) for code in codes):
                    yield error("codes_not_numbers", where, choices=quoted(part.choices))
                yield from _condition(questionnaire, part, earlier, where)
                earlier.setdefault(part.id, part)


def _choice(question: Question, where: str) -> Iterator[Finding]:
    if question.choices is None:
        yield error("choices_needed", where, kind=question.kind)
    if question.lowest is not None or question.highest is not None:
        yield error("range_not_wanted", where, kind=question.kind)


def _number(question: Question, where: str) -> Iterator[Finding]:
    if question.choices is not None:
        yield error("choices_not_wanted", where)
    if question.lowest is None or question.highest is None:
        yield error("range_needed", where)
        return
    if question.lowest > question.highest:
        yield error("range_empty", where, lowest=question.lowest, highest=question.highest)
    if any(question.lowest <= code <= question.highest for code in RESERVED):
        yield remark("range_reserved", where)


def _condition(
    questionnaire: Questionnaire, part: RosterPart, earlier: Mapping[str, RosterPart], where: str
) -> Iterator[Finding]:
    if part.only_if is None:
        return
    asked = earlier.get(part.only_if.part)
    if asked is None:
        yield error("condition_part", where, part=quoted(part.only_if.part))
        return
    if not part.only_if.codes:
        yield error("condition_empty", where)
    offered = _codes_of(questionnaire, asked)
    for code in part.only_if.codes:
        if offered and code not in offered:
            yield error("condition_code", where, code=code, part=quoted(asked.id), offered=", ".join(map(str, offered)))


def _codes_of(questionnaire: Questionnaire, part: RosterPart) -> tuple[int | str, ...]:
    choices = questionnaire.choices.get(part.choices)
    return choices.codes if choices else ()


def _uses(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for page in questionnaire.page:
        for statement in page.statement:
            yield f'page "{page.id}", statement "{statement.id}"', statement.choices
        for question in page.question:
            if question.choices is not None:
                yield f'page "{page.id}", question "{question.id}"', question.choices
        for roster in page.roster:
            for part in roster.part:
                yield f'page "{page.id}", roster "{roster.id}", part "{part.id}"', part.choices
