"""Rules for the size of a questionnaire: beyond them every other rule would take long, and nobody would answer it."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.findings import Files, Finding, error
from questionnaires.model import Question, Questionnaire, Texts

MOST_LANGUAGES = 20
MOST_CODES = 100
"""In one set of choices."""

MOST_COLUMNS = 1_000
"""Of the files with answers and with ties together."""

MOST_PARTS = 1_000
"""Pages, scales, sets of choices or rosters."""

MOST_TEXTS = 100_000
"""In all languages together, with the labels of answers counted for each question: what a codebook holds."""


def check_limits(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield everything of which there is too much."""
    where = files.where()
    counts = {
        "languages": (len(questionnaire.languages), MOST_LANGUAGES),
        "texts": (len(questionnaire.texts), MOST_LANGUAGES),
        "choices": (len(questionnaire.choices), MOST_PARTS),
        "scale": (len(questionnaire.scale), MOST_PARTS),
        "page": (len(questionnaire.page), MOST_PARTS),
        "roster": (len(questionnaire.rosters), MOST_PARTS),
    }
    for key, (count, limit) in counts.items():
        if count > limit:
            yield error("too_many", where, key=key, count=count, limit=limit)
    yield from _codes(questionnaire, files)
    columns = _columns(questionnaire)
    if columns > MOST_COLUMNS:
        yield error("too_many_columns", where, count=columns, limit=MOST_COLUMNS)
    labels = max(_labels_needed(questionnaire), _labels_of_columns(questionnaire)) * len(questionnaire.texts)
    texts = max(labels, sum(map(_given, questionnaire.texts.values())))
    if texts > MOST_TEXTS:
        yield error("too_many_texts", where, count=texts, limit=MOST_TEXTS)


def _codes(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    for name, choices in questionnaire.choices.items():
        if len(choices.codes) > MOST_CODES:
            where = files.where(f"choices.{name}")
            yield error("too_many", where, key="codes", count=len(choices.codes), limit=MOST_CODES)
    for roster in questionnaire.rosters:
        for part in roster.part:
            if part.only_if is not None and len(part.only_if.codes) > MOST_CODES:
                where = files.where(f'roster "{roster.id}", part "{part.id}", only_if')
                yield error("too_many", where, key="codes", count=len(part.only_if.codes), limit=MOST_CODES)


def _columns(questionnaire: Questionnaire) -> int:
    asked = sum(_columns_of(question, questionnaire) for question in questionnaire.questions)
    return len(questionnaire.statements) + asked + sum(len(roster.part) for roster in questionnaire.rosters)


def _columns_of(question: Question, questionnaire: Questionnaire) -> int:
    choices = questionnaire.choices.get(question.choices or "")
    return len(choices.codes) if question.kind == "multiple" and choices else 1


def _labels_needed(questionnaire: Questionnaire) -> int:
    return sum(len(choices.codes) for choices in questionnaire.choices.values())


def _labels_of_columns(questionnaire: Questionnaire) -> int:
    """Return how many labels a codebook holds in one language; those of options say only whether one was chosen."""
    used = [statement.choices for statement in questionnaire.statements]
    used += [question.choices or "" for question in questionnaire.questions if question.kind == "single"]
    used += [part.choices for roster in questionnaire.rosters for part in roster.part]
    offered = {name: len(choices.codes) for name, choices in questionnaire.choices.items()}
    return sum(offered.get(name, 0) for name in used)


def _given(texts: Texts) -> int:
    labels = sum(len(one) for one in texts.choices.values())
    others = len(texts.scales) + len(texts.pages) + len(texts.statements) + len(texts.questions)
    return labels + others + sum(1 + len(roster.parts) for roster in texts.rosters.values())
