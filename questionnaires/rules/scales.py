"""Rules for scales and their statements: both directions, both ratings, and pages that are not too long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from questionnaires.barriers import barriers
from questionnaires.findings import Files, Finding, error, error_near, quoted, remark
from questionnaires.model import Aspect, Questionnaire, Scale, Statement
from questionnaires.nearest import Nearest

MOST_STATEMENTS = 7
"""On one page: beyond it people stop reading each one."""

_ASPECTS: dict[str, tuple[Aspect, Aspect]] = {"motive": ("importance", "fulfilment"), "form": ("is", "should")}


def check_scales(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield scales without statements, with one direction only, or with keys that only barriers have."""
    by_scale = _by_scale(questionnaire)
    for scale in questionnaire.scale:
        where = files.where(f'scale "{scale.id}"')
        statements = by_scale.get(scale.id, ())
        if not statements:
            yield error("scale_without_statements", where, scale=quoted(scale.id))
        elif scale.kind == "barrier" and len({statement.reversed for statement in statements}) == 1:
            # A foreign instrument cannot be changed; one that leads to advice must not follow a habit to agree.
            yield (error if scale.barrier else remark)("one_direction", where, scale=quoted(scale.id))
        if scale.kind != "barrier" and (scale.barrier or scale.family):
            yield error("barrier_not_wanted", where, kind=scale.kind)


def check_barriers(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield barriers that there are not, families that are not theirs, and scales that no advice is written for."""
    known = barriers()
    nearest = Nearest(known)
    for scale in questionnaire.scale:
        if scale.kind != "barrier" or scale.barrier is None:
            continue
        where = files.where(f'scale "{scale.id}"')
        barrier = known.get(scale.barrier)
        if barrier is None:
            yield error_near("unknown_barrier", where, word=scale.barrier, nearest=nearest, known=", ".join(known))
            continue
        if scale.family not in (None, barrier.family):
            yield error("family_differs", where, family=scale.family, barrier=scale.barrier, right=barrier.family)
        if scale.id not in barrier.scales:
            parts = ", ".join(barrier.scales)
            yield remark("scale_no_part", where, scale=quoted(scale.id), barrier=scale.barrier, parts=parts)


def check_aspects(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield motives and forms without both of their ratings, and ratings that stand elsewhere."""
    by_scale = _by_scale(questionnaire)
    for scale in questionnaire.scale:
        wanted = _ASPECTS.get(scale.kind, ())
        statements = by_scale.get(scale.id, ())
        given = {statement.aspect for statement in statements}
        for statement in statements:
            where = files.where(f'statement "{statement.id}"')
            if wanted and statement.aspect not in wanted:
                yield error("aspect_needed", where, kind=scale.kind, aspects=" / ".join(wanted))
            if not wanted and statement.aspect is not None:
                yield error("aspect_not_wanted", where, kind=scale.kind)
        if given and all(aspect in wanted for aspect in given):
            yield from (
                error("aspect_lacking", files.where(f'scale "{scale.id}"'), aspect=quoted(aspect))
                for aspect in wanted
                if aspect not in given
            )


def check_statements(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield statements whose scale is not there or not in their id."""
    scales = {scale.id: scale for scale in questionnaire.scale}
    nearest = Nearest(scales)
    for page in questionnaire.page:
        for statement in page.statement:
            where = files.where(f'page "{page.id}", statement "{statement.id}"')
            if statement.scale not in scales:
                yield error_near("unknown_scale", where, word=statement.scale, nearest=nearest)
            elif not _belongs(statement.id, scales[statement.scale]):
                yield remark("id_without_scale", where, id=quoted(statement.id), scale=statement.scale)


def check_pages(questionnaire: Questionnaire, files: Files) -> Iterator[Finding]:
    """Yield pages with nothing to answer, and pages with too many statements."""
    for page in questionnaire.page:
        where = files.where(f'page "{page.id}"')
        if not (page.statement or page.question or page.roster):
            yield remark("page_empty", where)
        if len(page.statement) > MOST_STATEMENTS:
            yield remark("page_long", where, count=len(page.statement), limit=MOST_STATEMENTS)


def _by_scale(questionnaire: Questionnaire) -> Mapping[str, Sequence[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in questionnaire.statements:
        found.setdefault(statement.scale, []).append(statement)
    return found


def _belongs(statement: str, scale: Scale) -> bool:
    name, _, number = statement.rpartition("_")
    return name == scale.id and len(number) == len("01") and number.isascii() and number.isdigit()
