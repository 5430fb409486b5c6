"""``diagnostic analyse``: from a file of answers to a report."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypedDict, Unpack

import click

from diagnostic.arguments import SeveralValues
from diagnostic.files import read, write_all
from diagnostic.i18n import LANGUAGES, Language, language_of, say
from diagnostic.options import MOST_INVITED, days, name, number
from diagnostic.terminal import NO_PDF, Progress, refuse, refusing_bad_input

if TYPE_CHECKING:
    from diagnostic.analysing import Outcome, Request, Round, Upload
    from questionnaires.model import Questionnaire
    from scoring.published import Grouping


GROUPINGS = ("none", "sector")


class Options(TypedDict):
    """What the command is called with."""

    answers: Path
    questionnaire: str
    out: Path
    organisations: Path | None
    invited: int | None
    self_report: Path | None
    ties: Path | None
    before: Path | None
    before_organisations: Path | None
    before_invited: int | None
    before_questionnaire: str | None
    anonymous: bool
    grouping: Grouping
    title: str | None
    fielded: str | None
    ignore_column: tuple[str, ...]
    minimum: int | None
    strict: bool
    lang: Language


@click.command(cls=SeveralValues, help=say("help.analyse"), short_help=say("help.analyse_short"))
@click.argument("answers", type=click.Path(path_type=Path), metavar="ANSWERS.csv", help=say("help.analyse_answers"))
@click.option("--questionnaire", required=True, metavar="ID|FILE", help=say("help.analyse_questionnaire"))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("help.out"))
@click.option(
    "--organisations",
    type=click.Path(path_type=Path),
    metavar="ORGS.csv",
    help=say("help.analyse_organisations"),
)
@click.option("--invited", type=int, metavar="N", help=say("help.analyse_invited"))
@click.option(
    "--self-report", type=click.Path(path_type=Path), metavar="OFFICE.csv", help=say("help.analyse_self_report")
)
@click.option("--ties", type=click.Path(path_type=Path), metavar="TIES.csv", help=say("help.analyse_ties"))
@click.option("--before", type=click.Path(path_type=Path), metavar="ANSWERS.csv", help=say("help.analyse_before"))
@click.option(
    "--before-organisations",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=say("help.analyse_before_organisations"),
)
@click.option("--before-invited", type=int, metavar="N", help=say("help.analyse_before_invited"))
@click.option("--before-questionnaire", metavar="ID|FILE", help=say("help.analyse_before_questionnaire"))
@click.option("--anonymous", is_flag=True, help=say("help.analyse_anonymous"))
@click.option(
    "--grouping", type=click.Choice(GROUPINGS), default="none", show_default=True, help=say("help.analyse_grouping")
)
@click.option("--title", metavar="TEXT", help=say("help.analyse_title"))
@click.option("--fielded", metavar="FROM..TO", help=say("help.analyse_fielded"))
@click.option("--ignore-column", multiple=True, metavar="NAME …", help=say("help.analyse_ignore"))
@click.option("--minimum", type=int, metavar="K", help=say("help.analyse_minimum"))
@click.option("--strict", is_flag=True, help=say("help.analyse_strict"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="de", show_default=True, help=say("help.lang"))
def analyse(**options: Unpack[Options]) -> None:
    """Analyse a file of answers."""
    from diagnostic.analysing import Request  # noqa: PLC0415 - pandas takes longer than --help may
    from questionnaires.loading import find_or_load  # noqa: PLC0415 - as above

    organisations, self_report, ties = options["organisations"], options["self_report"], options["ties"]
    check_invited(organisations, options["invited"], anonymous=options["anonymous"])
    check_ties(ties, organisations, anonymous=options["anonymous"])
    with refusing_bad_input():
        asked = find_or_load(options["questionnaire"])
    request = Request(
        answers=upload(options["answers"]),
        questionnaire=asked,
        organisations=None if organisations is None else upload(organisations),
        invited=options["invited"],
        self_report=None if self_report is None else upload(self_report),
        ties=None if ties is None else upload(ties),
        before=wave_before(asked, options),
        anonymous=options["anonymous"],
        grouping=options["grouping"],
        title=name(options["title"]),
        fielded=days(options["fielded"]),
        ignore=options["ignore_column"],
        minimum=options["minimum"],
        strict=options["strict"],
        language=options["lang"],
    )
    outcome = run(request, options["out"])
    if outcome.missing_packages is not None:
        end_without_pdf(outcome.missing_packages, options["out"], options["lang"])


def wave_before(asked: Questionnaire, options: Options) -> Round | None:
    """Return the wave before, with the questionnaire of this one unless another is named; None if there is none."""
    from diagnostic.analysing import Round  # noqa: PLC0415 - as above
    from questionnaires.loading import find_or_load  # noqa: PLC0415 - as above

    answers, named = options["before"], options["before_questionnaire"]
    organisations, invited = options["before_organisations"], options["before_invited"]
    if answers is None:
        if (organisations, invited, named) != (None, None, None):
            refuse(say("error.before_missing"))
        return None
    check_invited(organisations, invited, anonymous=options["anonymous"], option="--before-invited")
    with refusing_bad_input():
        earlier = asked if named is None else find_or_load(named)
    listed = None if organisations is None else upload(organisations)
    return Round(answers=upload(answers), questionnaire=earlier, organisations=listed, invited=invited)


def check_invited(
    organisations: Path | None, invited: int | None, *, anonymous: bool, option: str = "--invited"
) -> None:
    """Refuse what cannot be said of those invited, before any file is read."""
    if anonymous and organisations is not None:
        refuse(say("error.anonymous_list"))
    if invited is not None:
        number(option, invited, least=1, most=MOST_INVITED)


def check_ties(ties: Path | None, organisations: Path | None, *, anonymous: bool) -> None:
    """Refuse ties where nobody knows all organisations, before any file is read."""
    if ties is not None and anonymous:
        refuse(say("error.anonymous_ties"))
    if ties is not None and organisations is None:
        refuse(say("error.ties_list"))


def upload(path: Path) -> Upload:
    """Return a file as it is handed to an analysis, cut off behind the size that is refused anyway."""
    from diagnostic.analysing import Upload  # noqa: PLC0415 - as above
    from scoring.encoding import MOST_BYTES  # noqa: PLC0415 - as above

    return Upload(name=path.name, content=read(path, most=MOST_BYTES))


def run(request: Request, out: Path) -> Outcome:
    """Analyse, write the files, and say where they lie."""
    from diagnostic.analysing import analyse, steps_of  # noqa: PLC0415 - as above
    from reports.export.network import GRAPHML, NODES, TIES  # noqa: PLC0415 - as above

    asked, spoken = request.questionnaire, language_of(os.environ)
    progress = Progress(1 + steps_of(request))
    title = asked.texts[spoken if spoken in asked.languages else asked.languages[0]].title
    progress.step("step.read_questionnaire", title=title, scales=len(asked.scales_of("barrier")))
    with refusing_bad_input():
        outcome = analyse(request, progress.step)
    for path in write_all(out, outcome.files):
        click.echo(say("done.wrote", path=str(path)))
    name_older(out, [one for one in (GRAPHML, NODES, TIES) if one not in outcome.files])
    if outcome.diagnosis.no_scale_shown and outcome.diagnosis.network.depth is None:
        click.echo(say("done.no_findings"))
    return outcome


def end_without_pdf(packages: str, out: Path, language: Language) -> NoReturn:
    """Say which packages a PDF needs, and end with exit code 3."""
    click.echo(say("error.pdf", packages=packages), err=True)
    name_older(out, [f"report.{language}.pdf"])
    raise click.exceptions.Exit(NO_PDF)


def name_older(out: Path, files: Iterable[str]) -> None:
    """Say of files from before that they do not belong to this analysis, which has none by these names."""
    for older in (out / file for file in files):
        if older.exists():
            click.echo(say("error.older_file", path=str(older)), err=True)
