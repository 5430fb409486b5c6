"""The whole of a questionnaire: everything that the shape of its parts alone cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from questionnaires.findings import Files, Finding, capped
from questionnaires.model import Questionnaire
from questionnaires.rules import answers, heading, limits, naming, scales, texts

__all__ = ["RULES", "Files", "Finding", "check"]

RULES: tuple[Callable[[Questionnaire, Files], Iterator[Finding]], ...] = (
    heading.check_heading,
    heading.check_languages,
    naming.check_ids,
    naming.check_unique,
    naming.check_columns,
    naming.check_profile,
    naming.check_sectors,
    answers.check_codes,
    answers.check_choices,
    answers.check_statement_codes,
    answers.check_questions,
    answers.check_rosters,
    scales.check_scales,
    scales.check_barriers,
    scales.check_aspects,
    scales.check_statements,
    scales.check_pages,
    texts.check_languages_complete,
    texts.check_texts,
    texts.check_left_over,
    texts.check_characters,
    texts.check_length,
)
"""Every rule, in the order in which findings are reported."""


def check(questionnaire: Questionnaire, files: Files | None = None) -> tuple[Finding, ...]:
    """Return everything that is wrong or remarkable in a questionnaire.

    Parameters
    ----------
    questionnaire : Questionnaire
        Any questionnaire, whole or not.
    files : Files, optional
        The files it was read from, for the messages. By default the names of a folder: ``questionnaire.toml``
        and a ``texts.<language>.toml`` for each language.

    Returns
    -------
    tuple of Finding
        Errors and remarks in the order of `RULES`; empty if there is nothing to say. A questionnaire without
        errors can be shown, answered and scored. If there is too much of anything, that alone is told. After
        `questionnaires.findings.MOST_FINDINGS` the last finding says how many more there are.
    """
    if files is None:
        files = Files(texts={language: f"texts.{language}.toml" for language in questionnaire.texts})
    too_much = capped(limits.check_limits(questionnaire, files), files.main)
    if too_much:
        return too_much
    return capped((finding for rule in RULES for finding in rule(questionnaire, files)), files.main)
