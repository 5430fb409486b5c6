"""``diagnostic demo``: one simulated initiative from its answers to its report, for whoever sees the product first."""

from __future__ import annotations

from pathlib import Path

import click

from diagnostic.commands.analyse import name_older_pdf, run, upload
from diagnostic.commands.simulate import write_simulation
from diagnostic.i18n import Language, say

_QUESTIONNAIRE = "vollanalyse"
_SEED = 13
_ORGANISATIONS = 26
_PLANTED = ("silos", "steering", "funding")
_TITLES: dict[Language, str] = {"de": "Musterinitiative", "en": "Sample initiative"}


@click.command(help=say("help.demo"), short_help=say("help.demo_short"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out/demo"),
    show_default=True,
    metavar="DIR",
    help=say("help.out"),
)
def demo(out: Path) -> None:
    """Simulate an initiative, analyse it and say where its report lies; it ends well without a PDF too."""
    from diagnostic.analysing import Request  # noqa: PLC0415 - pandas takes longer than --help may
    from questionnaires.loading import find  # noqa: PLC0415 - as above

    write_simulation(out, seed=_SEED, organisations=_ORGANISATIONS, plant=_PLANTED, questionnaire=_QUESTIONNAIRE)
    asked = find(_QUESTIONNAIRE)
    answers, organisations = upload(out / "answers.csv"), upload(out / "organisations.csv")
    missing = None
    for language, title in _TITLES.items():
        request = Request(
            answers=answers,
            questionnaire=asked,
            organisations=organisations,
            title=title,
            language=language,
        )
        missing = run(request, out).missing_packages
    click.echo("")
    click.echo(say("done.demo"))
    for language in _TITLES:
        click.echo(f"  {(out / f'report.{language}.html').resolve().as_uri()}")
    if missing is not None:
        click.echo(say("done.demo_without_pdf", packages=missing))
        for language in _TITLES:
            name_older_pdf(out, language)
