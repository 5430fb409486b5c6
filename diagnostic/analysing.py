"""From a file of answers to a diagnosis and its report, without a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diagnostic.files import read
from diagnostic.i18n import Language, say
from diagnostic.terminal import refuse, refusing_bad_input
from questionnaires.loading import find
from questionnaires.model import Questionnaire
from reports.building import build_report
from reports.material import Occasion
from reports.pdf import PdfUnavailableError, render_pdf
from reports.rendering import render_html
from scoring.answers import Answers, Files, check_answers
from scoring.diagnosis import Diagnosis, Grouping, to_json
from scoring.pipeline import diagnose
from scoring.reading import read_table
from scoring.thresholds import thresholds

STEPS = 5


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be analysed, and how."""

    answers: Path
    questionnaire: str
    organisations: Path | None = None
    invited: int | None = None
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


def analyse(request: Request, tell: Callable[[str], None]) -> Outcome:
    """Read, check, diagnose and render; bad input ends the command with a line for each fault.

    Parameters
    ----------
    tell : callable
        Is told each of the `STEPS` steps when it is done.
    """
    language = request.language
    with refusing_bad_input(language):
        questionnaire = find(request.questionnaire)
        _refuse_unfit(questionnaire, request)
        scales = len(questionnaire.scales_of("barrier"))
        title = questionnaire.texts[language].title
        tell(say("step.read_questionnaire", language=language, title=title, scales=scales))
        answers = _answers(request, questionnaire)
        persons, organisations = len(answers.responses), answers.responses["organisation"].nunique()
        tell(say("step.read_answers", language=language, persons=persons, organisations=organisations))
        diagnosis = diagnose(
            answers, questionnaire, grouping=request.grouping, minimum=request.minimum, strict=request.strict
        )
        tell(say("step.diagnosed", language=language, **_counts(diagnosis)))
    return _render(diagnosis, questionnaire, request, tell)


def _refuse_unfit(questionnaire: Questionnaire, request: Request) -> None:
    language, name = request.language, questionnaire.id
    if language not in questionnaire.languages:
        known = ", ".join(questionnaire.languages)
        text = say("error.language", language=language, questionnaire=name, languages=known)
        refuse(text, language=language)
    if questionnaire.audience == "backbone":
        refuse(say("error.backbone", language=language, questionnaire=name), language=language)
    if not questionnaire.scales_of("barrier"):
        refuse(say("error.nothing_to_score", language=language, questionnaire=name), language=language)
    floor = int(thresholds().minimum_contributors.value)
    if request.minimum is not None and request.minimum < floor:
        text = say("error.minimum", language=language, value=request.minimum, floor=floor)
        refuse(text, language=language)


def _answers(request: Request, questionnaire: Questionnaire) -> Answers:
    data = read(request.answers, language=request.language)
    table = read_table(data, file=request.answers.name)
    listed = None
    files = Files(answers=request.answers.name)
    if request.organisations is not None:
        files = Files(answers=request.answers.name, organisations=request.organisations.name)
        listed = read_table(read(request.organisations, language=request.language), file=request.organisations.name)
    return check_answers(
        table, questionnaire, organisations=listed, invited=request.invited, ignore=request.ignore, files=files
    )


def _counts(diagnosis: Diagnosis) -> dict[str, int]:
    states = [scale.flag.state for scale in diagnosis.scales]
    return {
        "flagged": states.count("flagged"),
        "strengths": states.count("strength"),
        "withheld": states.count("withheld"),
    }


def _render(
    diagnosis: Diagnosis, questionnaire: Questionnaire, request: Request, tell: Callable[[str], None]
) -> Outcome:
    language = request.language
    occasion = Occasion(title=request.title, fielded=request.fielded)
    view = build_report(diagnosis, questionnaire, language=language, occasion=occasion)
    files = {"diagnosis.json": to_json(diagnosis), f"report.{language}.html": render_html(view).encode()}
    tell(say("step.rendered", language=language))
    try:
        document = render_pdf(view)
    except PdfUnavailableError as error:
        return Outcome(files=files, diagnosis=diagnosis, missing_packages=str(error))
    files[f"report.{language}.pdf"] = document.content
    tell(say("step.rendered_pdf", language=language, pages=document.pages))
    return Outcome(files=files, diagnosis=diagnosis, missing_packages=None)
