"""``diagnostic demo``: one simulated initiative from its answers to its report, for whoever sees the product first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diagnostic.commands.analyse import run
from diagnostic.commands.simulate import simulate
from diagnostic.i18n import Language, say

_SEED = 3
_ORGANISATIONS = 26
_PLANTED = ["silos", "steering", "funding"]
_TITLES: dict[Language, str] = {"de": "Musterinitiative", "en": "Sample initiative"}


def demo(
    out: Annotated[Path, typer.Option(help=say("help.out"), metavar="DIR")] = Path("out/demo"),
) -> None:
    """Simulate an initiative, analyse it and say where its report lies."""
    from diagnostic.analysing import Request  # noqa: PLC0415 - pandas takes longer than --help may

    simulate(out=out, seed=_SEED, organisations=_ORGANISATIONS, plant=_PLANTED, questionnaire="vollanalyse")
    for language, title in _TITLES.items():
        request = Request(
            answers=out / "answers.csv",
            questionnaire="vollanalyse",
            organisations=out / "organisations.csv",
            title=title,
            language=language,
        )
        run(request, out)
    typer.echo("")
    typer.echo(say("done.demo"))
    for language in _TITLES:
        typer.echo(f"  {(out / f'report.{language}.html').resolve().as_uri()}")
