"""Rules for scales and their statements: both directions, both ratings, and pages that are not too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.findings import Files, Finding, error, problem_near, remark, shown
from questionnaires.model import Aspect, Questionnaire, Scale

MOST_STATEMENTS = 7
"""On one page: beyond it people stop reading each one."""

_ASPECTS: dict[str, tuple[Aspect, Aspect]] = {"motive": ("importance", "fulfilment"), "form": ("is", "should")}


def check_scales(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield scales without statements, with one direction only, or with keys that only barriers have."""
    for scale in questionnaire.scale:
        where = files.where(f'scale "{scale.id}"')
        statements = questionnaire.statements_of(scale.id)
        if not statements:
            yield error("scale_without_statements", where, scale=shown(scale.id))
        elif scale.kind == "barrier" and len({statement.reversed for statement in statements}) == 1:
            # A foreign instrument cannot be changed; one that leads to advice must not follow a habit to agree.
            yield (error if scale.barrier else remark)("one_direction", where, scale=shown(scale.id))
        if scale.kind != "barrier" and (scale.barrier or scale.family):
            yield error("barrier_not_wanted", where, kind=scale.kind)


def check_aspects(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield motives and forms without both of their ratings, and ratings that stand elsewhere."""
    for scale in questionnaire.scale:
        wanted = _ASPECTS.get(scale.kind, ())
        given = [statement.aspect for statement in questionnaire.statements_of(scale.id)]
        for statement in questionnaire.statements_of(scale.id):
            where = files.where(f'statement "{statement.id}"')
            if wanted and statement.aspect not in wanted:
                yield error("aspect_needed", where, kind=scale.kind, aspects=" / ".join(wanted))
            if not wanted and statement.aspect is not None:
                yield error("aspect_not_wanted", where, kind=scale.kind)
        if given and all(aspect in wanted for aspect in given):
            yield from (
                error("aspect_lacking", files.where(f'scale "{scale.id}"'), aspect=shown(aspect))
                for aspect in wanted
                if aspect not in given
            )


def check_statements(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield statements whose scale is not there or not in their id."""
    scales = {scale.id: scale for scale in questionnaire.scale}
    for page in questionnaire.page:
        for statement in page.statement:
            where = files.where(f'page "{page.id}", statement "{statement.id}"')
            if statement.scale not in scales:
                found = problem_near("unknown_scale", where, word=statement.scale, known=scales)
                yield Finding(severity="error", problem=found)
            elif not _belongs(statement.id, scales[statement.scale]):
                yield remark("id_without_scale", where, id=shown(statement.id), scale=statement.scale)


def check_pages(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield pages with nothing to answer, and pages with too many statements."""
    for page in questionnaire.page:
        where = files.where(f'page "{page.id}"')
        if not (page.statement or page.question or page.roster):
            yield remark("page_empty", where)
        if len(page.statement) > MOST_STATEMENTS:
            yield remark("page_long", where, count=len(page.statement), limit=MOST_STATEMENTS)


def _belongs(statement: str, scale: Scale) -> bool:
    return re.fullmatch(rf"{re.escape(scale.id)}_[0-9]{{2}}", statement) is not None
