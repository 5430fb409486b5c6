"""``diagnostic demo``: a simulated initiative in a running service, for whoever sees the product first."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import click

from diagnostic.commands.serve import serve_until_stopped
from diagnostic.i18n import language_of, say
from diagnostic.installation import installation, migrated, opened
from diagnostic.terminal import Progress, refuse

if TYPE_CHECKING:
    from diagnostic.demo.showing import Shown
    from diagnostic.settings import Settings
    from diagnostic.store.database import Database

_STEPS = 4


@click.command(help=say("help.demo"), short_help=say("help.demo_short"))
@click.option("--no-serve", is_flag=True, help=say("help.demo_no_serve"))
def demo(*, no_serve: bool) -> None:
    """Load the simulated initiative once, say where to look, and serve."""
    with installation() as settings:
        shown = asyncio.run(_prepared(settings))
        _tell(settings, shown)
        if not no_serve:
            serve_until_stopped(settings)


async def _prepared(settings: Settings) -> Shown:
    from diagnostic.demo.showing import shown  # noqa: PLC0415 - SQLAlchemy takes longer than --help may
    from diagnostic.domain.failures import Invalid  # noqa: PLC0415 - as above
    from diagnostic.store.keys import Keys  # noqa: PLC0415 - as above
    from diagnostic.worker import now  # noqa: PLC0415 - as above

    await migrated(settings)
    async with opened(settings) as database:
        try:
            await _loaded(settings, database)
        except Invalid as wrong:
            spoken = language_of(os.environ)
            refuse(*(problem.text(spoken) for problem in wrong.fields.values()))
        async with database.reading() as db:
            return await shown(db, Keys(settings.data), now())


async def _loaded(settings: Settings, database: Database) -> None:
    """Load the initiatives, analyse their past rounds and release them; what was done before is not done again."""
    from diagnostic.demo.showing import is_loaded, passwords, release_past  # noqa: PLC0415 - as above
    from diagnostic.store.keys import Keys  # noqa: PLC0415 - as above
    from diagnostic.worker import Worker, now, run_next, sweep_once  # noqa: PLC0415 - as above

    keys, steps = Keys(settings.data), Progress(_STEPS)
    async with database.reading() as db:
        loaded = await is_loaded(db)
    if not loaded:
        from diagnostic.demo.loading import load  # noqa: PLC0415 - pandas, and it runs once
        from diagnostic.demo.neighbours import load_neighbours  # noqa: PLC0415 - as above
        from diagnostic.demo.plan import demo_plan  # noqa: PLC0415 - as above

        plan, at = demo_plan(), now()
        async with database.writing() as db:
            told = await load(db, keys, at, plan=plan, passwords=passwords(settings.data))
            await load_neighbours(db, keys, at, plan=plan, consultant=told.consultant)
        steps.step("step.demo_loaded")
    async with database.reading() as db:
        waits = await is_loaded(db, analysed=False)
    if waits:
        from diagnostic.demo.neighbours import release_neighbours  # noqa: PLC0415 - as above

        worker = Worker(settings=settings, database=database, keys=keys)
        await release_neighbours(database, now())
        steps.step("step.demo_neighbours")
        await sweep_once(worker, now())
        while await run_next(worker, asyncio.Event()):
            pass
        steps.step("step.demo_analysed")
        async with database.writing() as db:
            await release_past(db, now())
        steps.step("step.demo_released")


def _tell(settings: Settings, shown: Shown) -> None:
    from diagnostic.demo.showing import passwords  # noqa: PLC0415 - as above

    drawn = passwords(settings.data)
    click.echo("")
    click.echo(say("done.demo"))
    click.echo("")
    if shown.token is not None:
        click.echo(say("done.demo_partner"))
        click.echo(f"  {settings.address}/start/{shown.token}")
    for role, sentence in (("backbone", say("done.demo_backbone")), ("consultant", say("done.demo_consultant"))):
        click.echo(sentence)
        values = {"email": shown.emails[role], "password": drawn[role]}
        click.echo("  " + say("done.demo_account", address=f"{settings.address}/sign-in", **values))
    click.echo("")
