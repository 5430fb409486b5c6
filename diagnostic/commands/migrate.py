"""``diagnostic migrate``: bring the database to the form that this version needs."""

from __future__ import annotations

import asyncio

import click

from diagnostic.i18n import say
from diagnostic.installation import installation, migrated


@click.command(help=say("help.migrate"), short_help=say("help.migrate_short"))
def migrate() -> None:
    """Migrate, and tell the revisions before and after."""
    with installation() as settings:
        before, after = asyncio.run(migrated(settings))
    if before == after:
        click.echo(say("done.migrated_nothing", revision=after or "-"))
    else:
        click.echo(say("done.migrated", before=before or "-", after=after or "-"))
