"""``diagnostic analyse``: from a file of answers to a report."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diagnostic.files import write_all
from diagnostic.i18n import Language, say
from diagnostic.terminal import NO_PDF, Progress, refuse

if TYPE_CHECKING:
    from diagnostic.analysing import Outcome, Request


class Lang(StrEnum):
    """The languages a report is written in."""

    de = "de"
    en = "en"


class Groups(StrEnum):
    """The groupings a wave may plan."""

    none = "none"
    sector = "sector"


def analyse(  # noqa: PLR0913, PLR0917 - one parameter an option
    answers: Annotated[Path, typer.Argument(help=say("help.analyse_answers"), metavar="ANSWERS.csv")],
    questionnaire: Annotated[str, typer.Option(help=say("help.analyse_questionnaire"), metavar="ID|FILE")],
    out: Annotated[Path, typer.Option(help=say("help.out"), metavar="DIR")],
    organisations: Annotated[
        Path | None, typer.Option(help=say("help.analyse_organisations"), metavar="ORGS.csv")
    ] = None,
    invited: Annotated[int | None, typer.Option(help=say("help.analyse_invited"), metavar="N")] = None,
    grouping: Annotated[Groups, typer.Option(help=say("help.analyse_grouping"))] = Groups.none,
    title: Annotated[str | None, typer.Option(help=say("help.analyse_title"), metavar="TEXT")] = None,
    fielded: Annotated[str | None, typer.Option(help=say("help.analyse_fielded"), metavar="FROM..TO")] = None,
    ignore_column: Annotated[list[str] | None, typer.Option(help=say("help.analyse_ignore"), metavar="NAME …")] = None,
    minimum: Annotated[int | None, typer.Option(help=say("help.analyse_minimum"), metavar="K")] = None,
    strict: Annotated[bool, typer.Option("--strict", help=say("help.analyse_strict"))] = False,  # noqa: FBT002
    lang: Annotated[Lang, typer.Option(help=say("help.lang"))] = Lang.de,
) -> None:
    """Analyse a file of answers."""
    from diagnostic.analysing import Request  # noqa: PLC0415 - pandas takes longer than --help may

    request = Request(
        answers=answers,
        questionnaire=questionnaire,
        organisations=organisations,
        invited=invited,
        grouping=grouping.value,
        title=title,
        fielded=_days(fielded, lang.value),
        ignore=tuple(ignore_column or ()),
        minimum=minimum,
        strict=strict,
        language=lang.value,
    )
    outcome = run(request, out)
    if outcome.missing_packages is not None:
        raise typer.Exit(NO_PDF)


def run(request: Request, out: Path) -> Outcome:
    """Analyse, write the files, and say where they lie."""
    from diagnostic.analysing import STEPS, analyse  # noqa: PLC0415 - as above

    language = request.language
    outcome = analyse(request, Progress(STEPS).step)
    for path in write_all(out, outcome.files, language=language):
        typer.echo(say("done.wrote", language=language, path=str(path)))
    if all(scale.flag.state == "withheld" for scale in outcome.diagnosis.scales):
        typer.echo(say("done.no_findings", language=language))
    if outcome.missing_packages is not None:
        typer.echo(say("error.pdf", language=language, packages=outcome.missing_packages), err=True)
    return outcome


def _days(value: str | None, language: Language) -> tuple[dt.date, dt.date] | None:
    if value is None:
        return None
    first, separator, last = value.partition("..")
    try:
        days = dt.date.fromisoformat(first.strip()), dt.date.fromisoformat(last.strip())
    except ValueError:
        days = None
    if not separator or days is None or days[0] > days[1]:
        refuse(say("error.fielded", language=language, value=value), language=language)
    return days
