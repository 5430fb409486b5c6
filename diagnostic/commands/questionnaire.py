"""``diagnostic questionnaire``: check questionnaires, and show one."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diagnostic.commands.analyse import Lang
from diagnostic.i18n import language_of, say
from diagnostic.terminal import BAD_INPUT, refuse, refusing_bad_input

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

group = typer.Typer(help=say("help.questionnaire"), no_args_is_help=True, rich_markup_mode=None)


@group.command(help=say("help.check"))
def check(files: Annotated[list[Path], typer.Argument(help=say("help.check_files"), metavar="FILE…")]) -> None:
    """Check questionnaires; every file is looked at, and one with an error makes the exit code 2."""
    whole = [_check(file) for file in files]
    if not all(whole):
        raise typer.Exit(BAD_INPUT)


@group.command(help=say("help.show"))
def show(
    name: Annotated[str, typer.Argument(help=say("help.show_id"), metavar="ID")],
    lang: Annotated[Lang | None, typer.Option(help=say("help.lang"))] = None,
    codebook: Annotated[bool, typer.Option("--codebook", help=say("help.show_codebook"))] = False,  # noqa: FBT002
) -> None:
    """Show a questionnaire."""
    from questionnaires.describing import describe  # noqa: PLC0415 - only this command needs it
    from questionnaires.loading import find  # noqa: PLC0415 - as above

    language = language_of(os.environ) if lang is None else lang.value
    with refusing_bad_input(language):
        questionnaire = find(name)
    if codebook:
        typer.echo(_codebook(questionnaire), nl=False)
        return
    if lang is None and language not in questionnaire.languages:
        typer.echo(describe(questionnaire, questionnaire.languages[0]))
        return
    if language not in questionnaire.languages:
        known = ", ".join(questionnaire.languages)
        refuse(say("error.language", language=language, questionnaire=questionnaire.id, languages=known))
    typer.echo(describe(questionnaire, language))


def _check(file: Path) -> bool:
    from questionnaires.loading import examine  # noqa: PLC0415 - as above

    questionnaire, findings = examine(file)
    language = language_of(os.environ)
    for finding in findings:
        typer.echo(say(f"done.{finding.severity}", text=finding.problem.text(language)))
    errors = sum(finding.severity == "error" for finding in findings)
    if questionnaire is None or errors:
        typer.echo(say("done.invalid", file=str(file), errors=errors))
        return False
    typer.echo(
        say(
            "done.valid",
            file=str(file),
            statements=len(questionnaire.statements),
            scales=len(questionnaire.scale),
            languages=", ".join(questionnaire.languages),
        )
    )
    return True


def _codebook(questionnaire: Questionnaire) -> str:
    from questionnaires.codebook import as_rows  # noqa: PLC0415 - as above

    rows = as_rows(questionnaire)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
