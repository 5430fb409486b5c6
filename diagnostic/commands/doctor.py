"""``diagnostic doctor``: says what is wrong with an installation, and how to mend it."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from diagnostic.i18n import language_of, say
from diagnostic.settings import Settings, settings_of
from questionnaires.problems import InputError

if TYPE_CHECKING:
    from diagnostic.health.findings import Finding

UNWELL = 1


@click.command(help=say("help.doctor"), short_help=say("help.doctor_short"))
def doctor() -> None:
    """Check everything, a line each; the exit code is 1 where something is wrong."""
    try:
        settings = settings_of(os.environ)
    except InputError as error:
        for problem in error.problems:
            click.echo(say("doctor.wrong", text=problem.text(language_of(os.environ))))
        raise click.exceptions.Exit(UNWELL) from error
    findings = _findings(settings)
    for finding in findings:
        click.echo(say("doctor.well", text=finding.text) if finding.well else say("doctor.wrong", text=finding.text))
    if not all(finding.well for finding in findings):
        raise click.exceptions.Exit(UNWELL)


def _findings(settings: Settings) -> list[Finding]:
    from diagnostic.health import files, surroundings  # noqa: PLC0415 - only a command that runs needs them
    from diagnostic.health.database import check_database  # noqa: PLC0415 - as above
    from diagnostic.health.findings import Finding  # noqa: PLC0415 - as above

    return [
        Finding(well=True, text=say("doctor.settings_well")),
        surroundings.check_address(settings),
        files.check_folder(settings),
        files.check_privacy(settings),
        files.check_secret(settings),
        files.check_texts(settings),
        *asyncio.run(check_database(settings, datetime.now(UTC))),
        surroundings.check_pdf(),
    ]
