"""Rules for ids: how they are spelled, that each is given once, and which are taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from questionnaires.columns import ANSWER_KEYS, TIE_KEYS, option_columns
from questionnaires.findings import Files, Finding, error, error_near, quoted
from questionnaires.model import Question, Questionnaire
from questionnaires.nearest import Nearest
from questionnaires.profile import PROFILE, SECTORS

ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}", re.ASCII)


def check_ids(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield ids that no export could use as the name of a variable."""
    if not ID.fullmatch(questionnaire.id):
        yield error("bad_id", files.where(), id=quoted(questionnaire.id))
    for place, name in _named(questionnaire):
        if not ID.fullmatch(name):
            yield error("bad_id", files.where(place), id=quoted(name))


def check_unique(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield ids that two pages, two scales, two rosters or two parts of rosters share."""
    parts = [part.id for roster in questionnaire.rosters for part in roster.part]
    groups: dict[str, Iterable[str]] = {
        "page": (page.id for page in questionnaire.page),
        "scale": (scale.id for scale in questionnaire.scale),
        "roster": (roster.id for roster in questionnaire.rosters),
        "part": parts,
    }
    for kind, names in groups.items():
        for name, count in Counter(names).items():
            if count > 1:
                yield error("id_twice", files.where(), kind=kind, id=quoted(name), count=count)
    for name in parts:
        if name in TIE_KEYS:
            yield error("id_reserved", files.where(f'part "{name}"'), id=quoted(name))


def check_columns(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield columns of the answer file with the same name, or with the name of one whose meaning is fixed.

    Statistics programs do not tell upper from lower case in the names of variables, so neither does this
    rule.
    """
    owners: dict[str, list[str]] = {name: [f'"{name}"'] for name in ANSWER_KEYS}
    for statement in questionnaire.statements:
        owners.setdefault(statement.id.lower(), []).append(f'statement "{statement.id}"')
    for question in questionnaire.questions:
        label = f'question "{question.id}"'
        owners.setdefault(question.id.lower(), []).append(label)
        for column in _columns_of(question, questionnaire):
            owners.setdefault(column.lower(), []).append(f'{label} "{column}"')
            if not ID.fullmatch(column):
                yield error("bad_column", files.where(label), column=quoted(column))
    for name, owner in owners.items():
        if name in ANSWER_KEYS and len(owner) > 1:
            yield error("id_reserved", files.where(owner[1]), id=quoted(name))
        elif len(owner) > 1:
            yield error("column_twice", files.where(owner[1]), column=quoted(name), owners=", ".join(owner))


def check_profile(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield uses of the names ``sector`` and ``function`` for anything but one answer with codes in words."""
    for statement in questionnaire.statements:
        if statement.id.lower() in PROFILE:
            yield error("profile_name", files.where(f'statement "{statement.id}"'), id=quoted(statement.id))
    for question in questionnaire.questions:
        choices = questionnaire.choices.get(question.choices or "")
        codes = choices.codes if choices else ()
        right = question.kind == "single" and all(isinstance(code, str) for code in codes)
        if question.id.lower() in PROFILE and not (right and question.id in PROFILE):
            yield error("profile_name", files.where(f'question "{question.id}"'), id=quoted(question.id))


def check_sectors(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield codes of the question ``sector`` that are no sector: nothing could be counted or merged for them."""
    nearest = Nearest(SECTORS)
    for question in questionnaire.questions:
        choices = questionnaire.choices.get(question.choices or "")
        if question.id != "sector" or choices is None:
            continue
        where = files.where(f"choices.{question.choices}")
        for code in choices.codes:
            if isinstance(code, str) and code not in SECTORS:
                yield error_near("unknown_sector", where, word=code, nearest=nearest, sectors=", ".join(SECTORS))


def _columns_of(question: Question, questionnaire: Questionnaire) -> tuple[str, ...]:
    choices = questionnaire.choices.get(question.choices or "")
    return option_columns(question.id, choices) if question.kind == "multiple" and choices else ()


def _named(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for name in questionnaire.choices:
        yield f"choices.{name}", name
    for scale in questionnaire.scale:
        yield f'scale "{scale.id}"', scale.id
    for page in questionnaire.page:
        place = f'page "{page.id}"'
        yield place, page.id
        for statement in page.statement:
            yield f'{place}, statement "{statement.id}"', statement.id
        for question in page.question:
            yield f'{place}, question "{question.id}"', question.id
        for roster in page.roster:
            yield f'{place}, roster "{roster.id}"', roster.id
            for part in roster.part:
                yield f'{place}, roster "{roster.id}", part "{part.id}"', part.id
