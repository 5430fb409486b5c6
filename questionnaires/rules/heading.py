"""Rules for what stands at the top of a questionnaire: id, version, languages, reliability, minutes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from questionnaires.findings import Files, Finding, error, quoted
from questionnaires.model import Questionnaire

VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def check_heading(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield wrong versions, reliabilities and minutes, and a questionnaire that asks nothing."""
    where = files.where()
    if not VERSION.fullmatch(questionnaire.version):
        yield error("bad_version", where, version=quoted(questionnaire.version))
    if not 0 < questionnaire.reliability <= 1:
        yield error("bad_reliability", where, reliability=str(questionnaire.reliability))
    if questionnaire.minutes is not None and questionnaire.minutes < 1:
        yield error("bad_minutes", where, minutes=questionnaire.minutes)
    if not (questionnaire.statements or questionnaire.questions or questionnaire.rosters):
        yield error("nothing_asked", where)


def check_languages(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield languages that are missing, named twice, or no language code."""
    where = files.where()
    if not questionnaire.languages:
        yield error("no_language", where)
    for language, count in Counter(questionnaire.languages).items():
        if not _LANGUAGE.fullmatch(language):
            yield error("bad_language", where, language=quoted(language))
        if count > 1:
            yield error("language_twice", where, language=quoted(language))
