"""``diagnostic worker``: analyses what has been closed, and does what is due."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from datetime import UTC, datetime

import click

from diagnostic.domain.caller import Caller
from diagnostic.i18n import say
from diagnostic.installation import installation, require_current
from diagnostic.settings import Settings, settings_of


@click.command(help=say("help.worker"), short_help=say("help.worker_short"))
@click.option("--again", is_flag=True, help=say("help.worker_again"))
def worker(*, again: bool) -> None:
    """Work until stopped."""
    with installation() as settings:
        asyncio.run(require_current(settings))
        if again:
            click.echo(say("done.comparisons_again", count=asyncio.run(_try_again(settings))))
        click.echo(say("done.working"))
        _work(settings)


def work_beside() -> None:
    """Work until stopped, or until the process that began this one has ended."""
    _work(settings_of(os.environ))


async def _try_again(settings: Settings) -> int:
    from diagnostic.services.comparing import try_again  # noqa: PLC0415 - only a command that runs needs them
    from diagnostic.store.database import Database  # noqa: PLC0415 - as above

    database = Database(settings.database)
    try:
        async with database.writing() as db:
            return await try_again(db, Caller(now=datetime.now(UTC)))
    finally:
        await database.close()


def _work(settings: Settings) -> None:
    from diagnostic.journal import begin  # noqa: PLC0415 - only a command that runs needs them

    begin()
    asyncio.run(_work_until_stopped(settings))


async def _work_until_stopped(settings: Settings) -> None:
    from diagnostic.worker import work  # noqa: PLC0415 - as above

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_tell_end, args=(parent, loop, stop), daemon=True).start()
    await work(settings, stop)


def _tell_end(
    parent: multiprocessing.process.BaseProcess, loop: asyncio.AbstractEventLoop, stop: asyncio.Event
) -> None:
    parent.join()
    loop.call_soon_threadsafe(stop.set)
