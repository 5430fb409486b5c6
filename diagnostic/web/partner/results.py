"""The page of a respondent after the release: the own answers beside the published figures of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import LinkNeeded
from diagnostic.services import results as services
from diagnostic.services.judging import Values
from diagnostic.services.responding import Opened
from diagnostic.services.results import Results
from diagnostic.web.access import allow
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.partner.framing import AUDIENCE, RESULTS, Page, foot_of, framed, place_of
from diagnostic.web.partner.pages import state_page
from diagnostic.web.questions import answer_in_words
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words
from questionnaires.asking import Asked, fields_of
from questionnaires.model import Questionnaire, Statement
from questionnaires.rosters import list_on
from reports.phrasing import Phrases
from scoring.diagnosis import Diagnosis
from scoring.published import Cell

WIDTH = 180
_MARGIN = 14
_CODES = (1, 2, 3, 4, 5)


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Two marks on the five answers, in pixels from the left of a strip `WIDTH` wide; None where there is none."""

    ticks: tuple[float, ...]
    own: float | None
    all: float | None


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """One own answer, and beside it what all said in the same words.

    Parameters
    ----------
    own : str, optional
        None where there is no answer.
    all : str, optional
        None where no figure of this statement is shown.
    """

    statement: str
    own: str | None
    all: str | None = None
    marks: Marks | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One scale, or what was asked beside the scales; `figures` say what all together said of it."""

    heading: str
    figures: str
    rows: tuple[Beside, ...]


class ResultsPage(Page, frozen=True, kw_only=True):
    """The own answers beside the figures of all; `legend` where any statement has such a figure."""

    lead: str
    told: tuple[str, ...]
    legend: bool
    parts: tuple[Part, ...]


@get(RESULTS, opt=allow("respondent"))
async def results(
    request: WebRequest, site: NamedDependency[Site], respondent: NamedDependency[Visitor]
) -> Response[str] | Redirect:
    """Show the own answers beside what all said; before the release, where they are checked."""
    if respondent.ended:
        raise LinkNeeded
    async with site.database.reading() as db:
        found = await services.results(db, respondent.caller, keys=site.keys)
    if isinstance(found, Opened):
        if found.response is not None:
            return Redirect("/check", status_code=HTTP_303_SEE_OTHER)
        return show(request, site, respondent, *state_page(respondent, found.person, found.stage))
    page = results_page(respondent, found)
    word = words(AUDIENCE, respondent.caller.language)
    return show(request, site, respondent, framed("results", word("results.title"), found.person), page)


def results_page(visitor: Visitor, found: Results) -> ResultsPage:
    """Return the page with all that the respondent answered."""
    language, person = visitor.caller.language, found.person
    word = words(AUDIENCE, language)
    parts = tuple(_parts(found, language, word))
    key = "results.told_old" if found.diagnosis is None else "results.told"
    return ResultsPage(
        place=place_of(person),
        foot=foot_of(visitor, person),
        lead=word("results.lead", round=person.title, initiative=person.initiative_name),
        told=(word(key), word("results.kept")),
        legend=any(row.marks is not None and row.marks.all is not None for part in parts for row in part.rows),
        parts=parts,
    )


def _parts(found: Results, language: str, word: Words) -> Iterator[Part]:
    asked = found.questionnaire
    every = {one.id: one for page in asked.page if not page.roster for one in fields_of(asked, page.id)}
    phrases = Phrases(language, asked)
    figures = {} if found.diagnosis is None else _figures(found.diagnosis, phrases)
    cells = {} if found.diagnosis is None else _cells(found.diagnosis, asked)
    for scale in asked.scale:
        rows = tuple(
            _beside(every[one.id], found.values, cells.get(one.id), phrases) for one in asked.statements_of(scale.id)
        )
        if rows:
            yield Part(heading=asked.texts[language].scales[scale.id], figures=figures.get(scale.id, ""), rows=rows)
    lists = [page.id for page in asked.page if list_on(asked, page.id) is not None]
    tied = {one.id for page in lists for one in fields_of(asked, page)}
    others = [one for one in every.values() if one.kind != "statement" and one.id not in tied]
    if others:
        yield _own(others, found.values, language, (word("results.others"), word("results.others_text")))
    for page in lists:
        heading = asked.texts[language].pages[page].title
        yield _own(fields_of(asked, page), found.values, language, (heading, word("results.ties_text")))


def _own(asked: Iterable[Asked], values: Values, language: str, words_above: tuple[str, str]) -> Part:
    """Return what stands there without figures of all."""
    rows = (Beside(statement=one.texts[language], own=answer_in_words(one, values, language)) for one in asked)
    return Part(heading=words_above[0], figures=words_above[1], rows=tuple(rows))


def _figures(diagnosis: Diagnosis, phrases: Phrases) -> Mapping[str, str]:
    """Return what all said of each scale, as the report says it."""
    told: dict[str, str] = {}
    for scale in diagnosis.scales:
        verdict = phrases.verdict(scale.flag.state, scale.flag.sureness, _figure(scale.cell, phrases))
        told[scale.id] = f"{verdict.word}{verdict.rest}"
    told |= {condition.id: _figure(condition.cell, phrases) for condition in diagnosis.conditions}
    return told | {outcome.id: _figure(outcome.cell, phrases) for outcome in diagnosis.outcomes}


def _figure(cell: Cell, phrases: Phrases) -> str:
    return phrases.mean(cell) if cell.value is None else phrases.mean_with_count(cell)


def _cells(diagnosis: Diagnosis, asked: Questionnaire) -> Mapping[str, Cell]:
    """Return the published figure of each statement that has one of its own, as its words were answered."""
    cells = {one.id: one.cell for scale in diagnosis.scales for one in scale.statements}
    motives = {one.id: {"importance": one.importance, "fulfilment": one.fulfilment} for one in diagnosis.motives}
    forms = {one.id: {"is": one.current, "should": one.wanted} for one in diagnosis.forms}
    pairs = motives | forms
    of = {one.id: pairs[one.scale][one.aspect] for one in asked.statements if one.scale in pairs and one.aspect}
    known = {one.id: one for one in asked.statements}
    return {name: _as_answered(cell, known[name]) for name, cell in (cells | of).items() if cell.value is not None}


def _as_answered(cell: Cell, statement: Statement) -> Cell:
    """Return a figure of the health scale turned back to the direction in which the statement is worded."""
    if not statement.reversed or cell.value is None:
        return cell
    turned = {"low": "high", "high": "low", None: None}[cell.end]
    low, high = (None if end is None else 6 - end for end in (cell.high, cell.low))
    return msgspec.structs.replace(cell, value=6 - cell.value, end=turned, low=low, high=high)


def _beside(one: Asked, values: Values, cell: Cell | None, phrases: Phrases) -> Beside:
    own = values.get(one.id)
    on_five = tuple(option.stored for option in one.options) == _CODES
    if not on_five:
        cell = None
    marks = Marks(
        ticks=tuple(_at(code) for code in _CODES),
        own=_at(own) if isinstance(own, int) and own in _CODES else None,
        all=None if cell is None or cell.value is None else _at(cell.value),
    )
    return Beside(
        statement=one.texts[phrases.language],
        own=answer_in_words(one, values, phrases.language),
        all=None if cell is None else phrases.mean_with_count(cell),
        marks=marks if on_five else None,
    )


def _at(value: float) -> float:
    return round(_MARGIN + (value - 1) / 4 * (WIDTH - 2 * _MARGIN), 1)
