"""Rules for the words: every part has its text in every language, and no text is left over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from questionnaires.findings import Files, Finding, error, error_near, remark
from questionnaires.model import Questionnaire, Texts
from questionnaires.nearest import Nearest

MOST_WORDS = 18
"""In one statement: one idea, read once."""

LONGEST_TEXT = 5_000
LONGEST_LABEL = 300
"""Characters of any text, and of the label of an answer: it stands again in the codebook of every column."""

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
"""Unicode categories of characters that are not seen and may turn or hide what is."""

_HARMLESS = {"\u00ad", "\u200c", "\u200d"}
"""Soft hyphen, and the two that part or join letters: writing needs them."""

_PAGE_TEXTS = ("title", "introduction")

_WITH_LINES = ("introduction", "hint")


def check_languages_complete(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield languages without texts, and texts in a language that the questionnaire does not name."""
    for language in dict.fromkeys(questionnaire.languages):
        if language not in questionnaire.texts:
            yield error("no_texts", files.where(), language=language)
    for language in questionnaire.texts:
        if language not in questionnaire.languages:
            yield error("language_not_named", files.where(f"texts.{language}"), language=language)


def check_texts(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield texts that are missing, blank, or stand in one language only."""
    needed, optional = _needed(questionnaire), _optional(questionnaire)
    given = {language: _flat(texts) for language, texts in questionnaire.texts.items()}
    wanted = [key for key in optional if any(key in texts for texts in given.values())]
    for language, texts in given.items():
        where = files.where(f"texts.{language}")
        for key in (key for key in needed if key not in texts):
            yield error("missing_label" if key.startswith("choices.") else "missing_text", where, key=key)
        for key in (key for key in wanted if key not in texts):
            yield error("text_in_one_language", where, key=key)
        for key in (key for key, text in texts.items() if not text.strip()):
            yield error("blank_text", where, key=key)


def check_left_over(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield texts that belong to nothing, with the missing text that each may be meant for."""
    needed, optional = _needed(questionnaire), _optional(questionnaire)
    for language, texts in questionnaire.texts.items():
        flat = _flat(texts)
        nearest = Nearest(key for key in needed if key not in flat)
        for key in flat:
            if key not in needed and key not in optional:
                yield error_near("extra_text", files.where(f"texts.{language}"), word=key, nearest=nearest)


def check_characters(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield texts with characters that nobody sees: they could turn, hide or break what stands around them."""
    for language, texts in questionnaire.texts.items():
        for key, text in _flat(texts).items():
            sign = next(filter(_invisible, text.replace("\n", "") if key.endswith(_WITH_LINES) else text), None)
            if sign is not None:
                where = files.where(f"texts.{language}")
                yield error("invisible_character", where, key=key, character=f"U+{ord(sign):04X}")


def check_length(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield texts that are too long to be shown, and statements with more words than are read at once."""
    for language, texts in questionnaire.texts.items():
        for key, text in _flat(texts).items():
            limit = LONGEST_LABEL if key.startswith("choices.") else LONGEST_TEXT
            if len(text) > limit:
                where = files.where(f"texts.{language}")
                yield error("text_too_long", where, key=key, count=len(text), limit=limit)
        for statement, text in texts.statements.items():
            count = len(text.split())
            if count > MOST_WORDS:
                where = files.where(f"texts.{language}.statements.{statement}")
                yield remark("statement_long", where, count=count, limit=MOST_WORDS)


def _invisible(sign: str) -> bool:
    return not sign.isprintable() and unicodedata.category(sign) in _INVISIBLE and sign not in _HARMLESS


def _needed(questionnaire: Questionnaire) -> dict[str, None]:
    """Return the keys of all texts that must be there, in the order of the questionnaire."""
    keys = ["title"]
    for name, choices in questionnaire.choices.items():
        codes = [*choices.codes, *([] if choices.dont_know is None else [choices.dont_know])]
        keys += [f"choices.{name}.{code}" for code in codes]
    keys += [f"scales.{scale.id}" for scale in questionnaire.scale]
    for page in questionnaire.page:
        keys.append(f"pages.{page.id}.title")
        keys += [f"statements.{statement.id}" for statement in page.statement]
        keys += [f"questions.{question.id}.text" for question in page.question]
        for roster in page.roster:
            keys.append(f"rosters.{roster.id}.text")
            keys += [f"rosters.{roster.id}.parts.{part.id}" for part in roster.part]
    return dict.fromkeys(keys)


def _optional(questionnaire: Questionnaire) -> dict[str, None]:
    """Return the keys of all texts that may be there, and if so in every language."""
    keys = ["introduction", "frame"]
    keys += [f"pages.{page.id}.introduction" for page in questionnaire.page]
    keys += [f"questions.{question.id}.hint" for question in questionnaire.questions]
    for roster in questionnaire.rosters:
        keys.append(f"rosters.{roster.id}.hint")
        keys += [f"rosters.{roster.id}.pages.{part.id}.{kind}" for part in roster.part for kind in _PAGE_TEXTS]
    return dict.fromkeys(keys)


def _flat(texts: Texts) -> dict[str, str]:
    """Return each text by its key (``pages.across.title``), without the optional ones that are not given."""
    flat: dict[str, str] = {}

    def walk(key: str, value: Any) -> None:  # noqa: ANN401 - a text or a table of texts
        if isinstance(value, dict):
            for name, entry in value.items():
                walk(f"{key}.{name}" if key else name, entry)
        else:
            flat[key] = value

    walk("", msgspec.to_builtins(texts))
    return flat
