"""From the bytes of a file of answers to a diagnosis and its report; knows no file, terminal or database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Protocol

from diagnostic.i18n import Language
from diagnostic.problems import require_catalogue, require_language
from questionnaires.loading import find
from questionnaires.model import Questionnaire
from reports.building import build_report
from reports.catalogue import load_catalogue
from reports.export.network import network_files
from reports.material import Occasion
from reports.pdf import PdfUnavailableError, render_pdf
from reports.rendering import render_html
from scoring.anonymous import check_anonymous_answers
from scoring.answers import SHARE_TIES, Answers, Files, check_answers
from scoring.backbone import SelfReport, check_self_report
from scoring.diagnosis import Diagnosis, to_json
from scoring.pipeline import Before, Beside, diagnose, require_fit
from scoring.published import Grouping
from scoring.reading import read_table
from scoring.ties import Ties, agreeing, agreeing_in_list, check_ties

STEPS = 4

SELF_REPORT = "geschaeftsstelle"
"""The questionnaire of the library that backbone offices answer."""


class Tell(Protocol):
    """Hears of a step that is done: the key of its sentence in ``messages.<language>.toml``, and what it names."""

    def __call__(self, key: str, /, **values: str | int) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The bytes of a file, and the name by which messages call it."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Round:
    """The answers of one wave, and who was invited to it."""

    answers: Upload
    questionnaire: Questionnaire
    organisations: Upload | None = None
    invited: int | None = None


@dataclass(frozen=True, kw_only=True)
class Request(Round):
    """What is to be analysed, and how; `language` is that of the report.

    With `anonymous` no organisation is known: each response contributes by itself, `invited` counts people, and there
    is neither a list of organisations nor a table of ties. Ties need the list. What is said of anonymity, grouping and
    protection holds for the wave before, too.
    """

    self_report: Upload | None = None
    ties: Upload | None = None
    before: Round | None = None
    anonymous: bool = False
    grouping: Grouping = "none"
    title: str | None = None
    fielded: tuple[dt.date, dt.date] | None = None
    ignore: tuple[str, ...] = ()
    minimum: int | None = None
    strict: bool = False
    language: Language = "de"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The files to write by name, what they say, and the packages that a missing PDF needs."""

    files: dict[str, bytes]
    diagnosis: Diagnosis
    missing_packages: str | None


def analyse(request: Request, tell: Tell) -> Outcome:
    """Read, check, diagnose and render.

    Parameters
    ----------
    request : Request
        Bytes and plain values, from wherever they come.
    tell : callable
        Is told each of the steps when it is done, see `steps_of`; the last is left out where no PDF can be drawn.

    Raises
    ------
    InputError
        With every problem found in the answers, the list of organisations, the ties, the options or the catalogue.
    ValueError
        If there is a list of organisations for an anonymous survey, or none beside ties.
    """
    _refuse_lists(request)
    require_language(request.questionnaire, request.language)
    require_catalogue(load_catalogue)
    require_fit(request.questionnaire, minimum=request.minimum, ties=request.ties is not None)
    if request.before is not None:
        require_fit(request.before.questionnaire, minimum=request.minimum)
    answers = _answers(request, request)
    persons = len(answers.responses)
    if request.anonymous:
        tell("step.read_responses", persons=persons)
    else:
        tell("step.read_answers", persons=persons, organisations=answers.contributor.nunique())
    ties = _ties(answers, request)
    if ties is not None:
        tell("step.read_ties", ties=len(ties.rows), organisations=ties.rows["from"].nunique())
    beside = Beside(self_report=_self_report(request), before=_before(request), ties=ties)
    diagnosis = _diagnose(answers, request, beside=beside)
    states = [scale.flag.state for scale in diagnosis.scales]
    flagged, strengths, withheld = (states.count(state) for state in ("flagged", "strength", "withheld"))
    tell("step.diagnosed", flagged=flagged, strengths=strengths, withheld=withheld)
    return _render(diagnosis, request, tell)


def steps_of(request: Request) -> int:
    """Return how many steps an analysis has."""
    return STEPS + (request.ties is not None)


def _refuse_lists(request: Request) -> None:
    if request.anonymous and request.organisations is not None:
        message = "an anonymous survey has no list of organisations"
        raise ValueError(message)
    if request.ties is not None and request.organisations is None:
        message = "ties need the list of organisations"
        raise ValueError(message)


def _ties(answers: Answers, request: Request) -> Ties | None:
    """Check the ties; by name are shown those who agreed in the list and, where it was asked, in all their answers."""
    if request.ties is None or request.organisations is None:
        return None
    name, content = request.ties.name, request.ties.content
    told = []
    if SHARE_TIES not in request.ignore:
        listed = request.organisations
        told.append(agreeing_in_list(read_table(listed.content, file=listed.name), file=listed.name))
        if SHARE_TIES in answers.responses:
            told.append(agreeing(answers.responses["organisation"], answers.responses[SHARE_TIES]))
    sure = [names for names in told if names is not None]
    agreed = frozenset.intersection(*sure) if sure else frozenset()
    return check_ties(read_table(content, file=name), organisations=answers.organisations, agreed=agreed, file=name)


def _diagnose(answers: Answers, request: Request, *, beside: Beside) -> Diagnosis:
    return diagnose(
        answers,
        request.questionnaire,
        grouping=request.grouping,
        minimum=request.minimum,
        strict=request.strict,
        beside=beside,
    )


def _self_report(request: Request) -> SelfReport | None:
    if request.self_report is None:
        return None
    name, content = request.self_report.name, request.self_report.content
    return check_self_report(read_table(content, file=name), find(SELF_REPORT), file=name)


def _before(request: Request) -> Before | None:
    if request.before is None:
        return None
    answers, questionnaire = _answers(request.before, request), request.before.questionnaire
    earlier = replace(request, questionnaire=questionnaire)
    published = _diagnose(answers, earlier, beside=Beside())
    return Before(answers, questionnaire, published.protection, published.digest)


def _answers(of: Round, request: Request) -> Answers:
    answers, organisations = of.answers, of.organisations
    table, listed = read_table(answers.content, file=answers.name), None
    if request.anonymous:
        return check_anonymous_answers(
            table, of.questionnaire, invited=of.invited, ignore=request.ignore, file=answers.name
        )
    files = Files(answers=answers.name)
    if organisations is not None:
        files = Files(answers=answers.name, organisations=organisations.name)
        listed = read_table(organisations.content, file=organisations.name)
    return check_answers(
        table,
        of.questionnaire,
        organisations=listed,
        invited=of.invited,
        ignore=request.ignore,
        files=files,
    )


def _render(diagnosis: Diagnosis, request: Request, tell: Tell) -> Outcome:
    language = request.language
    occasion = Occasion(title=request.title, fielded=request.fielded)
    view = build_report(diagnosis, request.questionnaire, language=language, occasion=occasion)
    files = {"diagnosis.json": to_json(diagnosis), f"report.{language}.html": render_html(view).encode()}
    files |= network_files(diagnosis)
    tell("step.rendered")
    try:
        document = render_pdf(view)
    except PdfUnavailableError as error:
        return Outcome(files=files, diagnosis=diagnosis, missing_packages=str(error))
    files[f"report.{language}.pdf"] = document.content
    tell("step.rendered_pdf", pages=document.pages)
    return Outcome(files=files, diagnosis=diagnosis, missing_packages=None)
