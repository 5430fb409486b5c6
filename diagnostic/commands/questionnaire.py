"""``diagnostic questionnaire``: check questionnaires, show one, and compare two versions."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnostic.i18n import LANGUAGES, Language, language_of, say
from diagnostic.terminal import BAD_INPUT, refusing_bad_input

if TYPE_CHECKING:
    from questionnaires.comparing import Comparison
    from questionnaires.differences import Verdict
    from questionnaires.model import Questionnaire


@click.group(name="questionnaire", help=say("help.questionnaire"), short_help=say("help.questionnaire_short"))
def group() -> None:
    """Check, show and compare questionnaires."""


@group.command(help=say("help.check"), short_help=say("help.check_short"))
@click.argument(
    "files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…", help=say("help.check_files")
)
def check(files: tuple[Path, ...]) -> None:
    """Check questionnaires; every file is looked at, and one with an error makes the exit code 2."""
    whole = [_check(file) for file in files]
    if not all(whole):
        raise click.exceptions.Exit(BAD_INPUT)


@group.command(help=say("help.show"), short_help=say("help.show_short"))
@click.argument("name", metavar="ID", help=say("help.show_id"))
@click.option("--lang", type=click.Choice(LANGUAGES), help=say("help.show_lang"))
@click.option("--codebook", is_flag=True, help=say("help.show_codebook"))
def show(*, name: str, lang: Language | None, codebook: bool) -> None:
    """Show a questionnaire."""
    from diagnostic.problems import require_language  # noqa: PLC0415 - only this command needs it
    from questionnaires.describing import describe  # noqa: PLC0415 - as above
    from questionnaires.loading import find_or_load  # noqa: PLC0415 - as above

    with refusing_bad_input():
        questionnaire = find_or_load(name)
        if lang is not None:
            require_language(questionnaire, lang)
    if codebook:
        click.echo(_codebook(questionnaire), nl=False)
        return
    spoken = language_of(os.environ)
    known = questionnaire.languages
    click.echo(describe(questionnaire, lang or (spoken if spoken in known else known[0])))


@group.command(help=say("help.diff"), short_help=say("help.diff_short"))
@click.argument("old", metavar="OLD", help=say("help.diff_old"))
@click.argument("new", metavar="NEW", help=say("help.diff_new"))
def diff(old: str, new: str) -> None:
    """Tell what differs between two versions; whatever it is, the exit code is 0."""
    from questionnaires.comparing import compare  # noqa: PLC0415 - only this command needs it
    from questionnaires.loading import find_or_load  # noqa: PLC0415 - as above

    with refusing_bad_input():
        comparison = compare(find_or_load(old), find_or_load(new))
    language = language_of(os.environ)
    for difference in comparison.differences:
        click.echo(_weighed(difference.verdict, difference.problem.text(language)))
    click.echo(_summed_up(comparison))


def _weighed(verdict: Verdict, text: str) -> str:
    match verdict:
        case "harmless":
            return say("done.diff_harmless", text=text)
        case "comparable":
            return say("done.diff_comparable", text=text)
        case "breaking":
            return say("done.diff_breaking", text=text)


def _summed_up(comparison: Comparison) -> str:
    old, new, count = comparison.old, comparison.new, len(comparison.differences)
    if not count:
        return say("done.verdict_equal", old=old, new=new)
    match comparison.verdict:
        case "harmless":
            return say("done.verdict_harmless", old=old, new=new, count=count)
        case "comparable":
            return say("done.verdict_comparable", old=old, new=new, count=count)
        case "breaking":
            return say("done.verdict_breaking", old=old, new=new, count=count)


def _check(file: Path) -> bool:
    from questionnaires.loading import examine  # noqa: PLC0415 - as above

    questionnaire, findings = examine(file)
    language = language_of(os.environ)
    for finding in findings:
        click.echo(say(f"done.{finding.severity}", text=finding.problem.text(language)))
    errors = sum(finding.severity == "error" for finding in findings)
    if questionnaire is None or errors:
        click.echo(say("done.invalid", file=str(file), errors=errors))
        return False
    click.echo(
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
